use cosmwasm_std::{Addr, Decimal, StdError};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::AccessError;
use qerun_math::MathError;

/// Why the oracle refuses a message.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, addresses, encoding.
    #[error(transparent)]
    Std(#[from] StdError),
    /// Refused by the two-step ownership.
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    /// Funds were attached.
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// A figure out of range; not reached with accepted parameters.
    #[error(transparent)]
    Math(#[from] MathError),
    /// Neither guardian nor owner.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// Not among the asset's feeders.
    #[error("{sender} is no feeder of {asset}")]
    NotFeeder {
        /// Who sent it.
        sender: Addr,
        /// The asset.
        asset: String,
    },
    /// No configuration of the asset.
    #[error("unknown asset {asset}")]
    UnknownAsset {
        /// As asked for.
        asset: String,
    },
    /// The asset id is malformed.
    #[error("asset id {asset:?} is not 1 to {max} of a-z 0-9 . _ -")]
    InvalidAsset {
        /// As given.
        asset: String,
        /// Longest length.
        max: usize,
    },
    /// An asset twice in one message.
    #[error("{asset} is named twice")]
    DuplicateAsset {
        /// The asset.
        asset: String,
    },
    /// A list that is empty or too long.
    #[error("{list}: {length} entries, must be {min} to {max}")]
    ListLength {
        /// Which list.
        list: &'static str,
        /// Its length.
        length: usize,
        /// Shortest.
        min: usize,
        /// Longest.
        max: usize,
    },
    /// A price of zero.
    #[error("the price of {asset} is zero")]
    ZeroPrice {
        /// The asset.
        asset: String,
    },
    /// A price or depth beyond every bound.
    #[error("{what} of {asset}: {value} is above {max}")]
    TooLarge {
        /// `price` or `depth`.
        what: &'static str,
        /// The asset.
        asset: String,
        /// As given.
        value: Decimal,
        /// Greatest accepted.
        max: Decimal,
    },
    /// A timestamp later than the block.
    #[error("timestamp {timestamp} of {asset} is later than the block's {now}")]
    FromFuture {
        /// The asset.
        asset: String,
        /// As given.
        timestamp: u64,
        /// Block time, seconds.
        now: u64,
    },
    /// A timestamp not later than the feeder's last one.
    #[error("timestamp {timestamp} of {asset} is not later than the last one, {last}")]
    NotNewer {
        /// The asset.
        asset: String,
        /// As given.
        timestamp: u64,
        /// The slot's.
        last: u64,
    },
    /// A price that would not count any more.
    #[error("timestamp {timestamp} of {asset} is outdated: the oldest that counts is {oldest}")]
    Outdated {
        /// The asset.
        asset: String,
        /// As given.
        timestamp: u64,
        /// Block time less the source's maximum age.
        oldest: u64,
    },
    /// A feeder twice in an asset's sources.
    #[error("feeder {feeder} is named twice")]
    DuplicateFeeder {
        /// The feeder.
        feeder: String,
    },
    /// An age limit outside its bounds.
    #[error("{parameter}: {value} s, must be {min} to {max} s")]
    AgeOutOfRange {
        /// Which age.
        parameter: &'static str,
        /// As given.
        value: u64,
        /// Shortest.
        min: u64,
        /// Longest.
        max: u64,
    },
    /// A parameter outside its bounds.
    #[error("{parameter}: {value} must be {min} to {max}")]
    ParameterOutOfRange {
        /// Which one.
        parameter: &'static str,
        /// As given.
        value: Decimal,
        /// Least.
        min: Decimal,
        /// Greatest.
        max: Decimal,
    },
    /// More live sources demanded than there are, or none.
    #[error("min_sources: {min_sources}, must be 1 to {sources}")]
    MinSourcesOutOfRange {
        /// As given.
        min_sources: u32,
        /// Number of sources.
        sources: usize,
    },
    /// A figure would move too far at once.
    #[error("{parameter} would be {value}, one step reaches {min} ..= {max}")]
    ParamStep {
        /// Which one.
        parameter: &'static str,
        /// As given.
        value: Decimal,
        /// Least now.
        min: Decimal,
        /// Greatest now.
        max: Decimal,
    },
    /// The record's lifetime would move too far at once.
    #[error("max_age would be {value} s, one step reaches {min} ..= {max} s")]
    AgeStep {
        /// As given.
        value: u64,
        /// Shortest now.
        min: u64,
        /// Longest now.
        max: u64,
    },
    /// The number of live sources demanded would move too far at once.
    #[error("min_sources would be {min_sources}, one step reaches {min} ..= {max}")]
    MinSourcesStep {
        /// As given.
        min_sources: u32,
        /// Least now.
        min: u32,
        /// Greatest now.
        max: u32,
    },
    /// A limit of growth is lifted before it is the highest.
    #[error("{parameter} is {old}, it can be lifted from {highest} only")]
    LimitLifted {
        /// Which one.
        parameter: &'static str,
        /// As it is.
        old: Decimal,
        /// From where it could be lifted.
        highest: Decimal,
    },
    /// The asset was changed less than a day ago.
    #[error("{asset} may be changed again from {ready_at}")]
    CoolDown {
        /// The asset.
        asset: String,
        /// Seconds.
        ready_at: u64,
    },
    /// A new source disagrees with the price in force.
    #[error(
        "source {source_number} of {asset} says {price}, more than {max_deviation} away from the running price {running}"
    )]
    FarFromRunning {
        /// The asset.
        asset: String,
        /// The source's place in the new list, from 1.
        source_number: usize,
        /// What it says.
        price: Decimal,
        /// The price in force.
        running: Decimal,
        /// Greatest share by which they may differ.
        max_deviation: Decimal,
    },
    /// Someone can rely on the asset's price.
    #[error("{asset} is in use; it is idle from {idle_at} at the earliest")]
    InUse {
        /// The asset.
        asset: String,
        /// Seconds; a day after its price expired or was halted.
        idle_at: u64,
    },
    /// Halted already.
    #[error("{asset} is halted already")]
    AlreadyHalted {
        /// The asset.
        asset: String,
    },
    /// Nothing to resume.
    #[error("{asset} is not halted")]
    NotHalted {
        /// The asset.
        asset: String,
    },
}
