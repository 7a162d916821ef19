//! The way of a decision on the official contracts: deposit, vote, queue, wait, execute.

use qerun_messages::market::{ExecuteMsg, Params, QueryMsg};
use qerun_messages::timelock::{BondState, Class, Status};
use qerun_testing::dao::Vote;
use qerun_testing::suite::{call, decimal, qer};
use qerun_testing::Setup;

const DAY: u64 = 86_400;

#[test]
fn a_proposal_changes_the_rate_curve_after_deposit_vote_bond_and_delay() {
    let mut suite = Setup::default().build().unwrap();
    let (alice, bob) = (suite.user("alice"), suite.user("bob"));
    for user in [&alice, &bob] {
        suite.fund_qer(user, qer("500000")).unwrap();
    }
    suite.stake(&alice, qer("100000"), None).unwrap();
    suite.stake(&bob, qer("100000"), Some(3)).unwrap();
    suite.net.advance(6);
    let dao = suite.dao.clone();
    assert_eq!(
        dao.power(&suite.net.home, &bob, None).unwrap(),
        qer("400000")
    );
    assert_eq!(
        dao.total_power(&suite.net.home, None).unwrap(),
        qer("500000")
    );

    // Propose with the deposit, voting yes in the same transaction; alice alone is no majority.
    let market = suite.at.market.clone();
    let mut params: Params = suite.net.home.query(&market, &QueryMsg::Params {}).unwrap();
    params.rates.slope_low = decimal("0.044");
    let update = call(&market, &ExecuteMsg::UpdateParams { params }).unwrap();
    let queue = suite
        .queue("Higher interest.", vec![update.clone()])
        .unwrap();
    let id = suite
        .propose(&alice, "Higher interest", &[queue], Some(Vote::Yes))
        .unwrap();
    assert_eq!(suite.qer_of(&alice).unwrap(), qer("399000"));
    assert_eq!(suite.qer_of(&dao.pre_propose).unwrap(), qer("1000"));
    suite.net.advance(DAY);
    assert_eq!(suite.proposal_status(id).unwrap(), "open");
    suite.vote(&bob, id, Vote::Yes).unwrap();
    assert_eq!(suite.proposal_status(id).unwrap(), "passed");
    suite.execute_proposal(id).unwrap();
    assert_eq!(suite.proposal_status(id).unwrap(), "executed");
    assert_eq!(suite.qer_of(&alice).unwrap(), qer("400000"));

    // The operation waits for its bond, then for its delay.
    let op = suite.last_operation().unwrap();
    let filed = suite.operation(op).unwrap();
    assert_eq!(filed.messages, [update]);
    assert_eq!(filed.operation.class, Class::Sensitive);
    assert_eq!(filed.status, Status::AwaitingBond);
    suite.execute_operation(op).unwrap_err();
    suite.post_bond(&bob, op).unwrap();
    assert_eq!(suite.qer_of(&bob).unwrap(), qer("390000"));
    suite.net.advance(3 * DAY - 1);
    suite.execute_operation(op).unwrap_err();
    suite.net.advance(1);
    suite.execute_operation(op).unwrap();
    let done = suite.operation(op).unwrap();
    assert_eq!(done.status, Status::Executed);
    assert_eq!(done.operation.bond_state, BondState::Returned);
    assert_eq!(suite.qer_of(&bob).unwrap(), qer("400000"));
    let params: Params = suite.net.home.query(&market, &QueryMsg::Params {}).unwrap();
    assert_eq!(params.rates.slope_low, decimal("0.044"));
}
