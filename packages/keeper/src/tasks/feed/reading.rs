//! What a provider's answer says, and whether it counts. Pure.

use cosmwasm_std::{Decimal, Fraction};
use qerun_messages::oracle::{MAX_DEPTH, MAX_PRICE};
use serde_json::Value;

use super::{figure, time};
use crate::config::Provider;

/// How far a provider's clock may be ahead, seconds.
const AHEAD: u64 = 60;

/// A price that a provider tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// US dollars per whole token, above zero.
    pub price: Decimal,
    /// USD side of the pool.
    pub depth: Option<Decimal>,
    /// When it was observed, Unix seconds.
    pub at: u64,
}

/// Why a provider's answer does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// No answer in time.
    NoAnswer,
    /// Another status than 2xx.
    Status,
    /// Longer than allowed.
    TooLong,
    /// No JSON.
    NoJson,
    /// No price where it should be, or none that an oracle accepts.
    NoPrice,
    /// No time where it should be.
    NoTime,
    /// No depth where it should be.
    NoDepth,
    /// Older than allowed.
    TooOld,
    /// From the future.
    FromFuture,
}

impl Miss {
    /// Its name in logs and metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Miss::NoAnswer => "no_answer",
            Miss::Status => "status",
            Miss::TooLong => "too_long",
            Miss::NoJson => "no_json",
            Miss::NoPrice => "no_price",
            Miss::NoTime => "no_time",
            Miss::NoDepth => "no_depth",
            Miss::TooOld => "too_old",
            Miss::FromFuture => "from_future",
        }
    }
}

/// What a provider's answer says of an asset. `at` is when it came or was written, which counts unless the answer tells a
/// time; `now` and `max_age` decide whether it is too old. Unix seconds.
///
/// # Errors
/// [`Miss`].
pub fn read(
    provider: &Provider,
    body: &[u8],
    at: u64,
    now: u64,
    max_age: u64,
) -> Result<Reading, Miss> {
    let json: Value = serde_json::from_slice(body).map_err(|_| Miss::NoJson)?;
    let price = json.pointer(&provider.price).and_then(figure);
    let price = price.and_then(|price| converted(provider, price));
    let price = price.ok_or(Miss::NoPrice)?;
    let depth = match &provider.depth {
        None => None,
        Some(pointer) => {
            let depth = json.pointer(pointer).and_then(figure);
            Some(depth.filter(|d| *d <= MAX_DEPTH).ok_or(Miss::NoDepth)?)
        }
    };
    let at = match &provider.time {
        None => at,
        Some(pointer) => json.pointer(pointer).and_then(time).ok_or(Miss::NoTime)?,
    };
    if at > now.saturating_add(AHEAD) {
        return Err(Miss::FromFuture);
    }
    if now.saturating_sub(at) > max_age {
        return Err(Miss::TooOld);
    }
    Ok(Reading { price, depth, at })
}

/// In dollars; none for what no oracle accepts.
fn converted(provider: &Provider, figure: Decimal) -> Option<Decimal> {
    let price = match provider.invert {
        true => figure.inv()?,
        false => figure,
    };
    let price = price.checked_mul(provider.multiplier).ok()?;
    (!price.is_zero() && price <= MAX_PRICE).then_some(price)
}
