//! What a wallet asks before it signs: how much may be borrowed or taken out, and what a borrow
//! would do. They go through the same checks as the verbs.

use cosmwasm_std::{Decimal, Deps, Uint128};
use qerun_math::supply_assets_floor;
use qerun_math::{
    amount_ceil, debt_ceil, debt_shares_ceil, health_floor, min_collateral_value_ceil, split_borrow,
};
use qerun_messages::market::{
    BorrowLimits, MaxBorrowResponse, MaxWithdrawResponse, Pausable, QuoteBorrowResponse,
};

use super::{least, Look};
use crate::error::ContractError;
use crate::pause::check_not_paused;
use crate::perk::contribution_share;
use crate::position::Account;
use crate::state::SUPPLIERS;

pub fn max_borrow(
    deps: Deps,
    look: &Look,
    user: String,
) -> Result<MaxBorrowResponse, ContractError> {
    let account = Account::load(deps.storage, deps.api.addr_validate(&user)?)?;
    let none = MaxBorrowResponse {
        amount: Uint128::zero(),
        cash: Uint128::zero(),
        limits: None,
    };
    let Ok(scene) = look.scene() else {
        return Ok(none);
    };
    let limits = match scene.limits(account.position.collateral, account.debt(&look.state)?) {
        Ok(limits) => limits,
        Err(ContractError::NoDepth { .. }) => return Ok(none),
        Err(e) => return Err(e),
    };
    let mut amount = smallest(&limits);
    let share = Ok(look.params.contribution_share);
    if check_borrow(deps, look, &account, amount, share).is_err() {
        amount = Uint128::zero();
    }
    let split = split_borrow(
        amount,
        look.params.cash_share,
        look.params.contribution_share,
    )?;
    Ok(MaxBorrowResponse {
        amount,
        cash: split.cash,
        limits: Some(limits),
    })
}

pub fn quote_borrow(
    deps: Deps,
    look: &Look,
    user: String,
    amount: Uint128,
    use_perk: bool,
) -> Result<QuoteBorrowResponse, ContractError> {
    let account = Account::load(deps.storage, deps.api.addr_validate(&user)?)?;
    let (config, params) = (&look.config, &look.params);
    let share = contribution_share(&deps.querier, config, params, &account.user, use_perk);
    let split = split_borrow(
        amount,
        params.cash_share,
        *share.as_ref().unwrap_or(&params.contribution_share),
    )?;
    let index = look.state.debt_index;
    let shares = debt_shares_ceil(amount, index)?;
    let debt_after = debt_ceil(account.position.debt_shares.checked_add(shares)?, index)?;
    let health_after = match &look.prices {
        Ok(prices) => health_floor(
            prices.collateral_value(&look.config, account.position.collateral)?,
            look.params.liquidation_threshold,
            prices.debt_value(&look.config, debt_after)?,
        )?,
        Err(_) => None,
    };
    let refused = check_borrow(deps, look, &account, amount, share).err();
    Ok(QuoteBorrowResponse {
        cash: split.cash,
        reserve_half: split.claim.checked_add(split.contribution)?,
        claim: split.claim,
        contribution: split.contribution,
        debt_after,
        health_after,
        refused,
    })
}

pub fn max_withdraw(
    deps: Deps,
    look: &Look,
    user: String,
) -> Result<MaxWithdrawResponse, ContractError> {
    let account = Account::load(deps.storage, deps.api.addr_validate(&user)?)?;
    let shares = SUPPLIERS
        .may_load(deps.storage, &account.user)?
        .unwrap_or_default();
    let assets = supply_assets_floor(shares, look.state.supplied()?, look.state.supply_shares)?;
    Ok(MaxWithdrawResponse {
        collateral: max_collateral(deps, look, &account)?,
        supplied: assets.min(look.state.cash),
    })
}

fn max_collateral(deps: Deps, look: &Look, account: &Account) -> Result<Uint128, ContractError> {
    let held = account.position.collateral;
    let debt = account.debt(&look.state)?;
    if debt.is_zero() {
        return Ok(held);
    }
    let paused = check_not_paused(deps.storage, Pausable::WithdrawCollateral, look.now).is_err();
    let (Ok(scene), false) = (look.scene(), paused) else {
        return Ok(Uint128::zero());
    };
    if scene.check_withdrawal(held, debt).is_err() {
        return Ok(Uint128::zero());
    }
    let value = scene.prices.debt_value(&look.config, debt)?;
    let needed = min_collateral_value_ceil(value, look.params.max_ltv)?;
    let kept = amount_ceil(
        needed,
        scene.prices.collateral_bid,
        look.config.collateral_decimals,
    )?;
    Ok(held.saturating_sub(kept))
}

/// The refusal that a borrow would meet, as text.
fn check_borrow(
    deps: Deps,
    look: &Look,
    account: &Account,
    amount: Uint128,
    contribution_share: Result<Decimal, ContractError>,
) -> Result<(), String> {
    let check = || -> Result<(), ContractError> {
        check_not_paused(deps.storage, Pausable::Borrow, look.now)?;
        if amount.is_zero() {
            return Err(ContractError::ZeroAmount {});
        }
        Ok(())
    };
    check().map_err(|e| e.to_string())?;
    let scene = look.scene().map_err(|e| e.to_string())?;
    let check = || -> Result<(), ContractError> {
        let collateral = account.position.collateral;
        let debt = account.debt(&look.state)?;
        scene.check_borrow(collateral, debt, amount)?;
        let split = split_borrow(amount, look.params.cash_share, contribution_share?)?;
        let (reserve, open_batch) = (&look.config.reserve, look.state.batch.id);
        let mut claim = account.position.claim.clone();
        claim.book(&deps.querier, reserve, open_batch, split.claim)
    };
    check().map_err(|e| e.to_string())
}

fn smallest(l: &BorrowLimits) -> Uint128 {
    least(&[
        l.collateral,
        l.cash,
        l.account_cap,
        l.debt_cap,
        l.debt_ceiling,
        l.stress,
    ])
}
