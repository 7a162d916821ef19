//! Flushing: anyone may hand over a due batch.

use crate::common::*;
use cosmwasm_std::SubMsg;
use qerun_market::ContractError;
use qerun_messages::market::{ExecuteMsg, OpenBatch, QueryMsg, QuoteFlushResponse};

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
        "hand_over_batch",
        &[
            ("batch_id", "1"),
            ("user_in", "475000000"),
            ("protocol_in", "25000000"),
        ],
    );
}

#[test]
fn a_large_batch_that_could_not_be_handed_over_is_due_at_once() {
    let mut market = Market::new();
    market.expire("eth");
    market.borrow("alice", 2_000 * ONE).unwrap();
    let response = market.flush().unwrap();
    let expected = [purchase(1, 950 * ONE, 1_000 * ONE)];
    assert_eq!(messages(&response), expected);
}

#[test]
fn the_age_of_a_batch_starts_with_its_first_stablecoins() {
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
fn a_batch_of_the_protocols_part_alone_is_handed_over_too() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.repay("alice", 1_000 * ONE).unwrap();
    market.wait(3_600);
    let response = market.flush().unwrap();
    assert_eq!(messages(&response), [purchase(1, 0, 25 * ONE)]);
}

#[test]
fn an_aged_batch_below_the_smallest_order_waits_on() {
    let mut market = Market::new();
    market.backing(|b| b.min_order = int(30 * ONE));
    // 29.999999, 30 with what the next one brings.
    market.borrow("alice", 59_999_998).unwrap();
    market.wait(3_600);
    let error = market.refused("anyone", &[], ExecuteMsg::Flush {});
    let expected = ContractError::BatchTooSmall {
        batch_id: 1,
        amount: int(29_999_999),
        min_order: int(30 * ONE),
    };
    assert_eq!(error, expected);
    // Neither does a borrow take it along, and it makes no hourly purchase of a unit.
    for _ in 0..10 {
        market.wait(3_600);
        let told: QuoteFlushResponse = market.query(QueryMsg::QuoteFlush {});
        assert_eq!(told.refused, Some(expected.to_string()));
        assert!(!told.hands_over);
        market.flush().unwrap_err();
    }
    let response = market.borrow("alice", 1).unwrap();
    assert_eq!(messages(&response), [purchase(1, 28_499_999, 30 * ONE)]);
}

#[test]
fn a_smallest_order_above_the_size_of_a_batch_counts_too() {
    let mut market = Market::new();
    market.backing(|b| b.min_order = int(1_500 * ONE));
    let response = market.borrow("alice", 2_999 * ONE).unwrap();
    assert_eq!(response.messages.len(), 1);
    let response = market.borrow("alice", ONE).unwrap();
    assert_eq!(
        messages(&response)[0],
        purchase(1, 1_425 * ONE, 1_500 * ONE)
    );
}

#[test]
fn flush_asks_for_capacity_as_a_borrow_does() {
    type Change = fn(&mut Market);
    let no_capacity = |batches, orders, available| ContractError::NoCapacity {
        batches,
        orders,
        available: int(available),
        needed: int(1_000 * ONE),
    };
    let obstacles: [(Change, ContractError); 4] = [
        (
            |m| {
                let until = m.now() + 5;
                m.backing(|b| b.paused_until = until);
            },
            ContractError::PurchasesPaused {
                until: Market::new().now() + 5,
            },
        ),
        (
            |m| m.backing(|b| b.batch_capacity = 0),
            no_capacity(0, 8, u128::MAX),
        ),
        (
            |m| m.backing(|b| b.order_capacity = 0),
            no_capacity(15, 0, u128::MAX),
        ),
        (
            |m| m.backing(|b| b.capacity = int(1_000 * ONE - 1)),
            no_capacity(15, 8, 1_000 * ONE - 1),
        ),
    ];
    for (obstacle, expected) in obstacles {
        let mut market = Market::new();
        obstacle(&mut market);
        market.borrow("alice", 4_000 * ONE).unwrap();
        assert_eq!(market.state().batch.id, 1);
        let error = market.refused("anyone", &[], ExecuteMsg::Flush {});
        assert_eq!(error, expected);
    }
    // Capacity for a batch of the least size is enough, and for a smaller one capacity for all of it.
    let mut market = Market::new();
    market.backing(|b| b.capacity = int(1_000 * ONE));
    let response = market.borrow("alice", 4_000 * ONE).unwrap();
    assert_eq!(
        messages(&response)[0],
        purchase(1, 1_900 * ONE, 2_000 * ONE)
    );
    market.borrow("alice", 200 * ONE).unwrap();
    market.wait(3_600);
    market.backing(|b| b.capacity = int(100 * ONE - 1));
    market.flush().unwrap_err();
    market.backing(|b| b.capacity = int(100 * ONE));
    let response = market.flush().unwrap();
    assert_eq!(messages(&response), [purchase(2, 95 * ONE, 100 * ONE)]);
}

#[test]
fn without_the_reserves_record_nothing_is_handed_over() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.wait(3_600);
    market.world.borrow_mut().reserve_down = true;
    let error = market.refused("anyone", &[], ExecuteMsg::Flush {});
    assert!(matches!(error, ContractError::Std(_)), "{error}");
}

/// The reserve leaves no remainder below its smallest order, so that a batch below twice that goes whole or not at all.
#[test]
fn a_batch_that_cannot_be_divided_needs_capacity_for_all_of_it() {
    let mut market = Market::new();
    market.backing(|b| (b.min_order, b.capacity) = (int(1_000 * ONE), int(1_999 * ONE - 1)));
    let response = market.borrow("alice", 3_998 * ONE).unwrap();
    assert_eq!(response.messages.len(), 1);
    let error = market.refused("anyone", &[], ExecuteMsg::Flush {});
    let expected = ContractError::NoCapacity {
        batches: 15,
        orders: 8,
        available: int(1_999 * ONE - 1),
        needed: int(1_999 * ONE),
    };
    assert_eq!(error, expected);
    let told: QuoteFlushResponse = market.query(QueryMsg::QuoteFlush {});
    assert!(!told.hands_over);
    // Two units more can be divided, and then capacity for one order is enough.
    market.backing(|b| (b.min_order, b.capacity) = (int(1_000 * ONE), int(1_000 * ONE)));
    let response = market.borrow("alice", 2 * ONE).unwrap();
    assert_eq!(
        messages(&response)[0],
        purchase(1, 1_900 * ONE, 2_000 * ONE)
    );
    // A smallest order above the size of a batch is the least.
    let mut market = Market::new();
    market.backing(|b| (b.min_order, b.capacity) = (int(1_500 * ONE), int(1_500 * ONE - 1)));
    market.force_params(|p| p.batch.min_size = int(100 * ONE));
    market.borrow("alice", 5_000 * ONE).unwrap();
    assert_eq!(market.state().batch.id, 1);
    market.backing(|b| (b.min_order, b.capacity) = (int(1_500 * ONE), int(1_500 * ONE)));
    market.flush().unwrap_err();
    market.deposit("alice", 10_000 * ONE).unwrap();
    market.borrow("alice", 1_000 * ONE).unwrap();
    assert_eq!(market.state().batch.id, 2);
}
