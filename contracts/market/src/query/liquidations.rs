//! What liquidations would do, and what has been written off. The plan is the verb's.

use cosmwasm_std::{Decimal, Deps, StdResult, Uint128};
use qerun_controls::page_length;
use qerun_messages::market::{
    HealthCursor, LiquidatablePosition, LiquidatableResponse, LiquidationQuote,
    QuoteLiquidationResponse, WriteOffs,
};

use super::context::QueryContext;
use super::pages;
use crate::error::ContractError;
use crate::liquidate::ensure_liquidatable;
use crate::liquidation_context::LiquidationContext;
use crate::plan_liquidation::{plan_liquidation, LiquidationPlan};
use crate::position::Account;
use crate::price_reader::PriceReader;
use crate::seizure_cap::load_seized;
use crate::state::WRITE_OFFS;

/// From the head of the order of health as far as health is below 1: costs only what it returns, and one position more.
pub fn liquidatable(
    query: &QueryContext,
    start_after: Option<HealthCursor>,
    limit: Option<u32>,
) -> Result<LiquidatableResponse, ContractError> {
    let reader = reader(query);
    let context = context(query, &reader)?;
    let limit = page_length(limit);
    let keys = pages::by_health(query.deps, start_after, limit.saturating_add(1))?;
    let (mut positions, mut next, mut last) = (Vec::new(), None, None);
    for key in keys {
        let mut account = Account::load(query.deps.storage, key.1.clone())?;
        let Some(health) = unhealthy(&context, &account)? else {
            break;
        };
        if positions.len() >= limit {
            next = last;
            break;
        }
        let planned = ensure_liquidatable(&account, query.height)
            .and_then(|()| plan(query, &reader, &context, &mut account, None));
        let (quote, refused) = answer(planned, &account);
        positions.push(LiquidatablePosition {
            borrower: account.user,
            health,
            quote,
            refused,
        });
        last = Some(pages::cursor(&key));
    }
    Ok(LiquidatableResponse { positions, next })
}

pub fn quote_liquidation(
    query: &QueryContext,
    borrower: String,
    amount: Option<Uint128>,
) -> Result<QuoteLiquidationResponse, ContractError> {
    let mut account = query.account(borrower)?;
    let (quote, refused) = answer(checked(query, &mut account, amount), &account);
    Ok(QuoteLiquidationResponse { quote, refused })
}

pub fn write_offs(deps: Deps) -> StdResult<WriteOffs> {
    Ok(WRITE_OFFS.may_load(deps.storage)?.unwrap_or_default())
}

fn reader<'a>(query: &'a QueryContext) -> PriceReader<'a> {
    PriceReader::new(query.deps.querier, &query.market.assets.oracle)
}

fn context<'a>(
    query: &'a QueryContext,
    reader: &PriceReader,
) -> Result<LiquidationContext<'a>, ContractError> {
    let seized = load_seized(query.deps.storage)?;
    LiquidationContext::read(&seized, reader, &query.market)
}

/// The plan of a liquidation with so many stablecoins, or why it would be refused.
fn checked(
    query: &QueryContext,
    account: &mut Account,
    amount: Option<Uint128>,
) -> Result<LiquidationPlan, ContractError> {
    if amount.is_some_and(|amount| amount.is_zero()) {
        return Err(ContractError::ZeroAmount {});
    }
    ensure_liquidatable(account, query.height)?;
    let reader = reader(query);
    let context = context(query, &reader)?;
    plan(query, &reader, &context, account, amount)
}

/// The same for an account that may be liquidated, at prices that are read.
fn plan(
    query: &QueryContext,
    reader: &PriceReader,
    context: &LiquidationContext,
    account: &mut Account,
    amount: Option<Uint128>,
) -> Result<LiquidationPlan, ContractError> {
    let position = &mut account.position;
    position.claim = query.folded(std::mem::take(&mut position.claim))?;
    let context = context.with_eth_for(reader, position)?;
    plan_liquidation(&context, position, amount)
}

/// The health of an account if it is below 1.
fn unhealthy(
    context: &LiquidationContext,
    account: &Account,
) -> Result<Option<Decimal>, ContractError> {
    let debt = account.position.debt(&context.market.state)?;
    let coverage = context.coverage(account.position.collateral, debt);
    let health = coverage.health_floor(context.market.params.liquidation_threshold)?;
    Ok(health.filter(|health| *health < Decimal::one()))
}

/// A plan as a quote, or the reason for a refusal.
fn answer(
    plan: Result<LiquidationPlan, ContractError>,
    account: &Account,
) -> (Option<LiquidationQuote>, Option<String>) {
    match plan {
        Ok(plan) => (Some(quote(plan, account)), None),
        Err(refusal) => (None, Some(refusal.to_string())),
    }
}

fn quote(plan: LiquidationPlan, account: &Account) -> LiquidationQuote {
    let paid = plan.paid;
    let pending = paid.claim.pending.iter();
    LiquidationQuote {
        borrower: account.user.clone(),
        health: plan.health,
        debt: plan.debt,
        repaid: plan.repaid,
        refunded: plan.refunded,
        bonus: plan.bonus,
        collateral: paid.collateral,
        eth: paid.claim.eth,
        stable: paid.claim.unsent.saturating_add(paid.claim.stable),
        pending: pending.fold(Uint128::zero(), |sum, (_, part)| sum.saturating_add(*part)),
        written_off: plan.unrecoverable,
        debt_after: plan.debt_after,
        collateral_after: plan.collateral_after,
    }
}
