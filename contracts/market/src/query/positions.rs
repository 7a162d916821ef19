//! Borrowers: one, a page by health or by address, and what they are owed.

use cosmwasm_std::{Addr, Decimal, Deps};
use qerun_controls::page_length_up_to;
use qerun_math::quote_floor;
use qerun_messages::market::{
    BarredResponse, ClaimResponse, HealthCursor, OwedBatch, OwedListResponse, OwedResponse,
    PositionResponse, PositionsByHealthResponse, PositionsResponse,
};

use super::context::QueryContext;
use super::pages;
use crate::claim::settled_part;
use crate::error::ContractError;
use crate::risk_context::RiskContext;
use crate::state::{Claim, Position, BARRED, OWED, POSITIONS, WOUND_DOWN};

pub fn one(query: &QueryContext, user: String) -> Result<PositionResponse, ContractError> {
    let user = query.deps.api.addr_validate(&user)?;
    let position = POSITIONS
        .may_load(query.deps.storage, &user)?
        .unwrap_or_default();
    let risk = query.risk().ok();
    describe(query, risk.as_ref(), user, position)
}

pub fn by_address(
    query: &QueryContext,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<PositionsResponse, ContractError> {
    let (page, next) = pages::by_address(query.deps, &POSITIONS, start_after, limit)?;
    let risk = query.risk().ok();
    let positions = page
        .into_iter()
        .map(|(user, position)| describe(query, risk.as_ref(), user, position))
        .collect::<Result<_, ContractError>>()?;
    Ok(PositionsResponse { positions, next })
}

pub fn barred(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<BarredResponse, ContractError> {
    let (page, next) = pages::by_address(deps, &BARRED, start_after, limit)?;
    let barred = page.into_iter().map(|(user, _)| user).collect();
    Ok(BarredResponse { barred, next })
}

/// The least healthy first: `BY_HEALTH` is read from its highest key down, so the query costs only what it returns.
pub fn by_health(
    query: &QueryContext,
    start_after: Option<HealthCursor>,
    limit: Option<u32>,
) -> Result<PositionsByHealthResponse, ContractError> {
    let limit = page_length_up_to(limit, 100);
    // One more than the page tells whether it is the last.
    let mut keys = pages::by_health(query.deps, start_after, limit.saturating_add(1))?;
    let more = keys.len() > limit;
    keys.truncate(limit);
    let next = keys.last().filter(|_| more).map(pages::cursor);
    let risk = query.risk().ok();
    let positions = keys
        .into_iter()
        .map(|(_, user)| {
            let position = POSITIONS.load(query.deps.storage, &user)?;
            describe(query, risk.as_ref(), user, position)
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(PositionsByHealthResponse { positions, next })
}

pub fn owed(query: &QueryContext, user: String) -> Result<OwedResponse, ContractError> {
    let user = query.deps.api.addr_validate(&user)?;
    let claim = OWED
        .may_load(query.deps.storage, &user)?
        .unwrap_or_default();
    describe_owed(query, user, claim)
}

pub fn owed_list(
    query: &QueryContext,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<OwedListResponse, ContractError> {
    let (page, next) = pages::by_address(query.deps, &OWED, start_after, limit)?;
    let owed = page
        .into_iter()
        .map(|(user, claim)| describe_owed(query, user, claim))
        .collect::<Result<_, ContractError>>()?;
    Ok(OwedListResponse { owed, next })
}

fn describe(
    query: &QueryContext,
    risk: Option<&RiskContext>,
    user: Addr,
    position: Position,
) -> Result<PositionResponse, ContractError> {
    let state = &query.market.state;
    let (debt_shares, debt) = (position.shares(state)?, position.debt(state)?);
    let claim = query.folded(position.claim)?;
    let (unsent, pending) = claim.unsent_and_pending(state.batch.id)?;
    let claim = ClaimResponse {
        eth: claim.eth,
        unsent,
        pending,
        stable: claim.stable,
    };
    let mut response = PositionResponse {
        user,
        collateral: position.collateral,
        debt,
        debt_shares,
        barred: position.barred,
        collateral_value: None,
        debt_value: None,
        health: None,
        health_with_claim: None,
        claim,
    };
    if let Some(risk) = risk {
        let collateral = risk.collateral_value(response.collateral);
        let debt = risk.debt_value(debt);
        response.health = risk.health(collateral, debt)?;
        response.health_with_claim = match claim_value(risk, &response.claim)? {
            Some(claim) => risk.health(collateral.saturating_add(claim), debt)?,
            None => None,
        };
        response.collateral_value = Some(collateral);
        response.debt_value = Some(debt);
    }
    Ok(response)
}

/// The claim in USD, rounded down: ETH at the bid, stablecoins as insurance counts them.
fn claim_value(
    risk: &RiskContext,
    claim: &ClaimResponse,
) -> Result<Option<Decimal>, ContractError> {
    let Some(bid) = risk.eth_bid else {
        return Ok(None);
    };
    let eth = quote_floor(claim.eth, bid, risk.market.assets.eth_decimals)?;
    let stable = claim.unsent.checked_add(claim.pending)?;
    let stable = risk.stable_value(stable.checked_add(claim.stable)?)?;
    Ok(Some(eth.checked_add(stable)?))
}

fn describe_owed(
    query: &QueryContext,
    user: Addr,
    claim: Claim,
) -> Result<OwedResponse, ContractError> {
    let (mut collectable, mut collectable_stable) = (claim.eth, claim.stable);
    let mut batches = Vec::with_capacity(claim.batches.len());
    for (id, user_in) in claim.batches {
        let settled = settled_part(
            &query.deps.querier,
            &query.market.assets.reserve,
            id,
            user_in,
        );
        let eth = settled.map(|s| s.eth);
        let stable = match settled {
            Some(s) if !s.stable.is_zero() => {
                let left = WOUND_DOWN
                    .may_load(query.deps.storage, id)?
                    .unwrap_or_default();
                Some(s.stable.min(left))
            }
            other => other.map(|s| s.stable),
        };
        collectable = collectable.saturating_add(eth.unwrap_or_default());
        collectable_stable = collectable_stable.saturating_add(stable.unwrap_or_default());
        batches.push(OwedBatch {
            batch_id: id.into(),
            user_in,
            eth,
            stable,
        });
    }
    Ok(OwedResponse {
        user,
        eth: claim.eth,
        stable: claim.stable,
        batches,
        collectable,
        collectable_stable,
    })
}
