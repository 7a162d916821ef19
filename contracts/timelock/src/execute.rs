//! Anyone executes an operation after its delay.

use cosmwasm_std::{DepsMut, Env, Response};
use qerun_messages::timelock::{ExecuteMsg, Phase};

use crate::error::ContractError;
use crate::state::{CONFIG, MESSAGES};
use crate::{events, operations, record_pauses, stage};

/// Runs the messages in order, all or none: they are plain messages, so the first that fails undoes the whole
/// transaction. The operation is saved as executed before they run; its bond goes back after them. The last message
/// checks that other bonds are intact, even if none is held now, because the messages may post one. What the messages pause or
/// end is recorded like a pause of the guardian, so that one cool-down counts for both. Errors:
/// `UnknownOperation`, `WrongPhase`, `Expired`, `NotReady`, `MissingApproval`.
pub fn execute(deps: DepsMut, env: Env, id: u64) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut operation = operations::load_in(deps.storage, id, &[Phase::Scheduled])?;
    operations::ensure_not_expired(id, &operation, now)?;
    let ready_at = operation.ready_at.unwrap_or(u64::MAX);
    if now < ready_at {
        return Err(ContractError::NotReady { id, ready_at });
    }
    let config = CONFIG.load(deps.storage)?;
    let stage = stage::current(deps.storage, &config, now)?;
    if let Some(approver) = stage::missing_approvals(&operation, &config, stage)
        .first()
        .copied()
    {
        return Err(ContractError::MissingApproval { id, approver });
    }

    let messages = MESSAGES.load(deps.storage, id)?;
    record_pauses::record_pauses(deps.storage, &messages, now)?;
    let refund = operations::end(deps.storage, id, &mut operation, Phase::Executed, false)?;
    let this = env.contract.address.to_string();
    let check = operations::contract_message(this, &ExecuteMsg::AssertBonds {})?;
    Ok(Response::new()
        .add_messages(messages)
        .add_messages(refund)
        .add_message(check)
        .add_event(events::execute(id, &operation)))
}
