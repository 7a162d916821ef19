//! Anyone sends what waits, oldest batch first.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Order, Response, StdResult, Uint128};
use cw_utils::nonpayable;
use qerun_controls::ensure_within;

use crate::error::ContractError;
use crate::order_builder::OrderBuilder;
use crate::purchase::set_waiting;
use crate::state::{CONFIG, WAITING};

/// Orders that one flush sends at most.
pub const MAX_FLUSH: u32 = 5;
/// Orders that one flush sends if the caller does not say.
pub const DEFAULT_FLUSH: u32 = 2;

/// Sends up to `limit` orders of what waits, oldest batch first, until one has to wait. Errors: `NothingWaiting`, and
/// those of the first order if it cannot be sent (`Paused`, `Price`, `OrderCapacity`, `InFlightCapacity`).
pub fn flush(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    limit: Option<u32>,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let limit = limit.unwrap_or(DEFAULT_FLUSH);
    ensure_within("limit", limit, (1, MAX_FLUSH))?;
    let limit = limit as usize;

    // An order takes from one batch, so no more batches than orders are touched.
    let queue = WAITING
        .range(deps.storage, None, None, Order::Ascending)
        .take(limit)
        .collect::<StdResult<Vec<(u64, Uint128)>>>()?;
    if queue.is_empty() {
        return Err(ContractError::NothingWaiting {});
    }

    let config = CONFIG.load(deps.storage)?;
    let mut orders = OrderBuilder::new(deps.as_ref(), &env, config)?;
    'batches: for (batch_id, mut waiting) in queue {
        while !waiting.is_zero() {
            if orders.count() >= limit {
                break 'batches;
            }
            match orders.next_order_size(waiting) {
                Ok(size) => {
                    orders.add(batch_id, size)?;
                    waiting = waiting.checked_sub(size)?;
                    set_waiting(deps.storage, batch_id, waiting)?;
                }
                Err(reason) if orders.count() == 0 => return Err(reason),
                Err(_) => break 'batches,
            }
        }
    }

    let (messages, events) = orders.save(deps.storage)?;
    Ok(Response::new().add_events(events).add_submessages(messages))
}
