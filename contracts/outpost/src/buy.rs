//! The transport of ibc-hooks: the chain executes the reserve's order. Every error refuses the packet.

use cosmwasm_std::{Addr, Api, CanonicalAddr, DepsMut, Env, MessageInfo, Response, StdResult};
use cw_utils::must_pay;
use qerun_messages::ibc::{hook_sender, PurchaseOrder};
use qerun_messages::outpost::{Config, Transport};

use crate::error::ContractError;
use crate::start_swap::{ensure_transport, start_swap};
use crate::state::CONFIG;

/// Checks that the order comes from the reserve's packets over the configured channel, with the stablecoin and nothing
/// else, and starts its swap. Errors: `NotTheReserve`, `WrongTransport`, `Payment`, and those of [`start_swap`].
pub fn buy(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    order: PurchaseOrder,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let expected = hook_account(deps.api, &config)?;
    if info.sender != expected {
        let sender = info.sender;
        return Err(ContractError::NotTheReserve { sender, expected });
    }
    ensure_transport(&config, &Transport::IbcHooks {})?;
    let stable_in = must_pay(&info, &config.stable_denom)?;
    let (event, swap) = start_swap(deps, &env, config, &order, stable_in)?;
    Ok(Response::new().add_event(event).add_submessage(swap))
}

/// The account with which ibc-hooks executes what the reserve's packets over this channel ask for, in the chain's own
/// prefix. Nobody else can have it.
fn hook_account(api: &dyn Api, config: &Config<Addr>) -> StdResult<Addr> {
    let derived = hook_sender(&config.channel, &config.reserve);
    api.addr_humanize(&CanonicalAddr::from(derived))
}
