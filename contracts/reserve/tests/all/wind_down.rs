//! M3: wind-down: a batch that nothing buys ETH for goes back to the market.

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
fn m3_a_refunded_batch_goes_back_after_30_days() {
    let mut world = World::new();
    world.purchase(1, usd(500), 333_333_333).unwrap();
    world.pass(50);
    world.time_out(1);
    let from = world.now() + WIND_DOWN_AFTER;
    assert_eq!(WIND_DOWN_AFTER, 2_592_000);
    world.pass(WIND_DOWN_AFTER - 1);
    let refused = world.wind_down(1).unwrap_err();
    assert_eq!(refused, ContractError::WaitedTooShort { batch_id: 1, from });
    world.pass(1);
    let response = world.wind_down(1).unwrap();
    assert_eq!(types(&response.events), ["wound_down"]);
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
    assert_eq!(world.to_market, [returned(1, 333_333_333, usd(500))]);
    let (batch, backing) = (world.batch(1), world.backing());
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
    assert_eq!(world.stable, 0);
    world.check();
    let again = world.wind_down(1).unwrap_err();
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
fn m3_a_batch_bought_in_part_has_both() {
    let mut world = World::new();
    // 700 of 1,100 are the borrowers'.
    world.purchase(1, usd(1_100), usd(700)).unwrap();
    world.credit(1, 494_000_000_000_000_001);
    world.ack_error(2);
    world.pass(WIND_DOWN_AFTER);
    world.wind_down(1).unwrap();
    let batch = world.batch(1);
    assert_eq!(
        (batch.stable_out.u128(), batch.eth_out.u128()),
        (usd(100), 494_000_000_000_000_001)
    );
    assert!(batch.settled);
    // 100 x 700 / 1,100 rounded down, the ETH's users' part rounded up.
    assert_eq!(world.to_market, [returned(1, 63_636_363, usd(100))]);
    let users = (494_000_000_000_000_001u128 * 7).div_ceil(11);
    assert_eq!(world.backing().encumbered.u128(), users);
    world.check();
}

/// Never sent at all, because the caps were reached: it counts from the purchase.
#[test]
fn m3_what_was_never_sent_counts_too() {
    let mut world = World::with(|msg| msg.params.max_in_flight = usd(1_000).into());
    world.purchase(1, usd(1_400), usd(1_400)).unwrap();
    assert_eq!(world.waiting(1), usd(400));
    let from = world.now() + WIND_DOWN_AFTER;
    world.pass(10);
    world.credit(1, 494_000_000_000_000_000);
    world.pass(WIND_DOWN_AFTER - 11);
    let refused = world.wind_down(1).unwrap_err();
    assert_eq!(refused, ContractError::WaitedTooShort { batch_id: 1, from });
    world.pass(1);
    world.wind_down(1).unwrap();
    assert_eq!(world.to_market, [returned(1, usd(400), usd(400))]);
    world.check();
}

/// Sending it again in vain does not start the 30 days anew: anyone may flush.
#[test]
fn m3_a_flush_in_vain_does_not_put_it_off() {
    let mut world = World::new();
    world.purchase(1, usd(500), usd(500)).unwrap();
    world.time_out(1);
    for order in 2..=4 {
        world.pass(WIND_DOWN_AFTER / 3);
        world.flush(None).unwrap();
        let (batch_id, refused) = (1, world.wind_down(1).unwrap_err());
        assert_eq!(refused, ContractError::BatchNotWaiting { batch_id });
        world.time_out(order);
        world.check();
    }
    world.wind_down(1).unwrap();
    world.check();
    // The next batch has its own time.
    world.purchase(2, usd(500), usd(500)).unwrap();
    world.time_out(5);
    assert!(world.wind_down(2).is_err());
}

#[test]
fn m3_nothing_under_way_may_be_left() {
    let mut world = World::new();
    world.purchase(1, usd(2_000), usd(500)).unwrap();
    world.time_out(1);
    world.pass(WIND_DOWN_AFTER);
    for acknowledged in [false, true] {
        if acknowledged {
            world.ack_ok(2);
        }
        let refused = world.wind_down(1).unwrap_err();
        let (batch_id, in_flight) = (1, usd(1_000).into());
        let expected = ContractError::OrdersUnderWay {
            batch_id,
            in_flight,
        };
        assert_eq!(refused, expected);
    }
    world.credit(2, 494_000_000_000_000_000);
    world.wind_down(1).unwrap();
    world.check();
}

/// Other batches stay as they are, and a pause stops nothing of it.
#[test]
fn m3_only_this_batch_goes() {
    let mut world = World::new();
    for batch in 1..=3 {
        world
            .purchase(batch, usd(500) + u128::from(batch), usd(300))
            .unwrap();
    }
    for order in 1..=3 {
        world.time_out(order);
    }
    world.pass(WIND_DOWN_AFTER);
    let owner = world.owner.clone();
    let pause = qerun_messages::reserve::ExecuteMsg::Pause { duration: 100 };
    world.execute(&owner, &[], pause).unwrap();
    world.wind_down(2).unwrap();
    assert_eq!(
        [world.waiting(1), world.waiting(2), world.waiting(3)],
        [usd(500) + 1, 0, usd(500) + 3]
    );
    assert_eq!(world.backing().open_batches, 2);
    // 500.000002 x 300 / 500.000002.
    assert_eq!(world.to_market, [returned(2, usd(300), usd(500) + 2)]);
    world.check();
}

/// Late callbacks of orders that were refunded before say nothing any more.
#[test]
fn m3_late_callbacks_after_a_wind_down_change_nothing() {
    let mut world = World::new();
    world.purchase(1, usd(500), usd(500)).unwrap();
    world.time_out(1);
    world.pass(WIND_DOWN_AFTER);
    world.wind_down(1).unwrap();
    let before = world.dump();
    let packet = world.packet(1);
    assert_eq!(types(&world.source(timeout(packet))), ["ignored_callback"]);
    assert_eq!(types(&world.ack_ok(1)), ["ignored_callback"]);
    assert_eq!(types(&world.credit(1, 5)), ["donation"]);
    assert_eq!(world.dump(), before);
    world.check();
}
