//! Flushing: anyone may hand over a due batch.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod common;

use common::*;
use cosmwasm_std::SubMsg;
use qerun_market::ContractError;
use qerun_messages::market::{ExecuteMsg, OpenBatch};

#[test]
fn a_batch_that_is_neither_large_nor_old_stays() {
    let mut market = Market::new();
    let error = market.refused("anyone", &[], ExecuteMsg::Flush {});
    assert!(
        matches!(error, ContractError::BatchNotDue { batch_id: 1, .. }),
        "{error}"
    );
    market.borrow("alice", 1_000 * ONE).unwrap();
    let due_at = market.now() + 3_600;
    market.wait(3_599);
    let error = market.refused("anyone", &[], ExecuteMsg::Flush {});
    let expected = ContractError::BatchNotDue {
        batch_id: 1,
        amount: int(500 * ONE),
        min_size: int(1_000 * ONE),
        due_at,
    };
    assert_eq!(error, expected);
}

#[test]
fn an_old_batch_is_handed_over_and_the_next_one_opened() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.wait(3_600);
    let cash = market.state().cash;
    let response = market.flush().unwrap();
    // The reserve's refusal is the caller's error: nobody listens to it.
    let expected = [SubMsg::new(purchase(1, 475 * ONE, 500 * ONE))];
    assert_eq!(response.messages, expected);
    let next = OpenBatch {
        id: 2,
        ..Default::default()
    };
    assert_eq!(market.state().batch, next);
    assert_eq!(market.state().cash, cash);
    assert_event(
        &response,
        "departure",
        &[
            ("batch_id", "1"),
            ("user", "475000000"),
            ("protocol", "25000000"),
        ],
    );
}

#[test]
fn a_large_batch_that_could_not_depart_is_due_at_once() {
    let mut market = Market::new();
    market.expire("eth");
    market.borrow("alice", 2_000 * ONE).unwrap();
    let response = market.flush().unwrap();
    let expected = [purchase(1, 950 * ONE, 1_000 * ONE)];
    assert_eq!(messages(&response), expected);
}

#[test]
fn the_age_of_a_batch_starts_with_its_first_contribution() {
    let mut market = Market::new();
    market.wait(100_000);
    market.borrow("alice", 100 * ONE).unwrap();
    market.wait(1_800);
    market.borrow("alice", 100 * ONE).unwrap();
    market.wait(1_799);
    market.flush().unwrap_err();
    market.wait(1);
    market.flush().unwrap();
}

#[test]
fn a_batch_of_the_protocols_part_alone_departs_too() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.repay("alice", 1_000 * ONE).unwrap();
    market.wait(3_600);
    let response = market.flush().unwrap();
    assert_eq!(messages(&response), [purchase(1, 0, 25 * ONE)]);
}
