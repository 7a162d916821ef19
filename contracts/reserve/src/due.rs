//! What orders are due of ETH that came without its callback, and which of it one of them may take.

use cosmwasm_std::{Order as Direction, Storage, Uint128};
use qerun_math::{due_share_floor, Due};
use qerun_messages::reserve::Order;

use crate::error::ContractError;
use crate::params::MAX_OPEN_ORDERS;
use crate::records::load_order;
use crate::state::RETURNING;

/// Whose word it is that the ETH is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Anybody's: only what no other order that returns is due.
    Anyone,
    /// The guardian's or the owner's, after the grace: the order's minimum in any case.
    Resolved,
    /// The owner's, after the grace: less than the minimum, too, if no more is there, but no less than this.
    AtLeast(Uint128),
}

/// What an order is due, smallest unit of ETH: at least what is missing to its `min_out`, at most what is missing to its
/// `expected_out`.
pub fn due(order: &Order) -> Due {
    Due {
        least: order.min_out.saturating_sub(order.eth_out),
        most: order.expected_out.saturating_sub(order.eth_out),
    }
}

/// What every order that returns is due, but this one.
pub fn others(storage: &dyn Storage, order_id: u64) -> Result<Vec<Due>, ContractError> {
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

/// The sum of what they are due at least.
pub fn sum_of_least(dues: &[Due]) -> Result<Uint128, ContractError> {
    let mut sum = Uint128::zero();
    for due in dues {
        sum = sum.checked_add(due.least)?;
    }
    Ok(sum)
}

/// How much of the `unaccounted` ETH an order takes. Errors: `NotCovered`.
pub fn take(
    unaccounted: Uint128,
    mine: Due,
    others: &[Due],
    word: Word,
) -> Result<Uint128, ContractError> {
    let owed = sum_of_least(others)?;
    let needed = mine.least.checked_add(owed)?;
    if unaccounted >= needed {
        return Ok(due_share_floor(unaccounted, mine, others)?);
    }
    // Not every order that returns is here. Which one is, only somebody who has looked can say.
    let needed = match word {
        Word::Anyone => needed,
        Word::Resolved | Word::AtLeast(_) if unaccounted >= mine.least => return Ok(mine.least),
        Word::Resolved => mine.least,
        Word::AtLeast(least) => {
            let least = least.max(Uint128::one());
            let free = unaccounted.saturating_sub(owed);
            if free >= least {
                return Ok(free);
            }
            least.checked_add(owed)?
        }
    };
    Err(ContractError::NotCovered {
        unaccounted,
        needed,
    })
}
