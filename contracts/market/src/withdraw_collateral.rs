//! Take collateral out. Without debt it needs no price and cannot be paused.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};
use qerun_messages::market::Pausable;

use crate::accrue::AccruedMarket;
use crate::error::ContractError;
use crate::events;
use crate::pause::ensure_not_paused;
use crate::pay_out::pay_collateral;
use crate::position::Account;
use crate::risk_context::RiskContext;
use crate::state::{COLLATERAL, COMPACT_CONFIG};

/// Pays QER out of the sender's position. See `ExecuteMsg::WithdrawCollateral`.
pub fn withdraw_collateral(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    amount: Option<Uint128>,
) -> Result<Response, ContractError> {
    let token = COMPACT_CONFIG.load(deps.storage)?.assets.token;
    let mut account = Account::load(deps.storage, info.sender)?;
    let available = account.position.collateral;
    if available.is_zero() {
        return Err(ContractError::NoCollateral { user: account.user });
    }
    let requested = amount.unwrap_or(available);
    if requested.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    let left =
        available
            .checked_sub(requested)
            .map_err(|_| ContractError::InsufficientCollateral {
                available,
                requested,
            })?;
    account.position.collateral = left;
    account.position.forget_borrow_before(env.block.height);

    if !account.position.debt_shares.is_zero() {
        let now = env.block.time.seconds();
        ensure_not_paused(deps.storage, Pausable::WithdrawCollateral, now)?;
        let market = AccruedMarket::load(deps.storage, now)?;
        let context = RiskContext::read(&deps.querier, &market)?;
        let debt = account.position.debt(&market.state)?;
        context.ensure_withdrawal_within_limits(left, debt)?;
        // The interest is not saved: the next verb that moves money does that.
    }

    account.save(deps.storage)?;
    COLLATERAL.update(deps.storage, |sum| {
        Ok::<_, ContractError>(sum.checked_sub(requested)?)
    })?;

    let event = events::withdraw_collateral(&account.user, requested, left);
    let paid = pay_collateral(&token, &account.user, requested)?;
    Ok(Response::new().add_event(event).add_message(paid))
}
