//! Guardian or owner close an order whose callback was lost.

use cosmwasm_std::{Deps, DepsMut, Env, MessageInfo, Response, Uint128};
use cw_utils::nonpayable;
use qerun_controls::ensure_guardian_or_owner;
use qerun_messages::reserve::{Order, OrderStatus, Params, Resolution, BACKING};

use crate::credit::{from_unaccounted, unaccounted};
use crate::due::{others, sum_of_least, Word};
use crate::error::ContractError;
use crate::events;
use crate::late::{hand_to_market, own_eth};
use crate::records::load_order;
use crate::refund::Refund;
use crate::state::{CONFIG, PARAMS};

/// Closes an order as refunded or credited, after its timeout and the grace, and only as far as a
/// balance beyond the accounts covers it: the clock alone proves nothing. Of a lost order it books what came after all.
pub fn resolve(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    order_id: u64,
    outcome: Resolution,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let config = CONFIG.load(deps.storage)?;
    ensure_guardian_or_owner(deps.storage, config.guardian.as_ref(), &info.sender)?;
    let order = load_order(deps.storage, order_id)?;
    let now = env.block.time.seconds();
    ensure_resolvable(order_id, &order, &outcome)?;
    ensure_grace_is_over(order_id, &order, &PARAMS.load(deps.storage)?, now)?;

    let response = Response::new().add_event(events::resolved(order_id, &info.sender));
    let lost = order.status == OrderStatus::Lost;
    Ok(match outcome {
        Resolution::Refunded {} => {
            ensure_refund_is_here(deps.as_ref(), &env, &config.stable_denom, &order)?;
            if lost {
                let (event, message) = hand_to_market(deps.storage, &config, order_id, order)?;
                return Ok(response.add_event(event).add_message(message));
            }
            let refund = Refund::prepare(deps.storage, order_id, order, now)?;
            refund.save(deps.storage)?;
            response.add_event(events::refunded(order_id, &refund.order))
        }
        Resolution::Credited { least } => {
            let this = &env.contract.address;
            let here = unaccounted(deps.storage, &deps.querier, this, &config)?;
            if lost {
                let amount = ensure_late_eth_is_here(deps.as_ref(), here, order_id, &order)?;
                return Ok(response.add_event(own_eth(deps.storage, order_id, order, amount)?));
            }
            let word = match least {
                None => Word::Resolved,
                Some(least) => {
                    cw_ownable::assert_owner(deps.storage, &info.sender)?;
                    Word::AtLeast(least)
                }
            };
            let credit = from_unaccounted(deps.storage, here, order_id, order, word)?;
            credit.save(deps.storage)?;
            response.add_event(events::credited(&credit))
        }
    })
}

/// Errors unless timeout and grace of an order are over.
pub fn ensure_grace_is_over(
    order_id: u64,
    order: &Order,
    params: &Params,
    now: u64,
) -> Result<(), ContractError> {
    let from = order.deadline.saturating_add(params.grace);
    if now <= from {
        return Err(ContractError::GraceNotOver { order_id, from });
    }
    Ok(())
}

/// An acknowledged swap has no refund; a lost order has one late end.
fn ensure_resolvable(
    order_id: u64,
    order: &Order,
    outcome: &Resolution,
) -> Result<(), ContractError> {
    let resolvable = match order.status {
        OrderStatus::Sent => true,
        OrderStatus::Returning => matches!(outcome, Resolution::Credited { .. }),
        OrderStatus::Lost => !order.recovered,
        OrderStatus::Pending | OrderStatus::Settled | OrderStatus::Refunded => false,
    };
    if resolvable {
        return Ok(());
    }
    Err(ContractError::NotResolvable {
        order_id,
        status: order.status,
    })
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

/// How much of the unaccounted ETH a lost order brought: what no order that returns is at least due, at most what the order
/// was expected to bring.
fn ensure_late_eth_is_here(
    deps: Deps,
    unaccounted: Uint128,
    order_id: u64,
    order: &Order,
) -> Result<Uint128, ContractError> {
    let owed = sum_of_least(&others(deps.storage, order_id)?)?;
    let free = unaccounted.saturating_sub(owed);
    if free.is_zero() {
        return Err(ContractError::NotCovered {
            unaccounted,
            needed: owed.checked_add(Uint128::one())?,
        });
    }
    Ok(free.min(order.expected_out))
}
