//! When a keeper acts, and what QER's market gives.

use crate::common::dec;
use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_demo::keepers::{Keeper, QerMarket, KEEPERS};

#[test]
fn a_keeper_acts_from_the_margin_on() {
    let keeper = Keeper {
        name: "x",
        capital: 1,
        margin: Decimal::percent(2),
    };
    assert_eq!(keeper.profit(dec("100"), dec("101.99")), None);
    assert_eq!(keeper.profit(dec("100"), dec("102")), Some(dec("2")));
    assert_eq!(keeper.profit(dec("100"), dec("99")), None);
    // Whoever asks for less comes first.
    assert!(KEEPERS
        .windows(2)
        .all(|pair| pair[0].margin < pair[1].margin));
}

/// A bonus of 5 % pays for a sale of 2 % of the depth, and not for one of 5 %.
#[test]
fn the_price_impact_grows_with_the_sale() {
    let market = QerMarket::new(dec("1000000"));
    // 20,000 x 1,000,000 / 1,020,000 x 0.997 and 50,000 x 1,000,000 / 1,050,000 x 0.997.
    assert_eq!(
        market.quote_sale(dec("20000")).to_string(),
        "19549.019607843137254901"
    );
    assert_eq!(
        market.quote_sale(dec("50000")).to_string(),
        "47476.190476190476190476"
    );
    let keeper = &KEEPERS[0];
    let repaid = |worth: &str| dec(worth) / dec("1.05");
    let profit = |worth: &str| keeper.profit(repaid(worth), market.quote_sale(dec(worth)));
    assert!(profit("20000").is_some());
    assert!(profit("50000").is_none());
    // 20,000 x 1,000,000 / 980,000 x 1.003
    assert_eq!(
        market.quote_purchase(dec("20000")).unwrap().to_string(),
        "20469.387755102040816325"
    );
    assert_eq!(market.quote_purchase(dec("1000000")), None);
    assert_eq!(market.quote_purchase(dec("1000001")), None);
}

proptest! {
    /// Two sales within an hour bring what one of both brings, up to rounding; a sale never brings its worth.
    #[test]
    fn dividing_a_sale_gains_nothing(depth in 1u64..=10_000_000, a in 1u64..=1_000_000, b in 1u64..=1_000_000) {
        let usd = |whole: u64| Decimal::from_atomics(whole, 0).unwrap();
        let mut parts = QerMarket::new(usd(depth));
        let mut whole = parts.clone();
        let first = parts.sell(usd(a));
        let second = parts.sell(usd(b));
        let both = whole.sell(usd(a + b));
        prop_assert!((first + second).abs_diff(both) <= Decimal::raw(8), "{} + {} against {}", first, second, both);
        prop_assert!(first < usd(a) && both < usd(a + b) && both < usd(depth));
        prop_assert!(second * usd(a) < first * usd(b) + Decimal::raw(1_000_000_000_000));
        if let Some(cost) = whole.quote_purchase(usd(a)) {
            prop_assert!(cost > usd(a));
        }
    }
}
