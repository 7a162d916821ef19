//! Stakers, receivers and owners who mean harm.

use cosmwasm_std::{to_json_binary, Addr};
use qerun_messages::voting::{ExecuteMsg, Tier};
use qerun_testing::Wrapper;
use serde_json::{json, Value};

use crate::voting::reentrant::{Agent, Reentrant};
use crate::voting::setup::DAY;
use crate::voting::test_dao::{why, TestDao, INITIAL_BALANCE, MEMBERS, TIERS};

fn number(value: &Value) -> u128 {
    value.as_str().unwrap().parse().unwrap()
}

/// Tokens of the contract = stakes and claims; powers = total, at first, lately and in the next block.
fn sums_hold(dao: &TestDao, everybody: &[Addr]) {
    let voting = &dao.at.voting;
    let height = dao.chain.app.block_info().height;
    let mut owed = 0;
    for who in everybody {
        owed += staked(dao, who);
        let claims = dao.ask(voting, json!({"claims": {"address": who}}));
        let claims = claims["claims"].as_array().unwrap().iter();
        owed += claims.map(|claim| number(&claim["amount"])).sum::<u128>();
    }
    assert_eq!(dao.tokens(voting), owed);
    for height in (0..5).chain(height.saturating_sub(2)..height + 2) {
        let power = |who: &Addr| {
            let at = json!({"address": who, "height": height});
            number(&dao.ask(voting, json!({"voting_power_at_height": at}))["power"])
        };
        let total = dao.ask(voting, json!({"total_power_at_height": {"height": height}}));
        let sum: u128 = everybody.iter().map(power).sum();
        assert_eq!(sum, number(&total["power"]), "height {height}");
    }
}

/// Receivers that were not told of a loss.
fn failed(events: &[cosmwasm_std::Event]) -> usize {
    let failed = |event: &&cosmwasm_std::Event| event.ty == "wasm-qerun-voting/hook_failed";
    events.iter().filter(failed).count()
}

fn staked(dao: &TestDao, who: &Addr) -> u128 {
    let account = json!({"account": {"address": who}});
    number(&dao.ask(&dao.at.voting, account)["staked"])
}

fn add_hook(dao: &mut TestDao, hook: &Addr) {
    let (voting, addr) = (dao.at.voting.clone(), hook.to_string());
    let add = serde_json::to_value(ExecuteMsg::AddHook { addr }).unwrap();
    dao.as_dao(&voting, &add).unwrap();
}

/// A dao with such a receiver that acts so many times, and what it holds.
fn infiltrated(times: u32, robs: bool) -> (TestDao, Addr) {
    let mut dao = TestDao::new();
    let code = dao.chain.store(Wrapper::new("reentrant", Reentrant));
    let (minter, token, voting) = (dao.of("dao"), dao.token.clone(), dao.at.voting.clone());
    let agent = Agent {
        token: token.clone(),
        voting,
        times,
        robs,
    };
    let agent = dao
        .chain
        .instantiate(code, &minter, &agent, &[], "agent", None)
        .unwrap();
    let mint = json!({"mint": {"recipient": agent, "amount": "1000"}});
    dao.chain.execute(&minter, &token, &mint, &[]).unwrap();
    add_hook(&mut dao, &agent);
    (dao, agent)
}

#[test]
fn a_receiver_that_stakes_inside_the_hook_skews_nothing() {
    let (mut dao, agent) = infiltrated(7, false);
    let mut everybody: Vec<_> = MEMBERS.iter().map(|name| dao.of(name)).collect();
    everybody.push(agent.clone());
    dao.stake("alice", 1, 101);
    sums_hold(&dao, &everybody);
    dao.chain.advance(5);
    dao.stake("bob", 2, 33);
    let raise = ExecuteMsg::RaiseTier {
        from: 1,
        to: 2,
        amount: 51u128.into(),
    };
    dao.voting("alice", &raise).unwrap();
    sums_hold(&dao, &everybody);
    dao.chain.advance(730 * DAY);
    dao.voting(
        "bob",
        &ExecuteMsg::UnstakeFrom {
            tier: 2,
            amount: 33u128.into(),
        },
    )
    .unwrap();
    sums_hold(&dao, &everybody);
    assert_eq!(staked(&dao, &everybody[0]), 101);
    assert_eq!(staked(&dao, &agent), 7 * (10 - 4));
    assert_eq!(dao.tokens(&agent), 1_000 - 7 * 10);
}

#[test]
fn a_receiver_unstakes_nothing_of_the_staker() {
    let (mut dao, agent) = infiltrated(1, true);
    // Its last message fails, and with it all that it did in the hook: of a gain it was not told.
    let refused = why(dao.try_stake("alice", 0, 100));
    assert!(refused.contains(agent.as_str()), "{refused}");
    assert_eq!(staked(&dao, &dao.of("alice")), 0);
    assert_eq!(dao.tokens(&dao.of("alice")), INITIAL_BALANCE);
    // Of a loss, which happens.
    let (voting, addr) = (dao.at.voting.clone(), agent.to_string());
    let remove = serde_json::to_value(ExecuteMsg::RemoveHook { addr }).unwrap();
    dao.as_dao(&voting, &remove).unwrap();
    dao.stake("alice", 0, 101);
    add_hook(&mut dao, &agent);
    let amount = 1u128.into();
    let left = dao
        .voting("alice", &ExecuteMsg::Unstake { amount })
        .unwrap();
    assert_eq!(failed(&left.events), 1);
    assert_eq!(staked(&dao, &dao.of("alice")), 100);
    assert_eq!(staked(&dao, &agent), 0);
    assert_eq!(dao.tokens(&agent), 1_000);
    let everybody = [dao.of("alice"), agent];
    sums_hold(&dao, &everybody);
}

#[test]
fn the_contract_itself_and_the_token_as_receivers_only_fail() {
    let mut dao = TestDao::new();
    dao.stake("alice", 0, 100);
    for hook in [
        dao.at.voting.clone(),
        dao.token.clone(),
        dao.at.core.clone(),
    ] {
        add_hook(&mut dao, &hook);
    }
    let refused = why(dao.try_stake("alice", 0, 100));
    assert!(refused.contains(dao.at.voting.as_str()), "{refused}");
    let amount = 100u128.into();
    let unstake = dao
        .voting("alice", &ExecuteMsg::Unstake { amount })
        .unwrap();
    assert_eq!(failed(&unstake.events), 3);
    let everybody = [dao.of("alice")];
    sums_hold(&dao, &everybody);
}

#[test]
fn another_token_stakes_nothing() {
    let mut dao = TestDao::new();
    let fake = crate::voting::setup::token(&mut dao.chain, &["mallory"], INITIAL_BALANCE);
    let (mallory, voting) = (dao.of("mallory"), dao.at.voting.clone());
    let msg = to_json_binary(&json!({"stake": {}})).unwrap();
    let send = json!({"send": {"contract": voting, "amount": "1000", "msg": msg}});
    dao.chain.execute(&mallory, &fake, &send, &[]).unwrap_err();
    let forged = json!({"receive": {"sender": mallory, "amount": "1000", "msg": msg}});
    dao.chain
        .execute(&mallory, &voting, &forged, &[])
        .unwrap_err();
    let total = dao.ask(&voting, json!({"total_value": {}}));
    assert_eq!(number(&total["total"]), 0);
}

/// What an owner gone bad can do for a year: nobody loses a token, claims come when they were promised, and everybody
/// can leave, though slowly.
#[test]
fn the_worst_owner_delays_and_takes_nothing() {
    let mut dao = TestDao::new();
    dao.stake("alice", 0, 1_000);
    dao.stake("bob", 2, 1_000);
    let amount = 400u128.into();
    dao.voting("alice", &ExecuteMsg::Unstake { amount })
        .unwrap();
    let voting = dao.at.voting.clone();
    let mut tiers: Vec<Tier> = TIERS
        .iter()
        .map(|(unbonding, multiplier)| Tier {
            unbonding: *unbonding,
            multiplier: multiplier.parse().unwrap(),
        })
        .collect();
    tiers[0].unbonding *= 2;
    let mut unbonding = TIERS[0].0;
    let (mut claimed_after, mut open) = (vec![], 0);
    for day in 1..=370u64 {
        let half_life = (90 * DAY) >> day.min(6);
        let worst = [
            json!({"update_tiers": {"tiers": tiers}}),
            json!({"update_config": {"duration": {"time": unbonding + unbonding / 10}}}),
            json!({"update_params": {"params": {"half_life": half_life, "hook_gas": 1_000_000}}}),
            json!({"pause": {"duration": 14 * DAY}}),
        ];
        let done = worst.map(|msg| dao.as_dao(&voting, &msg).is_ok());
        assert!(!done[0]);
        if done[1] {
            unbonding += unbonding / 10;
        }
        open += u64::from(dao.try_stake("carol", 0, 1).is_ok());
        dao.chain.advance(DAY);
        if dao.voting("alice", &ExecuteMsg::Claim {}).is_ok() {
            claimed_after.push(day);
        }
    }
    // Half of the time.
    assert_eq!(open, 13 * 14);
    assert_eq!(claimed_after, [14]);
    let config = dao.ask(&voting, json!({"get_config": {}}));
    // Thirteen tenths.
    assert_eq!(config["unstaking_duration"]["time"], unbonding);
    assert_eq!(unbonding / DAY, 48);
    assert_eq!(dao.tokens(&dao.of("alice")), INITIAL_BALANCE - 600);
    dao.voting(
        "alice",
        &ExecuteMsg::Unstake {
            amount: 600u128.into(),
        },
    )
    .unwrap();
    let all = ExecuteMsg::UnstakeFrom {
        tier: 2,
        amount: 1_000u128.into(),
    };
    dao.voting("bob", &all).unwrap();
    dao.chain.advance(unbonding);
    dao.voting("alice", &ExecuteMsg::Claim {}).unwrap();
    dao.chain.advance(TIERS[2].0 - unbonding);
    dao.voting("bob", &ExecuteMsg::Claim {}).unwrap();
    for who in ["alice", "bob"] {
        assert_eq!(dao.tokens(&dao.of(who)), INITIAL_BALANCE);
    }
    assert_eq!(dao.tokens(&voting), u128::from(open));
}
