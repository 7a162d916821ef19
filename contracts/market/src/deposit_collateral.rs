//! Add collateral: QER sent with the token's `send`. Never paused, needs no price.

use cosmwasm_std::{from_json, DepsMut, Env, MessageInfo, Response};
use cw20::Cw20ReceiveMsg;
use qerun_messages::market::ReceiveMsg;

use crate::error::ContractError;
use crate::events;
use crate::position::Account;
use crate::state::{COLLATERAL, COMPACT_CONFIG};

/// Handles QER's receive hook. Errors: `NotCollateralToken`, `ZeroAmount`, an unreadable payload.
pub fn receive(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    hook: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let token = COMPACT_CONFIG.load(deps.storage)?.assets.token;
    if info.sender != token {
        return Err(ContractError::NotCollateralToken {
            sender: info.sender,
            token,
        });
    }
    if hook.amount.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    let payer = deps.api.addr_validate(&hook.sender)?;
    let ReceiveMsg::DepositCollateral { on_behalf_of } = from_json(&hook.msg)?;
    let user = match on_behalf_of {
        Some(user) => deps.api.addr_validate(&user)?,
        None => payer.clone(),
    };

    let mut account = Account::load(deps.storage, user)?;
    account.position.collateral = account.position.collateral.checked_add(hook.amount)?;
    account.position.forget_borrow_before(env.block.height);
    COLLATERAL.update(deps.storage, |sum| {
        Ok::<_, ContractError>(sum.checked_add(hook.amount)?)
    })?;
    account.save(deps.storage)?;

    let after = account.position.collateral;
    Ok(Response::new().add_event(events::deposit_collateral(
        &payer,
        &account.user,
        hook.amount,
        after,
    )))
}
