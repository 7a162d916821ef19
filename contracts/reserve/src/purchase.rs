//! The market hands in a batch; what the caps allow leaves at once.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Order, Response, StdResult, Storage, Uint128};
use cw_utils::must_pay;
use qerun_controls::ensure_sender;
use qerun_messages::reserve::{Batch, BATCHES};

use crate::backing;
use crate::error::ContractError;
use crate::events;
use crate::send::Desk;
use crate::state::{CONFIG, WAITING, WAITS_SINCE};

/// Orders of its own batch that one purchase sends at most; one of an older batch may join them.
pub const ORDERS_PER_PURCHASE: usize = 2;

/// Takes a batch and sends it as far as the caps allow. Market only; fails whole when it is below the smallest order, or
/// when not even the first order can leave. When all of it left, one order of the oldest batch that still waits goes
/// with it if there is capacity.
pub fn purchase(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    batch_id: u64,
    user_in: Uint128,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    ensure_sender(&info.sender, &config.market, "market")?;
    let funds = must_pay(&info, &config.stable_denom)?;
    if user_in > funds {
        return Err(ContractError::UserPartTooLarge { user_in, funds });
    }
    if BATCHES.has(deps.storage, batch_id) {
        return Err(ContractError::DuplicateBatch { batch_id });
    }

    let mut desk = Desk::open(deps.as_ref(), &env, config)?;
    let params = desk.params().clone();
    let min_order = params.min_order;
    if funds < min_order {
        return Err(ContractError::BelowMinOrder { funds, min_order });
    }
    if desk.backing.batch_capacity == 0 {
        let max_open_batches = params.max_open_batches;
        return Err(ContractError::BatchCapacity { max_open_batches });
    }
    backing::take_batch(&mut desk.backing, &params, funds)?;

    let mut waiting = funds;
    let first = desk.next_piece(waiting)?;
    desk.send(batch_id, first)?;
    waiting = waiting.checked_sub(first)?;
    while desk.sent() < ORDERS_PER_PURCHASE {
        let Ok(piece) = desk.next_piece(waiting) else {
            break;
        };
        desk.send(batch_id, piece)?;
        waiting = waiting.checked_sub(piece)?;
    }
    if waiting.is_zero() {
        send_an_older_one(&mut desk, deps.storage)?;
    } else {
        WAITING.save(deps.storage, batch_id, &waiting)?;
        WAITS_SINCE.save(deps.storage, batch_id, &env.block.time.seconds())?;
    }

    let batch = Batch {
        stable_in: funds,
        user_in,
        eth_out: Uint128::zero(),
        stable_out: Uint128::zero(),
        open: funds,
        settled: false,
    };
    BATCHES.save(deps.storage, batch_id, &batch)?;
    let (messages, sent) = desk.close(deps.storage)?;
    Ok(Response::new()
        .add_event(events::purchase(batch_id, &batch, waiting))
        .add_events(sent)
        .add_submessages(messages))
}

/// One order of the oldest batch that waits, if there is one and it has capacity.
fn send_an_older_one(desk: &mut Desk, storage: &mut dyn Storage) -> Result<(), ContractError> {
    if desk.backing.waiting.is_zero() || desk.backing.order_capacity == 0 {
        return Ok(());
    }
    let oldest = WAITING.range(storage, None, None, Order::Ascending).next();
    let Some((batch_id, waiting)) = oldest.transpose()? else {
        return Ok(());
    };
    let Ok(piece) = desk.next_piece(waiting) else {
        return Ok(());
    };
    desk.send(batch_id, piece)?;
    set_waiting(storage, batch_id, waiting.checked_sub(piece)?)?;
    Ok(())
}

/// Writes what waits of a batch; nothing is written as no entry.
pub fn set_waiting(storage: &mut dyn Storage, batch_id: u64, waiting: Uint128) -> StdResult<()> {
    if waiting.is_zero() {
        WAITING.remove(storage, batch_id);
        return Ok(());
    }
    WAITING.save(storage, batch_id, &waiting)
}
