//! Guardian or owner close an order whose callback has not come, or record what a lost order brought after all.

use cosmwasm_std::{Deps, DepsMut, Env, MessageInfo, Response, Uint128};
use cw_utils::nonpayable;
use qerun_controls::ensure_guardian_or_owner;
use qerun_messages::reserve::{Order, OrderStatus, Params, Resolution, BACKING};

use crate::credit::{unaccounted_eth, Credit};
use crate::due::{dues_of_others, sum_of_least, CreditRule};
use crate::error::ContractError;
use crate::events;
use crate::records::load_order;
use crate::recovery::{recover_eth, recover_stable};
use crate::refund::Refund;
use crate::state::{CONFIG, PARAMS};

/// Closes an order as refunded or credited, after its timeout and the grace, and only as far as the unaccounted
/// balance covers it: the clock alone proves nothing. For a lost order it records what came after all. Guardian or
/// owner. Errors: `Access`, `UnknownOrder`, `NotResolvable`, `GraceNotOver`, `NotCovered`.
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
            ensure_refund_is_held(deps.as_ref(), &env, &config.stable_denom, &order)?;
            if lost {
                let (event, message) = recover_stable(deps.storage, &config, order_id, order)?;
                return Ok(response.add_event(event).add_message(message));
            }
            let refund = Refund::prepare(deps.storage, order_id, order, now)?;
            refund.save(deps.storage)?;
            response.add_event(events::refunded(order_id, &refund.order))
        }
        Resolution::Credited { least } => {
            let this = &env.contract.address;
            let unaccounted = unaccounted_eth(deps.storage, &deps.querier, this, &config)?;
            if lost {
                let amount = recoverable_eth(deps.as_ref(), unaccounted, order_id, &order)?;
                let event = recover_eth(deps, now, order_id, order, amount)?;
                return Ok(response.add_event(event));
            }
            let rule = match least {
                None => CreditRule::Minimum,
                Some(least) => {
                    cw_ownable::assert_owner(deps.storage, &info.sender)?;
                    CreditRule::AtLeast(least)
                }
            };
            let credit =
                Credit::from_unaccounted(deps.storage, unaccounted, order_id, order, rule)?;
            credit.save(deps, now)?;
            response.add_event(events::credited(&credit))
        }
    })
}

/// Refuses an order whose timeout and grace are not over. Errors: `GraceNotOver`.
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

/// Refuses the refund of an acknowledged swap, and a lost order for which something came already. Errors:
/// `NotResolvable`.
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

/// Refuses an order that the stablecoins held beyond what waits do not cover. Errors: `NotCovered`.
fn ensure_refund_is_held(
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

/// How much of the unaccounted ETH a lost order may take, smallest unit: what is left after the least that the returning
/// orders must still bring, and at most the order's `expected_out`. Errors: `NotCovered`.
fn recoverable_eth(
    deps: Deps,
    unaccounted: Uint128,
    order_id: u64,
    order: &Order,
) -> Result<Uint128, ContractError> {
    let due_to_others = sum_of_least(&dues_of_others(deps.storage, order_id)?)?;
    let free = unaccounted.saturating_sub(due_to_others);
    if free.is_zero() {
        return Err(ContractError::NotCovered {
            unaccounted,
            needed: due_to_others.checked_add(Uint128::one())?,
        });
    }
    Ok(free.min(order.expected_out))
}
