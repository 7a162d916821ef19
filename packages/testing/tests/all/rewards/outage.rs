//! A distributor that fails: nobody gains power unnoticed, everybody can leave, and what was not sent is sent later.

use cosmwasm_std::to_json_vec;
use serde_json::json;

use crate::rewards::setup::{Hooks, Rewards, TIMELOCK};
use crate::voting::setup::DAY;

const POINTS: [(u64, u128); 1] = [(100 * DAY, 1_000_000)];

/// The official contract's record of a distribution. Without it, it refuses funds, hooks and claims.
fn key(id: u64) -> Vec<u8> {
    [b"\0\x01d".as_slice(), &id.to_be_bytes()].concat()
}

/// Takes the distribution's record away, and returns it.
fn fail(rewards: &mut Rewards) -> Vec<u8> {
    let distributor = rewards.distributor.clone();
    let mut storage = rewards.chain.app.contract_storage_mut(&distributor);
    let record = storage.get(&key(1)).unwrap();
    storage.remove(&key(1));
    record
}

fn repair(rewards: &mut Rewards, record: &[u8]) {
    let distributor = rewards.distributor.clone();
    let mut storage = rewards.chain.app.contract_storage_mut(&distributor);
    storage.set(&key(1), record);
}

#[test]
fn a_distributor_that_fails_stops_gains_and_no_loss() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 4_000);
    rewards.stake("bob", 0, 4_000);
    rewards.at(10 * DAY);
    let record = fail(&mut rewards);
    rewards.try_release("lock").unwrap_err();
    let error = rewards.try_stake("carol", 0, 1_000).unwrap_err();
    assert!(format!("{error:#}").contains("could not be told of the new power"));
    rewards.raise("alice", 0, 1, 1_000).unwrap_err();
    let response = rewards.unstake("bob", 0, 2_000).unwrap();
    let failed = response
        .events
        .iter()
        .filter(|event| event.ty.ends_with("hook_failed"));
    assert_eq!(failed.count(), 2, "emissions and the distributor");
    // Emissions has sent nothing, and knows it.
    let stream = rewards.stream("lock");
    assert_eq!((stream.released.u128(), stream.due.u128()), (0, 100_000));
    assert_eq!(rewards.balance(&rewards.emissions), 1_000_000);
    rewards.at(20 * DAY);
    rewards.unstake("bob", 0, 1_000).unwrap();
    repair(&mut rewards, &record);
    rewards.chain.advance(5);
    rewards.release();
    // Of the time that could not be paid, shares are those of the powers afterwards: 4,000 and 1,000.
    let (alice, bob) = (rewards.claim("alice"), rewards.claim("bob"));
    assert_eq!(rewards.stream("lock").released.u128(), alice + bob);
    assert_eq!((alice, bob), (160_000, 40_000));
    rewards.stake("carol", 0, 1_000);
}

/// A loss of which the distributor was not told: it takes the lower power for the past as well. Nobody is paid more than
/// was sent; what the leaver goes without stays in the distributor.
#[test]
fn a_loss_unnoticed_never_pays_too_much() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 4_000);
    rewards.stake("bob", 0, 4_000);
    rewards.at(10 * DAY);
    rewards.release();
    let record = fail(&mut rewards);
    rewards.unstake("bob", 0, 3_000).unwrap();
    repair(&mut rewards, &record);
    rewards.chain.advance(5);
    assert_eq!(rewards.claim("alice"), 50_000);
    assert_eq!(rewards.claim("bob"), 12_500);
    assert_eq!(rewards.balance(&rewards.distributor), 37_500);
}

/// Governance ends an outage that does not end by itself: without the hooks voting goes on, and emissions keeps its tokens.
#[test]
fn voting_goes_on_without_the_hooks() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 4_000);
    rewards.at(10 * DAY);
    fail(&mut rewards);
    let voting = rewards.voting.clone();
    for addr in [rewards.emissions.clone(), rewards.distributor.clone()] {
        let remove = json!({"remove_hook": {"addr": addr}});
        rewards.send(TIMELOCK, &voting, &remove).unwrap();
    }
    rewards.stake("carol", 0, 1_000);
    assert_eq!(rewards.balance(&rewards.emissions), 1_000_000);
}

/// Emissions without tokens, as if the genesis had forgotten them: the same, until they are there.
#[test]
fn without_tokens_nothing_is_sent_or_recorded() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 4_000);
    let (token, emissions) = (rewards.token.clone(), rewards.emissions.clone());
    let balance = [b"\0\x07balance".as_slice(), emissions.as_bytes()].concat();
    let set = |rewards: &mut Rewards, amount: &str| {
        let mut storage = rewards.chain.app.contract_storage_mut(&token);
        storage.set(&balance, &to_json_vec(&amount).unwrap());
    };
    set(&mut rewards, "99999");
    rewards.at(10 * DAY);
    rewards.try_release("lock").unwrap_err();
    rewards.try_stake("bob", 0, 1_000).unwrap_err();
    rewards.unstake("alice", 0, 1_000).unwrap();
    assert_eq!(rewards.stream("lock").released.u128(), 0);
    set(&mut rewards, "1000000");
    rewards.stake("bob", 0, 1_000);
    assert_eq!(rewards.stream("lock").released.u128(), 100_000);
    assert_eq!(rewards.claim("alice"), 100_000);
}
