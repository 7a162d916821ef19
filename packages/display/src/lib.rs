//! Figures for people: thousands separators, fixed places, units. Exact text of decimals, cut towards zero
//! beyond the places shown after rounding half up. And what the reports' pages have in common: pieces of HTML, axes and
//! colours of charts.

pub mod axis;
pub mod page;
pub mod palette;

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};

/// A base-unit amount in whole tokens, exactly as long as the token has at most 18 decimals; saturates.
#[must_use]
pub fn whole(amount: Uint128, decimals: u32) -> Decimal {
    Decimal::from_atomics(amount, decimals).unwrap_or(Decimal::MAX)
}

/// A decimal with thousands separators and `places` digits after the point, rounded half up.
#[must_use]
pub fn number(value: Decimal, places: u32) -> String {
    let places = places.min(18);
    let factor = 10u128.pow(18 - places);
    let atomics = value.atomics().u128();
    let rounded = atomics / factor + u128::from(atomics % factor >= factor.div_ceil(2).max(1));
    let unit = 10u128.pow(places);
    let whole = thousands(rounded / unit);
    if places == 0 {
        return whole;
    }
    format!(
        "{whole}.{:0width$}",
        rounded % unit,
        width = places as usize
    )
}

/// An integer with a comma before every three digits.
#[must_use]
pub fn thousands(value: u128) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// ETH: four places from 1 ETH, six below.
#[must_use]
pub fn eth(value: Decimal) -> String {
    number(value, if value >= Decimal::one() { 4 } else { 6 })
}

/// A token price: more places the smaller it is.
#[must_use]
pub fn price(value: Decimal) -> String {
    let places = if value >= Decimal::percent(1_000) {
        2
    } else if value >= Decimal::percent(10) {
        4
    } else {
        8
    };
    number(value, places)
}

/// A fraction of 1 as percent.
#[must_use]
pub fn percent(value: Decimal, places: u32) -> String {
    format!(
        "{} %",
        number(value.saturating_mul(Decimal::percent(10_000)), places)
    )
}

/// A signed fraction of 1 as percent, always with its sign.
#[must_use]
pub fn signed_percent(value: SignedDecimal, places: u32) -> String {
    format!(
        "{}{}",
        sign(value),
        percent(value.abs_diff(SignedDecimal::zero()), places)
    )
}

/// A signed amount with its sign; zero has a plus.
#[must_use]
pub fn signed(value: SignedDecimal, places: u32) -> String {
    format!(
        "{}{}",
        sign(value),
        number(value.abs_diff(SignedDecimal::zero()), places)
    )
}

fn sign(value: SignedDecimal) -> &'static str {
    if value.is_negative() {
        "-"
    } else {
        "+"
    }
}

/// An optional figure, a dash where there is none.
#[must_use]
pub fn or_dash<T>(value: Option<T>, show: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| "-".to_owned(), show)
}

/// Seconds in the largest unit that suits.
#[must_use]
pub fn duration(seconds: u64) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7_199 => format!("{} min", seconds / 60),
        7_200..=172_799 => format!("{} h", seconds / 3_600),
        _ => format!("{} days", seconds / 86_400),
    }
}
