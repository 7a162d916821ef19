//! Flush: anyone may send a due batch off when no borrow does.

use cosmwasm_std::{DepsMut, Env, Response};

use crate::departure::{depart, due};
use crate::error::ContractError;
use crate::events;
use crate::state::{CONFIG, PARAMS, STATE};

/// Hands the open batch to the reserve. See `ExecuteMsg::Flush`. The reserve's refusal is the
/// caller's error; the batch stays.
pub fn flush(deps: DepsMut, env: Env) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let rule = PARAMS.load(deps.storage)?.set().batch;
    let mut state = STATE.load(deps.storage)?;
    let batch = &state.batch;
    if !due(batch, &rule, env.block.time.seconds())? {
        return Err(ContractError::BatchNotDue {
            batch_id: batch.id,
            amount: batch.user.checked_add(batch.protocol)?,
            min_size: rule.min_size,
            due_at: batch.opened_at.saturating_add(rule.max_age),
        });
    }
    let (batch, msg) = depart(&mut state, &config)?;
    STATE.save(deps.storage, &state)?;
    Ok(Response::new()
        .add_event(events::departure(&batch))
        .add_message(msg))
}
