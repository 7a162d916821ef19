//! What a user could take out now, by the checks of the verbs.

use cosmwasm_std::Uint128;
use qerun_math::{amount_ceil, min_collateral_value_ceil, supply_assets_floor};
use qerun_messages::market::{MaxWithdrawResponse, Pausable};

use super::context::QueryContext;
use crate::error::ContractError;
use crate::expected_loss::expected_loss;
use crate::pause::ensure_not_paused;
use crate::position::Account;
use crate::state::SUPPLIERS;

pub fn max_withdraw(
    query: &QueryContext,
    user: String,
) -> Result<MaxWithdrawResponse, ContractError> {
    let account = query.account(user)?;
    let state = &query.market.state;
    let shares = SUPPLIERS
        .may_load(query.deps.storage, &account.user)?
        .unwrap_or_default();
    let loss = expected_loss(query.deps, &query.market.assets, state, query.market.now);
    let supplied = state.supplied()?.saturating_sub(loss);
    let assets = supply_assets_floor(shares, supplied, state.supply_shares)?;
    Ok(MaxWithdrawResponse {
        collateral: max_collateral(query, &account)?,
        supplied: assets.min(state.cash),
    })
}

fn max_collateral(query: &QueryContext, account: &Account) -> Result<Uint128, ContractError> {
    let (storage, market) = (query.deps.storage, &query.market);
    let held = account.position.collateral;
    let debt = account.position.debt(&market.state)?;
    if debt.is_zero() {
        return Ok(held);
    }
    let paused = ensure_not_paused(storage, Pausable::WithdrawCollateral, market.now).is_err();
    let (Ok(risk), false) = (query.risk(), paused) else {
        return Ok(Uint128::zero());
    };
    if risk.ensure_withdrawal_within_limits(held, debt).is_err() {
        return Ok(Uint128::zero());
    }
    let needed = min_collateral_value_ceil(risk.debt_at_withdrawal(debt), market.params.max_ltv)?;
    let decimals = query.market.assets.collateral_decimals;
    let kept = amount_ceil(needed, risk.prices.collateral_bid, decimals)?;
    Ok(held.saturating_sub(kept))
}
