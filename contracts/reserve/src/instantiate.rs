//! The reserve begins: nothing held, nothing under way.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::reserve::{Backing, InstantiateMsg, BACKING};

use crate::backing::refresh;
use crate::error::ContractError;
use crate::events;
use crate::state::{CONFIG, NEXT_ORDER, PARAMS, ROUTE};
use crate::validate::{
    config as checked_config, local_address, params as checked_params, route as checked_route,
};

/// Validates everything and writes it.
pub fn instantiate(
    deps: DepsMut,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let owner = local_address(deps.api, msg.owner)?;
    let config = checked_config(deps.api, msg.config)?;
    checked_route(&msg.route)?;
    checked_params(&msg.params)?;

    cw_ownable::initialize_owner(deps.storage, deps.api, Some(owner.as_str()))?;
    let mut backing = Backing::default();
    refresh(&mut backing, &msg.params);
    BACKING.save(deps.storage, &backing)?;
    CONFIG.save(deps.storage, &config)?;
    ROUTE.save(deps.storage, &msg.route)?;
    PARAMS.save(deps.storage, &msg.params)?;
    NEXT_ORDER.save(deps.storage, &1)?;
    Ok(Response::new().add_event(events::instantiate(&owner, &config)))
}
