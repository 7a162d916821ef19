//! Instantiates the outpost: it has bought nothing.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::ibc::validate_address;
use qerun_messages::outpost::InstantiateMsg;

use crate::error::ContractError;
use crate::events;
use crate::state::{CONFIG, CONTRACT_NAME, CONTRACT_VERSION};
use crate::validate::validate_config;

/// Validates the whole message and writes it. Errors: those of [`validate_config`].
pub fn instantiate(
    deps: DepsMut,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    let owner = validate_address(deps.api, msg.owner)?;
    let config = validate_config(deps.api, msg.config)?;
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(owner.as_str()))?;
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::instantiate(&owner, &config)))
}
