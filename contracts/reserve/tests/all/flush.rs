//! Flush: what waits is sent by anyone, oldest batch first.

use crate::common::*;
use qerun_messages::oracle::PriceError;
use qerun_messages::reserve::{ExecuteMsg, QueryMsg, WaitingResponse};
use qerun_reserve::ContractError;

/// Three batches of 1,000 each, all refunded.
fn three_waiting() -> TestReserve {
    let mut reserve = TestReserve::new();
    for batch in 1..=3 {
        reserve.purchase(batch, usd(1_000), 0).unwrap();
    }
    for order in 1..=3 {
        reserve.time_out(order);
    }
    reserve.ensure_invariants();
    reserve
}

#[test]
fn oldest_first_two_by_default() {
    let mut reserve = three_waiting();
    let waiting: WaitingResponse = reserve
        .query(QueryMsg::Waiting {
            start_after: None,
            limit: None,
        })
        .unwrap();
    assert_eq!(waiting.waiting.len(), 3);
    let response = reserve.flush(None).unwrap();
    assert_eq!(amounts(&response), [usd(1_000), usd(1_000)]);
    assert_eq!(
        [reserve.waiting(1), reserve.waiting(2), reserve.waiting(3)],
        [0, 0, usd(1_000)]
    );
    reserve.ensure_invariants();
    reserve.flush(Some(5)).unwrap();
    reserve.ensure_invariants();
    assert_eq!(
        reserve.flush(None).unwrap_err(),
        ContractError::NothingWaiting {}
    );
}

#[test]
fn it_stops_at_the_caps() {
    let mut reserve = three_waiting();
    let owner = reserve.owner.clone();
    let mut tight = params();
    tight.max_in_flight = usd(2_700).into();
    let update = |reserve: &mut TestReserve, params| {
        let msg = ExecuteMsg::UpdateParams { params };
        reserve.execute(&owner, &[], msg).unwrap();
    };
    update(&mut reserve, tight.clone());
    let response = reserve.flush(Some(5)).unwrap();
    assert_eq!(amounts(&response), [usd(1_000), usd(1_000), usd(700)]);
    let (capacity, waiting) = (0u128.into(), usd(300).into());
    let refused = reserve.flush(None).unwrap_err();
    assert_eq!(
        refused,
        ContractError::InFlightCapacity { capacity, waiting }
    );
    tight.max_open_orders = 2;
    reserve.wait(86_400);
    update(&mut reserve, tight);
    let refused = reserve.flush(None).unwrap_err();
    assert_eq!(refused, ContractError::OrderCapacity { max_open_orders: 2 });
    reserve.ensure_invariants();
}

#[test]
fn the_limit_counts_orders_not_batches() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(3_000), 0).unwrap();
    reserve.time_out(1);
    reserve.time_out(2);
    assert_eq!(reserve.waiting(1), usd(3_000));
    let response = reserve.flush(Some(1)).unwrap();
    assert_eq!(amounts(&response), [usd(1_000)]);
    assert_eq!(reserve.waiting(1), usd(2_000));
    reserve.ensure_invariants();
}

#[test]
fn it_needs_prices_and_no_pause() {
    let mut reserve = three_waiting();
    let (expires, now) = (reserve.now() + 900, reserve.now() + 901);
    reserve.wait_until_prices_expire(901);
    let before = reserve.dump();
    let expired = PriceError::Expired {
        asset: "usdc".into(),
        expires,
        now,
    };
    assert_eq!(reserve.flush(None).unwrap_err(), expired.into());
    assert_eq!(reserve.dump(), before);
    reserve.wait(1);
    let guardian = reserve.guardian.clone();
    reserve
        .execute(&guardian, &[], ExecuteMsg::Pause { duration: 10 })
        .unwrap();
    let until = reserve.now() + 10;
    assert_eq!(
        reserve.flush(None).unwrap_err(),
        ContractError::Paused { until }
    );
}

#[test]
fn a_new_minimum_comes_with_the_new_price() {
    let mut reserve = three_waiting();
    let now = reserve.now();
    reserve.set_price("eth", record("995", "1000", "1005", now));
    reserve.flush(Some(1)).unwrap();
    // 1,000 / 1005 x 0.97, rounded down.
    assert_eq!(reserve.order(4).min_out.u128(), 965_174_129_353_233_830);
}
