//! Queries of emissions and their answers.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Decimal, Uint128};

use super::Schedule;

/// Queries of emissions.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Who is involved.
    #[returns(super::Config<Addr>)]
    Config {},
    /// A stream. Errors: `UnknownStream`.
    #[returns(StreamResponse)]
    Stream {
        /// Its id.
        id: String,
    },
    /// All streams, at most 8, by rising id.
    #[returns(StreamsResponse)]
    Streams {},
    /// Owner and pending owner.
    #[returns(cw_ownable::Ownership<Addr>)]
    Ownership {},
}

/// A stream now: `scheduled = released + due + withheld`, and `scheduled <= total`.
#[cw_serde]
pub struct StreamResponse {
    /// Its id.
    pub id: String,
    /// The voting contract whose powers are the weights.
    pub voting: Addr,
    /// The contract that announces each change of them.
    pub hook_caller: Addr,
    /// The id of its distribution in the distributor.
    pub distribution: u64,
    /// How much may be released until when.
    pub schedule: Schedule,
    /// Least power in all with which anything is released.
    pub min_power: Uint128,
    /// The part of the schedule that is paid now.
    pub rate: Decimal,
    /// All that it will ever release.
    pub total: Uint128,
    /// What the schedule has let out by now.
    pub scheduled: Uint128,
    /// Sent to the distributor.
    pub released: Uint128,
    /// Could be sent now.
    pub due: Uint128,
    /// Not paid by governance's decision.
    pub withheld: Uint128,
    /// The part of `withheld` that went to the treasury.
    pub returned: Uint128,
}

/// Answer to `streams`.
#[cw_serde]
pub struct StreamsResponse {
    /// Every stream.
    pub streams: Vec<StreamResponse>,
}
