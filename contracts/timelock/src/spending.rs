//! What leaves the treasury is classed by amount, over windows: small spends that add up are not small.

use std::collections::BTreeMap;

use cosmwasm_std::{StdResult, Storage, Uint128};
use qerun_messages::timelock::Class;

use crate::state::{Spent, SPEND_LIMITS, SPENT};

/// Seconds over which outlays are added up: 30 days from the first one.
pub const WINDOW: u64 = 30 * 24 * 3_600;

/// Amounts by the key of their asset.
#[derive(Default)]
pub struct Outlay(BTreeMap<String, Uint128>);

impl Outlay {
    /// Adds an amount, also of nothing: what calls itself a token without having a limit is unknown.
    /// Routine; the limits decide. Critical if the sum cannot be told.
    pub fn add(&mut self, key: String, amount: Uint128) -> Class {
        let sum = self.0.entry(key).or_default();
        match sum.checked_add(amount) {
            Ok(total) => {
                *sum = total;
                Class::Routine
            }
            Err(_) => Class::Critical,
        }
    }
}

/// The class of an outlay, on top of what was spent in the windows that run.
pub fn class(storage: &dyn Storage, outlay: &Outlay, now: u64) -> StdResult<Class> {
    let mut strictest = Class::Routine;
    for (key, amount) in &outlay.0 {
        let class = match SPEND_LIMITS.may_load(storage, key)? {
            None => Class::Critical,
            Some(limit) => match spent(storage, key, now)?.amount.checked_add(*amount) {
                Ok(total) if total <= limit.routine => Class::Routine,
                Ok(total) if total <= limit.sensitive => Class::Sensitive,
                _ => Class::Critical,
            },
        };
        strictest = strictest.max(class);
    }
    Ok(strictest)
}

/// Counts the outlay of an operation below the critical class. It is not given back if the operation
/// never runs: who may queue could else keep any number of small spends in the queue at once.
pub fn book(storage: &mut dyn Storage, outlay: &Outlay, now: u64) -> StdResult<()> {
    let spends = outlay.0.iter().filter(|(_, amount)| !amount.is_zero());
    for (key, amount) in spends {
        let mut window = spent(storage, key, now)?;
        window.amount = window.amount.checked_add(*amount)?;
        SPENT.save(storage, key, &window)?;
    }
    Ok(())
}

/// What was spent in the window that runs; a new one if none does.
pub fn spent(storage: &dyn Storage, key: &str, now: u64) -> StdResult<Spent> {
    let fresh = Spent {
        since: now,
        amount: Uint128::zero(),
    };
    Ok(SPENT
        .may_load(storage, key)?
        .filter(|window| now < window.since.saturating_add(WINDOW))
        .unwrap_or(fresh))
}
