//! Notifies other contracts of every change of power. A loss of power never depends on them; a gain is undone if one of
//! them cannot be notified.

use cosmwasm_std::{
    to_json_binary, Addr, DepsMut, Reply, Response, Storage, SubMsg, SubMsgResult, WasmMsg,
};
use qerun_messages::voting::{StakeChangedExecuteMsg, StakeChangedHookMsg, MAX_HOOKS};

use crate::account::Change;
use crate::state::{HOOKS, SETTINGS};
use crate::{events, ContractError};

/// Id of the reply to the first hook of a gain of power; the receiver's index in the list is added to it.
pub const GAIN_REPLY: u64 = 1_000;
/// The same for a loss of power.
pub const LOSS_REPLY: u64 = 2_000;
/// The chain's error for a message that was nested too deeply to run: wasmd's error 30 as a reply shows it. A
/// receiver's own errors read differently.
const CALL_DEPTH_EXCEEDED: &str = "codespace: wasm, code: 30";

/// A message to each receiver, with a gas limit; none if the power did not change.
pub fn messages(
    storage: &dyn Storage,
    address: &Addr,
    change: &Change,
) -> Result<Vec<SubMsg>, ContractError> {
    let addr = address.clone();
    let (told, first) = if change.power > change.power_before {
        let amount = change.power.checked_sub(change.power_before)?;
        (StakeChangedHookMsg::Stake { addr, amount }, GAIN_REPLY)
    } else if change.power < change.power_before {
        let amount = change.power_before.checked_sub(change.power)?;
        (StakeChangedHookMsg::Unstake { addr, amount }, LOSS_REPLY)
    } else {
        return Ok(vec![]);
    };
    let msg = to_json_binary(&StakeChangedExecuteMsg::StakeChangeHook(told))?;
    let gas = SETTINGS.load(storage)?.hook_gas;
    let messages = (first..)
        .zip(HOOKS.may_load(storage)?.unwrap_or_default())
        .map(|(id, hook)| {
            let call = WasmMsg::Execute {
                contract_addr: hook.into_string(),
                msg: msg.clone(),
                funds: vec![],
            };
            SubMsg::reply_on_error(call, id).with_gas_limit(gas)
        })
        .collect();
    Ok(messages)
}

/// A receiver failed, or used up its gas. A gain of power is undone: a receiver that pays rewards by power, and was
/// not told when it began, would pay it for the past, too. A loss stands, and an event names the receiver that
/// failed. Errors: `UnknownReply`, `HookRefused`, `CallDepth`.
pub fn reply(deps: DepsMut, reply: Reply) -> Result<Response, ContractError> {
    let index_from = |first: u64| {
        let index = usize::try_from(reply.id.checked_sub(first)?).ok()?;
        (index < MAX_HOOKS).then_some(index)
    };
    let gain = index_from(GAIN_REPLY);
    let index = gain
        .or_else(|| index_from(LOSS_REPLY))
        .ok_or(ContractError::UnknownReply { id: reply.id })?;
    match reply.result {
        SubMsgResult::Ok(_) => Ok(Response::new()),
        SubMsgResult::Err(error) if gain.is_some() && error == CALL_DEPTH_EXCEEDED => {
            Err(ContractError::CallDepth {})
        }
        SubMsgResult::Err(error) => {
            let hooks = HOOKS.may_load(deps.storage)?.unwrap_or_default();
            let receiver = hooks.get(index).map_or("unknown", Addr::as_str).to_owned();
            if gain.is_some() {
                return Err(ContractError::HookRefused { receiver, error });
            }
            Ok(Response::new().add_event(events::hook_failed(&receiver, &error)))
        }
    }
}
