//! A Dutch auction: the price falls until somebody buys. It starts above the ask, so that nothing is sold too cheaply
//! while the market is liquid, and ends below the bid, so that it sells in the end.

use cosmwasm_std::{Decimal, Uint128};

use crate::{
    error::MathError,
    fraction::{mul_decimal_ceil, mul_decimal_floor, mul_div_ceil, mul_div_floor},
    ramp::Ramp,
    wide,
};

/// The straight fall from `ask * (1 + premium)` to `bid * (1 - discount)` in `seconds`, counted from 0. Both ends are
/// rounded inwards, so that no price on the line leaves that range; a buyer pays [`Ramp::value_ceil`] of the elapsed
/// seconds.
///
/// Valid for `bid <= ask`, shares from 0 to 1 ([`MathError::OutOfRange`]) and an ask whose start fits
/// ([`MathError::Overflow`]).
pub fn dutch_fall_inwards(
    bid: Decimal,
    ask: Decimal,
    premium: Decimal,
    discount: Decimal,
    seconds: u64,
) -> Result<Ramp, MathError> {
    wide::in_range("premium", premium, Decimal::zero(), Decimal::one())?;
    wide::in_range("bid", bid, Decimal::zero(), ask)?;
    let raised = Decimal::one().saturating_add(premium);
    let kept = wide::complement("discount", discount)?;
    let start = Decimal::new(mul_decimal_floor(ask.atomics(), raised)?);
    let end = Decimal::new(mul_decimal_ceil(bid.atomics(), kept)?);
    Ramp::fall(start, end, 0, seconds)
}

/// Seconds of `uptime` since an auction began at `start`, both on a clock that stands still while nobody can buy. A clock
/// that shows less than the start has begun again at zero (a price that was removed and added anew): all that it shows has
/// passed since, so that no auction waits until the new clock has caught up with the old one.
pub fn elapsed_since(start: u64, uptime: u64) -> u64 {
    uptime.checked_sub(start).unwrap_or(uptime)
}

/// How far an auction has run once more is for sale: `elapsed * before / after` seconds, rounded down, so that what was
/// added is not sold at the price to which the rest has fallen. Zero if nothing was for sale before.
///
/// Never more than `elapsed`: a `before` above `after` counts as `after`. Fails only if `after` is zero and `before` is not
/// ([`MathError::DivisionByZero`]).
pub fn elapsed_after_growth_floor(
    elapsed: u64,
    before: Uint128,
    after: Uint128,
) -> Result<u64, MathError> {
    if before.is_zero() {
        return Ok(0);
    }
    let seconds = mul_div_floor(elapsed.into(), before.min(after), after)?;
    whole_seconds(seconds)
}

/// How far an auction has run after a sale: `elapsed * left / offered` seconds, rounded up, so that a sale of dust does
/// not push the price up.
///
/// Valid for `offered` above zero ([`MathError::DivisionByZero`]). Never more than `elapsed`: a `left` above `offered`
/// counts as `offered`.
pub fn elapsed_after_sale_ceil(
    elapsed: u64,
    left: Uint128,
    offered: Uint128,
) -> Result<u64, MathError> {
    let seconds = mul_div_ceil(elapsed.into(), left.min(offered), offered)?;
    whole_seconds(seconds)
}

fn whole_seconds(seconds: Uint128) -> Result<u64, MathError> {
    let op = "whole_seconds";
    u64::try_from(seconds.u128()).map_err(|_| MathError::Overflow { op })
}
