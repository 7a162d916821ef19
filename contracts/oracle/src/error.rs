use cosmwasm_std::{Addr, Decimal, StdError};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::{AccessError, MigrationError, ParameterError};
use qerun_math::MathError;

/// Why the oracle refuses a message. Prices and depths are USD, times Unix seconds.
#[derive(thiserror::Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    Migration(#[from] MigrationError),
    /// Not reached with figures within their bounds.
    #[error(transparent)]
    Math(#[from] MathError),
    #[error(transparent)]
    Access(#[from] AccessError),
    /// A guard or the length of a list: out of its bounds, too far from the one in force, or changed too soon.
    #[error(transparent)]
    Parameter(#[from] ParameterError),

    #[error("asset id {asset:?} is not 1 to {max} of a-z 0-9 . _ -")]
    InvalidAsset { asset: String, max: usize },
    #[error("unknown asset {asset}")]
    UnknownAsset { asset: String },
    #[error("{asset} is named twice")]
    DuplicateAsset { asset: String },

    #[error("{sender} is no feeder of {asset}")]
    NotFeeder { sender: Addr, asset: String },
    #[error("the price of {asset} is zero")]
    ZeroPrice { asset: String },
    /// `name` is `price` or `depth`.
    #[error("{name} of {asset}: {value} is above {max}")]
    TooLarge {
        name: &'static str,
        asset: String,
        value: Decimal,
        max: Decimal,
    },
    #[error("timestamp {timestamp} of {asset} is later than the block's {now}")]
    FromFuture {
        asset: String,
        timestamp: u64,
        now: u64,
    },
    #[error("timestamp {timestamp} of {asset} is not later than the last one, {last}")]
    NotNewer {
        asset: String,
        timestamp: u64,
        last: u64,
    },
    #[error("timestamp {timestamp} of {asset} is outdated: the oldest that counts is {oldest}")]
    Outdated {
        asset: String,
        timestamp: u64,
        oldest: u64,
    },

    #[error("feeder {feeder} is named twice")]
    DuplicateFeeder { feeder: Addr },
    /// `origin` is a feed, a pool, a pair, or the asset of another contract.
    #[error("source {origin} is named twice")]
    DuplicateSource { origin: String },
    #[error("{feed_id:?} is not 64 lower-case hexadecimal digits")]
    InvalidFeedId { feed_id: String },
    #[error("{token} is named as both tokens of a pool")]
    SameToken { token: String },
    #[error("a pool of {asset} cannot be quoted in {asset}")]
    QuotedInItself { asset: String },
    #[error(
        "a pool of {asset} cannot be quoted in {quote_asset}, which has its price from a pool"
    )]
    QuotedInPool { asset: String, quote_asset: String },
    #[error("{name} is {old}: it can only be removed once it is {highest}")]
    LimitLifted {
        name: &'static str,
        old: Decimal,
        highest: Decimal,
    },
    /// `source_number` counts the sources of the new list from 1.
    #[error(
        "source {source_number} of {asset} is at {price}, more than {max_deviation} away from the \
         published price {published}"
    )]
    FarFromPublished {
        asset: String,
        source_number: usize,
        price: Decimal,
        published: Decimal,
        max_deviation: Decimal,
    },
    /// An asset is idle a day after its price expired or was halted.
    #[error("{asset} is in use; it is idle from {idle_at} at the earliest")]
    InUse { asset: String, idle_at: u64 },
    /// It never changed, or the change was put back already.
    #[error("{asset} has no change to put back")]
    NothingToRevert { asset: String },
    #[error("the last change of {asset} could be put back until {until}")]
    TooLateToRevert { asset: String, until: u64 },
    #[error("{asset} is halted already")]
    AlreadyHalted { asset: String },
    #[error("{asset} is not halted")]
    NotHalted { asset: String },
}
