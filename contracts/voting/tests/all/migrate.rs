//! Names, versions, migration.

use crate::common::*;
use cosmwasm_std::Storage;
use cw2::ContractVersion;
use qerun_messages::voting::MigrateMsg;
use qerun_voting::contract::migrate;
use qerun_voting::state::{CONTRACT_NAME, CONTRACT_VERSION, OWN_VERSION};
use qerun_voting::ContractError;

fn own(contract: &str, version: &str) -> ContractVersion {
    ContractVersion {
        contract: contract.into(),
        version: version.into(),
    }
}

fn run(voting: &mut Voting) -> Result<(), ContractError> {
    migrate(voting.deps.as_mut(), voting.env.clone(), MigrateMsg {}).map(|_| ())
}

#[test]
fn the_page_sees_the_interface_and_about_tells_the_contract() {
    let voting = Voting::default();
    let interface = serde_json::json!({
        "contract": "crates.io:dao-voting-cw20-staked", "version": "2.6.0"
    });
    let about = serde_json::json!({
        "contract": "crate:qerun-voting", "version": CONTRACT_VERSION
    });
    assert_eq!(voting.raw(b"contract_info").unwrap(), interface);
    assert_eq!(
        voting.ask_json(r#"{"info":{}}"#),
        serde_json::json!({"info": interface})
    );
    assert_eq!(
        voting.ask_json(r#"{"about":{}}"#),
        serde_json::json!({"about": about, "interface": interface})
    );
    assert_eq!(voting.raw(b"qerun_contract_info").unwrap(), about);
}

#[test]
fn migrates_from_an_older_version_and_keeps_everything() {
    let mut voting = Voting::default();
    voting.stake_in("alice", 1, 10).unwrap();
    voting.next();
    let storage = voting.storage();
    OWN_VERSION
        .save(&mut voting.deps.storage, &own(CONTRACT_NAME, "0.0.9"))
        .unwrap();
    // An interface of another version is replaced too.
    cw2::set_contract_version(&mut voting.deps.storage, "crate:other", "1.0.0").unwrap();
    run(&mut voting).unwrap();
    assert_eq!(voting.storage(), storage);
    run(&mut voting).unwrap();
    assert_eq!(voting.power("alice"), 15);
}

#[test]
fn the_own_key_decides_not_the_interfaces_name() {
    for other in [
        own("crate:qerun-market", "0.0.1"),
        own("crates.io:dao-voting-cw20-staked", "2.5.0"),
    ] {
        let mut voting = Voting::default();
        OWN_VERSION.save(&mut voting.deps.storage, &other).unwrap();
        let error = ContractError::WrongContract {
            found: Some(other),
            expected: CONTRACT_NAME,
        };
        assert_eq!(run(&mut voting), Err(error));
    }
    let mut official = Voting::default();
    official.deps.storage.remove(b"qerun_contract_info");
    let error = ContractError::WrongContract {
        found: None,
        expected: CONTRACT_NAME,
    };
    assert_eq!(run(&mut official), Err(error));
}

#[test]
fn newer_and_senseless_versions_are_refused() {
    for found in ["9.0.0", "0.10.0", "latest", ""] {
        let mut voting = Voting::default();
        OWN_VERSION
            .save(&mut voting.deps.storage, &own(CONTRACT_NAME, found))
            .unwrap();
        let before = voting.storage();
        let error = ContractError::WrongVersion {
            found: found.into(),
            expected: CONTRACT_VERSION,
        };
        assert_eq!(run(&mut voting), Err(error));
        assert_eq!(voting.storage(), before);
    }
}
