//! Anyone credits an order whose ETH arrived without its callback.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::reserve::OrderStatus;

use crate::credit::{from_unaccounted, unaccounted};
use crate::due::Word;
use crate::error::ContractError;
use crate::events;
use crate::records::load_order;
use crate::state::CONFIG;

/// Credits an order whose success was acknowledged out of ETH held beyond the accounts, at least its `min_out` and at most
/// its `expected_out`, and nothing of what the other orders that return are at least due.
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
    let here = unaccounted(deps.storage, &deps.querier, this, &config)?;
    let credit = from_unaccounted(deps.storage, here, order_id, order, Word::Anyone)?;
    credit.save(deps.storage)?;
    Ok(Response::new().add_event(events::credited(&credit)))
}
