//! Falls: gradual, where keepers come in time, and within an hour, where every tranche pays.

use crate::common::dec;
use crate::common::run::{crash_path, replay_on};
use cosmwasm_std::{Decimal, SignedDecimal};
use qerun_demo::report::{DemoReport, SaleKind};

/// What holds of every report.
fn ensure_sums(report: &DemoReport) {
    let (totals, losses) = (&report.totals, &report.losses);
    let sums = &losses.written_off;
    assert_eq!(sums.debt, sums.insurance + sums.earmarked + sums.suppliers);
    let rows = &losses.liquidations;
    let repaid: Decimal = rows.iter().map(|row| row.repaid).sum();
    assert_eq!(totals.liquidated, repaid);
    let written_off: Decimal = rows.iter().map(|row| row.written_off).sum();
    assert_eq!(totals.written_off, written_off);
    for row in rows {
        assert!(row.health < Decimal::one(), "{row:?}");
        assert!(
            row.bonus >= dec("0.05") && row.bonus <= dec("0.15"),
            "{row:?}"
        );
        assert!(
            row.bonus_usd > SignedDecimal::zero() || row.repaid.is_zero(),
            "{row:?}"
        );
        assert_eq!(
            row.written_off,
            row.insurance + row.earmarked + row.suppliers
        );
    }
    // Whatever was owed was paid, written off, or is still owed.
    let debt: Decimal = report.users.iter().map(|user| user.debt).sum();
    let left = totals.borrowed + totals.interest;
    let gone = totals.repaid + totals.liquidated + totals.written_off;
    assert!(
        (gone + debt).abs_diff(left) < dec("0.0001"),
        "{gone} {debt} {left}"
    );
    let of_users: Decimal = report.users.iter().map(|user| user.liquidated).sum();
    assert_eq!(of_users, totals.liquidated);
    for keeper in &losses.keepers {
        assert!(keeper.profit_usd >= SignedDecimal::zero(), "{keeper:?}");
    }
    let last = report.days.last().unwrap();
    let held = last.reserve.encumbered_eth + last.reserve.unencumbered_eth;
    let paid_out = totals.eth_released + totals.eth_to_liquidators + totals.eth_sold;
    assert_eq!(held + paid_out, totals.eth_bought);
}

#[test]
fn a_gradual_fall_is_liquidated_in_time() {
    let falling = [
        ("0.8", "0.9"),
        ("0.6", "0.8"),
        ("0.5", "0.75"),
        ("0.5", "0.75"),
    ];
    let prices = crash_path(8, &falling);
    let report = replay_on(&prices, 1, &mut |_, _| {}).unwrap();
    ensure_sums(&report);
    let losses = &report.losses;
    assert!(!losses.liquidations.is_empty() && losses.crash.is_none());
    assert!(losses.written_off.debt.is_zero() && losses.deficit.is_zero());
    assert!(losses.share_price > Decimal::one());
    let prices: Vec<Decimal> = report
        .days
        .iter()
        .map(|day| day.market.share_price)
        .collect();
    assert!(
        prices.windows(2).all(|pair| pair[0] <= pair[1]),
        "{prices:?}"
    );
    let profit: SignedDecimal = losses.keepers.iter().map(|row| row.profit_usd).sum();
    let bonus: SignedDecimal = losses.keepers.iter().map(|row| row.bonus_usd).sum();
    assert!(
        profit > SignedDecimal::zero() && profit < bonus,
        "{profit} of {bonus}"
    );
}

#[test]
fn a_crash_is_paid_by_every_tranche() {
    let mut prices = crash_path(12, &[("0.03", "0.25"), ("0.03", "0.25"), ("0.03", "0.25")]);
    prices.gap = Some(11);
    let report = replay_on(&prices, 1, &mut |_, _| {}).unwrap();
    ensure_sums(&report);
    let losses = &report.losses;
    let sums = &losses.written_off;
    for part in [sums.insurance, sums.earmarked, sums.suppliers] {
        assert!(!part.is_zero(), "{sums:?}");
    }
    let crash = losses.crash.as_ref().unwrap();
    assert_eq!((crash.qer_fall, crash.eth_fall), (dec("0.97"), dec("0.75")));
    assert_eq!(crash.date, prices.days[12].date.to_string());
    assert!(crash.own_eth > Decimal::zero() && crash.debt > crash.insurance);
    // The insurance paid all that it had, which is more than was there before: the treasury adds to it.
    assert!(sums.insurance >= crash.insurance);

    // The storefront has sold what was earmarked, at a price that a keeper takes; the suppliers have the rest of it.
    let sold = losses
        .sales
        .iter()
        .filter(|row| row.kind == SaleKind::Storefront);
    assert!(sold.clone().count() > 0);
    assert!(losses.deficit.is_zero() && losses.earmarked_eth.is_zero());
    let after = prices.days[12].eth;
    for row in sold {
        assert!(
            row.price < after && row.price > after * dec("0.9"),
            "{row:?}"
        );
    }
    let before = losses.share_price_before.unwrap();
    assert!(before > Decimal::one() && losses.share_price < before);
    // Nobody is left who could be liquidated.
    assert_eq!(report.under_water.positions, 0);
}
