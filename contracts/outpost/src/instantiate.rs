//! The outpost begins: nothing bought.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::outpost::InstantiateMsg;

use crate::error::ContractError;
use crate::events;
use crate::state::CONFIG;
use crate::validate::{config as checked_config, local_address};

/// Validates everything and writes it.
pub fn instantiate(
    deps: DepsMut,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let owner = local_address(deps.api, msg.owner)?;
    let config = checked_config(deps.api, msg.config)?;
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(owner.as_str()))?;
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::instantiate(&owner, &config)))
}
