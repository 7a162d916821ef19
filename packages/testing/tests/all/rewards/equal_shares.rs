//! The differential: whoever stakes through our voting earns to the unit what the same person earns through the official
//! cw20-stake and dao-voting-cw20-staked, from equal streams.

use proptest::prelude::*;
use serde_json::json;

use crate::rewards::setup::{Official, Rewards};
use crate::voting::setup::DAY;

/// Of our voting, and their twins of the official one.
const OURS: [&str; 3] = ["alice", "bob", "carol"];

/// Each account may stake in both: they are two contracts. So a twin is the same account.
fn stake(rewards: &mut Rewards, official: &Official, who: &str, amount: u128) {
    rewards.stake(who, 0, amount);
    let staking = official.staking.clone();
    rewards
        .send_tokens(who, &staking, amount, &json!({"stake": {}}))
        .unwrap();
}

fn unstake(rewards: &mut Rewards, official: &Official, who: &str, amount: u128) {
    let staking = official.staking.clone();
    let msg = json!({"unstake": {"amount": amount.to_string()}});
    rewards.send(who, &staking, &msg).unwrap();
    rewards.unstake(who, 0, amount).unwrap();
}

fn claim_both(rewards: &mut Rewards, who: &str) -> [u128; 2] {
    [1, 2].map(|id| match rewards.pending(who, id) {
        0 => 0,
        _ => rewards.try_claim(who, id).unwrap(),
    })
}

#[test]
fn two_equal_users_earn_the_same() {
    let points = [(400 * DAY, 1_000_000_000_007)];
    let (mut rewards, official) = Rewards::beside_official(&points);
    stake(&mut rewards, &official, "alice", 3_333);
    stake(&mut rewards, &official, "bob", 1_000_000);
    rewards.at(100 * DAY + 17);
    stake(&mut rewards, &official, "alice", 700_001);
    rewards.at(200 * DAY + 3);
    unstake(&mut rewards, &official, "bob", 999_999);
    rewards.at(400 * DAY);
    for stream in ["ours", "theirs"] {
        rewards.try_release(stream).unwrap();
    }
    let mut paid = [0, 0];
    for who in ["alice", "bob"] {
        let [ours, theirs] = claim_both(&mut rewards, who);
        assert!(ours > 1_000_000_000, "{ours}");
        assert_eq!(ours, theirs, "{who}");
        paid = [paid[0] + ours, paid[1] + theirs];
    }
    // All of it, but a unit for each of the five settlements after the first stakes.
    assert!(paid[0] <= 1_000_000_000_007 && paid[0] + 5 >= 1_000_000_000_007);
}

#[derive(Clone, Debug)]
enum Action {
    Stake(usize, u128),
    Unstake(usize, u128),
    Release,
    Claim(usize),
}

fn action() -> impl Strategy<Value = Action> {
    use Action::*;
    prop_oneof![
        3 => (0..OURS.len(), 1u128..1_000_000_000).prop_map(|(u, a)| Stake(u, a)),
        3 => (0..OURS.len(), 1u128..150).prop_map(|(u, p)| Unstake(u, p.min(100))),
        2 => Just(Release),
        2 => (0..OURS.len()).prop_map(Claim),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn equal_in_any_order(steps in prop::collection::vec((0u64..9 * DAY, action()), 1..50)) {
        let points = [(60 * DAY, 77_777_777_777), (180 * DAY, 99_999_999_999)];
        let (mut rewards, official) = Rewards::beside_official(&points);
        let mut staked = [0u128; 3];
        let mut out = [0u128; 3];
        rewards.at(0);
        for (wait, action) in steps {
            if wait > 0 {
                rewards.chain.advance(wait);
            }
            match action {
                Action::Stake(user, amount) => {
                    stake(&mut rewards, &official, OURS[user], amount);
                    staked[user] += amount;
                }
                Action::Unstake(user, percent) => {
                    let amount = staked[user] * percent / 100;
                    if amount > 0 && out[user] < 100 {
                        unstake(&mut rewards, &official, OURS[user], amount);
                        staked[user] -= amount;
                        out[user] += 1;
                    }
                }
                Action::Release => {
                    let done = ["ours", "theirs"].map(|id| rewards.try_release(id).is_ok());
                    prop_assert_eq!(done[0], done[1]);
                }
                Action::Claim(user) => {
                    let [ours, theirs] = claim_both(&mut rewards, OURS[user]);
                    prop_assert_eq!(ours, theirs);
                }
            }
            for who in OURS {
                prop_assert_eq!(rewards.pending(who, 1), rewards.pending(who, 2), "{}", who);
            }
            let [ours, theirs] = ["ours", "theirs"].map(|id| rewards.stream(id).released);
            prop_assert_eq!(ours, theirs);
        }
    }
}
