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
    /// Until when each action is paused.
    #[returns(PausesResponse)]
    Pauses {},
    /// When borrowing was opened, and what is missing for it now.
    #[returns(MilestonesResponse)]
    Milestones {},
    /// One borrower.
    #[returns(PositionResponse)]
    Position {
        /// The borrower.
        user: String,
    },
    /// Borrowers with debt, the least healthy first.
    #[returns(PositionsByHealthResponse)]
    PositionsByHealth {
        /// `next` of the page before.
        start_after: Option<HealthCursor>,
        /// 1 to 100, default 10; others count as the nearest.
        limit: Option<u32>,
    },
    /// Positions that can be liquidated now, the least healthy first, each with the quote of a liquidation of all that
    /// may be repaid. Errors: without a price to liquidate at.
    #[returns(LiquidatableResponse)]
    Liquidatable {
        /// `next` of the page before.
        start_after: Option<HealthCursor>,
        /// 1 to 30, default 10; others count as the nearest.
        limit: Option<u32>,
    },
    /// What a liquidation would do. Any amount is answered.
    #[returns(QuoteLiquidationResponse)]
    QuoteLiquidation {
        /// Whose position.
        borrower: String,
        /// Stablecoins sent; as much as may be repaid if not given.
        amount: Option<Uint128>,
    },
    /// What has been written off so far, and who bore it.
    #[returns(WriteOffs)]
    WriteOffs {},
    /// Everyone with a position, by address, and the accounts that are barred.
    #[returns(PositionsResponse)]
    Positions {
        /// `next` of the page before.
        start_after: Option<String>,
        /// 1 to 30, default 10; others count as the nearest.
        limit: Option<u32>,
    },
    /// What a borrower or a liquidator is owed, whether or not he has a position.
    #[returns(OwedResponse)]
    Owed {
        /// Who is owed.
        user: String,
    },
    /// Everyone who is owed something, by address.
    #[returns(OwedListResponse)]
    OwedList {
        /// `next` of the page before.
        start_after: Option<String>,
        /// 1 to 30, default 10; others count as the nearest.
        limit: Option<u32>,
    },
    /// One supplier.
    #[returns(SupplierResponse)]
    Supplier {
        /// The supplier.
        user: String,
    },
    /// Suppliers by address.
    #[returns(SuppliersResponse)]
    Suppliers {
        /// `next` of the page before.
        start_after: Option<String>,
        /// 1 to 30, default 10; others count as the nearest.
        limit: Option<u32>,
    },
    /// The most a user could borrow now and what limits it.
    #[returns(MaxBorrowResponse)]
    MaxBorrow {
        /// The user.
        user: String,
    },
    /// The most QER and stablecoins a user could take out now.
    #[returns(MaxWithdrawResponse)]
    MaxWithdraw {
        /// The user.
        user: String,
    },
    /// Who may not borrow, by address.
    #[returns(BarredResponse)]
    Barred {
        /// `next` of the page before.
        start_after: Option<String>,
        /// 1 to 30, default 10; others count as the nearest.
        limit: Option<u32>,
    },
    /// What `flush` would do.
    #[returns(QuoteFlushResponse)]
    QuoteFlush {},
    /// What a borrow would do. Any amount is answered.
    #[returns(QuoteBorrowResponse)]
    QuoteBorrow {
        /// The user.
        user: String,
        /// New debt.
        amount: Uint128,
        /// As in `borrow`; false if not given.
        use_perk: Option<bool>,
    },
}
