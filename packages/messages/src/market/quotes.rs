//! Answers that a wallet asks before it signs: limits and quotes.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128, Uint64};

/// What limits a borrow, each as new debt in stablecoins, rounded down: so much passes, and no unit more.
#[cw_serde]
pub struct BorrowLimits {
    /// By the maximum LTV of the collateral at the bid.
    pub max_ltv: Uint128,
    /// By the market's cash.
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
    /// The most that `borrow` would accept now. Zero if it would refuse every amount: not open yet, paused, barred, no live
    /// price, too little insurance, or less than the minimum debt.
    pub amount: Uint128,
    /// The part of it that would be paid out.
    pub paid_out: Uint128,
    /// Each limit; null unless QER and the stablecoin have a live price and QER's depth is known.
    pub limits: Option<BorrowLimits>,
}

/// Answer to `max_withdraw`.
#[cw_serde]
pub struct MaxWithdrawResponse {
    /// QER of the position.
    pub collateral: Uint128,
    /// Supplied stablecoins after the losses that are certain, at most the market's cash.
    pub supplied: Uint128,
}

/// Answer to `quote_borrow`.
#[cw_serde]
pub struct QuoteBorrowResponse {
    /// Paid to the borrower at once.
    pub paid_out: Uint128,
    /// What is not paid out: `claim` and `contribution` together.
    pub reserve_part: Uint128,
    /// The part of `reserve_part` that buys ETH for the borrower.
    pub claim: Uint128,
    /// The part of `reserve_part` that goes to the protocol.
    pub contribution: Uint128,
    /// Debt after, rounded up; the largest number if that fits no 128 bits.
    pub debt_after: Uint128,
    /// Health after (QER alone); null without a live price, and without debt.
    pub health_after: Option<Decimal>,
    /// Why the borrow would be refused now; null if it would pass.
    pub refused: Option<String>,
    /// Whether it would hand the batch over to the reserve now, which takes more than twice the gas.
    pub hands_over: bool,
    /// From when on the batch that it would join is due by its age, Unix seconds. A borrow from then on may hand the
    /// batch over although the quote said that it would not; so may one before, if other borrows fill the batch.
    pub due_at: u64,
}

/// Answer to `quote_flush`.
#[cw_serde]
pub struct QuoteFlushResponse {
    /// The open batch.
    pub batch_id: Uint64,
    /// Stablecoins in it.
    pub amount: Uint128,
    /// From when on it is due by its age, Unix seconds; zero while it is empty.
    pub due_at: u64,
    /// Whether it would be handed over now.
    pub hands_over: bool,
    /// Why it would not; null if it would.
    pub refused: Option<String>,
}
