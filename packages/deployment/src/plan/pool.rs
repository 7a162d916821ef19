//! Prices that are read from a pool.

use qerun_messages::oracle::{PoolPrice, PriceSource};

/// How a source reads a pool; none if it reads no pool.
#[must_use]
pub fn pool_of<T>(source: &PriceSource<T>) -> Option<&PoolPrice> {
    match source {
        PriceSource::OsmosisTwap { pool, .. } | PriceSource::AstroportTwap { pool, .. } => {
            Some(pool)
        }
        PriceSource::Fixed { .. }
        | PriceSource::Feeder { .. }
        | PriceSource::Pyth { .. }
        | PriceSource::External { .. } => None,
    }
}
