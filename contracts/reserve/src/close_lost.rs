//! The owner closes an order that will bring nothing, so that its batch can go on.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};
use cw_utils::nonpayable;
use qerun_messages::reserve::{OrderStatus, BACKING, BATCHES};

use crate::backing;
use crate::batch::{add_eth, close_part};
use crate::due::due;
use crate::error::ContractError;
use crate::events;
use crate::own_eth::OwnEth;
use crate::records::{load_batch, load_order, save_order};
use crate::resolve::ensure_grace_is_over;
use crate::state::{CONFIG, PARAMS, RETURNING, WAITS_SINCE};

/// Closes an order as lost, after its timeout and the grace. Owner only. `make_good` moves that much of the protocol's
/// own ETH into the batch's result, at most what the order was still expected to bring. More would bypass the
/// limits on spending. Errors: `UnknownOrder`, `NotOpen`, `GraceNotOver`, `ZeroAmount`, `MakeGoodTooLarge`,
/// `EarmarkUnreadable`, `InsufficientUnencumbered`.
pub fn close_lost(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    order_id: u64,
    make_good: Option<Uint128>,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let mut order = load_order(deps.storage, order_id)?;
    if !order.status.is_open() {
        return Err(ContractError::NotOpen {
            order_id,
            status: order.status,
        });
    }
    let params = PARAMS.load(deps.storage)?;
    ensure_grace_is_over(order_id, &order, &params, env.block.time.seconds())?;
    let batch_id = order.batch_id.u64();
    let mut batch = load_batch(deps.storage, batch_id)?;
    let mut backing = BACKING.load(deps.storage)?;

    if let Some(amount) = make_good {
        if amount.is_zero() {
            return Err(ContractError::ZeroAmount {});
        }
        let most = due(&order).most;
        if amount > most {
            return Err(ContractError::MakeGoodTooLarge { amount, most });
        }
        // Only here: an order can be closed whatever the market says.
        let market = CONFIG.load(deps.storage)?.market;
        OwnEth::read(&deps.querier, &market, &backing)?.ensure_free(amount)?;
        backing.unencumbered = backing.unencumbered.checked_sub(amount)?;
        // The protocol's part of the batch returns to it by the division.
        let division = add_eth(&mut batch, amount)?;
        backing::eth_credited(&mut backing, division)?;
        order.eth_out = order.eth_out.checked_add(amount)?;
    }

    order.status = OrderStatus::Lost;
    backing::order_closed(&mut backing, &params, order.amount)?;
    if close_part(&mut batch, order.amount)? {
        backing::batch_closed(&mut backing, &params)?;
        WAITS_SINCE.remove(deps.storage, batch_id);
    }
    RETURNING.remove(deps.storage, order_id);
    save_order(deps.storage, order_id, &order)?;
    BATCHES.save(deps.storage, batch_id, &batch)?;
    BACKING.save(deps.storage, &backing)?;
    let made_good = make_good.unwrap_or_default();
    Ok(Response::new().add_event(events::lost(order_id, &order, made_good, batch.settled)))
}
