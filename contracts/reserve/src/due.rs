//! What orders are due of ETH that came without its callback, and how much of it one order may take.

use cosmwasm_std::{Order as Direction, Storage, Uint128};
use qerun_math::{due_share_floor, Due};
use qerun_messages::reserve::Order;

use crate::error::ContractError;
use crate::params::MAX_OPEN_ORDERS;
use crate::records::load_order;
use crate::state::RETURNING;

/// How much of the unaccounted ETH an order may take, which depends on who vouches that the ETH is this order's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditRule {
    /// Nobody does: only what no other returning order is due at least.
    Shared,
    /// Guardian or owner, after the grace: the order's minimum in any case.
    Minimum,
    /// The owner, after the grace: may credit less than the minimum, but at least this.
    AtLeast(Uint128),
}

/// What an order is due, smallest unit of ETH: at least what is missing to its `min_out`, at most what is missing to
/// its `expected_out`.
pub fn due(order: &Order) -> Due {
    Due {
        least: order.min_out.saturating_sub(order.eth_out),
        most: order.expected_out.saturating_sub(order.eth_out),
    }
}

/// What every returning order but this one is due.
pub fn dues_of_others(storage: &dyn Storage, order_id: u64) -> Result<Vec<Due>, ContractError> {
    let mut dues = vec![];
    let ids = RETURNING.keys(storage, None, None, Direction::Ascending);
    for id in ids.take(MAX_OPEN_ORDERS as usize) {
        let id = id?;
        if id != order_id {
            dues.push(due(&load_order(storage, id)?));
        }
    }
    Ok(dues)
}

/// The sum of what they are due at least, smallest unit of ETH.
pub fn sum_of_least(dues: &[Due]) -> Result<Uint128, ContractError> {
    let mut sum = Uint128::zero();
    for due in dues {
        sum = sum.checked_add(due.least)?;
    }
    Ok(sum)
}

/// How much of the `unaccounted` ETH an order takes, smallest unit. Errors: `NotCovered`.
pub fn creditable_eth(
    unaccounted: Uint128,
    own: Due,
    others: &[Due],
    rule: CreditRule,
) -> Result<Uint128, ContractError> {
    let due_to_others = sum_of_least(others)?;
    let needed = own.least.checked_add(due_to_others)?;
    if unaccounted >= needed {
        return Ok(due_share_floor(unaccounted, own, others)?);
    }
    // The ETH of some returning order is not here yet. Whose it is cannot be told from here.
    let needed = match rule {
        CreditRule::Shared => needed,
        CreditRule::Minimum | CreditRule::AtLeast(_) if unaccounted >= own.least => {
            return Ok(own.least)
        }
        CreditRule::Minimum => own.least,
        CreditRule::AtLeast(least) => {
            let least = least.max(Uint128::one());
            let free = unaccounted.saturating_sub(due_to_others);
            if free >= least {
                return Ok(free);
            }
            least.checked_add(due_to_others)?
        }
    };
    Err(ContractError::NotCovered {
        unaccounted,
        needed,
    })
}
