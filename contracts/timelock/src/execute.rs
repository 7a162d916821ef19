//! Anyone executes an operation after its delay.

use cosmwasm_std::{DepsMut, Env, Response};
use qerun_messages::timelock::{ExecuteMsg, Phase};

use crate::error::ContractError;
use crate::state::{CONFIG, MESSAGES};
use crate::{events, settle, stage, take_over};

/// Runs the messages in order, all or none: they are plain messages, so the first that fails undoes
/// the whole transaction and the operation is as it was. It is saved as executed before they run.
/// The bond goes back. The last message checks that what the messages spent were not other bonds.
pub fn execute(deps: DepsMut, env: Env, id: u64) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut operation = settle::load_in(deps.storage, id, &[Phase::Scheduled])?;
    settle::ensure_not_expired(id, &operation, now)?;
    let ready_at = operation.ready_at.unwrap_or(u64::MAX);
    if now < ready_at {
        return Err(ContractError::NotReady { id, ready_at });
    }
    let config = CONFIG.load(deps.storage)?;
    let stage = stage::current(deps.storage, &config, now)?;
    if let Some(approver) = stage::missing(&operation, &config, stage).first().copied() {
        return Err(ContractError::MissingApproval { id, approver });
    }

    let messages = MESSAGES.load(deps.storage, id)?;
    take_over::take_over(deps.storage, &messages, now)?;
    let refund = settle::end(deps.storage, id, &mut operation, Phase::Executed, false)?;
    // Also when none is kept now: the messages may call a contract that posts one.
    let this = env.contract.address.to_string();
    let check = settle::execute(this, &ExecuteMsg::AssertBonds {})?;
    Ok(Response::new()
        .add_messages(messages)
        .add_messages(refund)
        .add_message(check)
        .add_event(events::execute(id, &operation)))
}
