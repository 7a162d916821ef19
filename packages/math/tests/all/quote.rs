use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use qerun_math::*;

#[test]
fn examples() {
    // 1.5 ETH at 2,000 USD.
    let eth = uint(1_500_000_000_000_000_000);
    assert_eq!(quote_floor(eth, dec("2000"), 18), Ok(dec("3000")));
    // One wei is not lost.
    assert_eq!(
        quote_floor(uint(1), dec("2000"), 18),
        Ok(dec("0.000000000000002"))
    );
    // 123.456789 QER at 1.23 USD.
    assert_eq!(
        quote_floor(uint(123_456_789), dec("1.23"), 6),
        Ok(dec("151.85185047"))
    );
    // The 19th digit: 1 of 10^7 at 10^-12.
    assert_eq!(
        quote_floor(uint(1), dec("0.000000000001"), 7),
        Ok(Decimal::zero())
    );
    assert_eq!(
        quote_ceil(uint(1), dec("0.000000000001"), 7),
        Ok(Decimal::raw(1))
    );
    assert_eq!(amount_floor(dec("3000"), dec("2000"), 18), Ok(eth));
    assert_eq!(amount_floor(dec("1"), dec("3"), 6), Ok(uint(333_333)));
    assert_eq!(amount_ceil(dec("1"), dec("3"), 6), Ok(uint(333_334)));
}

#[test]
fn least_output_of_a_swap() {
    // 1,000 USDC buy ETH at 2,500 USD: 0.4, less 2 %.
    let out = min_out_floor(
        uint(1_000_000_000),
        dec("1"),
        6,
        dec("2500"),
        18,
        dec("0.02"),
    );
    assert_eq!(out, Ok(uint(392_000_000_000_000_000)));
    // At a stablecoin price of 0.998.
    let out = min_out_floor(
        uint(1_000_000_000),
        dec("0.998"),
        6,
        dec("2500"),
        18,
        dec("0.02"),
    );
    assert_eq!(out, Ok(uint(391_216_000_000_000_000)));
    let all = min_out_floor(uint(7), dec("3"), 0, dec("2"), 0, Decimal::zero());
    assert_eq!(all, Ok(uint(10)));
    let none = min_out_floor(uint(7), dec("3"), 0, dec("2"), 0, Decimal::one());
    assert_eq!(none, Ok(uint(0)));
}

#[test]
fn cost_of_a_purchase() {
    // 0.4 ETH at 2,500 USD, paid in a stablecoin that counts 0.998: 1,002.0040080160..., up.
    let eth = uint(400_000_000_000_000_000);
    let cost = cost_ceil(eth, dec("2500"), 18, dec("0.998"), 6);
    assert_eq!(cost, Ok(uint(1_002_004_009)));
    let exact = cost_ceil(uint(10), dec("2"), 0, dec("4"), 0);
    assert_eq!(exact, Ok(uint(5)));
    // One wei costs a whole smallest unit.
    assert_eq!(
        cost_ceil(uint(1), dec("2500"), 18, dec("1"), 6),
        Ok(uint(1))
    );
}

#[test]
fn errors() {
    let out_of_range = |result: Result<Uint128, MathError>, field: &str| match result {
        Err(MathError::OutOfRange { name, .. }) => assert_eq!(name, field),
        other => panic!("{other:?}"),
    };
    let (a, one) = (uint(1), dec("1"));
    out_of_range(quote_floor(a, one, 39).map(|d| d.atomics()), "decimals");
    out_of_range(amount_ceil(one, one, 255), "decimals");
    out_of_range(min_out_floor(a, one, 39, one, 6, one), "in_decimals");
    out_of_range(min_out_floor(a, one, 6, one, 39, one), "out_decimals");
    out_of_range(
        min_out_floor(a, one, 6, one, 6, dec("1.01")),
        "max_slippage",
    );
    out_of_range(cost_ceil(a, one, 39, one, 6), "out_decimals");
    out_of_range(cost_ceil(a, one, 6, one, 39), "in_decimals");
    assert_eq!(
        cost_ceil(a, one, 6, Decimal::zero(), 6),
        Err(MathError::DivisionByZero { op: "cost_ceil" })
    );
    assert_eq!(
        amount_floor(one, Decimal::zero(), 6),
        Err(MathError::DivisionByZero { op: "amount_floor" })
    );
    assert_eq!(
        min_out_floor(a, one, 6, Decimal::zero(), 6, Decimal::zero()),
        Err(MathError::DivisionByZero {
            op: "min_out_floor"
        })
    );
    assert_eq!(
        quote_floor(Uint128::MAX, dec("2"), 18),
        Err(MathError::Overflow { op: "quote_floor" })
    );
}

proptest! {
    #[test]
    fn rounds_as_defined(a in any_u128(), p in any_u128(), d in 0..=MAX_DECIMALS) {
        let (amount, price) = (uint(a), Decimal::raw(p));
        let atomics = |value: Result<Decimal, MathError>| value.map(|v| v.atomics().u128());
        assert_ratio(atomics(quote_floor(amount, price, d)), &[a, p], &[ten(d)], false);
        assert_ratio(atomics(quote_ceil(amount, price, d)), &[a, p], &[ten(d)], true);
        let value = Decimal::raw(a);
        assert_ratio(amount_floor(value, price, d).map(u128::from), &[a, ten(d)], &[p], false);
        assert_ratio(amount_ceil(value, price, d).map(u128::from), &[a, ten(d)], &[p], true);
    }

    #[test]
    fn least_output_rounds_once(
        a in any_u128(), p in any_u128(), q in any_u128(), slip in share(),
        d in 0..=MAX_DECIMALS, e in 0..=MAX_DECIMALS,
    ) {
        let out = min_out_floor(uint(a), Decimal::raw(p), d, Decimal::raw(q), e, slip);
        let kept = ONE - slip.atomics().u128();
        assert_ratio(out.map(u128::from), &[a, p, kept, ten(e)], &[ten(d), ONE, q], false);
    }

    #[test]
    fn a_cost_rounds_once_and_covers_what_is_bought(
        a in any_u128(), p in any_u128(), q in any_u128(), d in 0..=MAX_DECIMALS, e in 0..=MAX_DECIMALS,
    ) {
        let (paid, price, value) = (uint(a), Decimal::raw(p), Decimal::raw(q));
        let cost = cost_ceil(paid, price, d, value, e);
        assert_ratio(cost.map(u128::from), &[a, p, ten(e)], &[ten(d), q], true);
        let bought = min_out_floor(paid, value, e, price, d, Decimal::zero());
        if let Ok(cost) = bought.and_then(|out| cost_ceil(out, price, d, value, e)) {
            prop_assert!(cost <= paid);
        }
    }

    #[test]
    fn round_trips_never_profit(
        a in any_amount(), value in any_decimal(), price in any_decimal(), d in 0..=MAX_DECIMALS,
    ) {
        if let Ok(back) = quote_floor(a, price, d).and_then(|v| amount_floor(v, price, d)) {
            prop_assert!(back <= a);
        }
        if let Ok(cost) = quote_ceil(a, price, d).and_then(|v| amount_ceil(v, price, d)) {
            prop_assert!(cost >= a);
        }
        if let Ok(worth) = amount_floor(value, price, d).and_then(|x| quote_ceil(x, price, d)) {
            prop_assert!(worth <= value);
        }
        if let Ok(worth) = amount_ceil(value, price, d).and_then(|x| quote_floor(x, price, d)) {
            prop_assert!(worth >= value);
        }
    }

    #[test]
    fn monotone(
        a in up_to(10u128.pow(30)), more in up_to(10u128.pow(30)), p in up_to(10u128.pow(26)),
        q in up_to(10u128.pow(26)),
    ) {
        let (low, high) = (Decimal::raw(p.min(q)), Decimal::raw(p.max(q)));
        let quote = |a: u128, p| quote_floor(uint(a), p, 18).unwrap();
        prop_assert!(quote(a, low) <= quote(a + more, low));
        prop_assert!(quote(a, low) <= quote(a, high));
        prop_assert!(quote(a, low) <= quote_ceil(uint(a), low, 18).unwrap());
    }
}
