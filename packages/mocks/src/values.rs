//! Addresses, numbers, and amounts in smallest units.

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{Addr, Decimal, Uint128};

/// The address that the mocked api makes of a name.
pub fn addr(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

/// A decimal as it is written. Panics when it is none.
pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// An amount of the type that messages have.
pub fn uint(value: u128) -> Uint128 {
    Uint128::new(value)
}

/// Whole stablecoins in smallest units: 6 decimals.
pub fn usd(whole: u128) -> u128 {
    whole * 1_000_000
}

/// Whole QER in smallest units: 6 decimals.
pub fn qer(whole: u128) -> u128 {
    whole * 1_000_000
}

/// Whole ETH in wei: 18 decimals.
pub fn eth(whole: u128) -> u128 {
    whole * 1_000_000_000_000_000_000
}

/// Millionths of an ETH in wei.
pub fn micro_eth(millionths: u128) -> u128 {
    millionths * 1_000_000_000_000
}
