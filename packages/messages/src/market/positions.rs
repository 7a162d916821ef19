//! Answers about borrowers: positions, claims, what is owed.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, Uint128, Uint64};
use qerun_math::DebtShares;

/// A claim in its parts.
#[cw_serde]
#[derive(Default)]
pub struct ClaimResponse {
    /// ETH bought and kept by the reserve.
    pub eth: Uint128,
    /// Stablecoins that have not left the market.
    pub unsent: Uint128,
    /// Stablecoins handed over to the reserve that are not ETH yet: in flight or waiting there.
    pub pending: Uint128,
    /// Stablecoins that came back from a batch that was wound down.
    pub stable: Uint128,
}

/// Answer to `position`. Figures that need a price are null unless QER and the stablecoin have a live one;
/// `health_with_claim` needs one of ETH, too.
#[cw_serde]
pub struct PositionResponse {
    /// The borrower.
    pub user: Addr,
    /// QER pledged.
    pub collateral: Uint128,
    /// Debt, rounded up.
    pub debt: Uint128,
    /// Debt shares, at the state's `index_scale`.
    pub debt_shares: DebtShares,
    /// Whether the account may not borrow.
    pub barred: bool,
    /// The claim, released by repaying.
    pub claim: ClaimResponse,
    /// Collateral at the bid, USD.
    pub collateral_value: Option<Decimal>,
    /// Debt at max(ask, 1), USD.
    pub debt_value: Option<Decimal>,
    /// Collateral value x liquidation threshold / debt value; null without debt. This is the health that limits use.
    pub health: Option<Decimal>,
    /// The same with the claim's value added to the collateral's. For information: no rule uses it.
    pub health_with_claim: Option<Decimal>,
}

/// Where a page of positions by health ended.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct HealthCursor {
    /// The order key: debt shares x 1e18 / collateral, less six digits for each scale of the shares.
    pub order: Uint128,
    /// The borrower of the last position.
    pub user: String,
}

/// Answer to `positions_by_health`.
#[cw_serde]
pub struct PositionsByHealthResponse {
    /// The least healthy first.
    pub positions: Vec<PositionResponse>,
    /// The `start_after` of the next page; null when this page was the last.
    pub next: Option<HealthCursor>,
}

/// Answer to `positions`.
#[cw_serde]
pub struct PositionsResponse {
    /// By address.
    pub positions: Vec<PositionResponse>,
    /// The `start_after` of the next page; null when this page was the last.
    pub next: Option<String>,
}

/// Answer to `barred`.
#[cw_serde]
pub struct BarredResponse {
    /// By address.
    pub barred: Vec<Addr>,
    /// The `start_after` of the next page; null when this page was the last.
    pub next: Option<String>,
}

/// A part of a batch whose ETH or stablecoins the user is owed.
#[cw_serde]
pub struct OwedBatch {
    /// As numbered by the market, from 1.
    pub batch_id: Uint64,
    /// Stablecoins of this part that went into the batch. (In a batch's own record `user_in` is the sum of all borrowers.)
    pub user_in: Uint128,
    /// ETH that they have become; null until the batch settles.
    pub eth: Option<Uint128>,
    /// Stablecoins that came back for them, if the batch was wound down; null until the batch settles.
    pub stable: Option<Uint128>,
}

/// Answer to `owed`.
#[cw_serde]
pub struct OwedResponse {
    /// Who is owed: a borrower or a liquidator.
    pub user: Addr,
    /// ETH whose pay-out failed or that waits to be collected.
    pub eth: Uint128,
    /// The same of stablecoins.
    pub stable: Uint128,
    /// Parts of batches that had not settled when they were released or seized.
    pub batches: Vec<OwedBatch>,
    /// ETH that `collect` would pay now.
    pub collectable: Uint128,
    /// Stablecoins that `collect` would pay now.
    pub collectable_stable: Uint128,
}

/// Answer to `owed_list`.
#[cw_serde]
pub struct OwedListResponse {
    /// By address.
    pub owed: Vec<OwedResponse>,
    /// The `start_after` of the next page; null when this page was the last.
    pub next: Option<String>,
}
