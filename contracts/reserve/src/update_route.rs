//! The owner replaces the route to the DEX chain.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::reserve::Route;

use crate::error::ContractError;
use crate::events;
use crate::route::{ensure_channel, ensure_route};
use crate::state::ROUTE;

/// Replaces the route, but never its channel: the ETH's denom derives from it, and over another one bought ETH would
/// arrive as a denom that is not accounted for. Owner only. Open orders finish on the route that each of them recorded.
///
/// There is no cool-down, because it would only keep a wrong route longer. What a hostile route can take is bounded by
/// what may be in flight over all routes together, and that moves by a tenth a day. Errors: `ChannelFixed`, one for
/// each bound.
pub fn update_route(
    deps: DepsMut,
    info: MessageInfo,
    route: Route,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    ensure_route(&route)?;
    ensure_channel(&route, &ROUTE.load(deps.storage)?.channel)?;
    ROUTE.save(deps.storage, &route)?;
    Ok(Response::new().add_event(events::update_route(&route)))
}
