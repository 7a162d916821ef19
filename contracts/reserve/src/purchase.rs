//! The market hands a batch over; what the capacity allows is sent at once.

use cosmwasm_std::{
    DepsMut, Env, MessageInfo, Order as Direction, Response, StdResult, Storage, Uint128,
};
use cw_utils::must_pay;
use qerun_controls::ensure_sender;
use qerun_messages::reserve::{Batch, BATCHES};

use crate::backing;
use crate::error::ContractError;
use crate::events;
use crate::order_builder::OrderBuilder;
use crate::state::{CONFIG, WAITING, WAITS_SINCE};

/// At most so many orders of its own batch per purchase; one of an older batch may join them.
pub const ORDERS_PER_PURCHASE: usize = 2;

/// Accepts a batch and sends it as far as the capacity allows. Market only. Fails whole, so that the batch stays with the
/// market, when it is below the smallest order or when not even its first order can be sent. When all of it is sent,
/// one order of the oldest batch that still waits is sent with it if there is capacity. Errors: `Access`, `Payment`,
/// `UserPartTooLarge`, `DuplicateBatch`, `BelowMinOrder`, `BatchCapacity`, `Paused`, `Price`, `OrderCapacity`,
/// `InFlightCapacity`.
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

    let mut orders = OrderBuilder::new(deps.as_ref(), &env, config)?;
    let params = orders.params().clone();
    let min_order = params.min_order;
    if funds < min_order {
        return Err(ContractError::BelowMinOrder { funds, min_order });
    }
    if orders.backing.batch_capacity == 0 {
        let max_open_batches = params.max_open_batches;
        return Err(ContractError::BatchCapacity { max_open_batches });
    }
    backing::batch_opened(&mut orders.backing, &params, funds)?;

    let mut waiting = funds;
    let size = orders.next_order_size(waiting)?;
    orders.add(batch_id, size)?;
    waiting = waiting.checked_sub(size)?;
    while orders.count() < ORDERS_PER_PURCHASE {
        let Ok(size) = orders.next_order_size(waiting) else {
            break;
        };
        orders.add(batch_id, size)?;
        waiting = waiting.checked_sub(size)?;
    }
    if waiting.is_zero() {
        add_order_of_oldest_batch(&mut orders, deps.storage)?;
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
    let (messages, events) = orders.save(deps.storage)?;
    Ok(Response::new()
        .add_event(events::purchase(batch_id, &batch, waiting))
        .add_events(events)
        .add_submessages(messages))
}

/// Adds one order of the oldest batch that waits, if there is one and the capacity for it.
fn add_order_of_oldest_batch(
    orders: &mut OrderBuilder,
    storage: &mut dyn Storage,
) -> Result<(), ContractError> {
    if orders.backing.waiting.is_zero() || orders.backing.order_capacity == 0 {
        return Ok(());
    }
    let oldest = WAITING
        .range(storage, None, None, Direction::Ascending)
        .next();
    let Some((batch_id, waiting)) = oldest.transpose()? else {
        return Ok(());
    };
    let Ok(size) = orders.next_order_size(waiting) else {
        return Ok(());
    };
    orders.add(batch_id, size)?;
    set_waiting(storage, batch_id, waiting.checked_sub(size)?)?;
    Ok(())
}

/// Writes what waits of a batch. A batch of which nothing waits has no entry.
pub fn set_waiting(storage: &mut dyn Storage, batch_id: u64, waiting: Uint128) -> StdResult<()> {
    if waiting.is_zero() {
        WAITING.remove(storage, batch_id);
        return Ok(());
    }
    WAITING.save(storage, batch_id, &waiting)
}
