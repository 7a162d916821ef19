//! The staked token has sent an amount with a message.

use cosmwasm_std::{from_json, DepsMut, Env, MessageInfo, Response};
use cw20::Cw20ReceiveMsg;
use qerun_messages::voting::ReceiveMsg;

use crate::stake::stake;
use crate::state::TOKEN;
use crate::ContractError;

/// Takes what the token's `send` brings. Errors: `WrongToken`, `FundRefused`, and those of staking.
pub fn receive(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    hook: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let expected = TOKEN.load(deps.storage)?;
    if info.sender != expected {
        return Err(ContractError::WrongToken {
            received: info.sender,
            expected,
        });
    }
    let sender = deps.api.addr_validate(&hook.sender)?;
    match from_json(&hook.msg)? {
        ReceiveMsg::Stake { tier } => {
            stake(deps, env, sender, tier.unwrap_or_default(), hook.amount)
        }
        ReceiveMsg::Fund {} => Err(ContractError::FundRefused {}),
    }
}
