//! Wind-down: a batch for which ETH can no longer be bought is returned to the market.

use crate::common::*;
use cosmwasm_std::{coin, from_json, CosmosMsg, ReplyOn, WasmMsg};
use qerun_messages::market;
use qerun_messages::reserve::WIND_DOWN_AFTER;
use qerun_reserve::ContractError;

fn returned(batch: u64, user_out: u128, all: u128) -> (market::ExecuteMsg, cosmwasm_std::Coin) {
    let msg = market::ExecuteMsg::ReturnBatch {
        batch_id: batch.into(),
        user_out: user_out.into(),
    };
    (msg, coin(all, STABLE))
}

#[test]
fn a_refunded_batch_goes_back_after_30_days() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), 333_333_333).unwrap();
    reserve.wait(50);
    reserve.time_out(1);
    let from = reserve.now() + WIND_DOWN_AFTER;
    assert_eq!(WIND_DOWN_AFTER, 2_592_000);
    reserve.wait(WIND_DOWN_AFTER - 1);
    let refused = reserve.wind_down(1).unwrap_err();
    assert_eq!(refused, ContractError::WaitedTooShort { batch_id: 1, from });
    reserve.wait(1);
    let response = reserve.wind_down(1).unwrap();
    assert_eq!(kinds(&response.events), ["wound_down"]);
    let user_out = attribute(&response.events[0], "user_out");
    assert_eq!(user_out, "333333333");
    // One message, and all of it fails if the market does.
    assert_eq!(response.messages.len(), 1);
    assert_eq!(response.messages[0].reply_on, ReplyOn::Never);
    let CosmosMsg::Wasm(WasmMsg::Execute { msg, .. }) = &response.messages[0].msg else {
        panic!("not an execute message")
    };
    let json: serde_json_value::Value = from_json(msg).unwrap();
    assert_eq!(
        json,
        serde_json_value::object(
            "return_batch",
            &[("batch_id", "1"), ("user_out", "333333333")]
        )
    );
    assert_eq!(reserve.to_market, [returned(1, 333_333_333, usd(500))]);
    let (batch, backing) = (reserve.batch(1), reserve.backing());
    assert_eq!((batch.settled, batch.open.u128()), (true, 0));
    assert_eq!(
        (batch.stable_out.u128(), batch.eth_out.u128()),
        (usd(500), 0)
    );
    assert_eq!(
        (
            backing.waiting.u128(),
            backing.open_batches,
            backing.batch_capacity
        ),
        (0, 0, 5)
    );
    assert_eq!(reserve.stable, 0);
    reserve.ensure_invariants();
    let again = reserve.wind_down(1).unwrap_err();
    assert_eq!(again, ContractError::BatchNotWaiting { batch_id: 1 });
}

mod serde_json_value {
    //! Enough of JSON to pin a message.
    use std::collections::BTreeMap;

    pub type Value = BTreeMap<String, BTreeMap<String, String>>;

    pub fn object(name: &str, fields: &[(&str, &str)]) -> Value {
        let fields = fields.iter().map(|(k, v)| ((*k).into(), (*v).into()));
        [(name.into(), fields.collect())].into()
    }
}

/// Bought in part: the result is ETH and stablecoins, each divided by what went in.
#[test]
fn a_batch_bought_in_part_has_both() {
    let mut reserve = TestReserve::new();
    // 700 of 1,100 are the borrowers'.
    reserve.purchase(1, usd(1_100), usd(700)).unwrap();
    reserve.credit(1, 494_000_000_000_000_001);
    reserve.acknowledge_error(2);
    reserve.wait(WIND_DOWN_AFTER);
    reserve.wind_down(1).unwrap();
    let batch = reserve.batch(1);
    assert_eq!(
        (batch.stable_out.u128(), batch.eth_out.u128()),
        (usd(100), 494_000_000_000_000_001)
    );
    assert!(batch.settled);
    // 100 x 700 / 1,100 rounded down, the ETH's users' part rounded up.
    assert_eq!(reserve.to_market, [returned(1, 63_636_363, usd(100))]);
    let users = (494_000_000_000_000_001u128 * 7).div_ceil(11);
    assert_eq!(reserve.backing().encumbered.u128(), users);
    reserve.ensure_invariants();
}

/// Never sent at all, because the caps were reached: it counts from the purchase.
#[test]
fn what_was_never_sent_counts_too() {
    let mut reserve = TestReserve::with(|msg| msg.params.max_in_flight = usd(1_000).into());
    reserve.purchase(1, usd(1_400), usd(1_400)).unwrap();
    assert_eq!(reserve.waiting(1), usd(400));
    let from = reserve.now() + WIND_DOWN_AFTER;
    reserve.wait(10);
    reserve.credit(1, 494_000_000_000_000_000);
    reserve.wait(WIND_DOWN_AFTER - 11);
    let refused = reserve.wind_down(1).unwrap_err();
    assert_eq!(refused, ContractError::WaitedTooShort { batch_id: 1, from });
    reserve.wait(1);
    reserve.wind_down(1).unwrap();
    assert_eq!(reserve.to_market, [returned(1, usd(400), usd(400))]);
    reserve.ensure_invariants();
}

/// Sending it again does not restart the 30 days when it is refunded again: anyone may flush.
#[test]
fn a_flush_that_fails_does_not_delay_it() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(500)).unwrap();
    reserve.time_out(1);
    for order in 2..=4 {
        reserve.wait(WIND_DOWN_AFTER / 3);
        reserve.flush(None).unwrap();
        let (batch_id, refused) = (1, reserve.wind_down(1).unwrap_err());
        assert_eq!(refused, ContractError::BatchNotWaiting { batch_id });
        reserve.time_out(order);
        reserve.ensure_invariants();
    }
    reserve.wind_down(1).unwrap();
    reserve.ensure_invariants();
    // The next batch has its own time.
    reserve.purchase(2, usd(500), usd(500)).unwrap();
    reserve.time_out(5);
    assert!(reserve.wind_down(2).is_err());
}

#[test]
fn no_order_may_be_open() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(2_000), usd(500)).unwrap();
    reserve.time_out(1);
    reserve.wait(WIND_DOWN_AFTER);
    for acknowledged in [false, true] {
        if acknowledged {
            reserve.acknowledge(2);
        }
        let refused = reserve.wind_down(1).unwrap_err();
        let (batch_id, in_flight) = (1, usd(1_000).into());
        let expected = ContractError::OrdersUnderWay {
            batch_id,
            in_flight,
        };
        assert_eq!(refused, expected);
    }
    reserve.credit(2, 494_000_000_000_000_000);
    reserve.wind_down(1).unwrap();
    reserve.ensure_invariants();
}

/// Other batches stay as they are, and a pause stops nothing of it.
#[test]
fn only_this_batch_goes() {
    let mut reserve = TestReserve::new();
    for batch in 1..=3 {
        reserve
            .purchase(batch, usd(500) + u128::from(batch), usd(300))
            .unwrap();
    }
    for order in 1..=3 {
        reserve.time_out(order);
    }
    reserve.wait(WIND_DOWN_AFTER);
    let owner = reserve.owner.clone();
    let pause = qerun_messages::reserve::ExecuteMsg::Pause { duration: 100 };
    reserve.execute(&owner, &[], pause).unwrap();
    reserve.wind_down(2).unwrap();
    assert_eq!(
        [reserve.waiting(1), reserve.waiting(2), reserve.waiting(3)],
        [usd(500) + 1, 0, usd(500) + 3]
    );
    assert_eq!(reserve.backing().open_batches, 2);
    // 500.000002 x 300 / 500.000002.
    assert_eq!(reserve.to_market, [returned(2, usd(300), usd(500) + 2)]);
    reserve.ensure_invariants();
}

/// Late callbacks of orders that were refunded before change nothing.
#[test]
fn late_callbacks_after_a_wind_down_change_nothing() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(500)).unwrap();
    reserve.time_out(1);
    reserve.wait(WIND_DOWN_AFTER);
    reserve.wind_down(1).unwrap();
    let before = reserve.dump();
    let packet = reserve.packet(1);
    assert_eq!(
        kinds(&reserve.source_callback(timed_out(packet))),
        ["ignored_callback"]
    );
    assert_eq!(kinds(&reserve.acknowledge(1)), ["ignored_callback"]);
    assert_eq!(kinds(&reserve.credit(1, 5)), ["donation"]);
    assert_eq!(reserve.dump(), before);
    reserve.ensure_invariants();
}
