//! Strategies over whole types and the definition of rounding, without any division.

use cosmwasm_std::{Decimal, Uint128, Uint512};
use proptest::prelude::*;
use qerun_math::{DebtShares, MathError, SupplyShares};

/// Any u128, every magnitude about equally likely.
pub fn any_u128() -> impl Strategy<Value = u128> {
    prop_oneof![
        20 => (any::<u128>(), 0u32..128).prop_map(|(x, shift)| x >> shift),
        1 => Just(0),
        1 => Just(u128::MAX),
    ]
}

/// From 0 to `max`, every magnitude about equally likely.
pub fn up_to(max: u128) -> impl Strategy<Value = u128> {
    let any = (any::<u128>(), 0u32..128).prop_map(move |(x, shift)| (x >> shift).min(max));
    prop_oneof![20 => any, 4 => 0..=max, 1 => Just(max), 1 => Just(0)]
}

pub fn any_amount() -> impl Strategy<Value = Uint128> {
    any_u128().prop_map(Uint128::new)
}

pub fn any_decimal() -> impl Strategy<Value = Decimal> {
    any_u128().prop_map(Decimal::raw)
}

/// A share from 0 to 1, both often.
pub fn share() -> impl Strategy<Value = Decimal> {
    up_to(10u128.pow(18)).prop_map(Decimal::raw)
}

pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn uint(x: u128) -> Uint128 {
    Uint128::new(x)
}

pub fn debt_shares(number: u128) -> DebtShares {
    DebtShares::new(number)
}

pub fn supply_shares(number: u128) -> SupplyShares {
    SupplyShares::new(number)
}

pub fn wide(factors: &[u128]) -> Uint512 {
    factors
        .iter()
        .fold(Uint512::one(), |product, x| product * Uint512::from(*x))
}

pub fn ten(decimals: u8) -> u128 {
    10u128.pow(u32::from(decimals))
}

pub const ONE: u128 = 1_000_000_000_000_000_000;

/// Asserts by the definition that `result` is product over product rounded down (or up), and an
/// overflow exactly when that does not fit 128 bits.
pub fn assert_ratio(result: Result<u128, MathError>, factors: &[u128], by: &[u128], ceil: bool) {
    let (n, d) = (wide(factors), wide(by));
    if d.is_zero() {
        assert!(
            matches!(result, Err(MathError::DivisionByZero { .. })),
            "{result:?}"
        );
        return;
    }
    let one = Uint512::one();
    match result {
        Ok(r) if ceil => {
            let r = Uint512::from(r);
            assert!(r * d >= n, "below the exact value");
            assert!(r.is_zero() || (r - one) * d < n, "not the smallest");
        }
        Ok(r) => {
            let r = Uint512::from(r);
            assert!(r * d <= n, "above the exact value");
            assert!((r + one) * d > n, "not the largest");
        }
        Err(MathError::Overflow { .. }) => {
            let most = Uint512::from(u128::MAX) * d;
            let fits = if ceil { n <= most } else { n < most + d };
            assert!(!fits, "the result would fit");
        }
        Err(other) => panic!("{other}"),
    }
}
