//! Purchases: what is sent at once, what waits, and why nothing may be sent.

use crate::common::*;
use cosmwasm_std::{coins, CosmosMsg, Decimal, IbcMsg, ReplyOn};
use qerun_messages::ibc::timeout_at;
use qerun_messages::oracle::{PriceError, Status};
use qerun_messages::reserve::{ExecuteMsg, OrderStatus};
use qerun_reserve::ContractError;

#[test]
fn a_small_batch_is_sent_whole() {
    let mut reserve = TestReserve::new();
    let response = reserve.purchase(1, usd(500), usd(450)).unwrap();
    assert_eq!(kinds(&response.events), ["purchase", "order_sent"]);
    assert_eq!(response.messages.len(), 1);
    let sub = &response.messages[0];
    assert_eq!(sub.reply_on, ReplyOn::Success);
    let deadline = reserve.now() + 900;
    let CosmosMsg::Ibc(IbcMsg::Transfer {
        channel_id,
        to_address,
        amount,
        timeout,
        ..
    }) = &sub.msg
    else {
        panic!("not a transfer")
    };
    assert_eq!(
        (channel_id.as_str(), to_address.as_str()),
        (CHANNEL, OUTPOST)
    );
    assert_eq!(vec![amount.clone()], coins(usd(500), STABLE));
    assert_eq!(*timeout, timeout_at(deadline));

    let batch = reserve.batch(1);
    assert_eq!(
        (batch.stable_in.u128(), batch.user_in.u128()),
        (usd(500), usd(450))
    );
    assert_eq!((batch.open.u128(), batch.settled), (usd(500), false));
    let order = reserve.order(1);
    assert_eq!(order.status, OrderStatus::Sent);
    assert_eq!(order.sequence.unwrap().u64(), 1);
    assert_eq!(order.deadline, deadline);
    // 500 / 2010 x 0.97 and 500 / 2000, 18 decimals, rounded down.
    assert_eq!(order.min_out.u128(), 241_293_532_338_308_457);
    assert_eq!(order.expected_out.u128(), 250_000_000_000_000_000);
    let backing = reserve.backing();
    assert_eq!(
        (backing.in_flight.u128(), backing.open_orders),
        (usd(500), 1)
    );
    assert_eq!(
        (backing.capacity.u128(), backing.order_capacity),
        (usd(2_500), 3)
    );
    assert_eq!((backing.open_batches, backing.batch_capacity), (1, 4));
    reserve.ensure_invariants();
}

#[test]
fn the_memo_is_pinned() {
    let mut reserve = TestReserve::new();
    let response = reserve.purchase(1, usd(500), usd(500)).unwrap();
    let expected = format!(
        concat!(
            r#"{{"src_callback":{{"address":"{}"}},"dest_callback":{{"address":"dex1outpost"}},"#,
            r#""qerun":{{"order_id":"1","min_out":"241293532338308457","deadline":"{}"}}}}"#
        ),
        reserve.this(),
        reserve.now() + 900
    );
    assert_eq!(memo_of(&response, 0).0, expected);
}

#[test]
fn a_large_batch_is_split_and_the_rest_waits() {
    let mut reserve = TestReserve::new();
    let response = reserve.purchase(1, usd(2_500), 0).unwrap();
    assert_eq!(amounts(&response), [usd(1_000), usd(1_000)]);
    assert_eq!(reserve.waiting(1), usd(500));
    assert_eq!(
        attribute(&response.events[0], "waiting"),
        usd(500).to_string()
    );
    assert_eq!(reserve.stable, usd(500));
    reserve.ensure_invariants();

    // The rest goes with the next purchase, because nothing of that waits and there is capacity.
    let response = reserve.purchase(2, usd(300), usd(300)).unwrap();
    assert_eq!(amounts(&response), [usd(300), usd(500)]);
    assert_eq!(reserve.order(4).batch_id.u64(), 1);
    assert_eq!(reserve.waiting(1), 0);
    reserve.ensure_invariants();
}

#[test]
fn an_order_never_leaves_a_rest_below_the_smallest() {
    let mut reserve = TestReserve::new();
    let response = reserve.purchase(1, usd(1_050), 0).unwrap();
    assert_eq!(amounts(&response), [usd(950), usd(100)]);
    reserve.ensure_invariants();
}

#[test]
fn capacity_in_flight_bounds_what_is_sent() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(2_000), 0).unwrap();
    reserve.purchase(2, usd(500), 0).unwrap();
    // Capacity 500: 500 of 900 leave, 400 wait.
    let response = reserve.purchase(3, usd(900), 0).unwrap();
    assert_eq!(amounts(&response), [usd(500)]);
    assert_eq!(reserve.waiting(3), usd(400));
    assert!(reserve.backing().capacity.is_zero());
    reserve.ensure_invariants();
    // All four orders are open as well: the error names that first.
    let refused = reserve.purchase(4, usd(500), 0).unwrap_err();
    assert_eq!(refused, ContractError::OrderCapacity { max_open_orders: 4 });
}

#[test]
fn no_capacity_in_flight_leaves_the_batch_with_the_market() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(2_000), 0).unwrap();
    reserve.purchase(2, usd(950), 0).unwrap();
    let before = reserve.dump();
    let refused = reserve.purchase(3, usd(200), 0).unwrap_err();
    let (capacity, waiting) = (usd(50).into(), usd(200).into());
    assert_eq!(
        refused,
        ContractError::InFlightCapacity { capacity, waiting }
    );
    assert_eq!(reserve.dump(), before);
    assert_eq!(reserve.stable, 0);
}

#[test]
fn a_batch_below_the_smallest_order_stays_with_the_market() {
    let mut reserve = TestReserve::new();
    let before = reserve.dump();
    for funds in [1, usd(3), usd(100) - 1] {
        let refused = reserve.purchase(1, funds, funds).unwrap_err();
        let (funds, min_order) = (funds.into(), usd(100).into());
        assert_eq!(refused, ContractError::BelowMinOrder { funds, min_order });
        assert_eq!((reserve.dump(), reserve.stable), (before.clone(), 0));
    }
    // What counts is published, and moves with the parameters.
    assert_eq!(reserve.backing().min_order.u128(), usd(100));
    let owner = reserve.owner.clone();
    let mut params = params();
    params.min_order = usd(50).into();
    reserve
        .execute(&owner, &[], ExecuteMsg::UpdateParams { params })
        .unwrap();
    assert_eq!(reserve.backing().min_order.u128(), usd(50));
    let response = reserve.purchase(1, usd(50), usd(3)).unwrap();
    assert_eq!(amounts(&response), [usd(50)]);
    reserve.ensure_invariants();
}

/// Bid, mid, ask and average of both, all different: the least is asked at the ask, the most counts at the mid, the
/// stablecoin at its mid.
#[test]
fn each_bound_has_its_own_price() {
    let mut reserve = TestReserve::new();
    let now = reserve.now();
    for (asset, bid, mid, ask) in [
        ("usdc", "0.97", "0.98", "0.99"),
        ("eth", "1400", "1960", "2156"),
    ] {
        let record = record(bid, mid, ask, now);
        reserve.set_price(asset, record);
    }
    reserve.purchase(1, usd(500), usd(400)).unwrap();
    let order = reserve.order(1);
    // 500 x 0.98 / 2156 x 0.97 and 500 x 0.98 / 1960.
    assert_eq!(order.min_out.u128(), 220_454_545_454_545_454);
    assert_eq!(order.expected_out.u128(), 250_000_000_000_000_000);
}

#[test]
fn one_unit_still_asks_for_something() {
    let mut reserve = TestReserve::with(|msg| {
        msg.config.eth_decimals = 0;
        msg.params.min_order = 1u128.into();
    });
    reserve.purchase(1, 1, 0).unwrap();
    assert_eq!(reserve.order(1).min_out.u128(), 1);
    assert_eq!(reserve.order(1).expected_out.u128(), 1);
}

#[test]
fn open_batches_are_bounded() {
    let mut reserve = TestReserve::with(|msg| {
        msg.params.max_open_batches = 2;
    });
    reserve.purchase(1, usd(100), 0).unwrap();
    reserve.purchase(2, usd(100), 0).unwrap();
    let refused = reserve.purchase(3, usd(100), 0).unwrap_err();
    assert_eq!(
        refused,
        ContractError::BatchCapacity {
            max_open_batches: 2
        }
    );
    // A settled batch makes capacity.
    reserve.acknowledge(1);
    reserve.credit(1, micro_eth(50_000));
    reserve.purchase(3, usd(100), 0).unwrap();
    reserve.ensure_invariants();
}

#[test]
fn every_price_must_be_live() {
    for asset in ["eth", "usdc"] {
        let mut reserve = TestReserve::new();
        let expires = reserve.now() + 900;
        reserve.wait_until_prices_expire(900);
        reserve.purchase(1, usd(100), 0).unwrap();
        // Only this one ages.
        let now = reserve.now() + 1;
        let other = if asset == "eth" { "usdc" } else { "eth" };
        reserve.wait_until_prices_expire(1);
        reserve.change_price(other, |record| record.expires = now);
        let before = reserve.dump();
        let expired = PriceError::Expired {
            asset: asset.into(),
            expires,
            now,
        };
        assert_eq!(
            reserve.purchase(2, usd(100), 0).unwrap_err(),
            expired.into()
        );

        for status in [Status::Halted, Status::Degraded] {
            reserve.wait(1);
            reserve.change_price(asset, |record| record.status = status);
            let not_live = PriceError::NotLive {
                asset: asset.into(),
                status,
            };
            assert_eq!(
                reserve.purchase(2, usd(100), 0).unwrap_err(),
                not_live.into()
            );
        }
        reserve.remove_price(asset);
        let missing = PriceError::Missing {
            asset: asset.into(),
        };
        assert_eq!(
            reserve.purchase(2, usd(100), 0).unwrap_err(),
            missing.into()
        );
        assert_eq!(reserve.dump(), before);
    }
}

#[test]
fn a_slippage_bound_moves_only_the_minimum() {
    let mut reserve = TestReserve::with(|msg| msg.params.max_slippage = Decimal::percent(10));
    reserve.purchase(1, usd(1_000), 0).unwrap();
    let order = reserve.order(1);
    assert_eq!(order.min_out.u128(), 447_761_194_029_850_746);
    assert_eq!(order.expected_out.u128(), 500_000_000_000_000_000);
}

#[test]
fn a_pause_leaves_the_batch_with_the_market() {
    let mut reserve = TestReserve::new();
    let guardian = reserve.guardian.clone();
    reserve
        .execute(&guardian, &[], ExecuteMsg::Pause { duration: 100 })
        .unwrap();
    let until = reserve.now() + 100;
    let refused = reserve.purchase(1, usd(100), 0).unwrap_err();
    assert_eq!(refused, ContractError::Paused { until });
    reserve.wait(100);
    reserve.purchase(1, usd(100), 0).unwrap();
}
