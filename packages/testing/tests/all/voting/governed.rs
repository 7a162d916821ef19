//! Voting in the whole protocol: who has power over it, and what carries none.

use qerun_messages::timelock::{Class, ClassOfResponse, QueryMsg as Timelock};
use qerun_messages::voting::ExecuteMsg;
use qerun_testing::dao::Vote;
use qerun_testing::suite::{call, qer};
use qerun_testing::Setup;
use serde_json::{json, Value};

use crate::voting::setup::DAY;
use crate::voting::test_dao::{why, TestDao};

#[test]
fn qer_posted_as_collateral_carries_no_vote() {
    let mut suite = Setup::default().build().unwrap();
    let (alice, bob) = (suite.user("alice"), suite.user("bob"));
    suite.fund_qer(&alice, qer("300000")).unwrap();
    suite.fund_qer(&bob, qer("1000")).unwrap();
    suite.stake(&bob, qer("1000"), None).unwrap();
    suite.deposit(&alice, qer("300000")).unwrap();
    suite.net.advance(6);
    let dao = suite.dao.clone();
    let market = suite.at.market.clone();
    let holder = suite.qer_of(&market).unwrap();
    assert!(holder >= qer("300000"), "the market holds them");
    for who in [&alice, &market] {
        let power = dao.power(&suite.net.home, who, None).unwrap();
        assert!(power.is_zero(), "{who}");
    }
    let total = dao.total_power(&suite.net.home, None).unwrap();
    assert_eq!(total, qer("1000"));
    let propose = suite.propose(&alice, "Mine", &[], Some(Vote::Yes));
    assert!(propose.is_err());
}

#[test]
fn the_minter_and_all_wasm_admins_sit_behind_the_timelock() {
    let suite = Setup::default().build().unwrap();
    let (at, dao, home) = (&suite.at, &suite.dao, &suite.net.home);
    let minter: Value = home.query(&at.token, &json!({"minter": {}})).unwrap();
    assert_eq!(minter["minter"], at.timelock.as_str());
    let contracts = [
        &at.token,
        &at.oracle,
        &at.market,
        &at.reserve,
        &at.timelock,
        &dao.core,
        &dao.voting,
        &dao.proposals,
        &dao.pre_propose,
    ];
    for contract in contracts {
        let info = home.app.wrap().query_wasm_contract_info(contract).unwrap();
        assert_eq!(info.admin, Some(at.timelock.clone()), "{contract}");
    }
    // The DAO's own address moves nothing of the protocol.
    for contract in [&at.token, &at.market, &dao.voting] {
        let ownership: Value = home.query(contract, &json!({"ownership": {}})).unwrap();
        assert_eq!(ownership["owner"], at.timelock.as_str(), "{contract}");
    }
}

/// A contract that holds tokens for somebody stakes and votes with them, if it knows how: here the DAO's treasury.
#[test]
fn tokens_in_a_contract_vote_where_the_contract_stakes_them() {
    let mut dao = TestDao::new();
    dao.stake("alice", 0, 100);
    let payment = dao.payment("bob");
    let core = dao.at.core.clone();
    let (token, voting) = (dao.token.clone(), dao.at.voting.clone());
    let stake = json!({"send": {
        "contract": voting, "amount": "500", "msg": "eyJzdGFrZSI6eyJ0aWVyIjoyfX0=",
    }});
    dao.as_dao(&token, &stake).unwrap();
    dao.chain.advance(5);
    let id = dao.propose("alice", &[payment]).unwrap();
    let vote = json!({"vote": {"proposal_id": id, "vote": "no", "rationale": null}});
    let proposals = dao.at.proposals.clone();
    dao.as_dao(&proposals, &vote).unwrap();
    assert_eq!(dao.tally(id), [0, 2_000, 0, 2_100]);
    assert_eq!(dao.status(id), "rejected");
    assert_eq!(dao.tokens(&core), 0);
}

/// A majority without a bond could keep newcomers out for good: each pause of the owner followed on the last.
#[test]
fn g3_the_timelock_closes_staking_half_of_the_time_at_most() {
    let mut suite = Setup::default().build().unwrap();
    let eve = suite.user("eve");
    suite.fund_qer(&eve, qer("1000")).unwrap();
    let (timelock, voting) = (suite.at.timelock.clone(), suite.at.voting.clone());
    let pause = ExecuteMsg::Pause { duration: 14 * DAY };
    let (mut closed, mut open) = (0, 0);
    for _ in 0..130 {
        // What the DAO decided as its owner, and the guardian's through the timelock.
        let _ = suite.net.home.execute(&timelock, &voting, &pause, &[]);
        let _ = suite.guardian_pause("staking");
        match suite.stake(&eve, qer("1"), None) {
            Ok(_) => open += 1,
            refused => {
                assert!(why(refused).contains("paused"));
                closed += 1;
            }
        }
        suite.net.advance(DAY);
    }
    assert_eq!((closed, open), (5 * 14, 4 * 14 + 4));
}

/// 100,000 of 600,000 QER became 1,000,000 of 1,500,000 by a sensitive operation: a tier of ten times the weight a
/// second above the others.
#[test]
fn g6_a_new_tier_is_critical_and_within_bounds() {
    let mut suite = Setup::default().build().unwrap();
    let (timelock, voting) = (suite.at.timelock.clone(), suite.at.voting.clone());
    let tier =
        |i: u64, multiplier: &str| json!({"unbonding": 14 * DAY + i, "multiplier": multiplier});
    let list = json!({"update_tiers": {"tiers": [
        tier(0, "1"), tier(1, "1.5"), tier(2, "2.5"), tier(3, "4"), tier(4, "10"),
    ]}});
    let messages = vec![call(&voting, &list).unwrap()];
    let ask = Timelock::ClassOf { messages };
    let class: ClassOfResponse = suite.net.home.query(&timelock, &ask).unwrap();
    assert_eq!(class.class, Class::Critical);
    let home = &mut suite.net.home;
    let refused = why(home.execute(&timelock, &voting, &list, &[]));
    assert!(refused.contains("unbonding of tier 1"), "{refused}");
    let tiers: Value = home.query(&voting, &json!({"tiers": {}})).unwrap();
    let mut list = tiers["tiers"].as_array().unwrap().clone();
    let last = list.last().unwrap()["unbonding"].as_u64().unwrap();
    for (more, multiplier, why_not) in [
        (1, "10", "multiplier of tier 4: 10, must be 4 to 5"),
        (1, "5", "unbonding of tier 4"),
    ] {
        list.push(json!({"unbonding": last + more, "multiplier": multiplier}));
        let update = json!({"update_tiers": {"tiers": list}});
        let refused = why(home.execute(&timelock, &voting, &update, &[]));
        assert!(refused.contains(why_not), "{refused}");
        list.pop();
    }
}
