//! The published record: its shape, how it is read, and when it must be refused.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, QuerierWrapper, StdError, StdResult};

use super::PRICES;

/// How far a record can be relied on.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Status {
    /// Enough sources, and they agree.
    Live,
    /// Good for liquidation, not for new risk: the sources disagree by more than the policy's `max_deviation`; or too
    /// few count and one of them left its bounds or disagrees with the record; or one that counts is quoted in a price
    /// that is degraded; or governance narrowed the guards past it.
    Degraded,
    /// Stopped by the guardian or the owner until the owner resumes it.
    Halted,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Status::Live => "live",
            Status::Degraded => "degraded",
            Status::Halted => "halted",
        })
    }
}

/// What consumers read. Always `bid <= mid <= ask`; after a rally the clamped bid can be far below `mid`.
#[cw_serde]
#[derive(Eq)]
pub struct PriceRecord {
    /// Lowest credible price, its growth clamped: values collateral, in USD.
    pub bid: Decimal,
    /// Highest credible price, in USD.
    pub ask: Decimal,
    /// Median of the sources, not clamped, in USD. Of an even number the mean of the two in the middle while they agree,
    /// else the price between these two that is nearest to the last mid.
    pub mid: Decimal,
    /// One-hour time-weighted average of `mid` up to the moment of writing, in USD.
    pub average: Decimal,
    /// USD side of the pool: the lowest of present, 24 h average and a reference that grows no faster than the bid may
    /// and falls by at most a half in a day. None if no source reports one.
    pub depth: Option<Decimal>,
    /// Time of the oldest source that counted, in seconds. Never moves back.
    pub as_of: u64,
    /// `as_of` plus the asset's maximum age: a consumer refuses the record when now is later, in seconds.
    pub expires: u64,
    /// How far it can be relied on.
    pub status: Status,
    /// Nobody is liquidated at this price before, Unix seconds: the grace after a stall, a halt or a revert.
    pub grace_ends: u64,
    /// Seconds for which the price has been live since the asset was added, up to `updated_at`. An auction that follows
    /// this clock stands still while the price does.
    pub uptime: u64,
    /// When this record was written, Unix seconds.
    pub updated_at: u64,
}

/// Why a consumer refuses a price. Times are Unix seconds.
#[derive(thiserror::Error, Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the messages say it
pub enum PriceError {
    #[error("the oracle has no price of {asset}")]
    Missing { asset: String },
    #[error("the price of {asset} expired at {expires}, now is {now}")]
    Expired {
        asset: String,
        expires: u64,
        now: u64,
    },
    #[error("the price of {asset} is {status}")]
    NotLive { asset: String, status: Status },
    #[error("no liquidation at the price of {asset} before {grace_ends}, now is {now}")]
    Grace {
        asset: String,
        grace_ends: u64,
        now: u64,
    },
}

impl PriceRecord {
    /// For liquidation and valuation: neither expired nor halted. `now` is the block time in seconds.
    pub fn ensure_fresh(&self, asset: &str, now: u64) -> Result<(), PriceError> {
        if self.status == Status::Halted {
            return Err(PriceError::NotLive {
                asset: asset.to_owned(),
                status: self.status,
            });
        }
        if now > self.expires {
            return Err(PriceError::Expired {
                asset: asset.to_owned(),
                expires: self.expires,
                now,
            });
        }
        Ok(())
    }

    /// For liquidation: fresh, and the grace is over. `now` is the block time in seconds.
    pub fn ensure_liquidatable(&self, asset: &str, now: u64) -> Result<(), PriceError> {
        self.ensure_fresh(asset, now)?;
        if now < self.grace_ends {
            return Err(PriceError::Grace {
                asset: asset.to_owned(),
                grace_ends: self.grace_ends,
                now,
            });
        }
        Ok(())
    }

    /// The price at which a position is liquidated and its assets are paid out: the higher of mid and one-hour average,
    /// so that pushing the price down for minutes liquidates nobody. USD per whole token.
    pub fn liquidation_price(&self) -> Decimal {
        self.mid.max(self.average)
    }

    /// A careful value of what is owned, where a degraded price will do: the bid; of a record that is not live, whose bid
    /// may be the word of one source against all others, the lower of mid and average. USD per whole token.
    pub fn low_value(&self) -> Decimal {
        match self.status {
            Status::Live => self.bid,
            Status::Degraded | Status::Halted => self.mid.min(self.average),
        }
    }

    /// The same of what is owed: the ask, or the higher of mid and average. USD per whole token.
    pub fn high_value(&self) -> Decimal {
        match self.status {
            Status::Live => self.ask,
            Status::Degraded | Status::Halted => self.mid.max(self.average),
        }
    }

    /// Seconds for which the price has been live up to `now`, block time in seconds: it stands still while the record is
    /// not live or has expired.
    pub fn uptime_at(&self, now: u64) -> u64 {
        let since = match self.status {
            Status::Live => now.min(self.expires).saturating_sub(self.updated_at),
            Status::Degraded | Status::Halted => 0,
        };
        self.uptime.saturating_add(since)
    }

    /// For new risk (borrow, withdrawal with debt, purchases): fresh and not degraded.
    pub fn ensure_live(&self, asset: &str, now: u64) -> Result<(), PriceError> {
        self.ensure_fresh(asset, now)?;
        if self.status != Status::Live {
            return Err(PriceError::NotLive {
                asset: asset.to_owned(),
                status: self.status,
            });
        }
        Ok(())
    }
}

/// Reads the published record of an asset by raw query; None if there is none. The caller checks its freshness.
pub fn read_price(
    querier: &QuerierWrapper,
    oracle: &Addr,
    asset: &str,
) -> StdResult<Option<PriceRecord>> {
    PRICES.query(querier, oracle.clone(), asset)
}

/// Reads the record of an asset, whatever its age and status. Errors: `Missing`, and `StdError` of a record that cannot be
/// read.
pub fn read_known_price<E>(
    querier: &QuerierWrapper,
    oracle: &Addr,
    asset: &str,
) -> Result<PriceRecord, E>
where
    E: From<StdError> + From<PriceError>,
{
    let record = read_price(querier, oracle, asset)?.ok_or_else(|| PriceError::Missing {
        asset: asset.to_owned(),
    })?;
    Ok(record)
}

/// Reads the record of an asset and refuses one that is not live at `now`, block time in seconds: the price at which
/// new risk is taken. Errors: `Missing`, `Expired`, `NotLive`.
/// The caller's error takes them, and `StdError` of a record that cannot be read.
pub fn read_live_price<E>(
    querier: &QuerierWrapper,
    oracle: &Addr,
    asset: &str,
    now: u64,
) -> Result<PriceRecord, E>
where
    E: From<StdError> + From<PriceError>,
{
    let record = read_known_price::<E>(querier, oracle, asset)?;
    record.ensure_live(asset, now)?;
    Ok(record)
}
