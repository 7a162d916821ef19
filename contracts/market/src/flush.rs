//! Flush: anyone may hand over a due batch when no borrow does.

use cosmwasm_std::{DepsMut, Env, Response};
use qerun_messages::reserve::read_backing;

use crate::batch::ensure_ready;
use crate::error::ContractError;
use crate::events;
use crate::hand_over_batch::hand_over_batch;
use crate::state::{Rules, RULES, STATE};

/// Hands the open batch over to the reserve, under the same conditions as a borrow. See `ExecuteMsg::Flush`. If the
/// reserve refuses, the message fails and the batch stays.
pub fn flush(deps: DepsMut, env: Env) -> Result<Response, ContractError> {
    let Rules { params, assets } = RULES.load(deps.storage)?;
    let rule = params.set().batch;
    let mut state = STATE.load(deps.storage)?;
    let backing = read_backing(&deps.querier, &assets.reserve)?;
    ensure_ready(&state.batch, &rule, &backing, env.block.time.seconds())?;
    let (batch, msg) = hand_over_batch(&mut state, &assets)?;
    STATE.save(deps.storage, &state)?;
    Ok(Response::new()
        .add_event(events::hand_over_batch(&batch))
        .add_message(msg))
}
