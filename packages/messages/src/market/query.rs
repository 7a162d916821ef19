//! What people ask the market to tell.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Uint128;
use cw_ownable::cw_ownable_query;

use super::*;

/// Queries. Figures are accrued to the block's time.
#[cw_ownable_query]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// What it trades and whom it trusts.
    #[returns(Config<cosmwasm_std::Addr>)]
    Config {},
    /// Risk parameters as set; while the liquidation threshold ramps another one is in force.
    #[returns(Params)]
    Params {},
    /// The liquidation threshold as set and as in force, and when parameters may change again.
    #[returns(ThresholdResponse)]
    Threshold {},
    /// Totals and rates.
    #[returns(StateResponse)]
    State {},
    /// What is paused until when.
    #[returns(PausesResponse)]
    Pauses {},
    /// One borrower.
    #[returns(PositionResponse)]
    Position {
        /// Whose.
        user: String,
    },
    /// Borrowers with debt, the least healthy first.
    #[returns(PositionsResponse)]
    PositionsByHealth {
        /// `next` of the page before.
        start_after: Option<HealthCursor>,
        /// At most 100, default 10.
        limit: Option<u32>,
    },
    /// Everyone with a position, by address.
    #[returns(PositionsResponse)]
    Positions {
        /// Last address of the page before.
        start_after: Option<String>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
    /// What a borrower is owed beyond his position.
    #[returns(OwedResponse)]
    Owed {
        /// Whose.
        user: String,
    },
    /// Everyone who is owed something, by address.
    #[returns(OwedListResponse)]
    OwedList {
        /// Last address of the page before.
        start_after: Option<String>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
    /// One supplier.
    #[returns(SupplierResponse)]
    Supplier {
        /// Whose.
        user: String,
    },
    /// Suppliers by address.
    #[returns(SuppliersResponse)]
    Suppliers {
        /// Last address of the page before.
        start_after: Option<String>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
    /// The most a user could borrow now and what limits it.
    #[returns(MaxBorrowResponse)]
    MaxBorrow {
        /// Whose.
        user: String,
    },
    /// The most QER and stablecoins a user could take out now.
    #[returns(MaxWithdrawResponse)]
    MaxWithdraw {
        /// Whose.
        user: String,
    },
    /// What a borrow would do.
    #[returns(QuoteBorrowResponse)]
    QuoteBorrow {
        /// Whose.
        user: String,
        /// New debt.
        amount: Uint128,
        /// As in `borrow`; false if not given.
        use_perk: Option<bool>,
    },
}
