//! Inverse and Polter 2022-24: the spot price of a pool is the oracle. The oracle reads the average of the official
//! Astroport pair over a whole window, keeps it within the spots at both ends, and never falls back to the spot.

use cosmwasm_std::{coin, BankMsg};
use qerun_testing::suite::{decimal, qer, usd};
use qerun_testing::QerPair;

use super::{refused, Attack};

const HOUR: u64 = 3_600;

/// The pair tells QER's price, and has for more than its window.
fn attack() -> (Attack, QerPair) {
    let mut t = Attack::new("spot_manipulation");
    let pool = QerPair::deploy(&mut t, qer("2000000"), usd("2000000")).unwrap();
    t.price_by_pool(&pool).unwrap();
    // Ten minutes of observations are no average of an hour: the record is the one of before.
    let before = t.qer_price().unwrap();
    t.hold(600).unwrap();
    assert_eq!(t.qer_price().unwrap().as_of, before.as_of);
    t.hold(HOUR).unwrap();
    assert!(t.qer_price().unwrap().as_of > before.as_of);
    // The grace after the change, and the average of an hour.
    t.hold(2 * HOUR).unwrap();
    t.fair = t.quotes;
    (t, pool)
}

#[test]
fn a_swap_and_back_in_one_block_moves_nothing() {
    let (mut t, pool) = attack();
    let eve = t.fund("eve", "3000000", "2500000");
    let bob = t.honest_borrower("bob", "99000", "49000");
    t.deposit(&eve, qer("100000")).unwrap();
    t.net.advance(5);
    t.begin();
    let (record, most) = (t.qer_price().unwrap(), t.max_borrow(&eve).unwrap().amount);
    // Up by four times, and a loan against it.
    let offer = t.pump_costs(&pool, decimal("4")).unwrap();
    let bought = t.buy_qer(&pool, &eve, offer).unwrap();
    t.poke_qer().unwrap();
    let pumped = t.qer_price().unwrap();
    assert!(pumped.bid <= record.bid, "{pumped:?} after {record:?}");
    assert!(t.max_borrow(&eve).unwrap().amount <= most);
    t.sell_qer(&pool, &eve, bought).unwrap();
    // Down to a quarter, and a liquidation of bob.
    let offer = t.push_costs(&pool, decimal("0.25")).unwrap();
    let got = t.sell_qer(&pool, &eve, offer).unwrap();
    t.poke_qer().unwrap();
    refused(t.liquidate(&eve, &bob, usd("49000")), "health");
    t.buy_qer(&pool, &eve, got).unwrap();
    t.poke_qer().unwrap();
    assert!(t.no_profit("swaps by four times up and down in one block") < 0);
}

#[test]
fn a_gift_to_an_idle_pair_does_not_lift_the_bid() {
    let (mut t, pool) = attack();
    let eve = t.fund("eve", "2000000", "100000");
    t.deposit(&eve, qer("100000")).unwrap();
    // Nobody has swapped for half an hour.
    t.hold(1_800).unwrap();
    t.begin();
    let before = t.qer_price().unwrap();
    let most = t.max_borrow(&eve).unwrap().amount;
    // A pair multiplies the price of its next swap by all the time since the last one.
    let give = BankMsg::Send {
        to_address: pool.pair.to_string(),
        amount: vec![coin(usd("1900000").u128(), &t.stable)],
    };
    t.net.home.send_msg(&eve, give).unwrap();
    t.buy_qer(&pool, &eve, usd("1")).unwrap();
    t.poke_qer().unwrap();
    let after = t.qer_price().unwrap();
    println!(
        "spot_manipulation: bid {} to {}, mid {} to {} by a gift of 1,900,000 USD",
        before.bid, after.bid, before.mid, after.mid
    );
    assert!(after.bid <= before.bid * decimal("1.05"), "{after:?}");
    let now = t.max_borrow(&eve).unwrap().amount;
    assert!(now <= most.mul_floor(decimal("1.05")), "{now} after {most}");
    if !now.is_zero() {
        t.borrow(&eve, now).unwrap();
    }
    t.net.relay_all().unwrap();
    assert!(t.no_profit("a gift of 1,900,000 USD to an idle pair") < -super::micro(1_500_000));
}

#[test]
fn a_pump_that_is_held_for_half_the_window_is_clamped() {
    let (mut t, pool) = attack();
    let eve = t.fund("eve", "2100000", "100000");
    t.deposit(&eve, qer("100000")).unwrap();
    t.begin();
    let before = t.qer_price().unwrap();
    let offer = t.pump_costs(&pool, decimal("4")).unwrap();
    let bought = t.buy_qer(&pool, &eve, offer).unwrap();
    t.hold(1_800).unwrap();
    let after = t.qer_price().unwrap();
    assert!(after.bid <= before.bid * decimal("1.0501"), "{after:?}");
    let most = t.max_borrow(&eve).unwrap().amount;
    if !most.is_zero() {
        t.borrow(&eve, most).unwrap();
    }
    t.net.relay_all().unwrap();
    t.sell_qer(&pool, &eve, bought).unwrap();
    t.hold(600).unwrap();
    t.no_profit("a pump of four times for half an hour");
}
