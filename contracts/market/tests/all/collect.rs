//! Collecting what was released before its batch settled, or could not be paid.

use crate::common::*;
use cosmwasm_std::SubMsg;
use qerun_market::state::OWED;
use qerun_market::ContractError;
use qerun_messages::market::{ExecuteMsg, OwedBatch};

/// alice is owed 950 of batch 1, which left with 1,000.
fn released_before_settled() -> Market {
    let mut market = Market::new();
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(1, 950 * ONE, 50 * ONE);
    market.repay("alice", 2_000 * ONE).unwrap();
    market
}

fn nothing() -> ContractError {
    let user = addr("alice");
    ContractError::NothingToCollect { user }
}

#[test]
fn pays_when_the_batch_has_settled_and_only_once() {
    let mut market = released_before_settled();
    let error = market.refused("alice", &[], ExecuteMsg::Collect { user: None });
    assert_eq!(error, nothing());
    market.settle_batch(1, ETHER / 2);
    let owed = market.owed("alice");
    assert_eq!(owed.collectable, int(ETHER * 475 / 1_000));
    let row = OwedBatch {
        batch_id: 1u64.into(),
        user_in: int(950 * ONE),
        eth: Some(int(ETHER * 475 / 1_000)),
        stable: Some(int(0)),
    };
    assert_eq!(owed.batches, [row]);
    let response = market.collect("alice").unwrap();
    // A failing pay-out fails the whole message: nobody listens to it.
    let expected = [SubMsg::new(pay_out("alice", ETHER * 475 / 1_000))];
    assert_eq!(response.messages, expected);
    let alice = addr("alice").to_string();
    assert_event(
        &response,
        "collect",
        &[
            ("sender", &alice),
            ("user", &alice),
            ("eth", "475000000000000000"),
            ("stable", "0"),
        ],
    );
    assert!(!OWED.has(&market.deps.storage, &addr("alice")));
    let error = market.refused("alice", &[], ExecuteMsg::Collect { user: None });
    assert_eq!(error, nothing());
}

#[test]
fn anyone_may_and_the_borrower_is_paid() {
    let mut market = released_before_settled();
    market.settle_batch(1, ETHER);
    let user = Some(addr("alice").into());
    let msg = ExecuteMsg::Collect { user };
    let response = market.run("eve", &[], msg).unwrap();
    let expected = [pay_out("alice", ETHER * 95 / 100)];
    assert_eq!(messages(&response), expected);
}

#[test]
fn pays_what_has_settled_and_keeps_the_rest() {
    let mut market = released_before_settled();
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(2, 950 * ONE, 50 * ONE);
    market.repay("alice", 2_000 * ONE).unwrap();
    market.settle_batch(2, ETHER);
    let response = market.collect("alice").unwrap();
    let expected = [pay_out("alice", ETHER * 95 / 100)];
    assert_eq!(messages(&response), expected);
    let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
    assert_eq!(owed.batches, [(1, int(950 * ONE))]);
    assert_eq!(owed.eth, int(0));
}

#[test]
fn parts_too_small_for_a_unit_of_eth_are_closed() {
    let mut market = released_before_settled();
    market.settle_batch(1, 1);
    let response = market.collect("alice").unwrap();
    assert!(response.messages.is_empty());
    assert_eq!(event(&response, "collect").attributes[2].value, "0");
    assert!(!OWED.has(&market.deps.storage, &addr("alice")));
}

#[test]
fn one_senseless_record_does_not_hold_back_the_others() {
    let mut market = released_before_settled();
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(2, 950 * ONE, 50 * ONE);
    market.repay("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(1, 0, 0);
    market.settle_batch(1, ETHER);
    market.settle_batch(2, ETHER);
    let response = market.collect("alice").unwrap();
    let expected = [pay_out("alice", ETHER * 95 / 100)];
    assert_eq!(messages(&response), expected);
    assert_eq!(market.owed("alice").batches.len(), 1);
}
