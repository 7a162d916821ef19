//! Anyone sends what waits, oldest batch first.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Order, Response, StdResult, Uint128};
use cw_utils::nonpayable;
use qerun_controls::ensure_within;

use crate::error::ContractError;
use crate::purchase::set_waiting;
use crate::send::Desk;
use crate::state::{CONFIG, WAITING};

/// Orders that one flush sends at most.
pub const MAX_FLUSH: u32 = 5;
/// Orders that one flush sends if the caller does not say.
pub const DEFAULT_FLUSH: u32 = 2;

/// Sends up to `limit` orders of what waits, oldest batch first, until one has to wait. Errors if
/// nothing waits, or with the reason why the first order cannot leave.
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
    let mut desk = Desk::open(deps.as_ref(), &env, config)?;
    'batches: for (batch_id, mut waiting) in queue {
        while !waiting.is_zero() {
            if desk.sent() >= limit {
                break 'batches;
            }
            match desk.next_piece(waiting) {
                Ok(piece) => {
                    desk.send(batch_id, piece)?;
                    waiting = waiting.checked_sub(piece)?;
                    set_waiting(deps.storage, batch_id, waiting)?;
                }
                Err(reason) if desk.sent() == 0 => return Err(reason),
                Err(_) => break 'batches,
            }
        }
    }

    let (messages, sent) = desk.close(deps.storage)?;
    Ok(Response::new().add_events(sent).add_submessages(messages))
}
