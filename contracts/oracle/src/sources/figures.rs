//! When figures count at all, whichever source they come from.

use cosmwasm_std::Decimal;
use qerun_messages::oracle::{Observation, MAX_DEPTH, MAX_PRICE};

use crate::ContractError;

/// How far ahead of the block another contract's clock may run, seconds.
const MAX_AHEAD: u64 = 60;

/// The time at which a price of another contract counts: its own, but not later than the block, so that no record is younger
/// than the block that wrote it. None of one that is too old or too far ahead.
pub fn counted_time(as_of: u64, max_age: u64, now: u64) -> Option<u64> {
    let recent = now <= as_of.saturating_add(max_age) && as_of <= now.saturating_add(MAX_AHEAD);
    recent.then(|| as_of.min(now))
}

/// `0 < low <= price <= high`, and price and depth within the hard maximum.
pub fn is_plausible(seen: &Observation) -> bool {
    !seen.low.is_zero()
        && seen.low <= seen.price
        && seen.price <= seen.high
        && seen.high <= MAX_PRICE
        && seen.depth.is_none_or(|depth| depth <= MAX_DEPTH)
}

/// Refuses a price of zero, and prices and depths beyond the hard maximum. Errors: `ZeroPrice`, `TooLarge`.
pub fn ensure_figures(
    asset: &str,
    price: Decimal,
    depth: Option<Decimal>,
) -> Result<(), ContractError> {
    if price.is_zero() {
        return Err(ContractError::ZeroPrice {
            asset: asset.to_owned(),
        });
    }
    for (name, value, max) in [
        ("price", price, MAX_PRICE),
        ("depth", depth.unwrap_or_default(), MAX_DEPTH),
    ] {
        if value > max {
            return Err(ContractError::TooLarge {
                name,
                asset: asset.to_owned(),
                value,
                max,
            });
        }
    }
    Ok(())
}
