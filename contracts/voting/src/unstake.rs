//! A staker takes stake out of a tier.

use cosmwasm_std::{wasm_execute, Addr, DepsMut, Env, MessageInfo, Response, Uint128, WasmMsg};
use cw20::Cw20ExecuteMsg;
use cw_utils::Expiration;
use qerun_messages::voting::MAX_CLAIMS;

use crate::account::change;
use crate::state::{CLAIMS, TIERS, TOKEN};
use crate::{events, hooks, ContractError};

/// Unstakes: power falls with the next block, and the tokens can be claimed after the tier's unbonding. Neither a
/// pause nor a receiver of hooks can stop it. Errors: `ZeroAmount`, `UnknownTier`, `NotEnoughStaked`,
/// `TooManyClaims`.
pub fn unstake_from(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    tier: u32,
    amount: Uint128,
) -> Result<Response, ContractError> {
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    let unbonding = TIERS.load(deps.storage)?.get(tier)?.1.unbonding;
    if unbonding > 0 {
        let outstanding = CLAIMS.query_claims(deps.as_ref(), &info.sender)?.claims;
        if outstanding.len() >= MAX_CLAIMS {
            return Err(ContractError::TooManyClaims { max: MAX_CLAIMS });
        }
    }
    let change = change(deps.storage, &env, &info.sender, |account, tiers| {
        account.take(tier, tiers.get(tier)?.0, amount)
    })?;
    let release = env.block.time.plus_seconds(unbonding);
    let event = events::unstake(&info.sender, tier, amount, release.seconds(), &change);
    let mut response = Response::new().add_event(event);
    if unbonding > 0 {
        let release_at = Expiration::AtTime(release);
        CLAIMS.create_claim(deps.storage, &info.sender, amount, release_at)?;
    } else {
        response = response.add_message(pay(&TOKEN.load(deps.storage)?, &info.sender, amount)?);
    }
    Ok(response.add_submessages(hooks::messages(deps.storage, &info.sender, &change)?))
}

/// A message that transfers tokens back to their owner.
pub fn pay(token: &Addr, recipient: &Addr, amount: Uint128) -> Result<WasmMsg, ContractError> {
    let transfer = Cw20ExecuteMsg::Transfer {
        recipient: recipient.to_string(),
        amount,
    };
    Ok(wasm_execute(token, &transfer, vec![])?)
}
