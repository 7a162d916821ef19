//! Emissions: QER that a schedule releases, stream by stream, to the official rewards distributor
//! (dao-rewards-distributor 2.6.0), which pays it by voting power.
//!
//! What a stream has released is never above its schedule, which nothing changes. Governance may pay a part of it only, from
//! now on. Times are Unix seconds, amounts smallest units.

mod execute;
mod query;
mod records;
mod stream;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

pub use self::execute::*;
pub use self::query::*;
pub use self::records::*;
pub use self::stream::*;

/// Most streams.
pub const MAX_STREAMS: usize = 8;
/// Most points of a schedule.
pub const MAX_POINTS: usize = 16;
/// Longest id of a stream, bytes.
pub const MAX_ID_LENGTH: usize = 32;
/// Least length of a schedule, seconds: enough for a chain of tests. A plan for a public chain gives years.
pub const MIN_DURATION: u64 = 60;
/// Greatest length of a schedule, seconds: twenty years of 365 days.
pub const MAX_DURATION: u64 = 630_720_000;
/// The latest start, seconds after instantiation: a year of 365 days.
pub const MAX_START_AFTER: u64 = 31_536_000;
/// The earliest start, seconds before instantiation: 30 days, for a deployment that was interrupted. What has come out by
/// then goes to the first powers.
pub const MAX_START_BEFORE: u64 = 2_592_000;

/// Who is involved. Nothing changes it. `T` is `String` on the wire, `Addr` once checked.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Config<T> {
    /// The cw20 that is released.
    pub token: T,
    /// Gets what governance withheld, after a stream's end: the timelock.
    pub treasury: T,
    /// The official rewards distributor. This contract must be its owner: it makes a distribution for each stream.
    pub distributor: T,
}

/// How much may be released until when. Between two points, and between the start and the first, it grows in a straight
/// line.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// When it starts.
    pub start: u64,
    /// 1 to 16 points, each later and higher than the one before, the first than the start and nothing. The line never gets
    /// steeper, so that no part of the supply comes out faster than before. The last point's amount is the stream's total.
    pub points: Vec<Point>,
}

/// A point of a schedule.
#[cw_serde]
#[derive(Copy)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Seconds after the start.
    pub after: u64,
    /// What may be released in all by then.
    pub released: Uint128,
}

/// A stream at its beginning. `T` is `String` on the wire, `Addr` once checked.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Stream<T> {
    /// 1 to 32 of `a-z 0-9 . _ -`, once each.
    pub id: String,
    /// The voting contract whose powers are the weights.
    pub voting: T,
    /// The contract that announces each change of them; `voting` if none. Another one where they are two, as
    /// dao-voting-cw20-staked and its cw20-stake.
    pub hook_caller: Option<T>,
    /// How much may be released until when.
    pub schedule: Schedule,
    /// Least power in all with which anything is released, so that the first to stake does not get all that came before. 0
    /// counts as 1.
    pub min_power: Uint128,
}

/// Sets the streams up, and has the distributor make a distribution for each. It takes no funds; the tokens may be
/// there already, or come later.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// The owner, the timelock: sets rates.
    pub owner: String,
    /// Who is involved.
    pub config: Config<String>,
    /// 1 to 8 streams.
    pub streams: Vec<Stream<String>>,
}

/// Migrates to the code's version. No parameters.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}
