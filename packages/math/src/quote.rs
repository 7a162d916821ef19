//! Amounts to US dollars and back, for tokens of any number of decimals.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::{
    error::MathError,
    wide::{self, Round},
};

/// The most decimals a token may have here: 10^38 is the largest power of ten in 128 bits.
pub const MAX_DECIMALS: u8 = 38;

/// `amount * price / 10^decimals` in USD, rounded down at the 18th digit. Multiplies first, through
/// 256 bits, so that 18-decimals tokens lose nothing. For what a user is credited.
///
/// Valid for every amount and price and `decimals <= MAX_DECIMALS` ([`MathError::OutOfRange`])
/// whose value fits a `Decimal` (about 3.4e20 USD; [`MathError::Overflow`]).
pub fn quote_floor(amount: Uint128, price: Decimal, decimals: u8) -> Result<Decimal, MathError> {
    quote(amount, price, decimals, Round::Floor, "quote_floor")
}

/// As [`quote_floor`], rounded up. For what a user owes.
pub fn quote_ceil(amount: Uint128, price: Decimal, decimals: u8) -> Result<Decimal, MathError> {
    quote(amount, price, decimals, Round::Ceil, "quote_ceil")
}

/// `value / price * 10^decimals` in smallest units, rounded down: the largest amount that is worth
/// at most `value`, so `quote_ceil(amount_floor(v)) <= v`. For what a user receives.
///
/// Valid for every value, every price but zero ([`MathError::DivisionByZero`]) and
/// `decimals <= MAX_DECIMALS` ([`MathError::OutOfRange`]) whose result fits
/// ([`MathError::Overflow`]).
pub fn amount_floor(value: Decimal, price: Decimal, decimals: u8) -> Result<Uint128, MathError> {
    amount(value, price, decimals, Round::Floor, "amount_floor")
}

/// As [`amount_floor`], rounded up: the smallest amount worth at least `value`, so
/// `quote_floor(amount_ceil(v)) >= v`. For what a user pays.
pub fn amount_ceil(value: Decimal, price: Decimal, decimals: u8) -> Result<Uint128, MathError> {
    amount(value, price, decimals, Round::Ceil, "amount_ceil")
}

/// The least a swap must return:
/// `amount_in * in_price / 10^in_decimals * (1 - max_slippage) / out_price * 10^out_decimals`,
/// in smallest units of the token bought, rounded down once at the end (512-bit intermediate).
///
/// Valid for every amount and price but `out_price` zero ([`MathError::DivisionByZero`]), decimals
/// up to [`MAX_DECIMALS`] and `max_slippage` from 0 to 1 ([`MathError::OutOfRange`]), if the result
/// fits ([`MathError::Overflow`]). Zero for dust: a caller that needs a floor refuses that.
pub fn min_out_floor(
    amount_in: Uint128,
    in_price: Decimal,
    in_decimals: u8,
    out_price: Decimal,
    out_decimals: u8,
    max_slippage: Decimal,
) -> Result<Uint128, MathError> {
    let op = "min_out_floor";
    let kept = wide::complement("max_slippage", max_slippage)?;
    // The prices' 10^18 cancel, the one of `kept` stays. At most 443 of 512 bits.
    wide::fraction(
        &[
            amount_in,
            in_price.atomics(),
            kept.atomics(),
            ten_to("out_decimals", out_decimals)?,
        ],
        &[
            ten_to("in_decimals", in_decimals)?,
            wide::ONE,
            out_price.atomics(),
        ],
        Round::Floor,
        op,
    )
}

/// What `amount_out` of one token costs in another:
/// `amount_out * out_price / 10^out_decimals / in_price * 10^in_decimals`, in smallest units of the token paid, rounded
/// up once at the end. The counterpart of [`min_out_floor`] without slippage: what that gives costs no more than was
/// paid.
///
/// Valid for every amount and price but `in_price` zero ([`MathError::DivisionByZero`]) and decimals up to
/// [`MAX_DECIMALS`] ([`MathError::OutOfRange`]), if the result fits ([`MathError::Overflow`]).
pub fn cost_ceil(
    amount_out: Uint128,
    out_price: Decimal,
    out_decimals: u8,
    in_price: Decimal,
    in_decimals: u8,
) -> Result<Uint128, MathError> {
    wide::fraction(
        &[
            amount_out,
            out_price.atomics(),
            ten_to("in_decimals", in_decimals)?,
        ],
        &[ten_to("out_decimals", out_decimals)?, in_price.atomics()],
        Round::Ceil,
        "cost_ceil",
    )
}

fn quote(
    amount: Uint128,
    price: Decimal,
    decimals: u8,
    round: Round,
    op: &'static str,
) -> Result<Decimal, MathError> {
    let unit = Uint256::from(ten_to("decimals", decimals)?);
    wide::mul_div(amount, price.atomics(), unit, round, op).map(Decimal::new)
}

fn amount(
    value: Decimal,
    price: Decimal,
    decimals: u8,
    round: Round,
    op: &'static str,
) -> Result<Uint128, MathError> {
    let unit = ten_to("decimals", decimals)?;
    wide::mul_div(
        value.atomics(),
        unit,
        Uint256::from(price.atomics()),
        round,
        op,
    )
}

pub(crate) fn ten_to(name: &'static str, decimals: u8) -> Result<Uint128, MathError> {
    10u128
        .checked_pow(u32::from(decimals))
        .map(Uint128::new)
        .ok_or(MathError::OutOfRange {
            name,
            min: Decimal::zero(),
            max: wide::whole(u64::from(MAX_DECIMALS)),
            value: wide::whole(u64::from(decimals)),
        })
}
