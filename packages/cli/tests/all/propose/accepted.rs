//! The official contracts take what is printed, and how long what passed may wait to be queued.

use super::{args, base64, deployed};
use cosmwasm_std::{from_json, to_json_binary, Addr};
use qerun::propose::{
    read, write_proposal, NotAfter, Proposal, ProposeError, Queue, Terms, LARGEST,
};
use qerun_messages::timelock::MAX_NOT_AFTER;
use qerun_messages::{timelock, voting};
use qerun_testing::dao::Dao;
use serde_json::{json, Value};

/// The official contracts take it as it is printed, the largest, too; what passed is the timelock's to queue.
#[test]
fn d4_the_dao_takes_it() {
    let (mut world, at) = deployed("d4-dao");
    let plan = world.plan.clone();
    let dao = Dao {
        core: Addr::unchecked(&at.contracts.dao),
        voting: Addr::unchecked(&at.contracts.voting),
        proposals: Addr::unchecked(&at.proposals),
        pre_propose: Addr::unchecked(&at.pre_propose),
    };
    let alice = Addr::unchecked(&plan.supply[1].to);
    let token = Addr::unchecked(&at.contracts.token);
    let stake = to_json_binary(&voting::ReceiveMsg::Stake { tier: None }).unwrap();
    let home = &mut world.net.home;
    for msg in [
        json!({"send": {"contract": dao.voting, "amount": "1000000000000", "msg": stake}}),
        json!({"increase_allowance": {"spender": dao.pre_propose, "amount": "10000000000"}}),
    ] {
        home.execute(&alice, &token, &msg, &[]).unwrap();
    }
    home.advance(5);
    let message = format!(
        r#"voting={{"add_hook":{{"addr":"{}"}}}}"#,
        at.contracts.oracle
    );
    let flags = args(&[&message]);
    let text = world
        .ask_home(|chain| write_proposal(&flags, &plan, &at, Some(chain)))
        .unwrap();
    let printed: Value = serde_json::from_str(text.lines().nth(6).unwrap()).unwrap();
    let home = &mut world.net.home;
    home.execute(&alice, &dao.pre_propose, &printed, &[])
        .unwrap();
    assert_eq!(dao.status(home, 1).unwrap(), "open");

    let mut largest = Proposal {
        title: "t".into(),
        description: "x".into(),
        queue: Queue {
            messages: vec![read(&message, &plan, &at).unwrap().message],
            text: "t".into(),
            not_after: u64::MAX,
        },
    };
    let inner = largest.json(&at).unwrap()["propose"]["msg"]["propose"].to_string();
    largest.description = "x".repeat(1 + LARGEST - inner.len());
    largest.ensure_accepted(&at).unwrap();
    home.execute(&alice, &dao.pre_propose, &largest.json(&at).unwrap(), &[])
        .unwrap();
    assert_eq!(dao.status(home, 2).unwrap(), "open");

    let vote = json!({"vote": {"proposal_id": 1, "vote": "yes"}});
    home.execute(&alice, &dao.proposals, &vote, &[]).unwrap();
    home.advance(30);
    let execute = json!({"execute": {"proposal_id": 1}});
    home.execute(&alice, &dao.proposals, &execute, &[]).unwrap();
    let sent = &printed["propose"]["msg"]["propose"]["msgs"][0]["wasm"]["execute"]["msg"];
    let sent = base64(sent.as_str().unwrap());
    // The timelock of this build must know all of its fields.
    let known = from_json::<timelock::ExecuteMsg>(&sent).is_ok();
    let wanted = if known {
        "executed"
    } else {
        "execution_failed"
    };
    assert_eq!(dao.status(home, 1).unwrap(), wanted);
}

#[test]
fn d4_until_when_it_may_be_queued() {
    let (world, _) = deployed("d4-until");
    let planned = Terms::planned(&world.plan);
    let terms = Terms {
        now: 1_000,
        ..planned
    };
    let of = |allowance| terms.not_after(allowance).unwrap();
    let wanted = |allowance, outlasted| NotAfter {
        at: 1_060 + allowance,
        vote: 60,
        allowance,
        outlasted,
    };
    // Least unbonding 600, of which 500 for vote, bond, delay and execution.
    assert_eq!(of(None), wanted(99, true));
    assert_eq!(of(Some(99)), wanted(99, true));
    assert_eq!(of(Some(100)), wanted(100, false));
    assert_eq!(of(Some(0)), wanted(0, true));
    let most = MAX_NOT_AFTER - 60;
    assert_eq!(of(Some(most)), wanted(most, false));
    let error = terms.not_after(Some(most + 1)).unwrap_err();
    assert!(
        matches!(error, ProposeError::TooFar { ahead, .. } if ahead == MAX_NOT_AFTER + 1),
        "{error}"
    );
    // A week at most by itself; and the least where stake does not outlast it anyway.
    let long = Terms {
        unbonding: 10_000_000,
        ..terms
    };
    assert_eq!(long.not_after(None).unwrap().allowance, 604_800);
    let short = Terms {
        unbonding: 100,
        ..terms
    };
    assert_eq!(short.not_after(None).unwrap(), wanted(60, false));
    let clock = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    assert!(clock.as_secs().abs_diff(planned.now) < 60);
}
