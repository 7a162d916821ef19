//! The price of the collateral at which liquidation begins.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::MathError;

use crate::{
    error::RequestError,
    words::{Position, Words},
};

/// `POSITION THRESHOLD` -> the lowest price at which the position cannot be liquidated; `none` without debt, or if no price
/// would do.
pub fn liquidation_price(words: &mut Words) -> Result<Vec<String>, RequestError> {
    let position = words.position()?;
    let threshold = words.decimal("threshold")?;
    let price = lowest_healthy(&position, threshold)?;
    Ok(vec![price.map_or_else(
        || "none".to_owned(),
        |price| price.to_string(),
    )])
}

/// Halves the range of prices with the very comparison that the market makes, so that the two cannot disagree by a digit.
/// 128 steps at most.
fn lowest_healthy(position: &Position, threshold: Decimal) -> Result<Option<Decimal>, MathError> {
    if position.debt.is_zero() || !is_healthy(position, Decimal::MAX, threshold)? {
        return Ok(None);
    }
    let (mut low, mut high) = (0, u128::MAX);
    while low < high {
        let middle = u128::midpoint(low, high);
        if is_healthy(position, Decimal::new(Uint128::new(middle)), threshold)? {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    Ok(Some(Decimal::new(Uint128::new(high))))
}

fn is_healthy(position: &Position, price: Decimal, threshold: Decimal) -> Result<bool, MathError> {
    let health = position.coverage(price).health_floor(threshold)?;
    Ok(health.is_none_or(|health| health >= Decimal::one()))
}
