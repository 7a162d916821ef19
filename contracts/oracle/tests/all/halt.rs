//! Guardian and owner.

use crate::common::*;
use cw_ownable::{Action, Ownership};
use qerun_controls::AccessError;
use qerun_messages::oracle::{
    AssetResponse, ConfigResponse, ExecuteMsg, PriceError, QueryMsg, Status, PRICES,
};
use qerun_mocks::assert_event;
use qerun_oracle::ContractError;

fn halt() -> ExecuteMsg {
    ExecuteMsg::Halt {
        asset: "qer".into(),
    }
}

fn resume() -> ExecuteMsg {
    ExecuteMsg::Resume {
        asset: "qer".into(),
    }
}

#[test]
fn the_guardian_halts_and_only_the_owner_resumes() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.submit(0, "1");
    let response = oracle.execute("guardian", halt()).unwrap();
    let sender = addr("guardian");
    assert_event(
        &response,
        "qerun-oracle/halt",
        &[("asset", "qer"), ("sender", sender.as_str())],
    );
    let halted = PriceError::NotLive {
        asset: "qer".into(),
        status: Status::Halted,
    };
    assert_eq!(
        oracle.record().unwrap().ensure_fresh("qer", START),
        Err(halted)
    );
    // Prices go on being followed, halted.
    oracle.wait(60);
    oracle.submit(0, "2");
    let record = oracle.record().unwrap();
    assert_eq!((record.status, record.mid), (Status::Halted, dec("2")));
    assert!(oracle.execute("guardian", resume()).is_err());
    oracle.execute("timelock", resume()).unwrap();
    assert!(oracle
        .record()
        .unwrap()
        .ensure_live("qer", oracle.now())
        .is_ok());
}

#[test]
fn a_resume_makes_no_old_price_live() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.submit(0, "1");
    oracle.execute("timelock", halt()).unwrap();
    oracle.wait(901);
    let response = oracle.execute("timelock", resume()).unwrap();
    assert_eq!(events(&response), ["resume", "skip"]);
    assert_eq!(oracle.record().unwrap().status, Status::Halted);
    oracle.submit(0, "1");
    assert_eq!(oracle.record().unwrap().status, Status::Live);
}

#[test]
fn a_halt_survives_a_change_of_feed_and_comes_before_the_first_price() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.execute("guardian", halt()).unwrap();
    oracle.set(vec![fixed("1")], policy());
    assert_eq!(oracle.record().unwrap().status, Status::Halted);
    let asset: AssetResponse = oracle.query(QueryMsg::Asset {
        asset: "qer".into(),
    });
    assert!(asset.halted);
}

#[test]
fn guardian_and_owner_change() {
    let mut oracle = Oracle::of(vec![fixed("1")], policy());
    let set = |name: Option<&str>| ExecuteMsg::SetGuardian {
        guardian: name.map(|name| addr(name).into()),
    };
    oracle.execute("timelock", set(Some("second"))).unwrap();
    let config: ConfigResponse = oracle.query(QueryMsg::Config {});
    assert_eq!(config.guardian, Some(addr("second")));
    let error = oracle.execute("guardian", halt()).unwrap_err();
    assert_eq!(
        error,
        ContractError::Access(AccessError::Unauthorized {
            role: "guardian or owner",
            sender: addr("guardian")
        })
    );
    oracle.execute("second", halt()).unwrap();
    oracle.execute("timelock", set(None)).unwrap();
    let transfer = Action::TransferOwnership {
        new_owner: addr("dao").into(),
        expiry: None,
    };
    oracle
        .execute("timelock", ExecuteMsg::UpdateOwnership(transfer))
        .unwrap();
    assert!(oracle.execute("dao", resume()).is_err());
    oracle
        .execute("dao", ExecuteMsg::UpdateOwnership(Action::AcceptOwnership))
        .unwrap();
    oracle.execute("dao", resume()).unwrap();
    let ownership: Ownership<String> = oracle.query(QueryMsg::Ownership {});
    assert_eq!(ownership.owner, Some(addr("dao").into()));
}

#[test]
fn a_removed_asset_leaves_nothing() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
    let msg = ExecuteMsg::RemoveAsset {
        asset: "qer".into(),
    };
    let empty = {
        let mut fresh = Oracle::with(vec![]).unwrap();
        fresh.wait(0);
        fresh.storage()
    };
    oracle.submit(0, "1");
    oracle.execute("guardian", halt()).unwrap();
    assert!(PRICES.has(&oracle.deps.storage, "qer"));
    oracle.wait(86_399);
    let in_use = ContractError::InUse {
        asset: "qer".into(),
        idle_at: START + 86_400,
    };
    assert_eq!(oracle.execute("timelock", msg.clone()), Err(in_use));
    oracle.wait(1);
    oracle.set(vec![feeders(0, 1)], policy());
    oracle.execute("timelock", msg).unwrap();
    assert_eq!(oracle.storage(), empty);
}
