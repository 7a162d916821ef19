//! What a wallet asks before it signs: how much may be borrowed or taken out, and what a borrow
//! would do. They go through the same checks as the verbs.

use cosmwasm_std::{Decimal, Deps, Uint128};
use qerun_math::supply_assets_floor;
use qerun_math::{
    amount_ceil, debt_after_borrow_ceil, health_floor, min_collateral_value_ceil, split_borrow,
    MathError,
};
use qerun_messages::market::{
    BorrowLimits, MaxBorrowResponse, MaxWithdrawResponse, OpenBatch, Pausable, QuoteBorrowResponse,
    QuoteFlushResponse,
};
use qerun_messages::reserve::read_backing;

use super::{least, Look};
use crate::batch;
use crate::error::ContractError;
use crate::pause::ensure_not_paused;
use crate::perk::contribution_share;
use crate::position::Account;
use crate::prices::eth_bid;
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
    let shares = account.position.shares(&look.state)?;
    let limits = match scene.limits(account.position.collateral, shares) {
        Ok(limits) => limits,
        // No depth, or figures that no number expresses: nothing can be borrowed either.
        Err(ContractError::NoDepth { .. } | ContractError::Math(MathError::Overflow { .. })) => {
            return Ok(none)
        }
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
    let (held, index) = (account.position.shares(&look.state)?, look.state.debt_index);
    // What no number expresses is refused below, with a reason.
    let debt_after = debt_after_borrow_ceil(held, amount, index).unwrap_or(Uint128::MAX);
    let health_after = match &look.prices {
        Ok(prices) => health_floor(
            prices.collateral_value(config, account.position.collateral),
            params.liquidation_threshold,
            prices.debt_value(config, debt_after),
        )?,
        Err(_) => None,
    };
    let refused = check_borrow(deps, look, &account, amount, share).err();
    let mut state = look.state.clone();
    if let (Ok(scene), None) = (look.scene(), &refused) {
        state.book(&split, !scene.insurance_covers(amount)?, look.now)?;
    }
    Ok(QuoteBorrowResponse {
        cash: split.cash,
        reserve_half: split.claim.checked_add(split.contribution)?,
        claim: split.claim,
        contribution: split.contribution,
        debt_after,
        health_after,
        hands_over: refused.is_none() && departs(deps, look, &state.batch).is_ok(),
        due_at: batch::due_at(&state.batch, &params.batch),
        refused,
    })
}

pub fn quote_flush(deps: Deps, look: &Look) -> Result<QuoteFlushResponse, ContractError> {
    let open = &look.state.batch;
    let refused = departs(deps, look, open).err().map(|e| e.to_string());
    Ok(QuoteFlushResponse {
        batch_id: open.id.into(),
        amount: batch::amount(open)?,
        due_at: batch::due_at(open, &look.params.batch),
        hands_over: refused.is_none(),
        refused,
    })
}

/// Why a batch would not depart now.
fn departs(deps: Deps, look: &Look, batch: &OpenBatch) -> Result<(), ContractError> {
    let backing = read_backing(&deps.querier, &look.config.reserve)?;
    batch::ensure_ready(batch, &look.params.batch, &backing, look.now)?;
    eth_bid(&deps.querier, &look.config, look.now).map(|_| ())
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
    let debt = account.position.debt(&look.state)?;
    if debt.is_zero() {
        return Ok(held);
    }
    let paused = ensure_not_paused(deps.storage, Pausable::WithdrawCollateral, look.now).is_err();
    let (Ok(scene), false) = (look.scene(), paused) else {
        return Ok(Uint128::zero());
    };
    if scene.check_withdrawal(held, debt).is_err() {
        return Ok(Uint128::zero());
    }
    let needed = min_collateral_value_ceil(scene.debt_to_carry(debt), look.params.max_ltv)?;
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
        ensure_not_paused(deps.storage, Pausable::Borrow, look.now)?;
        if amount.is_zero() {
            return Err(ContractError::ZeroAmount {});
        }
        if account.position.barred {
            let user = account.user.clone();
            return Err(ContractError::Barred { user });
        }
        Ok(())
    };
    check().map_err(|e| e.to_string())?;
    let scene = look.scene().map_err(|e| e.to_string())?;
    let check = || -> Result<(), ContractError> {
        let collateral = account.position.collateral;
        let shares = account.position.shares(&look.state)?;
        scene.check_borrow(collateral, shares, amount)?;
        let split = split_borrow(amount, look.params.cash_share, contribution_share?)?;
        let (reserve, open_batch) = (&look.config.reserve, look.state.batch.id);
        let claim = account.position.claim.clone();
        claim
            .folded(deps.storage, &deps.querier, reserve, open_batch)?
            .book(open_batch, split.claim)
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
