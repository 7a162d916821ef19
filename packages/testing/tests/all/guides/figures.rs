//! Figures as the guides write them: thousands apart, rounded half up.

use cosmwasm_std::{Decimal, Uint128};

use crate::runbook::hand::number;
use serde_json::Value;

/// A day in seconds.
pub const DAY: u64 = 86_400;

/// An amount of so many decimals, shown with so many places.
pub fn shown(amount: u128, decimals: u32, places: u32) -> String {
    assert!(places <= decimals);
    let cut = 10u128.pow(decimals - places);
    let rounded = (amount + cut / 2) / cut;
    let one = 10u128.pow(places);
    let whole = thousands(rounded / one);
    if places == 0 {
        return whole;
    }
    let width = places as usize;
    format!("{whole}.{:0width$}", rounded % one)
}

/// Stablecoins or QER to the hundredth.
pub fn cents(amount: impl Into<Uint128>) -> String {
    shown(amount.into().u128(), 6, 2)
}

/// Whole stablecoins or QER.
pub fn whole(amount: impl Into<Uint128>) -> String {
    shown(amount.into().u128(), 6, 0)
}

/// ETH to the fourth place.
pub fn ether(amount: impl Into<Uint128>) -> String {
    shown(amount.into().u128(), 18, 4)
}

/// A decimal with so many places.
pub fn places(value: Decimal, places: u32) -> String {
    shown(value.atomics().u128(), 18, places)
}

/// A share as a percentage with so many places.
pub fn percent(share: Decimal, digits: u32) -> String {
    places(share * Decimal::percent(10_000), digits)
}

/// A whole number.
pub fn thousands(number: u128) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// An amount of an answer.
pub fn amount(answer: &Value) -> Uint128 {
    Uint128::new(number(answer))
}

/// A decimal of an answer.
pub fn share(answer: &Value) -> Decimal {
    answer.as_str().unwrap().parse().unwrap()
}

/// What so many smallest units of six decimals are worth at a price in dollars, in the same units, rounded down.
pub fn worth(amount: impl Into<Uint128>, price: Decimal) -> Uint128 {
    amount.into().mul_floor(price)
}

#[test]
fn figures_are_rounded_half_up() {
    assert_eq!(cents(1_234_565_000u128), "1,234.57");
    assert_eq!(whole(999_500_000u128), "1,000");
    assert_eq!(ether(118_449_999_999_999_999u128), "0.1184");
    assert_eq!(percent(Decimal::permille(35), 2), "3.50");
}
