//! What a deployment must get right: emissions before the distributor, and the right caller of hooks.

use serde_json::json;

use crate::rewards::setup::{Hooks, Official, Rewards, TIMELOCK};
use crate::voting::setup::DAY;

const POINTS: [(u64, u128); 1] = [(100 * DAY, 1_000_000)];

/// Alice earns alone for ten days, then bob comes with nine times her stake. Returns what each could claim in the next
/// block.
fn a_newcomer(hooks: Hooks) -> (Rewards, u128, u128) {
    let mut rewards = Rewards::new(&POINTS, 1_000, hooks);
    rewards.stake("alice", 0, 1_000);
    rewards.at(10 * DAY);
    rewards.stake("bob", 0, 9_000);
    rewards.chain.advance(1);
    let (alice, bob) = (rewards.pending("alice", 1), rewards.pending("bob", 1));
    (rewards, alice, bob)
}

#[test]
fn emissions_first_pays_the_past_to_those_who_were_there() {
    let (_, alice, bob) = a_newcomer(Hooks::EmissionsFirst);
    assert_eq!((alice, bob), (100_000, 0));
}

/// The distributor settles bob's account before the ten days arrive, and multiplies them by his new power: ten times as
/// much as was sent.
#[test]
fn distributor_first_pays_the_past_to_the_newcomer() {
    let (mut rewards, alice, bob) = a_newcomer(Hooks::DistributorFirst);
    assert_eq!((alice, bob), (100_000, 900_000));
    assert_eq!(rewards.balance(&rewards.distributor), 100_000);
    rewards.try_claim("alice", 1).unwrap();
    rewards.try_claim("bob", 1).unwrap_err();
}

#[test]
fn a_stake_runs_four_codes_and_no_more() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 1_000);
    rewards.at(DAY);
    let recorder = rewards.chain.recorder.clone();
    let all = [
        "cw20-base",
        "dao-rewards-distributor",
        "emissions",
        "voting",
    ];
    let (transaction, ()) = recorder.of(|| rewards.stake("bob", 0, 1_000));
    assert_eq!(transaction.unwrap().codes(), all);
    // Where nothing is due the hook asks nobody.
    rewards.chain.advance(1);
    let (transaction, ()) = recorder.of(|| drop(rewards.unstake("bob", 0, 10).unwrap()));
    assert_eq!(
        transaction.unwrap().codes(),
        ["dao-rewards-distributor", "emissions", "voting"]
    );
}

/// Hooks of cw20-stake with a stream that names the voting module alone: neither emissions nor the distributor knows the
/// caller, and the official contract lets nobody stake or unstake. So a plan names the caller.
#[test]
fn a_caller_that_no_stream_names_is_refused() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    let token = rewards.token.clone();
    let official = Official::new(&mut rewards.chain, &token);
    let staking = official.staking.clone();
    rewards
        .send_tokens("alice", &staking, 1_000, &json!({"stake": {}}))
        .unwrap();
    for receiver in [rewards.emissions.clone(), rewards.distributor.clone()] {
        let hook = |verb: &str| json!({verb: {"addr": receiver}});
        rewards.send(TIMELOCK, &staking, &hook("add_hook")).unwrap();
        let stake = rewards.send_tokens("bob", &staking, 1_000, &json!({"stake": {}}));
        stake.unwrap_err();
        let unstake = rewards.send("alice", &staking, &json!({"unstake": {"amount": "1"}}));
        unstake.unwrap_err();
        rewards
            .send(TIMELOCK, &staking, &hook("remove_hook"))
            .unwrap();
    }
    // Ours goes on beside it.
    rewards.stake("alice", 0, 1_000);
    rewards.at(DAY);
    rewards.release();
    assert_eq!(rewards.claim("alice"), 10_000);
}

/// The distributor asks for the power when it makes the distribution: what answers none cannot be weighed by.
#[test]
fn a_contract_that_answers_no_power_is_no_weight() {
    let mut rewards = Rewards::begin(Hooks::EmissionsFirst);
    let stream = rewards.stream_over("lock", &rewards.token, &POINTS);
    rewards.make_emissions(vec![stream]).unwrap_err();
    assert!(rewards
        .chain
        .app
        .wrap()
        .query_wasm_contract_info(&rewards.emissions)
        .is_err());
}

/// Removes emissions' hook, as an operation of governance would.
fn remove_hook(rewards: &mut Rewards) {
    let voting = rewards.voting.clone();
    let remove = json!({"remove_hook": {"addr": rewards.emissions}});
    rewards.send(TIMELOCK, &voting, &remove).unwrap();
}

/// Why emissions' hook must not go while something comes out: a release after a stake in the same block is divided by the
/// powers before it, and the newcomer is paid for it by the power after it.
#[test]
fn without_its_hook_a_stake_and_a_release_in_one_block_pay_too_much() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 1_000);
    rewards.at(10 * DAY);
    remove_hook(&mut rewards);
    rewards.stake("bob", 0, 9_000);
    rewards.release();
    rewards.chain.advance(1);
    assert_eq!(rewards.pending("bob", 1), 900_000);
    assert_eq!(rewards.balance(&rewards.distributor), 100_000);
}

/// How it can go: a rate of nothing, a last release, and then there is nothing to release for anybody.
#[test]
fn at_a_rate_of_zero_the_hook_can_go() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 1_000);
    rewards.at(10 * DAY);
    let stop = json!({"set_rate": {"stream": "lock", "rate": "0"}});
    let emissions = rewards.emissions.clone();
    rewards.send(TIMELOCK, &emissions, &stop).unwrap();
    rewards.release();
    remove_hook(&mut rewards);
    rewards.at(20 * DAY);
    rewards.stake("bob", 0, 9_000);
    rewards.try_release("lock").unwrap_err();
    rewards.chain.advance(1);
    assert_eq!(rewards.pending("bob", 1), 0);
    assert_eq!(rewards.claim("alice"), 100_000);
}

/// Why the distributor's hook must not go while anything is unclaimed, whoever owns the distributor: a stake of which it
/// was not told counts as one that has always been there.
#[test]
fn without_the_distributors_hook_a_newcomer_takes_what_is_unclaimed() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 1_000);
    rewards.at(10 * DAY);
    rewards.release();
    let voting = rewards.voting.clone();
    let remove = json!({"remove_hook": {"addr": rewards.distributor}});
    rewards.send(TIMELOCK, &voting, &remove).unwrap();
    rewards.stake("bob", 0, 1_000);
    rewards.chain.advance(1);
    assert_eq!(rewards.try_claim("bob", 1).unwrap(), 100_000);
    rewards.try_claim("alice", 1).unwrap_err();
}
