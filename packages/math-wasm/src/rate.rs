//! Rates that debt and cash would lead to.

use qerun_math::{supply_rate_floor, utilisation_ceil, RateCurve};

use crate::{error::RequestError, words::Words};

/// `DEBT CASH BASE SLOPE_LOW SLOPE_HIGH KINK INSURANCE_SHARE` -> utilisation, yearly borrow rate, yearly supply rate.
pub fn rate(words: &mut Words) -> Result<Vec<String>, RequestError> {
    let utilisation = utilisation_ceil(words.amount("debt")?, words.amount("cash")?)?;
    let curve = RateCurve {
        base: words.decimal("base")?,
        slope_low: words.decimal("low slope")?,
        slope_high: words.decimal("high slope")?,
        kink: words.decimal("kink")?,
    };
    let insurance_share = words.decimal("insurance share")?;
    let borrow = curve.borrow_rate(utilisation)?;
    let supply = supply_rate_floor(borrow, utilisation, insurance_share)?;
    Ok([utilisation, borrow, supply]
        .map(|rate| rate.to_string())
        .to_vec())
}
