//! Numbers as price files write them: `1935.41`, `0.034838`, `8.123456789012345e-06`. Never through floating point;
//! what is finer than a `Decimal` is rounded to its 18 places.

use cosmwasm_std::Decimal;
use thiserror::Error;

/// Why a text is not a price. The caller adds the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum NumberError {
    #[error("not a number")]
    NotANumber,
    #[error("negative")]
    Negative,
    #[error("infinite")]
    Infinite,
    #[error("too large")]
    TooLarge,
    #[error("too small")]
    /// Above zero, but zero once rounded to 18 decimal places.
    RoundsToZero,
}

/// Reads a non-negative decimal number, rounded half up to 18 decimal places.
///
/// Accepts a leading `+`, a decimal point with a digit on either side, and an exponent. Spaces, underscores
/// and thousands separators are refused.
///
/// # Errors
/// [`NumberError`], when the text is no such number, or `Decimal` cannot hold it.
pub fn parse_decimal(text: &str) -> Result<Decimal, NumberError> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let parsed = parse_unsigned(unsigned);
    match (negative, parsed) {
        (_, Err(NumberError::NotANumber)) => Err(NumberError::NotANumber),
        // "-0" is zero, and is refused as such where zero is.
        (true, Ok(value)) if value.is_zero() => Ok(value),
        (true, _) => Err(NumberError::Negative),
        (false, result) => result,
    }
}

fn parse_unsigned(text: &str) -> Result<Decimal, NumberError> {
    if text.eq_ignore_ascii_case("inf") || text.eq_ignore_ascii_case("infinity") {
        return Err(NumberError::Infinite);
    }
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: String = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NumberError::NotANumber);
    }
    let exponent = exponent.map_or(Ok(0), parse_exponent)?;
    let significant = digits.trim_start_matches('0');
    let trimmed = significant.trim_end_matches('0');
    if trimmed.is_empty() {
        return Ok(Decimal::zero());
    }
    // value = trimmed * 10^-scale
    let dropped = significant.len() as i128 - trimmed.len() as i128;
    let scale = fraction.len() as i128 - dropped - i128::from(exponent);
    let places = i128::from(Decimal::DECIMAL_PLACES) - scale;
    let atoms = match usize::try_from(places) {
        Ok(places) => shift_up(trimmed, places)?,
        Err(_) => round_half_up(trimmed, places.unsigned_abs())?,
    };
    if atoms == 0 {
        return Err(NumberError::RoundsToZero);
    }
    Ok(Decimal::raw(atoms))
}

/// `digits` x 10^`places`.
fn shift_up(digits: &str, places: usize) -> Result<u128, NumberError> {
    let mantissa: u128 = digits.parse().map_err(|_| NumberError::TooLarge)?;
    u32::try_from(places)
        .ok()
        .and_then(|places| 10u128.checked_pow(places))
        .and_then(|factor| mantissa.checked_mul(factor))
        .ok_or(NumberError::TooLarge)
}

/// `digits` x 10^-`dropped`, half a unit rounded up.
fn round_half_up(digits: &str, dropped: u128) -> Result<u128, NumberError> {
    let split = usize::try_from(dropped)
        .ok()
        .and_then(|dropped| digits.len().checked_sub(dropped))
        .and_then(|kept| digits.split_at_checked(kept));
    let Some((kept, rest)) = split else {
        return Ok(0);
    };
    let kept: u128 = match kept {
        "" => 0,
        kept => kept.parse().map_err(|_| NumberError::TooLarge)?,
    };
    let up = rest.as_bytes().first().is_some_and(|digit| *digit >= b'5');
    kept.checked_add(u128::from(up))
        .ok_or(NumberError::TooLarge)
}

/// An exponent too long for `i64` is clipped: the number is out of range either way.
fn parse_exponent(text: &str) -> Result<i64, NumberError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NumberError::NotANumber);
    }
    Ok(text.parse().unwrap_or(if text.starts_with('-') {
        i64::MIN
    } else {
        i64::MAX
    }))
}

/// A floating-point figure as a `Decimal` rounded to `digits` significant digits (at most 18 decimal places).
/// Zero for anything that is not a finite number in range.
#[must_use]
pub fn round_significant(value: f64, digits: u32) -> Decimal {
    if !value.is_finite() || value <= 0.0 {
        return Decimal::zero();
    }
    let magnitude = format!("{value:e}")
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse::<i64>().ok())
        .unwrap_or(0);
    let places = (i64::from(digits) - 1 - magnitude).clamp(0, 18);
    let places = usize::try_from(places).unwrap_or(0);
    parse_decimal(&format!("{value:.places$}")).unwrap_or_default()
}

/// The nearest floating-point figure, for pictures and price paths only.
#[must_use]
pub fn to_f64(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(0.0)
}
