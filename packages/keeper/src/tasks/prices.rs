//! Published prices, and what amounts are worth at them.

use cosmwasm_std::Decimal;
use qerun_messages::oracle::{PriceRecord, PRICES};
use tracing::warn;

use crate::task::{Context, TaskError};

/// A difference between two nodes that is told: more than a block or two make.
const TELLING: Decimal = Decimal::percent(2);

/// The record of an asset, whatever its age and status; none before the first.
pub(super) fn record_of(context: &Context, asset: &str) -> Result<Option<PriceRecord>, TaskError> {
    let key = PRICES.key(asset);
    Ok(context.home.record(&context.protocol.oracle, &key)?)
}

/// The record of an asset that is neither halted nor expired.
fn fresh(asset: &str, record: Option<PriceRecord>, now: u64) -> Result<PriceRecord, TaskError> {
    let bad = |reason: String| TaskError::Price {
        asset: asset.to_owned(),
        reason,
    };
    let record = record.ok_or_else(|| bad("there is none".to_owned()))?;
    record
        .ensure_fresh(asset, now)
        .map_err(|error| bad(error.to_string()))?;
    Ok(record)
}

/// An asset as two nodes tell it, of which neither is believed alone.
pub(super) struct Told {
    first: PriceRecord,
    /// As the first if there is no second node, or none that answers.
    second: PriceRecord,
}

impl Told {
    /// The records of an asset that are neither halted nor expired.
    pub(super) fn read(context: &Context, asset: &str, now: u64) -> Result<Self, TaskError> {
        let first = fresh(asset, record_of(context, asset)?, now)?;
        let key = PRICES.key(asset);
        let second = context.home.second_record(&context.protocol.oracle, &key);
        let second = match second {
            None => first.clone(),
            Some((node, record)) => {
                let record = fresh(asset, record, now)?;
                if record.mid.abs_diff(first.mid) > first.mid * TELLING {
                    let (one, other) = (first.mid, record.mid);
                    warn!(asset, node, %one, %other, "two nodes tell different prices");
                }
                record
            }
        };
        Ok(Told { first, second })
    }

    /// The lower of a price: what is received is reckoned at it.
    pub(super) fn received(&self, price: impl Fn(&PriceRecord) -> Decimal) -> Decimal {
        price(&self.first).min(price(&self.second))
    }

    /// The higher of a price: what is paid is reckoned at it.
    pub(super) fn paid(&self, price: impl Fn(&PriceRecord) -> Decimal) -> Decimal {
        price(&self.first).max(price(&self.second))
    }
}
