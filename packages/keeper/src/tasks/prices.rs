//! Published prices, and what amounts are worth at them.

use qerun_messages::oracle::{PriceRecord, PRICES};

use crate::task::{Context, TaskError};

/// The record of an asset, whatever its age and status; none before the first.
pub(super) fn record_of(context: &Context, asset: &str) -> Result<Option<PriceRecord>, TaskError> {
    let key = PRICES.key(asset);
    Ok(context.home.record(&context.protocol.oracle, &key)?)
}

/// The record of an asset that is neither halted nor expired.
pub(super) fn fresh_record(
    context: &Context,
    asset: &str,
    now: u64,
) -> Result<PriceRecord, TaskError> {
    let bad = |reason: String| TaskError::Price {
        asset: asset.to_owned(),
        reason,
    };
    let record = record_of(context, asset)?.ok_or_else(|| bad("there is none".to_owned()))?;
    record
        .ensure_fresh(asset, now)
        .map_err(|error| bad(error.to_string()))?;
    Ok(record)
}
