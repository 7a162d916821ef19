//! What nobody has claimed goes to the treasury.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::airdrop::{CONFIG, TOTALS};

use crate::pay::pay;
use crate::{events, ContractError};

/// Sends the total less what was claimed, once, from the end on. Errors: `NotEnded`, `Returned`.
pub fn return_rest(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let (end, now) = (config.end, env.block.time.seconds());
    if now < end {
        return Err(ContractError::NotEnded { end, now });
    }
    let mut totals = TOTALS.load(deps.storage)?;
    if let Some(amount) = totals.returned {
        return Err(ContractError::Returned { amount });
    }
    let rest = config.total.checked_sub(totals.claimed)?;
    totals.returned = Some(rest);
    TOTALS.save(deps.storage, &totals)?;
    let response = Response::new().add_event(events::return_rest(
        &info.sender,
        &config.treasury,
        rest,
        &totals,
    ));
    if rest.is_zero() {
        return Ok(response);
    }
    Ok(response.add_message(pay(&config.token, &config.treasury, rest)?))
}
