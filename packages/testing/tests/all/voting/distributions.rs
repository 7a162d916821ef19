//! Many reward distributions on one official distributor, whose hook then takes more gas than it is given: nobody is paid
//! for the past. What everybody gets is held against an account of its own, second by second.

use std::collections::BTreeMap;

use cosmwasm_std::{coins, Addr};
use qerun_messages::voting::ExecuteMsg;
use serde_json::{json, Value};

use crate::voting::metered::Metered;
use crate::voting::setup::{instantiate_msg, DAY};
use crate::voting::test_dao::{rules, why, TestDao, INITIAL_BALANCE, MEMBERS};

const PRIZE: &str = "uprize";
/// As the plans have it: enough for eight distributions.
const HOOK_GAS: u64 = 600_000;
/// Multipliers of the dao's tiers, in halves.
const HALVES: [u128; 3] = [2, 3, 8];
/// The account's fraction of a unit.
const FINE: u128 = 1_000_000_000_000;

/// What everybody has earned of each distribution, in fractions, from stakes and seconds alone.
struct Account {
    /// Units a day, by distribution.
    rates: Vec<u128>,
    /// Stake by tier.
    stakes: BTreeMap<&'static str, [u128; 3]>,
    earned: BTreeMap<(&'static str, usize), u128>,
}

impl Account {
    fn power(&self, who: &str) -> u128 {
        let stakes = self.stakes.get(who).copied().unwrap_or_default();
        let halves: u128 = stakes.iter().zip(HALVES).map(|(s, h)| s * h).sum();
        halves / 2
    }

    fn pass(&mut self, seconds: u64) {
        let total: u128 = MEMBERS.iter().map(|who| self.power(who)).sum();
        for who in MEMBERS {
            for (place, rate) in self.rates.iter().enumerate() {
                let part = rate * u128::from(seconds) * FINE / u128::from(DAY);
                *self.earned.entry((who, place)).or_default() += part * self.power(who) / total;
            }
        }
    }
}

struct World {
    dao: TestDao,
    rewards: Addr,
    account: Account,
    /// Units paid, by member and distribution.
    paid: BTreeMap<(&'static str, usize), u128>,
}

impl World {
    /// Alice has 100 plainly and bob 100 at four times the power, and so many distributions of different rates begin.
    fn new(distributions: usize) -> Self {
        let mut dao = TestDao::on(&rules(), |_, token| {
            let mut msg = instantiate_msg(token, &crate::voting::test_dao::TIERS);
            msg.params.hook_gas = HOOK_GAS;
            serde_json::to_value(msg).unwrap()
        })
        .unwrap();
        dao.stake("alice", 0, 100);
        dao.stake("bob", 2, 100);
        dao.chain.advance(5);
        let (owner, voting) = (dao.of("dao"), dao.at.voting.clone());
        let code = dao.chain.store(Metered::code());
        let msg = json!({"owner": owner});
        let rewards = dao
            .chain
            .instantiate(code, &owner, &msg, &[], "rewards", None)
            .unwrap();
        let addr = rewards.to_string();
        let add = serde_json::to_value(ExecuteMsg::AddHook { addr }).unwrap();
        dao.as_dao(&voting, &add).unwrap();
        let rates: Vec<u128> = (1..=distributions as u128).map(|i| i * 700_001).collect();
        for rate in &rates {
            dao.chain.mint(&owner, 100 * rate, PRIZE).unwrap();
            let create = json!({"create": {
                "denom": {"native": PRIZE},
                "emission_rate": {"linear": {
                    "amount": rate.to_string(), "duration": {"time": DAY}, "continuous": false,
                }},
                "vp_contract": voting,
                "hook_caller": voting,
                "open_funding": null,
                "withdraw_destination": null,
            }});
            let funds = coins(100 * rate, PRIZE);
            dao.chain
                .execute(&owner, &rewards, &create, &funds)
                .unwrap();
        }
        let stakes = BTreeMap::from([("alice", [100, 0, 0]), ("bob", [0, 0, 100])]);
        let account = Account {
            rates,
            stakes,
            earned: BTreeMap::new(),
        };
        World {
            dao,
            rewards,
            account,
            paid: BTreeMap::new(),
        }
    }

    fn advance(&mut self, seconds: u64) {
        self.dao.chain.advance(seconds);
        self.account.pass(seconds);
    }

    fn stake(&mut self, who: &'static str, tier: u32, amount: u128) -> Result<(), String> {
        match self.dao.try_stake(who, tier, amount) {
            Ok(_) => {
                self.account.stakes.entry(who).or_default()[tier as usize] += amount;
                Ok(())
            }
            Err(error) => Err(why::<()>(Err(error))),
        }
    }

    fn raise(&mut self, who: &'static str, from: u32, to: u32, n: u128) -> Result<(), String> {
        let amount = n.into();
        match self
            .dao
            .voting(who, &ExecuteMsg::RaiseTier { from, to, amount })
        {
            Ok(_) => {
                let stakes = self.account.stakes.entry(who).or_default();
                stakes[from as usize] -= n;
                stakes[to as usize] += n;
                Ok(())
            }
            Err(error) => Err(why::<()>(Err(error))),
        }
    }

    /// Half a minute after everybody has settled, which is always possible. A loss of which the distributor is not told
    /// counts for it from when it last counted, and so it does for the account.
    fn leave(&mut self, who: &'static str, tier: u32, n: u128, told: bool) {
        if told {
            self.advance(30);
        }
        self.account.stakes.entry(who).or_default()[tier as usize] -= n;
        if !told {
            self.advance(30);
        }
        let amount = n.into();
        let msg = ExecuteMsg::UnstakeFrom { tier, amount };
        let response = self.dao.voting(who, &msg).unwrap();
        let failed = |event: &cosmwasm_std::Event| event.ty == "wasm-qerun-voting/hook_failed";
        assert_eq!(response.events.iter().any(failed), !told);
    }

    /// Everybody claims everything: it is what the account says, but for a unit at each touch.
    fn settle(&mut self) {
        for who in MEMBERS {
            let (address, rewards) = (self.dao.of(who), self.rewards.clone());
            for place in 0..self.account.rates.len() {
                let before = self.dao.chain.balance(&address, PRIZE).unwrap().u128();
                let claim = json!({"claim": {"id": place + 1}});
                let _ = self.dao.chain.execute(&address, &rewards, &claim, &[]);
                let after = self.dao.chain.balance(&address, PRIZE).unwrap().u128();
                let paid = self.paid.entry((who, place)).or_default();
                *paid += after - before;
                let earned = self.account.earned.get(&(who, place)).copied();
                let earned = earned.unwrap_or_default().div_ceil(FINE);
                assert!(
                    *paid <= earned && earned - *paid <= 20,
                    "{who} of {place}: paid {paid}, earned {earned}"
                );
            }
        }
    }

    fn pending(&self, who: &str) -> Vec<Value> {
        let msg = json!({"pending_rewards": {"address": self.dao.of(who), "limit": 50}});
        let answer = self.dao.ask(&self.rewards, msg);
        let rows = answer["pending_rewards"].as_array().unwrap().iter();
        rows.map(|row| row["pending_rewards"].clone())
            .filter(|amount| amount != "0")
            .collect()
    }

    fn set_hook_gas(&mut self, hook_gas: u64) {
        let params = json!({"half_life": 90 * DAY, "hook_gas": hook_gas});
        let voting = self.dao.at.voting.clone();
        let msg = json!({"update_params": {"params": params}});
        self.dao.as_dao(&voting, &msg).unwrap();
    }
}

/// Stakes, raises and leaves among so many distributions.
fn run(distributions: usize) {
    let told = distributions <= 8;
    let mut world = World::new(distributions);
    world.advance(10 * DAY + 7);
    let newcomer = world.stake("carol", 0, 400);
    let boosted = world.stake("carol", 2, 50);
    let raised = world.raise("alice", 0, 1, 60);
    for result in [newcomer, boosted, raised] {
        assert_eq!(result.is_ok(), told, "{result:?}");
        if let Err(refused) = result {
            let named = format!("{} could not be told", world.rewards);
            assert!(refused.contains(&named), "{refused}");
        }
    }
    if !told {
        // Nothing moved, and nobody is paid for the past: the same stakes drew half of it all.
        let carol = world.dao.of("carol");
        assert_eq!(world.dao.tokens(&carol), INITIAL_BALANCE);
    }
    assert!(world.pending("carol").is_empty());
    world.advance(15);
    assert_eq!(world.pending("carol").is_empty(), !told);
    world.settle();

    // Whoever wants to leave, leaves.
    world.leave("bob", 2, 40, told);
    world.advance(3 * DAY + 1);
    world.settle();
    world.leave("alice", 0, if told { 40 } else { 100 }, told);
    world.advance(5 * DAY);
    world.settle();

    if !told {
        // Governance gives the receiver the gas that it needs: a day later where that is more than twice.
        world.advance(60);
        world.set_hook_gas(2 * HOOK_GAS);
        assert_eq!(world.stake("carol", 0, 400).is_ok(), distributions <= 18);
        world.advance(DAY);
        world.set_hook_gas(2_000_000);
        world.stake("carol", 2, 50).unwrap();
        world.stake("alice", 0, 300).unwrap();
        world.advance(2 * DAY);
        world.raise("alice", 0, 1, 120).unwrap();
    }
    world.advance(7 * DAY);
    world.settle();
    // To the end: all is paid but for what was rounded down.
    world.advance(100 * DAY);
    for who in MEMBERS {
        for place in 0..distributions {
            let (address, rewards) = (world.dao.of(who), world.rewards.clone());
            let claim = json!({"claim": {"id": place + 1}});
            let _ = world.dao.chain.execute(&address, &rewards, &claim, &[]);
        }
    }
    let left = world.dao.chain.balance(&world.rewards, PRIZE).unwrap();
    assert!(left.u128() < 50 * distributions as u128, "{left} left");
}

#[test]
fn d1_one_distribution() {
    run(1);
}

#[test]
fn d1_eight_distributions() {
    run(8);
}

#[test]
fn d1_nine_distributions() {
    run(9);
}

#[test]
fn d1_twenty_four_distributions() {
    run(24);
}

/// The other way to have staking back: the hook is removed, after the distributions were taken back.
#[test]
fn d1_staking_goes_on_when_the_hook_is_removed() {
    let mut world = World::new(9);
    world.advance(10 * DAY);
    world.stake("carol", 0, 400).unwrap_err();
    world.settle();
    let (owner, rewards) = (world.dao.of("dao"), world.rewards.clone());
    for place in 0..9 {
        let withdraw = json!({"withdraw": {"id": place + 1}});
        world
            .dao
            .chain
            .execute(&owner, &rewards, &withdraw, &[])
            .unwrap();
    }
    let (voting, addr) = (world.dao.at.voting.clone(), rewards.to_string());
    let remove = serde_json::to_value(ExecuteMsg::RemoveHook { addr }).unwrap();
    world.dao.as_dao(&voting, &remove).unwrap();
    world.stake("carol", 0, 400).unwrap();
    world.dao.chain.advance(DAY);
    let carol = world.dao.of("carol");
    for place in 0..9 {
        let claim = json!({"claim": {"id": place + 1}});
        let _ = world.dao.chain.execute(&carol, &rewards, &claim, &[]);
    }
    // Nothing is left that could be drawn.
    assert!(world.dao.chain.balance(&carol, PRIZE).unwrap().is_zero());
}
