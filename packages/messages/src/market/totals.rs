//! Answers about the whole market: totals, rates, the threshold, pauses, suppliers.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_math::{DebtShares, SupplyShares};

/// Answer to `state`.
#[cw_serde]
pub struct StateResponse {
    /// Stablecoins that can be borrowed or withdrawn.
    pub cash: Uint128,
    /// All debt, rounded up.
    pub debt: Uint128,
    /// All debt shares (a millionth of a unit at index 1).
    pub debt_shares: DebtShares,
    /// Debt per share, 1 at the start. It does not move while nobody owes anything.
    pub debt_index: Decimal,
    /// How often the index has been divided by a million, and all shares multiplied by a million: 0 until the index
    /// has reached a million for the first time.
    pub index_scale: u32,
    /// What suppliers own: cash, debt and deficit, less interest due to the insurance.
    pub supplied: Uint128,
    /// All supply shares.
    pub supply_shares: SupplyShares,
    /// QER pledged.
    pub collateral: Uint128,
    /// The insurance fund's stablecoins.
    pub insurance: Uint128,
    /// Interest due to the insurance that waits for cash.
    pub insurance_due: Uint128,
    /// Debt that was written off against earmarked ETH and is not paid yet, stablecoins: the conservative value of
    /// `earmarked`, which the storefront sells.
    pub deficit: Uint128,
    /// The reserve's own ETH that is set aside for losses, smallest unit. It is not zero while there is a deficit, and can be
    /// without one: what was earmarked without a fresh price is booked at nothing.
    pub earmarked: Uint128,
    /// Stablecoins kept for claims: of batches that were wound down, and owed since a pay-out failed. Cash, insurance,
    /// batch and this add up to what the market holds.
    pub kept: Uint128,
    /// The open batch.
    pub batch: OpenBatch,
    /// Debt divided by debt and cash together, rounded up.
    pub utilisation: Decimal,
    /// Yearly, what borrowers pay.
    pub borrow_rate: Decimal,
    /// Yearly, what suppliers earn, rounded down.
    pub supply_rate: Decimal,
    /// Time of the last accrual that was written.
    pub accrued_at: u64,
}

/// The batch in which the market collects the reserve parts of borrows, until it is handed over.
#[cw_serde]
#[derive(Default)]
pub struct OpenBatch {
    /// Counts up from 1.
    pub id: u64,
    /// Stablecoins of the borrowers' claims.
    pub user_in: Uint128,
    /// Stablecoins of the protocol: its contributions.
    pub protocol_in: Uint128,
    /// When the first stablecoins came in; zero while empty.
    pub opened_at: u64,
}

/// Answer to `threshold`.
#[cw_serde]
pub struct ThresholdResponse {
    /// The liquidation threshold as set.
    pub set: Decimal,
    /// What is in force now, rounded up: health, limits and quotes use it.
    pub effective: Decimal,
    /// When what is in force will have come down to what is set; null when it has.
    pub ramp_end: Option<u64>,
    /// From when on the owner may update the parameters; zero or past if he may now.
    pub params_ready_at: u64,
}

/// Until when each action is paused, Unix seconds; zero or past if it is not.
#[cw_serde]
#[derive(Default)]
pub struct PausesResponse {
    /// `supply`.
    pub supply: u64,
    /// `borrow`.
    pub borrow: u64,
    /// `withdraw_collateral` under debt.
    pub withdraw_collateral: u64,
}

/// Answer to `supplier`.
#[cw_serde]
pub struct SupplierResponse {
    /// The supplier.
    pub user: Addr,
    /// Supply shares.
    pub shares: SupplyShares,
    /// What they are worth in stablecoins, rounded down.
    pub assets: Uint128,
}

/// Answer to `suppliers`.
#[cw_serde]
pub struct SuppliersResponse {
    /// By address.
    pub suppliers: Vec<SupplierResponse>,
    /// The `start_after` of the next page; null when this page was the last.
    pub next: Option<String>,
}
