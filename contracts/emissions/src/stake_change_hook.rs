//! A power is about to change: what is due goes to the powers that stood until now.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_controls::AccessError;
use qerun_messages::emissions::CONFIG;

use crate::release::Releasable;
use crate::{streams, ContractError};

/// Releases what is due of the streams whose powers the sender announces. The change counts from the next block on, and the
/// distributor credits to the powers of this one. Where nothing can be released there is nothing to do: it waits for the
/// next time. Errors: `Unauthorized`.
pub fn stake_change_hook(
    mut deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
) -> Result<Response, ContractError> {
    let mut announced = streams::all(deps.storage)?;
    announced.retain(|record| *record.stream.hook_caller() == info.sender);
    if announced.is_empty() {
        return Err(ContractError::Access(AccessError::Unauthorized {
            sender: info.sender.clone(),
            role: "hook caller of a stream",
        }));
    }
    let config = CONFIG.load(deps.storage)?;
    let mut response = Response::new();
    for record in announced {
        if let Releasable::Due(due) = Releasable::of(deps.as_ref(), env, record)? {
            response = due.send(deps.branch(), &config, &info.sender, response)?;
        }
    }
    Ok(response)
}
