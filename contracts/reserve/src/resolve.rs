//! Guardian or owner close an order whose callback was lost.

use cosmwasm_std::{Deps, DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::reserve::{Order, OrderStatus, Resolution, BACKING};

use crate::credit::from_unaccounted;
use crate::error::ContractError;
use crate::events;
use crate::pause::ensure_guardian_or_owner;
use crate::refund::Refund;
use crate::reply::load_order;
use crate::state::{CONFIG, PARAMS};

/// Closes an order as refunded or credited, after its timeout and the grace, and only as far as a
/// balance beyond the accounts covers it: the clock alone proves nothing.
pub fn resolve(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    order_id: u64,
    outcome: Resolution,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let config = CONFIG.load(deps.storage)?;
    ensure_guardian_or_owner(deps.storage, &config, &info.sender)?;
    let order = load_order(deps.storage, order_id)?;
    let resolvable = match outcome {
        Resolution::Refunded {} => order.status == OrderStatus::Sent,
        Resolution::Credited {} => {
            matches!(order.status, OrderStatus::Sent | OrderStatus::Returning)
        }
    };
    if !resolvable {
        return Err(ContractError::NotResolvable {
            order_id,
            status: order.status,
        });
    }
    let from = order
        .deadline
        .saturating_add(PARAMS.load(deps.storage)?.grace);
    if env.block.time.seconds() <= from {
        return Err(ContractError::GraceNotOver { order_id, from });
    }
    let this = &env.contract.address;
    let event = match outcome {
        Resolution::Refunded {} => {
            ensure_refund_is_here(deps.as_ref(), &env, &config.stable_denom, &order)?;
            let refund = Refund::prepare(deps.storage, order_id, order)?;
            refund.save(deps.storage)?;
            events::refunded(order_id, &refund.order)
        }
        Resolution::Credited {} => {
            let credit =
                from_unaccounted(deps.storage, &deps.querier, this, &config, order_id, order)?;
            credit.save(deps.storage)?;
            events::credited(&credit)
        }
    };
    Ok(Response::new()
        .add_event(events::resolved(order_id, &info.sender))
        .add_event(event))
}

/// The stablecoins held beyond what waits cover the order.
fn ensure_refund_is_here(
    deps: Deps,
    env: &Env,
    stable_denom: &str,
    order: &Order,
) -> Result<(), ContractError> {
    let held = deps
        .querier
        .query_balance(&env.contract.address, stable_denom)?
        .amount;
    let unaccounted = held.saturating_sub(BACKING.load(deps.storage)?.waiting);
    if unaccounted < order.amount {
        return Err(ContractError::NotCovered {
            unaccounted,
            needed: order.amount,
        });
    }
    Ok(())
}
