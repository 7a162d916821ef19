//! Health of positions and what they may borrow.

use cosmwasm_std::{Decimal, Uint128, Uint256, Uint512};

use crate::{
    debt::{DEBT_SHARE_SCALE, INDEX_SCALE},
    error::MathError,
    liquidation::PricedToken,
    quote::ten_to,
    share_types::DebtShares,
    wide::{self, Round, ONE},
};

/// Health: `collateral_value * liquidation_threshold / debt_value`, values in USD, rounded down.
/// Below 1 a position can be liquidated. `None` without debt; a health above `Decimal::MAX` is
/// given as `Decimal::MAX`. Never fails.
pub fn health_floor(
    collateral_value: Decimal,
    liquidation_threshold: Decimal,
    debt_value: Decimal,
) -> Result<Option<Decimal>, MathError> {
    if debt_value.is_zero() {
        return Ok(None);
    }
    let health = wide::mul_div(
        collateral_value.atomics(),
        liquidation_threshold.atomics(),
        Uint256::from(debt_value.atomics()),
        Round::Floor,
        "health_floor",
    );
    match health {
        Ok(atomics) => Ok(Some(Decimal::new(atomics))),
        Err(MathError::Overflow { .. }) => Ok(Some(Decimal::MAX)),
        Err(other) => Err(other),
    }
}

/// What a position may still borrow in USD: `collateral_value * max_ltv - debt_value`, the product
/// rounded down, zero when the debt is larger.
///
/// Valid for `max_ltv` from 0 to 1 ([`MathError::OutOfRange`]) and every value.
pub fn borrow_capacity_floor(
    collateral_value: Decimal,
    max_ltv: Decimal,
    debt_value: Decimal,
) -> Result<Decimal, MathError> {
    wide::in_range("max_ltv", max_ltv, Decimal::zero(), Decimal::one())?;
    let limit = wide::mul_div(
        collateral_value.atomics(),
        max_ltv.atomics(),
        Uint256::from(ONE),
        Round::Floor,
        "borrow_capacity_floor",
    )?;
    Ok(Decimal::new(limit).saturating_sub(debt_value))
}

/// The least collateral in USD that `max_ltv` asks for a debt: `debt_value / max_ltv`, rounded up, so that
/// `borrow_capacity_floor` of it against a debt of zero is at least `debt_value`. Zero without debt.
///
/// [`MathError::DivisionByZero`] when there is debt and `max_ltv` is zero; [`MathError::Overflow`]
/// when the result does not fit.
pub fn min_collateral_value_ceil(
    debt_value: Decimal,
    max_ltv: Decimal,
) -> Result<Decimal, MathError> {
    if debt_value.is_zero() {
        return Ok(Decimal::zero());
    }
    let ltv = Uint256::from(max_ltv.atomics());
    wide::mul_div(
        debt_value.atomics(),
        ONE,
        ltv,
        Round::Ceil,
        "min_collateral_value_ceil",
    )
    .map(Decimal::new)
}

/// The key of a position in the index by health: `debt_shares * 10^18 / collateral`, rounded
/// down, at least 1 with debt and at most `u128::MAX`; 0 exactly without debt; `u128::MAX` with debt
/// and no collateral. Larger is closer to liquidation.
///
/// With one collateral and one debt asset, health is `1 / ratio` times a factor common to all
/// positions (price, index, threshold), so this order holds at every price and index: a strictly
/// larger key means a health no better. Positions that differ by less than the last digit have the
/// same key. Never fails.
pub fn health_order(debt_shares: DebtShares, collateral: Uint128) -> u128 {
    if debt_shares.is_zero() {
        return 0;
    }
    let divisor = Uint256::from(collateral);
    match wide::mul_div(
        debt_shares.number(),
        ONE,
        divisor,
        Round::Floor,
        "health_order",
    ) {
        Ok(order) => order.u128().max(1),
        // Too large for 128 bits, or no collateral at all.
        Err(_) => u128::MAX,
    }
}

/// The same for shares that have been scaled by [`crate::scale_shares`] so many times: the ratio is divided by as
/// much again, so that a position keeps its key while its shares are scaled, and compares correctly with those that
/// have not been.
///
/// Ratios below 2^32, which only many scalings lead to, are written as floating-point numbers of 24 bits that are
/// below 2^32 themselves, in the same order: keys stay a ten-millionth apart down to 2^-223, which is 400 % a
/// year for 50 years. Never fails.
pub fn health_order_at(debt_shares: DebtShares, scale: u32, collateral: Uint128) -> u128 {
    if scale == 0 || debt_shares.is_zero() || collateral.is_zero() {
        return health_order(debt_shares, collateral);
    }
    let ratio = || {
        let dividend = wide::product(&[debt_shares.number(), ONE], "health_order_at").ok()?;
        let divisor = Uint512::from(INDEX_SCALE).checked_pow(scale).ok()?;
        let divisor = divisor.checked_mul(collateral.into()).ok()?;
        Some((dividend, divisor))
    };
    // Without a result the ratio is below anything that can be told apart.
    ratio().and_then(key_of_ratio).unwrap_or(1)
}

/// Whether every position with this key of [`health_order`], or a lower one, has collateral worth at least `margin` times
/// its debt: decided by the key alone, for shares that were never scaled. A key is rounded down, so the one after it is
/// assumed: `true` is never wrong but for the smallest unit to which a debt is rounded up. `false` where that cannot be
/// told, such as for the largest key. Never fails.
pub fn order_is_covered(
    order: u128,
    debt_index: Decimal,
    collateral: PricedToken,
    debt: PricedToken,
    margin: Decimal,
) -> bool {
    let op = "order_is_covered";
    let sides = || {
        let next = Uint128::new(order.checked_add(1)?);
        // debt = shares * index / DEBT_SHARE_SCALE, and shares / collateral < next / 10^18. Three of the decimals'
        // 10^18 stay: those of key, index and margin.
        let left = [
            collateral.price.atomics(),
            ten_to("decimals", debt.decimals).ok()?,
            DEBT_SHARE_SCALE.into(),
            ONE,
            ONE,
            ONE,
        ];
        let right = [
            debt.price.atomics(),
            ten_to("decimals", collateral.decimals).ok()?,
            next,
            debt_index.atomics(),
            margin.atomics(),
        ];
        Some((
            wide::product(&left, op).ok()?,
            wide::product(&right, op).ok()?,
        ))
    };
    sides().is_some_and(|(left, right)| left >= right)
}

/// Bits of a key's fraction, and of a ratio from which on the key is the ratio itself.
const FRACTION: u32 = 24;
const WHOLE: u32 = 32;

fn key_of_ratio((dividend, divisor): (Uint512, Uint512)) -> Option<u128> {
    let whole = dividend.checked_div(divisor).ok()?;
    if whole >= Uint512::one().checked_shl(WHOLE).ok()? {
        let narrow = Uint256::try_from(whole).ok();
        let narrow = narrow.and_then(|w| Uint128::try_from(w).ok());
        return Some(narrow.map_or(u128::MAX, |w| w.u128()));
    }
    // The least shift that brings the ratio to 2^24 ..= 2^25: its logarithm.
    let divisor = divisor
        .checked_shl(WHOLE.checked_sub(FRACTION)?.checked_sub(1)?)
        .ok()?;
    let least = Uint512::one().checked_shl(FRACTION).ok()?;
    for shift in 0u32..255 {
        let shifted = dividend
            .checked_shl(shift)
            .ok()?
            .checked_div(divisor)
            .ok()?;
        if shifted >= least {
            let fraction = Uint256::try_from(shifted.checked_sub(least).ok()?).ok()?;
            let fraction = Uint128::try_from(fraction).ok()?.u128();
            let exponent = u128::from(255u32.checked_sub(shift)?).checked_shl(FRACTION)?;
            return exponent.checked_add(fraction);
        }
    }
    None
}
