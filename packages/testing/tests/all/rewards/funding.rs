//! Nobody gets ahead of the schedule, and nobody takes anything back from the distributor.

use cosmwasm_std::coins;
use serde_json::json;

use crate::rewards::setup::{Hooks, Rewards, TIMELOCK};
use crate::voting::setup::DAY;

const POINTS: [(u64, u128); 1] = [(100 * DAY, 1_000_000)];

fn running() -> Rewards {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 1_000);
    rewards.at(10 * DAY);
    rewards
}

#[test]
fn twice_in_a_block_sends_once() {
    let mut rewards = running();
    rewards.release();
    for _ in 0..3 {
        let error = rewards.try_release("lock").unwrap_err();
        assert!(format!("{error:#}").contains("nothing of stream lock is due now"));
    }
    // Nor by hooks: the power changes, the time does not.
    rewards.stake("bob", 0, 5_000);
    rewards.unstake("bob", 0, 5_000).unwrap();
    assert_eq!(rewards.stream("lock").released.u128(), 100_000);
    assert_eq!(rewards.balance(&rewards.distributor), 100_000);
    assert_eq!(rewards.claim("bob"), 0);
}

#[test]
fn a_strangers_funds_are_refused() {
    let mut rewards = running();
    let distributor = rewards.distributor.clone();
    for msg in [json!({"fund": {"id": 1}}), json!({"fund_latest": {}})] {
        for who in ["bob", TIMELOCK] {
            rewards
                .send_tokens(who, &distributor, 1_000, &msg)
                .unwrap_err();
        }
    }
    let bob = rewards.chain.addr("bob");
    rewards.chain.mint(&bob, 100, "uatom").unwrap();
    let native = rewards.chain.execute(
        &bob,
        &distributor,
        &json!({"fund": {"id": 1}}),
        &coins(100, "uatom"),
    );
    native.unwrap_err();
    // A plain transfer arrives, and changes nobody's share.
    let donation = json!({"transfer": {"recipient": distributor, "amount": "777"}});
    let token = rewards.token.clone();
    rewards.send("bob", &token, &donation).unwrap();
    let emissions = rewards.emissions.clone();
    let donation = json!({"transfer": {"recipient": emissions, "amount": "555"}});
    rewards.send("bob", &token, &donation).unwrap();
    rewards.release();
    assert_eq!(rewards.claim("alice"), 100_000);
    assert_eq!(rewards.balance(&distributor), 777);
    assert_eq!(rewards.stream("lock").scheduled.u128(), 100_000);
}

/// The owner of an official distributor can take back what others have earned. This one's owner has no message for it.
#[test]
fn nobody_has_the_owners_verbs() {
    let mut rewards = running();
    rewards.release();
    let (distributor, token) = (rewards.distributor.clone(), rewards.token.clone());
    let thief = rewards.chain.addr("bob");
    let verbs = [
        json!({"unsafe_force_withdraw": {"amount": "1", "denom": {"cw20": token}}}),
        json!({"withdraw": {"id": 1}}),
        json!({"update": {"id": 1, "open_funding": true}}),
        json!({"update": {"id": 1, "emission_rate": {"paused": {}}}}),
        json!({"update": {"id": 1, "vp_contract": thief, "hook_caller": thief}}),
        json!({"create": {
            "denom": {"cw20": token}, "emission_rate": {"immediate": {}}, "vp_contract": rewards.voting,
            "hook_caller": rewards.voting, "open_funding": true, "withdraw_destination": null,
        }}),
        json!({"update_ownership": {"transfer_ownership": {"new_owner": thief, "expiry": null}}}),
        json!({"update_ownership": "renounce_ownership"}),
    ];
    for verb in verbs {
        for who in ["bob", TIMELOCK, "deployer", "alice"] {
            let error = rewards.send(who, &distributor, &verb).unwrap_err();
            let words = format!("{error:#}");
            assert!(
                words.contains("not the contract's current owner"),
                "{words}"
            );
        }
    }
    // A hook that nobody but voting may send.
    let hook = json!({"stake_change_hook": {"stake": {"addr": thief, "amount": "1000"}}});
    let emissions = rewards.emissions.clone();
    for contract in [&emissions, &distributor] {
        rewards.send("bob", contract, &hook).unwrap_err();
    }
    assert_eq!(rewards.claim("alice"), 100_000);
}

#[test]
fn claiming_twice_pays_once() {
    let mut rewards = running();
    rewards.release();
    assert_eq!(rewards.try_claim("alice", 1).unwrap(), 100_000);
    rewards.try_claim("alice", 1).unwrap_err();
    rewards.try_claim("bob", 1).unwrap_err();
    rewards.at(11 * DAY);
    rewards.try_claim("alice", 1).unwrap_err();
    rewards.release();
    assert_eq!(rewards.try_claim("alice", 1).unwrap(), 10_000);
}

/// Governance's only verb: a rate of the schedule, and what is withheld comes to the treasury after the end.
#[test]
fn governance_slows_down_and_never_takes() {
    let mut rewards = running();
    let emissions = rewards.emissions.clone();
    let rate = |rate: &str| json!({"set_rate": {"stream": "lock", "rate": rate}});
    rewards.send("alice", &emissions, &rate("0")).unwrap_err();
    rewards
        .send(TIMELOCK, &emissions, &rate("1.1"))
        .unwrap_err();
    rewards.send(TIMELOCK, &emissions, &rate("0.25")).unwrap();
    rewards.at(50 * DAY);
    rewards.release();
    assert_eq!(rewards.claim("alice"), 100_000 + 100_000);
    let back = json!({"return_withheld": {"stream": "lock"}});
    rewards.send(TIMELOCK, &emissions, &back).unwrap_err();
    rewards.at(100 * DAY);
    let timelock = rewards.chain.addr(TIMELOCK);
    let before = rewards.balance(&timelock);
    rewards.send("anyone", &emissions, &back).unwrap();
    assert_eq!(rewards.balance(&timelock) - before, 675_000);
    rewards.release();
    assert_eq!(rewards.claim("alice"), 125_000);
    assert_eq!(rewards.balance(&emissions), 0);
}
