//! What a borrow does: the verb carries this plan out, a quote shows it. It reads no storage, and queries nothing but
//! what the caller's `contribution_share` queries, so verb and quote compute the same.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{debt_ceil, debt_shares_ceil, split_borrow, BorrowSplit, DebtShares};
use qerun_messages::market::{BorrowLimits, OpenBatch, Pausable};

use crate::batch;
use crate::error::ContractError;
use crate::position::Account;
use crate::risk_context::RiskContext;
use crate::state::{Claim, Pauses, Position};

/// A borrow that keeps to every rule.
pub struct BorrowPlan {
    /// New debt, stablecoins.
    pub amount: Uint128,
    /// Where the amount goes.
    pub split: BorrowSplit,
    /// New debt shares, rounded up.
    pub shares: DebtShares,
    /// All debt shares of the account after.
    pub shares_after: DebtShares,
    /// The account's debt after, stablecoins, rounded up.
    pub debt_after: Uint128,
    /// The account's health after.
    pub health_after: Option<Decimal>,
    /// What each limit allowed, before this borrow.
    pub limits: BorrowLimits,
    /// The account's claim after.
    pub claim_after: Claim,
    /// Whether the contribution goes to the insurance; else it is in the batch.
    pub contribution_to_insurance: bool,
    /// The open batch after.
    pub batch_after: OpenBatch,
    /// Whether this borrow tries to hand that batch over; the reserve may still refuse it.
    pub hands_over: bool,
}

/// Refuses a borrow for every reason that needs no price. Errors: `BorrowingNotOpen`, `Paused`, `ZeroAmount`, `Barred`.
pub fn ensure_may_borrow(
    pauses: &Pauses,
    account: &Account,
    amount: Uint128,
    now: u64,
) -> Result<(), ContractError> {
    if pauses.borrowing_not_open {
        return Err(ContractError::BorrowingNotOpen {});
    }
    pauses.ensure_not_paused(Pausable::Borrow, now)?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    if account.position.barred {
        let user = account.user.clone();
        return Err(ContractError::Barred { user });
    }
    Ok(())
}

/// Plans a borrow of `amount` by an account whose claim is folded. The contribution share is asked for only after
/// every limit has passed, since it may cost a query of the voting contract.
///
/// Errors: one for each limit (the table in the README), those of `contribution_share`, `TooManyUnsettledBatches`.
pub fn plan_borrow(
    context: &RiskContext,
    position: &Position,
    amount: Uint128,
    contribution_share: impl FnOnce() -> Result<Decimal, ContractError>,
) -> Result<BorrowPlan, ContractError> {
    let shares_before = position.shares(&context.market.state)?;
    let limits = context.ensure_within_limits(position.collateral, shares_before, amount)?;
    let split = split_borrow(
        amount,
        context.market.params.cash_share,
        contribution_share()?,
    )?;
    plan_split(context, position, split, limits)
}

/// The rest of the plan: a function of its own, so that it is not compiled anew for each caller's closure.
fn plan_split(
    context: &RiskContext,
    position: &Position,
    split: BorrowSplit,
    limits: BorrowLimits,
) -> Result<BorrowPlan, ContractError> {
    let state = &context.market.state;
    let amount = split
        .paid_out
        .checked_add(split.claim)?
        .checked_add(split.contribution)?;
    let shares = debt_shares_ceil(amount, state.debt_index)?;
    let shares_after = position.shares(state)?.checked_add(shares)?;
    let debt_after = debt_ceil(shares_after, state.debt_index)?;
    let health_after = context.health(
        context.collateral_value(position.collateral),
        context.debt_value(debt_after),
    )?;

    let mut claim_after = position.claim.clone();
    claim_after.add_to_open_batch(state.batch.id, split.claim)?;
    // A contribution buys ETH only while the insurance alone covers the stress with this debt added.
    let contribution_to_insurance = !context.insurance_covers(amount)?;
    let protocol_in = if contribution_to_insurance {
        Uint128::zero()
    } else {
        split.contribution
    };
    let batch_after = batch::add(&state.batch, split.claim, protocol_in, context.market.now)?;
    Ok(BorrowPlan {
        amount,
        split,
        shares,
        shares_after,
        debt_after,
        health_after,
        limits,
        claim_after,
        contribution_to_insurance,
        hands_over: reserve_should_accept(context, &batch_after),
        batch_after,
    })
}

/// Whether the reserve can be expected to accept the batch now.
fn reserve_should_accept(context: &RiskContext, batch: &OpenBatch) -> bool {
    let rule = &context.market.params.batch;
    let ready = |backing| batch::ensure_ready(batch, rule, backing, context.market.now).is_ok();
    context.eth_bid.is_some() && context.backing.as_ref().is_some_and(ready)
}
