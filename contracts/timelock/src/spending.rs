//! Spending of the treasury is classified by its amount over a window, because small spends can add up.

use std::collections::BTreeMap;

use cosmwasm_std::{StdResult, Storage, Uint128};
use qerun_messages::timelock::Class;

use crate::state::{Spent, SPEND_LIMITS, SPENT};

/// Seconds over which spends are added up: 30 days from the first one.
pub const WINDOW: u64 = 30 * 24 * 3_600;

/// What an operation spends: amounts by the key of their asset.
#[derive(Default)]
pub struct Spending(BTreeMap<String, Uint128>);

impl Spending {
    /// Adds an amount. Zero is added, too: a contract that is sent a token's message and has no limit is unknown. The
    /// answer is routine, because the limits decide, or critical if the sum exceeds its type.
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

    /// Its class, on top of what was spent in the present windows.
    pub fn class(&self, storage: &dyn Storage, now: u64) -> StdResult<Class> {
        let mut strictest = Class::Routine;
        for (key, amount) in &self.0 {
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

    /// Records what an operation below the critical class spends. It is not given back if the operation never runs:
    /// else who may queue could keep any number of small spends in the queue at once.
    pub fn record(&self, storage: &mut dyn Storage, now: u64) -> StdResult<()> {
        let spends = self.0.iter().filter(|(_, amount)| !amount.is_zero());
        for (key, amount) in spends {
            let mut window = spent(storage, key, now)?;
            window.amount = window.amount.checked_add(*amount)?;
            SPENT.save(storage, key, &window)?;
        }
        Ok(())
    }
}

/// What was spent in the present window; if that is over, a new one that begins now.
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
