//! Voting in the whole protocol: who has power over it, and what carries none.

use qerun_testing::dao::Vote;
use qerun_testing::suite::qer;
use qerun_testing::Setup;
use serde_json::{json, Value};

use crate::voting::house::House;

#[test]
fn qer_posted_as_collateral_carries_no_vote() {
    let mut suite = Setup::governed().build().unwrap();
    let (alice, bob) = (suite.user("alice"), suite.user("bob"));
    suite.fund_qer(&alice, qer("300000")).unwrap();
    suite.fund_qer(&bob, qer("1000")).unwrap();
    suite.stake(&bob, qer("1000"), None).unwrap();
    suite.deposit(&alice, qer("300000")).unwrap();
    suite.net.advance(6);
    let dao = suite.gov().unwrap().dao;
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
    let suite = Setup::governed().build().unwrap();
    let (gov, home) = (suite.gov().unwrap(), &suite.net.home);
    let minter: Value = home.query(&suite.at.token, &json!({"minter": {}})).unwrap();
    assert_eq!(minter["minter"], gov.timelock.as_str());
    let contracts = [
        &suite.at.token,
        &suite.at.oracle,
        &suite.at.market,
        &suite.at.reserve,
        &gov.timelock,
        &gov.dao.core,
        &gov.dao.voting,
        &gov.dao.proposals,
        &gov.dao.pre_propose,
    ];
    for contract in contracts {
        let info = home.app.wrap().query_wasm_contract_info(contract).unwrap();
        assert_eq!(info.admin, Some(gov.timelock.clone()), "{contract}");
    }
    // The DAO's own address moves nothing of the protocol.
    for contract in [&suite.at.token, &suite.at.market, &gov.dao.voting] {
        let ownership: Value = home.query(contract, &json!({"ownership": {}})).unwrap();
        assert_eq!(ownership["owner"], gov.timelock.as_str(), "{contract}");
    }
}

/// A contract that holds tokens for somebody stakes and votes with them, if it knows how: here the DAO's treasury.
#[test]
fn tokens_in_a_contract_vote_where_the_contract_stakes_them() {
    let mut house = House::new();
    house.stake("alice", 0, 100);
    let payment = house.payment("bob");
    let core = house.dao.core.clone();
    let (token, voting) = (house.token.clone(), house.dao.voting.clone());
    let stake = json!({"send": {
        "contract": voting, "amount": "500", "msg": "eyJzdGFrZSI6eyJ0aWVyIjoyfX0=",
    }});
    house.as_dao(&token, &stake).unwrap();
    house.chain.advance(5);
    let id = house.propose("alice", &[payment]).unwrap();
    let vote = json!({"vote": {"proposal_id": id, "vote": "no", "rationale": null}});
    let proposals = house.dao.proposals.clone();
    house.as_dao(&proposals, &vote).unwrap();
    assert_eq!(house.tally(id), [0, 2_000, 0, 2_100]);
    assert_eq!(house.status(id), "rejected");
    assert_eq!(house.tokens(&core), 0);
}
