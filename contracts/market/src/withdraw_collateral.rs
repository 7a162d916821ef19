//! Take collateral out. Without debt it needs no price and cannot be paused.

use cosmwasm_std::{to_json_binary, DepsMut, Env, MessageInfo, Response, Uint128, WasmMsg};
use cw20::Cw20ExecuteMsg;
use qerun_messages::market::Pausable;

use crate::error::ContractError;
use crate::events;
use crate::limits::Scene;
use crate::params::in_force;
use crate::pause::ensure_not_paused;
use crate::position::Account;
use crate::prices::Prices;
use crate::state::{COLLATERAL, CONFIG, STATE};

/// Pays QER out of the sender's position. See `ExecuteMsg::WithdrawCollateral`.
pub fn withdraw_collateral(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    amount: Option<Uint128>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
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

    if !account.position.debt_shares.is_zero() {
        let now = env.block.time.seconds();
        ensure_not_paused(deps.storage, Pausable::WithdrawCollateral, now)?;
        let params = in_force(deps.storage, now)?;
        let mut state = STATE.load(deps.storage)?;
        state.accrue(&(&params).into(), now)?;
        let prices = Prices::read(&deps.querier, &config, now)?;
        let scene = Scene {
            config: &config,
            params: &params,
            state: &state,
            prices: &prices,
            backing: None,
            eth_bid: None,
        };
        let debt = account.position.debt(&state)?;
        scene.check_withdrawal(left, debt)?;
        // The accrual above is only looked at: the next verb that moves money writes it.
    }

    account.save(deps.storage)?;
    COLLATERAL.update(deps.storage, |sum| {
        Ok::<_, ContractError>(sum.checked_sub(requested)?)
    })?;

    let event = events::withdraw_collateral(&account.user, requested, left);
    Ok(Response::new()
        .add_event(event)
        .add_message(WasmMsg::Execute {
            contract_addr: config.token.into_string(),
            msg: to_json_binary(&Cw20ExecuteMsg::Transfer {
                recipient: account.user.into_string(),
                amount: requested,
            })?,
            funds: vec![],
        }))
}
