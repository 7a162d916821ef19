//! Instantiates the reserve: it holds nothing and has sent nothing.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::ibc::validate_address;
use qerun_messages::reserve::{Backing, InstantiateMsg, BACKING};

use crate::backing::update_capacity;
use crate::error::ContractError;
use crate::events;
use crate::params::ValidParams;
use crate::route::{ensure_paths, ensure_route};
use crate::state::{
    CONFIG, CONTRACT_NAME, CONTRACT_VERSION, NEXT_ORDER, PARAMS, PARAMS_CHANGED_AT, ROUTE,
};
use crate::validate::validate_config;

/// Validates the whole message and writes it. Errors: one for each bound, `PathMismatch`, `NotAVoucher`,
/// `ChannelFixed`.
pub fn instantiate(
    deps: DepsMut,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    let owner = validate_address(deps.api, msg.owner)?;
    let config = validate_config(deps.api, msg.config)?;
    ensure_route(&msg.route)?;
    ensure_paths(&config, &msg.route, &msg.eth_path, &msg.stable_path)?;
    let params = ValidParams::try_from(msg.params)?.into_inner();

    cw_ownable::initialize_owner(deps.storage, deps.api, Some(owner.as_str()))?;
    let mut backing = Backing::default();
    update_capacity(&mut backing, &params);
    BACKING.save(deps.storage, &backing)?;
    CONFIG.save(deps.storage, &config)?;
    ROUTE.save(deps.storage, &msg.route)?;
    PARAMS.save(deps.storage, &params)?;
    PARAMS_CHANGED_AT.save(deps.storage, &0)?;
    NEXT_ORDER.save(deps.storage, &1)?;
    Ok(Response::new().add_event(events::instantiate(&owner, &config)))
}
