use cosmwasm_std::{DepsMut, Empty, MessageInfo, Order, Response};
use qerun_messages::token::MAX_BURNERS;

use crate::state::BURNERS;
use crate::{events, ContractError};

/// The owner allows an address to burn.
pub fn add_burner(
    deps: DepsMut,
    info: MessageInfo,
    address: String,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let address = deps.api.addr_validate(&address)?;
    if BURNERS.has(deps.storage, &address) {
        return Err(ContractError::AlreadyBurner { address });
    }
    // The list never grows longer than the limit, so neither does the count.
    let named = BURNERS
        .keys(deps.storage, None, None, Order::Ascending)
        .count();
    if u32::try_from(named).map_or(true, |named| named >= MAX_BURNERS) {
        return Err(ContractError::TooManyBurners { max: MAX_BURNERS });
    }
    BURNERS.save(deps.storage, &address, &Empty {})?;
    Ok(Response::new().add_event(events::add_burner(&address)))
}

/// The owner no longer allows an address to burn.
pub fn remove_burner(
    deps: DepsMut,
    info: MessageInfo,
    address: String,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let address = deps.api.addr_validate(&address)?;
    if !BURNERS.has(deps.storage, &address) {
        return Err(ContractError::NotBurner { address });
    }
    BURNERS.remove(deps.storage, &address);
    Ok(Response::new().add_event(events::remove_burner(&address)))
}
