//! The auctions' clocks: they count the time for which prices are live, and what is added to a sale has a time of its own.

use crate::common::*;
use cosmwasm_std::Decimal;
use qerun_messages::oracle::Status;
use qerun_messages::reserve::ExecuteMsg;
use qerun_mocks::{eth, qer};

/// The first price, 2,010 x 1.04, and after each quarter of three hours; then the last, 1,990 x 0.91.
const PRICES: [&str; 5] = ["2090.4", "2020.525", "1950.65", "1880.775", "1810.9"];

/// Both auctions begin now: 0.4 ETH earmarked, 0.6 ETH surplus.
fn both() -> TestReserve {
    let mut reserve = TestReserve::with_own_eth(eth(1));
    reserve.earmark_now(micro_eth(400_000));
    reserve
        .update_params(|p| p.buyback_above = Some(0u128.into()))
        .unwrap();
    reserve
}

fn deficit(reserve: &TestReserve) -> Option<Decimal> {
    reserve.storefront().deficit.map(|offer| offer.price)
}

/// The price of the buyback, which waits for the deficit: as if that were settled.
fn buyback(reserve: &TestReserve) -> Option<Decimal> {
    let told = reserve.storefront_without_deficit();
    told.buyback.map(|offer| offer.price)
}

fn at(quarter: usize) -> Option<Decimal> {
    Some(dec(PRICES[quarter]))
}

#[test]
fn prices_fall_in_a_straight_line() {
    let mut reserve = both();
    for quarter in 0..PRICES.len() {
        assert_eq!(deficit(&reserve), at(quarter));
        assert_eq!(buyback(&reserve), at(quarter));
        reserve.wait(2_700);
    }
    reserve.wait(1_000_000);
    assert_eq!((deficit(&reserve), buyback(&reserve)), (at(4), at(4)));
}

#[test]
fn the_clock_stands_still_while_the_oracle_is_halted_for_two_hours() {
    for status in [Status::Halted, Status::Degraded] {
        let mut reserve = both();
        reserve.wait(2_700);
        reserve.set_status("eth", status);
        for _ in 0..8 {
            reserve.wait(900);
            assert_eq!((deficit(&reserve), buyback(&reserve)), (None, None));
            assert!(reserve.buy_eth(usd(1), None).is_err());
            assert!(reserve.buy_back(qer(1), None).is_err());
        }
        reserve.set_status("eth", Status::Live);
        assert_eq!((deficit(&reserve), buyback(&reserve)), (at(1), at(1)));
        reserve.wait(2_700);
        assert_eq!((deficit(&reserve), buyback(&reserve)), (at(2), at(2)));
    }
}

/// A record is good for 900 seconds: they count, the time after them does not.
#[test]
fn the_clock_stands_still_while_the_price_is_expired() {
    let mut reserve = both();
    reserve.wait(1_800);
    reserve.wait_until_prices_expire(7_200);
    assert_eq!((deficit(&reserve), buyback(&reserve)), (None, None));
    reserve.write_prices();
    assert_eq!((deficit(&reserve), buyback(&reserve)), (at(1), at(1)));
}

/// A buyback follows the price that was live for less; the storefront needs no price of QER.
#[test]
fn a_halt_of_qer_stops_the_buyback_alone() {
    let mut reserve = both();
    reserve.wait(2_700);
    reserve.set_status("qer", Status::Halted);
    reserve.wait(2_700);
    assert_eq!((deficit(&reserve), buyback(&reserve)), (at(2), None));
    reserve.set_status("qer", Status::Live);
    assert_eq!((deficit(&reserve), buyback(&reserve)), (at(2), at(1)));
    // ETH is ahead: while it stands QER catches up with it, and no further.
    reserve.set_status("eth", Status::Halted);
    reserve.wait(10_800);
    reserve.set_status("eth", Status::Live);
    assert_eq!((deficit(&reserve), buyback(&reserve)), (at(2), at(2)));
}

/// Its uptime begins at zero again, before the start of both auctions. They go on with it, rather than wait until it has
/// caught up.
#[test]
fn a_price_that_was_removed_and_added_anew_starts_the_auctions_anew() {
    for asset in ["eth", "qer"] {
        let mut reserve = both();
        reserve.wait(8_100);
        reserve.change_price(asset, |record| record.uptime = 0);
        let start = if asset == "eth" { at(0) } else { at(3) };
        assert_eq!((deficit(&reserve), buyback(&reserve)), (start, at(0)));
        reserve.wait(2_700);
        let next = if asset == "eth" { at(1) } else { at(4) };
        assert_eq!((deficit(&reserve), buyback(&reserve)), (next, at(1)));
    }
}

/// 0.5 ETH is kept. Whatever brings the first surplus after none, it starts at the first price, also long after the last
/// auction has come to its end.
#[test]
fn the_clock_begins_anew_with_the_first_surplus() {
    type Bring = fn(&mut TestReserve);
    let ways: [(&str, Bring); 6] = [
        ("a purchase", |reserve| {
            reserve.credit(2, micro_eth(400_000));
        }),
        ("eth without its callback", |reserve| {
            reserve.acknowledge(2);
            reserve.receive_eth(micro_eth(250_000));
            reserve.sync(2).unwrap();
        }),
        ("eth of a lost order", |reserve| {
            reserve.close_lost(2, None).unwrap();
            reserve.credit(2, micro_eth(100_000));
        }),
        ("a fee", |reserve| {
            let market = reserve.market.clone();
            let msg = ExecuteMsg::PayOut {
                recipient: reserve.anyone.to_string(),
                amount: 5u128.into(),
                fee: Some(micro_eth(100_000).into()),
            };
            reserve.execute(&market, &[], msg).unwrap();
        }),
        ("a lower level", |reserve| {
            let level = micro_eth(400_000).into();
            reserve
                .update_params(|p| p.buyback_above = Some(level))
                .unwrap();
        }),
        ("switched off and on", |reserve| {
            reserve.update_params(|p| p.buyback_above = None).unwrap();
            reserve.wait(86_400);
            let level = micro_eth(400_000).into();
            reserve
                .update_params(|p| p.buyback_above = Some(level))
                .unwrap();
        }),
    ];
    for (way, bring) in ways {
        let mut reserve = TestReserve::with_own_eth(eth(1));
        let level = micro_eth(500_000).into();
        reserve
            .update_params(|p| p.buyback_above = Some(level))
            .unwrap();
        reserve.purchase(2, usd(500), usd(250)).unwrap();
        reserve.wait(20_000);
        assert_eq!(buyback(&reserve), at(4));
        reserve.spend(micro_eth(500_000)).unwrap();
        reserve.wait(90_000);
        assert_eq!(buyback(&reserve), None);
        bring(&mut reserve);
        assert_eq!(buyback(&reserve), at(0), "{way}");
        reserve.wait(2_700);
        assert_eq!(buyback(&reserve), at(1), "{way}");
        reserve.ensure_invariants();
    }
}

/// What is added is not sold at the price to which the rest has fallen: 0.6 become 1.2 ETH at the end of the line.
#[test]
fn an_addition_sets_the_clock_back_by_its_part() {
    let mut reserve = both();
    reserve.purchase(2, usd(500), usd(250)).unwrap();
    reserve.wait(50_000);
    assert_eq!(buyback(&reserve), at(4));
    reserve.credit(2, micro_eth(1_200_000));
    assert_eq!(buyback(&reserve), at(2));
    // The earmark is the market's: its auction goes on.
    assert_eq!(deficit(&reserve), at(4));
    // Borrowers' ETH adds nothing.
    reserve.purchase(3, usd(500), usd(500)).unwrap();
    reserve.credit(3, eth(1));
    assert_eq!(buyback(&reserve), at(2));
    // Less for sale leaves the clock alone.
    reserve.spend(micro_eth(600_000)).unwrap();
    assert_eq!(buyback(&reserve), at(2));
    // The same by a lower level.
    let mut reserve = TestReserve::with_own_eth(eth(1));
    let level = micro_eth(500_000).into();
    reserve
        .update_params(|p| p.buyback_above = Some(level))
        .unwrap();
    reserve.wait(86_400);
    reserve
        .update_params(|p| p.buyback_above = Some(0u128.into()))
        .unwrap();
    assert_eq!(buyback(&reserve), at(2));
}

/// The market's earmark takes the surplus away without a message to the reserve; the next ETH is the first again.
#[test]
fn an_earmark_that_took_all_surplus_counts_as_none() {
    let mut reserve = both();
    reserve.purchase(2, usd(500), usd(250)).unwrap();
    reserve.wait(50_000);
    reserve.earmark_now(eth(1));
    reserve.credit(2, micro_eth(400_000));
    assert_eq!(buyback(&reserve), at(0));
}

/// It waits for the deficit, so it has not fallen when that is settled.
#[test]
fn the_buyback_begins_when_the_last_earmarked_eth_is_sold() {
    let mut reserve = both();
    reserve.wait(50_000);
    assert_eq!(reserve.storefront().buyback, None);
    let all = reserve.storefront().deficit.unwrap().cost.u128();
    reserve.buy_eth(all / 2, None).unwrap();
    assert_eq!(reserve.storefront().buyback, None);
    reserve.buy_eth(all, None).unwrap();
    let price = |reserve: &TestReserve| reserve.storefront().buyback.map(|offer| offer.price);
    assert_eq!(price(&reserve), at(0));
    reserve.wait(2_700);
    assert_eq!(price(&reserve), at(1));
    // Where QER's record is unreadable the first purchase begins it.
    let mut reserve = both();
    reserve.wait(50_000);
    reserve.break_price("qer");
    reserve.buy_eth(all, None).unwrap();
    reserve.set_price("qer", record("1.21", "1.25", "1.28", reserve.now()));
    reserve.wait(2_700);
    assert_eq!(price(&reserve), at(0));
}

/// ETH comes while the market or the oracle cannot be read: it is credited, and the auction begins with the first purchase.
#[test]
fn where_a_record_is_unreadable_the_first_purchase_begins_the_auction() {
    for broken in ["market", "qer"] {
        let mut reserve = TestReserve::with_own_eth(eth(1));
        reserve
            .update_params(|p| p.buyback_above = Some(0u128.into()))
            .unwrap();
        reserve.purchase(2, usd(500), usd(250)).unwrap();
        reserve.wait(50_000);
        if broken == "market" {
            reserve.break_earmark(b"nonsense");
        } else {
            reserve.break_price("qer");
        }
        assert_eq!(kinds(&reserve.credit(2, micro_eth(400_000))), ["credited"]);
        assert_eq!(reserve.storefront().buyback, None);
        reserve.earmark_now(0);
        reserve.set_price("qer", record("1.21", "1.25", "1.28", reserve.now()));
        reserve.wait(50_000);
        assert_eq!(buyback(&reserve), at(0));
        reserve.buy_back(1_000, None).unwrap();
        reserve.wait(2_700);
        assert_eq!(buyback(&reserve), at(1));
    }
}

/// A price that the oracle does not have yet has not been live for a second.
#[test]
fn a_price_that_comes_later_counts_from_its_start() {
    let mut reserve = TestReserve::with_own_eth(eth(1));
    reserve.remove_price("qer");
    reserve
        .update_params(|p| p.buyback_above = Some(0u128.into()))
        .unwrap();
    reserve.wait(50_000);
    let first = qerun_messages::oracle::PriceRecord {
        uptime: 0,
        ..record("1.21", "1.25", "1.28", reserve.now())
    };
    reserve.set_price("qer", first);
    assert_eq!(buyback(&reserve), at(0));
    reserve.wait(5_400);
    assert_eq!(buyback(&reserve), at(2));
}
