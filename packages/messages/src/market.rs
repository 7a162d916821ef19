//! The market: supply one stablecoin, borrow it against QER; who owes and who has a claim.
//!
//! Amounts are in smallest units, USD values are `Decimal` dollars, times are Unix seconds.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Decimal, Uint128, Uint64};
use cw20::Cw20ReceiveMsg;
use cw_ownable::{cw_ownable_execute, cw_ownable_query};
use qerun_math::{RateCurve, Stress};

/// What the market trades and whom it trusts. `T` is `String` on the wire, `Addr` once checked.
#[cw_serde]
pub struct Config<T> {
    /// QER, the collateral: a cw20.
    pub token: T,
    /// The oracle whose records are read raw.
    pub oracle: T,
    /// The reserve that buys and keeps the ETH.
    pub reserve: T,
    /// May pause supply, borrow and withdrawal under debt for a time.
    pub guardian: Option<T>,
    /// Bank denom of the stablecoin.
    pub stable_denom: String,
    /// Decimals of the stablecoin, at most 18.
    pub stable_decimals: u8,
    /// The oracle's id of the stablecoin.
    pub stable_asset: String,
    /// Decimals of QER, at most 18.
    pub collateral_decimals: u8,
    /// The oracle's id of QER.
    pub collateral_asset: String,
    /// Decimals of the reserve's ETH, at most 18.
    pub eth_decimals: u8,
    /// The oracle's id of ETH.
    pub eth_asset: String,
}

/// Risk parameters. Bounds are in code (design.md, table of the market) and checked whole: a set
/// that breaks one, or the price-impact bound, is refused.
#[cw_serde]
pub struct Params {
    /// Most debt per collateral value, at most 0.50.
    pub max_ltv: Decimal,
    /// Debt per collateral value at which health is 1, `max_ltv` + 0.05 ..= 0.70.
    pub liquidation_threshold: Decimal,
    /// Largest liquidation bonus, at most 0.15; until liquidation comes it only feeds the bounds.
    pub max_liquidation_bonus: Decimal,
    /// Part of a borrow that the borrower receives, 0.25 ..= 0.75.
    pub cash_share: Decimal,
    /// Part of the reserve half that goes to the protocol, at most 0.10.
    pub contribution_share: Decimal,
    /// Part of the interest that goes to the insurance, 0.05 ..= 0.50.
    pub insurance_share: Decimal,
    /// Interest by utilisation.
    pub rates: RateCurve,
    /// Smallest debt after a borrow in USD, 1 ..= 1,000.
    pub min_debt: Decimal,
    /// All debt in USD at most `max_ltv` x this x depth, at most 0.25.
    pub debt_cap: Decimal,
    /// One account's debt in USD at most `max_ltv` x this x depth, at most 0.10.
    pub account_cap: Decimal,
    /// Insurance per depth below which nobody can borrow, 0.01 ..= 1.
    pub min_insurance: Decimal,
    /// The set debt ceiling, smallest unit of the stablecoin; the stress bound may be lower.
    pub debt_ceiling: Uint128,
    /// The fall that insurance and ETH must cover.
    pub stress: Stress,
    /// When a batch of reserve halves leaves.
    pub batch: BatchRule,
}

/// A batch is due when it is large enough, or old enough and not empty.
#[cw_serde]
#[derive(Copy)]
pub struct BatchRule {
    /// Stablecoins from which a batch is due, above zero.
    pub min_size: Uint128,
    /// Seconds after its first contribution from which a batch is due, 60 ..= 604,800.
    pub max_age: u64,
}

/// Instantiates the market.
#[cw_serde]
pub struct InstantiateMsg {
    /// Owner: the timelock.
    pub owner: String,
    /// What it trades and whom it trusts.
    pub config: Config<String>,
    /// Risk parameters.
    pub params: Params,
}

/// What may be paused. Repay, add collateral and a supplier's withdrawal never are.
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub enum Pausable {
    /// `supply`.
    Supply,
    /// `borrow`.
    Borrow,
    /// `withdraw_collateral` while there is debt.
    WithdrawCollateral,
}

/// Executes. Those that take the stablecoin demand exactly one coin of it; the others none.
#[cw_ownable_execute]
#[cw_serde]
pub enum ExecuteMsg {
    /// Supply the stablecoins sent; mints shares, rounded down.
    /// Errors: `Paused`, `ZeroShares`, `BelowMinimumShares`.
    Supply {
        /// Who gets the shares; the sender if not given.
        on_behalf_of: Option<String>,
        /// Refuse to mint fewer.
        min_shares: Option<Uint128>,
    },
    /// Withdraw supplied stablecoins, up to the cash; burns shares, rounded up.
    /// Errors: `NothingSupplied`, `InsufficientSupply`, `InsufficientCash`, `BelowMinimumReceived`.
    Withdraw {
        /// Stablecoins; all of the sender's if not given.
        amount: Option<Uint128>,
        /// Refuse to pay fewer.
        min_received: Option<Uint128>,
    },
    /// The QER token's `send`; the payload is a [`ReceiveMsg`].
    Receive(Cw20ReceiveMsg),
    /// Take collateral out; under debt the rest must still carry it at the bid.
    /// Errors: `NoCollateral`, `InsufficientCollateral`, `Paused`, price errors, `ExceedsMaxLtv`,
    /// the caps.
    WithdrawCollateral {
        /// QER; as much as there is if not given.
        amount: Option<Uint128>,
    },
    /// Borrow: debt grows by `amount`, `cash_share` of it is paid out, the rest buys ETH.
    /// Errors: see the market's README, one for each limit.
    Borrow {
        /// New debt, stablecoins.
        amount: Uint128,
        /// Refuse to pay out less.
        min_received: Option<Uint128>,
    },
    /// Repay with the stablecoins sent; what exceeds the debt comes back to the sender. The same
    /// part of the claim is released to the borrower. Works under every pause and without prices.
    /// Errors: `NoDebt`.
    Repay {
        /// Whose debt; the sender's if not given.
        on_behalf_of: Option<String>,
    },
    /// Pay out what a borrower is owed: released parts whose batch has settled since, and releases
    /// that failed. Anyone may; the borrower is paid. Errors: `NothingToCollect`.
    Collect {
        /// Whose; the sender's if not given.
        user: Option<String>,
    },
    /// Hand the open batch to the reserve if it is due. Anyone may. Errors: `BatchNotDue`, and
    /// whatever the reserve says.
    Flush {},
    /// Add the stablecoins sent to the insurance, for good. Anyone may.
    FundInsurance {},
    /// Guardian or owner: pause for a time. The guardian's pause is one-way, lasts 14 days at most
    /// and cannot come again before as long has passed since it ended.
    Pause {
        /// What; no duplicates.
        actions: Vec<Pausable>,
        /// Seconds from now, 1 ..= 1,209,600.
        duration: u64,
    },
    /// Owner only: end pauses.
    Unpause {
        /// What.
        actions: Vec<Pausable>,
    },
    /// Owner only: replace the risk parameters, validated whole.
    UpdateParams {
        /// The new set.
        params: Params,
    },
    /// Owner only: replace or remove the guardian.
    SetGuardian {
        /// `None` removes it.
        guardian: Option<String>,
    },
}

/// What a cw20 `send` of QER to the market may carry.
#[cw_serde]
pub enum ReceiveMsg {
    /// Add the tokens to a position's collateral. Never paused.
    DepositCollateral {
        /// Whose; the sender's if not given.
        on_behalf_of: Option<String>,
    },
}

/// Queries. Figures are accrued to the block's time.
#[cw_ownable_query]
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// What it trades and whom it trusts.
    #[returns(Config<Addr>)]
    Config {},
    /// Risk parameters.
    #[returns(Params)]
    Params {},
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
    },
}

/// Answer to `state`.
#[cw_serde]
pub struct StateResponse {
    /// Stablecoins that can be borrowed or withdrawn.
    pub cash: Uint128,
    /// All debt, rounded up.
    pub debt: Uint128,
    /// All debt shares (a millionth of a unit at index 1).
    pub debt_shares: Uint128,
    /// Debt per share, 1 at the start.
    pub debt_index: Decimal,
    /// What suppliers own, cash and debt less interest due to the insurance.
    pub supplied: Uint128,
    /// All supply shares.
    pub supply_shares: Uint128,
    /// QER pledged.
    pub collateral: Uint128,
    /// The insurance fund's stablecoins.
    pub insurance: Uint128,
    /// Interest due to the insurance that waits for cash.
    pub insurance_due: Uint128,
    /// The batch that is being filled.
    pub batch: OpenBatch,
    /// Debt per supplied, rounded up.
    pub utilisation: Decimal,
    /// Yearly, what borrowers pay.
    pub borrow_rate: Decimal,
    /// Yearly, what suppliers earn, rounded down.
    pub supply_rate: Decimal,
    /// Time of the last accrual that was written.
    pub accrued_at: u64,
}

/// The batch of reserve halves that the market still holds.
#[cw_serde]
#[derive(Default)]
pub struct OpenBatch {
    /// Counts up from 1.
    pub id: u64,
    /// Borrowers' part.
    pub user: Uint128,
    /// The protocol's part.
    pub protocol: Uint128,
    /// Time of its first contribution; zero while empty.
    pub opened_at: u64,
}

/// Until when each action is paused; zero or past if it isn't.
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

/// A claim in its three parts.
#[cw_serde]
#[derive(Default)]
pub struct ClaimResponse {
    /// ETH bought and kept by the reserve.
    pub eth: Uint128,
    /// Stablecoins that have not left the market.
    pub unsent: Uint128,
    /// Stablecoins handed to the reserve that are not ETH yet.
    pub in_flight: Uint128,
}

/// Answer to `position`. Figures that need a price are null while it is stale or missing.
#[cw_serde]
pub struct PositionResponse {
    /// Whose.
    pub user: Addr,
    /// QER pledged.
    pub collateral: Uint128,
    /// Debt, rounded up.
    pub debt: Uint128,
    /// Debt shares.
    pub debt_shares: Uint128,
    /// The claim, released by repaying.
    pub claim: ClaimResponse,
    /// Collateral at the bid, USD.
    pub collateral_value: Option<Decimal>,
    /// Debt at max(ask, 1), USD.
    pub debt_value: Option<Decimal>,
    /// Collateral value x liquidation threshold / debt value; null without debt. Decides.
    pub health: Option<Decimal>,
    /// The same with the claim's value added to the collateral's; for information.
    pub health_with_claim: Option<Decimal>,
}

/// Where a page of positions by health ended.
#[cw_serde]
pub struct HealthCursor {
    /// The order key: debt shares x 1e18 / collateral.
    pub order: Uint128,
    /// Whose.
    pub user: String,
}

/// Answer to `positions_by_health` and `positions`.
#[cw_serde]
pub struct PositionsResponse {
    /// In the order asked for.
    pub positions: Vec<PositionResponse>,
    /// For `positions_by_health`: give it as `start_after`; null when this page was the last.
    pub next: Option<HealthCursor>,
}

/// Contributions to a batch that a borrower is owed the ETH of.
#[cw_serde]
pub struct OwedBatch {
    /// The batch.
    pub batch_id: Uint64,
    /// Stablecoins contributed.
    pub contribution: Uint128,
    /// ETH it has become; null until the batch settles.
    pub eth: Option<Uint128>,
}

/// Answer to `owed`.
#[cw_serde]
pub struct OwedResponse {
    /// Whose.
    pub user: Addr,
    /// ETH whose pay-out failed or waits to be collected.
    pub eth: Uint128,
    /// Released while in flight.
    pub batches: Vec<OwedBatch>,
    /// ETH that `collect` would pay now.
    pub collectable: Uint128,
}

/// Answer to `owed_list`.
#[cw_serde]
pub struct OwedListResponse {
    /// By address.
    pub owed: Vec<OwedResponse>,
}

/// Answer to `supplier`.
#[cw_serde]
pub struct SupplierResponse {
    /// Whose.
    pub user: Addr,
    /// Supply shares.
    pub shares: Uint128,
    /// What they are worth in stablecoins, rounded down.
    pub assets: Uint128,
}

/// Answer to `suppliers`.
#[cw_serde]
pub struct SuppliersResponse {
    /// By address.
    pub suppliers: Vec<SupplierResponse>,
}

/// What limits a borrow, each as new debt in stablecoins, rounded down.
#[cw_serde]
pub struct BorrowLimits {
    /// The collateral at the bid and the maximum LTV.
    pub collateral: Uint128,
    /// Liquid cash.
    pub cash: Uint128,
    /// The account's cap from depth.
    pub account_cap: Uint128,
    /// The cap on all debt from depth.
    pub debt_cap: Uint128,
    /// The set ceiling.
    pub debt_ceiling: Uint128,
    /// The stress bound.
    pub stress: Uint128,
}

/// Answer to `max_borrow`.
#[cw_serde]
pub struct MaxBorrowResponse {
    /// New debt; zero when closed, paused, unpriced, or below the minimum debt.
    pub amount: Uint128,
    /// What of it would be paid out.
    pub cash: Uint128,
    /// Each limit; null when there is no fresh price.
    pub limits: Option<BorrowLimits>,
}

/// Answer to `max_withdraw`.
#[cw_serde]
pub struct MaxWithdrawResponse {
    /// QER.
    pub collateral: Uint128,
    /// Supplied stablecoins, within the cash.
    pub supplied: Uint128,
}

/// Answer to `quote_borrow`.
#[cw_serde]
pub struct QuoteBorrowResponse {
    /// Paid out at once.
    pub cash: Uint128,
    /// The reserve half: claim and contribution.
    pub reserve_half: Uint128,
    /// Of the reserve half, what buys ETH for the borrower's claim.
    pub claim: Uint128,
    /// Of the reserve half, what goes to the protocol.
    pub contribution: Uint128,
    /// Debt after.
    pub debt_after: Uint128,
    /// Health after (QER alone); null if the borrow has no debt to measure.
    pub health_after: Option<Decimal>,
    /// Why the borrow would be refused now; null if it would pass.
    pub refused: Option<String>,
}

/// Migrates to the code's version; nothing to say.
#[cw_serde]
pub struct MigrateMsg {}
