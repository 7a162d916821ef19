//! Any order of stakes, releases, claims and rates at any time, also while nobody or too little is staked: the shares are
//! those of the other calculation, and everything is somewhere.

use proptest::prelude::*;
use qerun_messages::emissions::ExecuteMsg;

use crate::rewards::model::Model;
use crate::rewards::setup::{days, Hooks, Rewards, TIMELOCK};
use crate::voting::setup::{DAY, USERS};

const MIN_POWER: u128 = 500_000;

#[derive(Clone, Debug)]
enum Action {
    Stake(usize, usize, u128),
    Unstake(usize, usize, u128),
    Raise(usize, usize, u128),
    Release,
    Claim(usize),
    SetRate(u32),
}

fn action() -> impl Strategy<Value = Action> {
    use Action::*;
    let user = || 0..USERS.len();
    prop_oneof![
        4 => (user(), 0usize..3, 1u128..1_000_000).prop_map(|(u, t, a)| Stake(u, t, a)),
        // In percent of what is there, often all of it.
        4 => (user(), 0usize..3, 1u128..200).prop_map(|(u, t, p)| Unstake(u, t, p.min(100))),
        1 => (user(), 0usize..2, 1u128..=100).prop_map(|(u, t, p)| Raise(u, t, p)),
        3 => Just(Release),
        2 => user().prop_map(Claim),
        1 => (0u32..=4).prop_map(SetRate),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn shares_are_power_over_time(steps in prop::collection::vec((1u64..6 * DAY, action()), 1..60)) {
        let points = days(&[(40, 7_000_000_001), (120, 11_000_000_003)]);
        let mut rewards = Rewards::new(&points, MIN_POWER, Hooks::EmissionsFirst);
        let mut model = Model::new(&points, MIN_POWER);
        rewards.at(0);
        for (wait, action) in steps {
            let now = rewards.elapsed() + wait;
            rewards.at(now);
            match action {
                Action::Stake(user, tier, amount) => {
                    rewards.stake(USERS[user], tier as u32, amount);
                    model.change(now, USERS[user], |stakes| stakes[tier] += amount);
                }
                Action::Unstake(user, tier, percent) => {
                    let amount = model.stakes[USERS[user]][tier] * percent / 100;
                    if amount > 0 {
                        rewards.unstake(USERS[user], tier as u32, amount).unwrap();
                        model.change(now, USERS[user], |stakes| stakes[tier] -= amount);
                    }
                }
                Action::Raise(user, tier, percent) => {
                    let amount = model.stakes[USERS[user]][tier] * percent / 100;
                    if amount > 0 {
                        rewards.raise(USERS[user], tier as u32, tier as u32 + 1, amount).unwrap();
                        model.change(now, USERS[user], |stakes| {
                            stakes[tier] -= amount;
                            stakes[tier + 1] += amount;
                        });
                    }
                }
                Action::Release => {
                    let could = model.pass(now);
                    model.releases += 1;
                    let released = rewards.try_release("lock").is_ok();
                    prop_assert!(could || !released);
                    prop_assert!(!could || rewards.stream("lock").due.is_zero());
                }
                Action::Claim(user) => model.claim(&mut rewards, USERS[user]),
                Action::SetRate(quarters) => {
                    let rate = f64::from(quarters) / 4.0;
                    let msg = ExecuteMsg::SetRate { stream: "lock".into(), rate: rate.to_string().parse().unwrap() };
                    let emissions = rewards.emissions.clone();
                    let set = rewards.send(TIMELOCK, &emissions, &msg);
                    prop_assert_eq!(set.is_ok(), now < 120 * DAY);
                    if set.is_ok() {
                        model.set_rate(now, rate);
                        // What is withheld takes the rest of a unit.
                        model.releases += 1;
                    }
                }
            }
            model.ensure_solvent(&rewards);
        }
        for who in USERS {
            model.claim(&mut rewards, who);
        }
        model.ensure_claims();
        model.ensure_solvent(&rewards);
    }
}
