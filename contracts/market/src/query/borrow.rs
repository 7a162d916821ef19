//! What a wallet asks before it signs a borrow: how much it may be, and what it would do. The plan is the verb's.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{split_borrow, MathError};
use qerun_messages::market::{BorrowLimits, MaxBorrowResponse, QuoteBorrowResponse};

use super::context::QueryContext;
use crate::batch::due_at;
use crate::error::ContractError;
use crate::perk::contribution_share;
use crate::plan_borrow::{ensure_may_borrow, plan_borrow, BorrowPlan};
use crate::position::Account;
use crate::state::PAUSES;

type Share = Result<Decimal, ContractError>;

pub fn max_borrow(query: &QueryContext, user: String) -> Result<MaxBorrowResponse, ContractError> {
    let account = query.account(user)?;
    let none = MaxBorrowResponse {
        amount: Uint128::zero(),
        paid_out: Uint128::zero(),
        limits: None,
    };
    let Ok(risk) = query.risk() else {
        return Ok(none);
    };
    let shares = account.position.shares(&query.market.state)?;
    let limits = match risk.limits(account.position.collateral, shares) {
        Ok(limits) => limits,
        // No depth, or figures that no number expresses: nothing can be borrowed either.
        Err(ContractError::NoDepth { .. } | ContractError::Math(MathError::Overflow { .. })) => {
            return Ok(none)
        }
        Err(e) => return Err(e),
    };
    let share = query.market.params.contribution_share;
    let plan = plan(query, account, smallest(&limits), Ok(share));
    let (amount, paid_out) =
        plan.map_or_else(|_| Default::default(), |p| (p.amount, p.split.paid_out));
    Ok(MaxBorrowResponse {
        amount,
        paid_out,
        limits: Some(limits),
    })
}

pub fn quote_borrow(
    query: &QueryContext,
    user: String,
    amount: Uint128,
    use_perk: bool,
) -> Result<QuoteBorrowResponse, ContractError> {
    let account = query.account(user)?;
    let (deps, params) = (&query.deps, &query.market.params);
    let borrower = &account.user;
    let share = contribution_share(&deps.querier, deps.storage, params, borrower, use_perk);
    let mut quote = unplanned_quote(query, &account, amount, &share)?;
    match plan(query, account, amount, share) {
        Ok(plan) => {
            quote.debt_after = plan.debt_after;
            quote.health_after = plan.health_after;
            quote.hands_over = plan.hands_over;
            quote.due_at = due_at(&plan.batch_after, &params.batch);
        }
        Err(refusal) => quote.refused = Some(refusal.to_string()),
    }
    Ok(quote)
}

/// The plan of a borrow, or why it would be refused.
fn plan(
    query: &QueryContext,
    mut account: Account,
    amount: Uint128,
    share: Share,
) -> Result<BorrowPlan, ContractError> {
    let pauses = PAUSES.load(query.deps.storage)?;
    ensure_may_borrow(&pauses, &account, amount, query.market.now)?;
    let risk = query.risk()?;
    account.position.claim = query.folded(account.position.claim)?;
    plan_borrow(&risk, &account.position, amount, || share)
}

/// What can be told of a borrow without a plan: at the ordinary contribution share if there is no other, and without
/// health if there is no price.
fn unplanned_quote(
    query: &QueryContext,
    account: &Account,
    amount: Uint128,
    share: &Share,
) -> Result<QuoteBorrowResponse, ContractError> {
    let (state, params) = (&query.market.state, &query.market.params);
    let share = *share.as_ref().unwrap_or(&params.contribution_share);
    let split = split_borrow(amount, params.cash_share, share)?;
    let debt_after = state.debt_after_borrow(account.position.shares(state)?, amount);
    let health_after = match query.risk() {
        Ok(risk) => {
            let collateral = risk.collateral_value(account.position.collateral);
            risk.health(collateral, risk.debt_value(debt_after))?
        }
        Err(_) => None,
    };
    Ok(QuoteBorrowResponse {
        paid_out: split.paid_out,
        reserve_part: split.claim.checked_add(split.contribution)?,
        claim: split.claim,
        contribution: split.contribution,
        debt_after,
        health_after,
        refused: None,
        hands_over: false,
        due_at: due_at(&state.batch, &params.batch),
    })
}

fn smallest(l: &BorrowLimits) -> Uint128 {
    let others = [l.cash, l.account_cap, l.debt_cap, l.debt_ceiling, l.stress];
    others.into_iter().fold(l.max_ltv, Uint128::min)
}
