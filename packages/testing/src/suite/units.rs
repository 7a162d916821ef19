//! Amounts from text.

use cosmwasm_std::{Decimal, Uint128};

/// Whole and fractional dollars of the stablecoin (6 decimals), e.g. `usd("12.5")`.
///
/// # Panics
/// On text that is no amount.
pub fn usd(text: &str) -> Uint128 {
    units(text, 6)
}

/// Whole and fractional QER (6 decimals).
///
/// # Panics
/// On text that is no amount.
pub fn qer(text: &str) -> Uint128 {
    units(text, 6)
}

/// Whole and fractional ETH (18 decimals).
///
/// # Panics
/// On text that is no amount.
pub fn eth(text: &str) -> Uint128 {
    units(text, 18)
}

/// A decimal from text.
///
/// # Panics
/// On text that is none.
pub fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn units(text: &str, decimals: u32) -> Uint128 {
    Uint128::new(10u128.pow(decimals)).mul_floor(decimal(text))
}
