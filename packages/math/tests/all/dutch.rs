use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use qerun_math::*;

#[test]
fn a_clock_that_began_again_counts_from_zero() {
    assert_eq!(elapsed_since(300, 1_000), 700);
    assert_eq!(elapsed_since(1_000, 1_000), 0);
    assert_eq!(elapsed_since(1_001, 1_000), 1_000);
    assert_eq!(elapsed_since(u64::MAX, 0), 0);
}

#[test]
fn by_hand() {
    // From 2,010 x 1.04 to 1,990 x 0.91 in three hours.
    let fall = |seconds| {
        let [bid, ask, premium, discount] = ["1990", "2010", "0.04", "0.09"].map(dec);
        dutch_fall_inwards(bid, ask, premium, discount, seconds).unwrap()
    };
    let price = |elapsed| fall(10_800).value_ceil(elapsed).unwrap();
    assert_eq!(price(0), dec("2090.4"));
    assert_eq!(price(2_700), dec("2020.525"));
    assert_eq!(price(5_400), dec("1950.65"));
    // 279.5 / 10,800 a second: 0.025879629629..., the price up.
    assert_eq!(price(1), dec("2090.374120370370370371"));
    assert_eq!(price(10_799), dec("1810.92587962962962963"));
    for over in [10_800, 10_801, u64::MAX] {
        assert_eq!(price(over), dec("1810.9"));
    }
    // No length: at its end at once.
    assert_eq!(fall(0).value_ceil(0), Ok(dec("1810.9")));
}

/// Rounded outwards the first would start at 4 atomics and the second end at 0.
#[test]
fn ends_are_rounded_inwards() {
    let start = |ask, premium| {
        let fall = dutch_fall_inwards(Decimal::zero(), Decimal::raw(ask), premium, dec("0"), 9);
        fall.unwrap().value_ceil(0).unwrap()
    };
    assert_eq!(start(3, dec("0.2")), Decimal::raw(3));
    let end = dutch_fall_inwards(Decimal::raw(1), Decimal::raw(3), dec("0"), dec("0.1"), 9);
    assert_eq!(end.unwrap().value_ceil(9), Ok(Decimal::raw(1)));
}

#[test]
fn errors() {
    let fall = |bid, ask, premium, discount| {
        let [bid, ask, premium, discount] = [bid, ask, premium, discount].map(dec);
        match dutch_fall_inwards(bid, ask, premium, discount, 10) {
            Err(MathError::OutOfRange { name, .. }) => name,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(fall("2", "1", "0", "0"), "bid");
    assert_eq!(fall("1", "2", "1.1", "0"), "premium");
    assert_eq!(fall("1", "2", "0", "1.1"), "discount");
    let (half, top) = (dec("0.5"), Decimal::MAX);
    let too_much = dutch_fall_inwards(half, top, half, half, 10);
    assert!(matches!(too_much, Err(MathError::Overflow { .. })));
    let nothing = elapsed_after_sale_ceil(7, uint(0), uint(0));
    assert!(matches!(nothing, Err(MathError::DivisionByZero { .. })));
    let shrunk = elapsed_after_growth_floor(7, uint(3), uint(0));
    assert!(matches!(shrunk, Err(MathError::DivisionByZero { .. })));
}

#[test]
fn elapsed_time_follows_what_is_for_sale() {
    let sale = |elapsed, left: u128, offered: u128| {
        elapsed_after_sale_ceil(elapsed, uint(left), uint(offered)).unwrap()
    };
    assert_eq!(sale(1_000, 70, 100), 700);
    assert_eq!(sale(1_000, 0, 100), 0);
    // Dust, however often: the clock stands.
    assert_eq!(sale(1_000, 999_999, 1_000_000), 1_000);
    assert_eq!(sale(1_000, 998_999, 1_000_000), 999);
    let growth = |elapsed, before: u128, after: u128| {
        elapsed_after_growth_floor(elapsed, uint(before), uint(after)).unwrap()
    };
    assert_eq!(growth(1_000, 0, 100), 0);
    assert_eq!(growth(1_000, 0, 0), 0);
    assert_eq!(growth(1_000, 100, 100), 1_000);
    assert_eq!(growth(1_000, 100, 400), 250);
    assert_eq!(growth(1_000, 1_000_000, 1_000_001), 999);
}

proptest! {
    /// Between the ends as they are without rounding, and never rising.
    #[test]
    fn a_price_stays_in_its_range_and_falls(
        bid in up_to(10u128.pow(26)), spread in up_to(10u128.pow(26)), premium in share(), discount in share(),
        seconds in 0u64..1_000_000, earlier in 0u64..1_000_000, more in 0u64..1_000_000,
    ) {
        let (bid, ask) = (Decimal::raw(bid), Decimal::raw(bid + spread));
        let fall = dutch_fall_inwards(bid, ask, premium, discount, seconds).unwrap();
        let price = |elapsed| fall.value_ceil(elapsed).unwrap().atomics().u128();
        let (first, later) = (price(earlier), price(earlier + more));
        prop_assert!(later <= first);
        for price in [first, later] {
            let most = wide(&[ask.atomics().u128(), ONE + premium.atomics().u128()]);
            let least = wide(&[bid.atomics().u128(), ONE - discount.atomics().u128()]);
            prop_assert!(wide(&[price, ONE]) <= most);
            prop_assert!(wide(&[price, ONE]) >= least);
        }
    }

    #[test]
    fn elapsed_time_never_grows(
        elapsed in any::<u64>(), a in any_u128(), b in 1..=u128::MAX,
    ) {
        let (part, whole) = (Uint128::new(a.min(b)), uint(b));
        let seconds = |result: Result<u64, MathError>| result.map(u128::from);
        let after_sale = elapsed_after_sale_ceil(elapsed, part, whole);
        assert_ratio(seconds(after_sale.clone()), &[elapsed.into(), a.min(b)], &[b], true);
        let after_growth = elapsed_after_growth_floor(elapsed, part, whole);
        assert_ratio(seconds(after_growth.clone()), &[elapsed.into(), a.min(b)], &[b], false);
        prop_assert!(after_sale.unwrap() <= elapsed && after_growth.unwrap() <= elapsed);
        prop_assert_eq!(elapsed_after_sale_ceil(elapsed, uint(a.max(b)), whole), Ok(elapsed));
    }
}
