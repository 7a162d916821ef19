//! Borrowers: one, a page by health or by address, and what they are owed.

use cosmwasm_std::{Addr, Decimal, Deps, Order};
use cw_storage_plus::Bound;
use qerun_math::{debt_ceil, health_floor, quote_floor};
use qerun_messages::market::{
    ClaimResponse, HealthCursor, OwedBatch, OwedListResponse, OwedResponse, PositionResponse,
    PositionsResponse,
};

use super::{after, exclusive, page, Look};
use crate::claim::settled_eth;
use crate::error::ContractError;
use crate::state::{Claim, Position, BY_HEALTH, OWED, POSITIONS};

pub fn one(deps: Deps, look: &Look, user: String) -> Result<PositionResponse, ContractError> {
    let user = deps.api.addr_validate(&user)?;
    let position = POSITIONS.may_load(deps.storage, &user)?.unwrap_or_default();
    describe(deps, look, user, position)
}

pub fn by_address(
    deps: Deps,
    look: &Look,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<PositionsResponse, ContractError> {
    let start = after(deps, start_after)?;
    let positions = POSITIONS
        .range(deps.storage, exclusive(&start), None, Order::Ascending)
        .take(page(limit, 30))
        .map(|entry| {
            let (user, position) = entry?;
            describe(deps, look, user, position)
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(PositionsResponse {
        positions,
        next: None,
    })
}

/// The least healthy first: the index is read from its end, and costs only what it returns.
pub fn by_health(
    deps: Deps,
    look: &Look,
    start_after: Option<HealthCursor>,
    limit: Option<u32>,
) -> Result<PositionsResponse, ContractError> {
    let start = match start_after {
        Some(c) => Some((c.order.u128(), deps.api.addr_validate(&c.user)?)),
        None => None,
    };
    let max = start
        .as_ref()
        .map(|(order, user)| Bound::exclusive((*order, user)));
    let limit = page(limit, 100);
    // One more than the page tells whether it is the last.
    let mut keys = BY_HEALTH
        .keys(deps.storage, None, max, Order::Descending)
        .take(limit.saturating_add(1))
        .collect::<Result<Vec<(u128, Addr)>, _>>()?;
    let more = keys.len() > limit;
    keys.truncate(limit);
    let next = keys
        .last()
        .filter(|_| more)
        .map(|(order, user)| HealthCursor {
            order: (*order).into(),
            user: user.to_string(),
        });
    let positions = keys
        .into_iter()
        .map(|(_, user)| {
            let position = POSITIONS.load(deps.storage, &user)?;
            describe(deps, look, user, position)
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(PositionsResponse { positions, next })
}

pub fn owed(deps: Deps, look: &Look, user: String) -> Result<OwedResponse, ContractError> {
    let user = deps.api.addr_validate(&user)?;
    let claim = OWED.may_load(deps.storage, &user)?.unwrap_or_default();
    describe_owed(deps, look, user, claim)
}

pub fn owed_list(
    deps: Deps,
    look: &Look,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<OwedListResponse, ContractError> {
    let start = after(deps, start_after)?;
    let owed = OWED
        .range(deps.storage, exclusive(&start), None, Order::Ascending)
        .take(page(limit, 30))
        .map(|entry| {
            let (user, claim) = entry?;
            describe_owed(deps, look, user, claim)
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(OwedListResponse { owed })
}

fn describe(
    deps: Deps,
    look: &Look,
    user: Addr,
    mut position: Position,
) -> Result<PositionResponse, ContractError> {
    let (config, state) = (&look.config, &look.state);
    position
        .claim
        .fold(&deps.querier, &config.reserve, state.batch.id);
    let (unsent, in_flight) = position.claim.parts(state.batch.id)?;
    let claim = ClaimResponse {
        eth: position.claim.eth,
        unsent,
        in_flight,
    };
    let debt = debt_ceil(position.debt_shares, state.debt_index)?;
    let mut response = PositionResponse {
        user,
        collateral: position.collateral,
        debt,
        debt_shares: position.debt_shares,
        collateral_value: None,
        debt_value: None,
        health: None,
        health_with_claim: None,
        claim,
    };
    if let Ok(prices) = &look.prices {
        let collateral = prices.collateral_value(config, response.collateral)?;
        let debt = prices.debt_value(config, debt)?;
        let threshold = look.params.liquidation_threshold;
        response.health = health_floor(collateral, threshold, debt)?;
        response.health_with_claim = match claim_value(look, &response.claim)? {
            Some(claim) => health_floor(collateral.checked_add(claim)?, threshold, debt)?,
            None => None,
        };
        response.collateral_value = Some(collateral);
        response.debt_value = Some(debt);
    }
    Ok(response)
}

/// The claim in USD, rounded down: ETH at the bid, stablecoins as insurance counts them.
fn claim_value(look: &Look, claim: &ClaimResponse) -> Result<Option<Decimal>, ContractError> {
    let (Ok(prices), Some(bid)) = (&look.prices, look.eth_bid) else {
        return Ok(None);
    };
    let eth = quote_floor(claim.eth, bid, look.config.eth_decimals)?;
    let stable = claim.unsent.checked_add(claim.in_flight)?;
    let stable = quote_floor(stable, prices.insurance, look.config.stable_decimals)?;
    Ok(Some(eth.checked_add(stable)?))
}

fn describe_owed(
    deps: Deps,
    look: &Look,
    user: Addr,
    claim: Claim,
) -> Result<OwedResponse, ContractError> {
    let mut collectable = claim.eth;
    let mut batches = Vec::with_capacity(claim.batches.len());
    for (id, contribution) in claim.batches {
        let eth = settled_eth(&deps.querier, &look.config.reserve, id, contribution);
        collectable = collectable.saturating_add(eth.unwrap_or_default());
        batches.push(OwedBatch {
            batch_id: id.into(),
            contribution,
            eth,
        });
    }
    Ok(OwedResponse {
        user,
        eth: claim.eth,
        batches,
        collectable,
    })
}
