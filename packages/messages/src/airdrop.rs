//! The airdrop: QER that people claim with a proof that they are on a list, until a date.
//!
//! The contract knows the root of a Merkle tree over the list ([`Entry`]), not the list. Times are Unix seconds, amounts
//! smallest units.

mod entry;
mod records;

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{HexBinary, Uint128};

pub use self::entry::*;
pub use self::records::*;

/// Most entries of a list: 2^20.
pub const MAX_ENTRIES: u32 = 1_048_576;
/// Most hashes of a proof, which a list of [`MAX_ENTRIES`] needs.
pub const MAX_PROOF: usize = 20;
/// Longest name, bytes.
pub const MAX_NAME_LENGTH: usize = 64;
/// Least time to claim, seconds: enough for a chain of tests. A plan for a public chain gives more.
pub const MIN_DURATION: u64 = 60;
/// Most time to claim, seconds: three years of 365 days.
pub const MAX_DURATION: u64 = 94_608_000;
/// The latest start, seconds after instantiation: a year of 365 days.
pub const MAX_START_AFTER: u64 = 31_536_000;

/// What the airdrop is. Nothing changes it. `T` is `String` on the wire, `Addr` once checked.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Config<T> {
    /// The cw20 that is given away.
    pub token: T,
    /// Gets what nobody has claimed: the timelock.
    pub treasury: T,
    /// Part of each entry, with the chain's id, so that proofs of another airdrop are worth nothing here: 1 to 64 bytes.
    pub name: String,
    /// Root of the tree over all entries, 32 bytes.
    pub root: HexBinary,
    /// Number of entries, 1 to 1,048,576.
    pub count: u32,
    /// Sum of all entries; the contract must be given as much.
    pub total: Uint128,
    /// From when on it can be claimed.
    pub start: u64,
    /// From when on nothing can be claimed any more, and the rest can be returned; 60 s to 3 years after the start.
    pub end: u64,
}

/// Sets the airdrop up. It takes no funds; the tokens may be there already, or come later.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// All that it is, for good.
    pub config: Config<String>,
}

/// Messages to the airdrop. None takes funds.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// Pays the sender's entry to the sender. Nobody claims for another. Errors: `NotStarted`, `Ended`, `Claimed`,
    /// `WrongProof`, `AboveTotal`, `Hash`, `Parameter`.
    Claim {
        /// The entry's place in the list, from 0.
        index: u32,
        /// The entry's amount.
        amount: Uint128,
        /// Siblings on the way to the root, the entry's own first: 32 bytes each, at most 20.
        proof: Vec<HexBinary>,
    },
    /// Sends what nobody has claimed to the treasury, once. Anyone may, from the end on. Errors: `NotEnded`, `Returned`.
    ReturnRest {},
}

/// Queries of the airdrop.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// What the airdrop is.
    #[returns(Config<cosmwasm_std::Addr>)]
    Config {},
    /// What was claimed and returned so far.
    #[returns(TotalsResponse)]
    Totals {},
    /// What an account has claimed. Errors: `Std` for no address.
    #[returns(ClaimedResponse)]
    Claimed {
        /// Its address.
        account: String,
    },
}

/// Answer to `totals`: `total = claimed + returned + left`.
#[cw_serde]
pub struct TotalsResponse {
    /// Sum of all entries.
    pub total: Uint128,
    /// Paid out to accounts.
    pub claimed: Uint128,
    /// Accounts that have claimed.
    pub claims: u32,
    /// Sent to the treasury after the end.
    pub returned: Uint128,
    /// Still to be claimed, or to be returned.
    pub left: Uint128,
}

/// Answer to `claimed`.
#[cw_serde]
pub struct ClaimedResponse {
    /// What the account was paid; null if it has not claimed.
    pub amount: Option<Uint128>,
}

/// Migrates to the code's version. No parameters.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}
