//! Lots, in which a very cheap or very dear token stands in for QER. At a thousandth of a dollar the whole supply of QER
//! would be worth less than the crowd wants to deposit; at a million dollars the crowd would hold hundredths of a token.

use cosmwasm_std::{Decimal, OverflowError};

use super::error::DaysError;
use super::price::MAX_PRICE;
use super::Day;

/// A token below this on the first day, USD, is counted in lots of many.
const CHEAP: Decimal = Decimal::percent(1);
/// A token above this on the first day, USD, is counted in parts.
const DEAR: Decimal = Decimal::percent(1_000_000);
/// A lot is worth at least this on the first day, USD, and less than ten times as much.
const LOT: Decimal = Decimal::percent(10);
const TEN: Decimal = Decimal::percent(1_000);

/// Turns the token's prices into prices of a lot, and returns how many tokens make a lot: one or a power of ten.
///
/// # Errors
/// A day on which a lot of a token that was cheap is worth more than the demo's oracle takes.
pub fn in_lots(days: &mut [Day]) -> Result<Decimal, DaysError> {
    let first = days.first().map_or(Decimal::one(), |day| day.qer);
    let lot = lot(first).unwrap_or(Decimal::one());
    for day in days {
        day.qer = match day.qer.checked_mul(lot) {
            Ok(price) if lot <= Decimal::one() || price.to_uint_ceil().u128() <= MAX_PRICE => price,
            _ => return Err(DaysError::TooWide { date: day.date }),
        };
    }
    Ok(lot)
}

fn lot(first: Decimal) -> Result<Decimal, OverflowError> {
    let mut lot = Decimal::one();
    if first < CHEAP {
        while first.checked_mul(lot)? < LOT {
            lot = lot.checked_mul(TEN)?;
        }
    }
    if first > DEAR {
        while first.checked_mul(lot)? >= Decimal::one() {
            lot = lot.checked_mul(LOT)?;
        }
    }
    Ok(lot)
}
