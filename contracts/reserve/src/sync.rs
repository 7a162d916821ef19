//! Anyone credits an order whose ETH arrived without its callback.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::reserve::OrderStatus;

use crate::credit::{unaccounted_eth, Credit};
use crate::due::CreditRule;
use crate::error::ContractError;
use crate::events;
use crate::records::load_order;
use crate::state::CONFIG;

/// Credits a returning order from unaccounted ETH: at least its `min_out`, at most its `expected_out`, and
/// nothing of what the other returning orders are due at least. Errors: `UnknownOrder`, `NotReturning`, `NotCovered`.
pub fn sync(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    order_id: u64,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let config = CONFIG.load(deps.storage)?;
    let order = load_order(deps.storage, order_id)?;
    if order.status != OrderStatus::Returning {
        return Err(ContractError::NotReturning {
            order_id,
            status: order.status,
        });
    }
    let this = &env.contract.address;
    let unaccounted = unaccounted_eth(deps.storage, &deps.querier, this, &config)?;
    let rule = CreditRule::Shared;
    let credit = Credit::from_unaccounted(deps.storage, unaccounted, order_id, order, rule)?;
    credit.save(deps, env.block.time.seconds())?;
    Ok(Response::new().add_event(events::credited(&credit)))
}
