//! The open batch, in which the reserve parts of borrows are collected: what is in it, and when it may be handed over.

use cosmwasm_std::Uint128;
use qerun_messages::market::{BatchRule, OpenBatch};
use qerun_messages::reserve::Backing;

use crate::error::ContractError;

/// Whether nothing is in a batch.
pub fn is_empty(batch: &OpenBatch) -> bool {
    batch.user_in.is_zero() && batch.protocol_in.is_zero()
}

/// Stablecoins in a batch.
pub fn amount(batch: &OpenBatch) -> Result<Uint128, ContractError> {
    Ok(batch.user_in.checked_add(batch.protocol_in)?)
}

/// Adds the user's part of a borrow, and the protocol's part if that does not go to the insurance.
pub fn add(
    batch: &OpenBatch,
    user_in: Uint128,
    protocol_in: Uint128,
    now: u64,
) -> Result<OpenBatch, ContractError> {
    let mut after = OpenBatch {
        user_in: batch.user_in.checked_add(user_in)?,
        protocol_in: batch.protocol_in.checked_add(protocol_in)?,
        ..batch.clone()
    };
    if is_empty(batch) && !is_empty(&after) {
        after.opened_at = now;
    }
    Ok(after)
}

/// From when on a batch is due by its age, Unix seconds; zero while it is empty.
pub fn due_at(batch: &OpenBatch, rule: &BatchRule) -> u64 {
    if is_empty(batch) {
        return 0;
    }
    batch.opened_at.saturating_add(rule.max_age)
}

/// Refuses a batch that is neither large enough nor old enough, that is below the reserve's smallest order, or that
/// the reserve has no capacity for by its published record. Reading the record costs one raw read, which a borrow makes
/// anyway; a refusal by the reserve costs a whole contract call. One rule for `borrow` and `flush`. Errors:
/// `BatchNotDue`, `BatchTooSmall`, `PurchasesPaused`, `NoCapacity`.
pub fn ensure_ready(
    batch: &OpenBatch,
    rule: &BatchRule,
    backing: &Backing,
    now: u64,
) -> Result<(), ContractError> {
    let (batch_id, amount) = (batch.id, amount(batch)?);
    let due_at = due_at(batch, rule);
    if amount.is_zero() || (amount < rule.min_size && now < due_at) {
        return Err(ContractError::BatchNotDue {
            batch_id,
            amount,
            min_size: rule.min_size,
            due_at,
        });
    }
    if amount < backing.min_order {
        return Err(ContractError::BatchTooSmall {
            batch_id,
            amount,
            min_order: backing.min_order,
        });
    }
    if now < backing.paused_until {
        let until = backing.paused_until;
        return Err(ContractError::PurchasesPaused { until });
    }
    // A batch of twice the smallest order or more may be bought in several orders, so capacity for the first is enough.
    // A smaller batch must be one order, because an order of only a part of it would leave a remainder below the smallest
    // order.
    let needed = if amount < backing.min_order.saturating_mul(Uint128::new(2)) {
        amount
    } else {
        rule.min_size.max(backing.min_order).min(amount)
    };
    if backing.batch_capacity == 0 || backing.order_capacity == 0 || backing.capacity < needed {
        return Err(ContractError::NoCapacity {
            batches: backing.batch_capacity,
            orders: backing.order_capacity,
            available: backing.capacity,
            needed,
        });
    }
    Ok(())
}
