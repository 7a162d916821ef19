//! What governance withheld of a stream goes to the treasury, after the end.

use cosmwasm_std::{to_json_binary, DepsMut, Env, MessageInfo, Response, WasmMsg};
use cw20::Cw20ExecuteMsg;
use qerun_messages::emissions::{CONFIG, STREAMS};

use crate::{events, streams, ContractError};

/// Sends it, once, from the end on. What is due and was not released yet stays due. Errors: `UnknownStream`, `NotEnded`,
/// `Returned`, `NothingWithheld`.
pub fn return_withheld(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    id: &str,
) -> Result<Response, ContractError> {
    let mut record = streams::load(deps.storage, id)?;
    let (end, now) = (record.stream.schedule.end(), env.block.time.seconds());
    let known = || id.to_owned();
    if now < end {
        return Err(ContractError::NotEnded {
            id: known(),
            end,
            now,
        });
    }
    if let Some(amount) = record.returned {
        return Err(ContractError::Returned {
            id: known(),
            amount,
        });
    }
    let amount = record.amounts(now)?.withheld;
    if amount.is_zero() {
        return Err(ContractError::NothingWithheld { id: known() });
    }
    record.returned = Some(amount);
    STREAMS.save(deps.storage, id, &record)?;
    let config = CONFIG.load(deps.storage)?;
    let transfer = Cw20ExecuteMsg::Transfer {
        recipient: config.treasury.to_string(),
        amount,
    };
    let transfer = WasmMsg::Execute {
        contract_addr: config.token.into_string(),
        msg: to_json_binary(&transfer)?,
        funds: vec![],
    };
    let event = events::return_withheld(&info.sender, id, &config.treasury, amount);
    Ok(Response::new().add_message(transfer).add_event(event))
}
