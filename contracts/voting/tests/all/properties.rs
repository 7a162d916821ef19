//! Random staking, raising, unstaking, claiming and passing time, against a model.

use std::collections::BTreeMap;

use crate::common::*;
use cw_utils::Duration;
use proptest::prelude::*;
use qerun_messages::voting::{
    ActiveThreshold, ExecuteMsg, InstantiateMsg, QueryMsg, StakersResponse, MAX_CLAIMS,
};

const NAMES: [&str; 4] = ["alice", "bob", "carol", "dave"];
/// Stake from which on the DAO is active.
const ACTIVE: u128 = 500_000;

#[derive(Debug, Clone)]
enum Step {
    Stake(usize, u32, u128),
    Raise(usize, u32, u32, u128),
    Unstake(usize, u32, u128),
    Claim(usize),
    /// The DAO sets tier 0's unbonding, days.
    Unbonding(u64),
    Next,
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..NAMES.len();
    let amount = prop_oneof![1..20u128, 1..1_000_000u128];
    prop_oneof![
        4 => (who.clone(), 0..4u32, amount.clone()).prop_map(|(w, t, a)| Step::Stake(w, t, a)),
        3 => (who.clone(), 0..4u32, 0..5u32, amount.clone()).prop_map(|(w, f, t, a)| Step::Raise(w, f, t, a)),
        4 => (who.clone(), 0..5u32, amount).prop_map(|(w, t, a)| Step::Unstake(w, t, a)),
        2 => who.prop_map(Step::Claim),
        1 => (6..18u64).prop_map(Step::Unbonding),
        3 => Just(Step::Next),
        1 => (1..400u64).prop_map(Step::Wait),
    ]
}

/// What must be, computed anew from the steps that succeeded.
#[derive(Default, Clone)]
struct Model {
    stakes: [[u128; 4]; 4],
    staked_in_all: [u128; 4],
    unstaked: [u128; 4],
    /// Amounts and seconds of release.
    claims: [Vec<(u128, u64)>; 4],
}

impl Model {
    /// Multipliers in tenths: 1, 1.5, 2.5, 4.
    fn power(&self, who: usize) -> u128 {
        let tenths: u128 = self.stakes[who]
            .iter()
            .zip([10, 15, 25, 40])
            .map(|(s, m)| s * m)
            .sum();
        tenths / 10
    }

    fn staked(&self, who: usize) -> u128 {
        self.stakes[who].iter().sum()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn invariants(steps in prop::collection::vec(step(), 1..120)) {
        let count = uint(ACTIVE);
        let active_threshold = Some(ActiveThreshold::AbsoluteCount { count });
        let mut voting = Voting::with(InstantiateMsg { active_threshold, ..init() }).unwrap();
        let mut model = Model::default();
        let mut list = tiers();
        // The model as it stood at the start of each block.
        let mut history: BTreeMap<u64, Model> = BTreeMap::from([(HEIGHT, model.clone())]);
        for step in steps {
            match step {
                Step::Stake(w, t, a) => {
                    voting.stake_in(NAMES[w], t, a).unwrap();
                    model.stakes[w][t as usize] += a;
                    model.staked_in_all[w] += a;
                }
                Step::Raise(w, f, t, a) => {
                    let possible = t > f && t < 4 && model.stakes[w][f as usize] >= a;
                    prop_assert_eq!(voting.raise(NAMES[w], f, t, a).is_ok(), possible);
                    if possible {
                        model.stakes[w][f as usize] -= a;
                        model.stakes[w][t as usize] += a;
                    }
                }
                Step::Unstake(w, t, a) => {
                    let possible = t < 4 && model.stakes[w][t as usize] >= a
                        && model.claims[w].len() < MAX_CLAIMS;
                    prop_assert_eq!(voting.unstake_from(NAMES[w], t, a).is_ok(), possible);
                    if possible {
                        model.stakes[w][t as usize] -= a;
                        model.unstaked[w] += a;
                        model.claims[w].push((a, voting.now() + list[t as usize].unbonding));
                    }
                }
                Step::Claim(w) => {
                    let now = voting.now();
                    let ripe: u128 = model.claims[w].iter()
                        .filter(|(_, at)| *at <= now).map(|(a, _)| a).sum();
                    model.claims[w].retain(|(_, at)| *at > now);
                    let before = voting.paid(NAMES[w]);
                    prop_assert_eq!(voting.claim(NAMES[w]).is_ok(), ripe > 0);
                    prop_assert_eq!(voting.paid(NAMES[w]) - before, ripe);
                }
                Step::Unbonding(days) => {
                    let before = voting.storage();
                    let duration = Some(Duration::Time(days * DAY));
                    match voting.execute("dao", ExecuteMsg::UpdateConfig { duration }) {
                        Ok(_) => list[0].unbonding = days * DAY,
                        Err(_) => prop_assert_eq!(voting.storage(), before),
                    }
                }
                Step::Next => voting.next(),
                Step::Wait(days) => voting.wait(days * DAY),
            }
            history.entry(voting.height()).or_insert_with(|| model.clone());

            let (mut tokens, mut stake, mut power) = (0, 0, 0);
            for (w, name) in NAMES.iter().enumerate() {
                let account = voting.account(name);
                prop_assert_eq!(account.staked.u128(), model.staked(w));
                prop_assert_eq!(account.power.u128(), model.power(w));
                prop_assert!(account.power.is_zero() == account.staked.is_zero(), "power without stake");
                prop_assert!(account.reputation.u128() <= model.staked_in_all[w]);
                // As promised when unstaking, whatever the DAO changed since.
                prop_assert_eq!(&voting.claims(name), &model.claims[w]);
                let waiting: u128 = model.claims[w].iter().map(|(a, _)| a).sum();
                // Claims, waiting and paid, are what was unstaked, never more.
                prop_assert_eq!(waiting + voting.paid(name), model.unstaked[w]);
                prop_assert_eq!(model.staked(w) + model.unstaked[w], model.staked_in_all[w]);
                tokens += model.staked(w) + waiting;
                stake += model.staked(w);
                power += model.power(w);
            }
            let received: u128 = model.staked_in_all.iter().sum();
            let paid: u128 = NAMES.iter().map(|name| voting.paid(name)).sum();
            prop_assert_eq!(received - paid, tokens, "tokens are conserved");
            prop_assert_eq!(voting.totals(), (stake, power));
            for key in ["balance", "total_staked"] {
                prop_assert_eq!(voting.raw(key.as_bytes()).unwrap(), power.to_string());
            }
            let then = &history[&voting.height()];
            let before: u128 = (0..4).map(|w| then.staked(w)).sum();
            prop_assert_eq!(voting.is_active(), before >= ACTIVE, "stake before this block");
            let page: StakersResponse = voting.ask(QueryMsg::Stakers {
                start_after: None,
                limit: None,
            });
            let listed: u128 = page.stakers.iter().map(|staker| staker.power.u128()).sum();
            prop_assert_eq!(listed, voting.total_at(voting.height() + 1), "all are listed");
            prop_assert!(page.stakers.iter().all(|s| s.power >= s.staked));
            let listed: u128 = page.stakers.iter().map(|staker| staker.staked.u128()).sum();
            prop_assert_eq!(listed, stake);
        }
        for height in HEIGHT..=voting.height() + 1 {
            let then = history.get(&height).unwrap_or(&model);
            let mut sum = 0;
            for (w, name) in NAMES.iter().enumerate() {
                let power = voting.power_at(name, height);
                prop_assert_eq!(power, then.power(w), "{} at {}", name, height);
                let json = format!(
                    r#"{{"staked_balance_at_height":{{"address":"{}","height":{height}}}}}"#, addr(name)
                );
                prop_assert_eq!(&voting.ask_json(&json)["balance"], &power.to_string());
                sum += power;
            }
            prop_assert_eq!(voting.total_at(height), sum);
            let json = format!(r#"{{"total_staked_at_height":{{"height":{height}}}}}"#);
            prop_assert_eq!(&voting.ask_json(&json)["total"], &sum.to_string());
        }
    }
}
