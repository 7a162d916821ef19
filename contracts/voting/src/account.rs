//! One change of a stake and all that follows from it: power, totals, reputation.

use cosmwasm_std::{Addr, Env, Storage, Uint128, Uint256};
use qerun_math::{follow_floor, power_floor, reputation_units_floor, MathError};

use crate::state::{Account, ACCOUNTS, BALANCE, BOOST, CLOCK, POWERS, TIERS, TOTAL_POWER};
use crate::tiers::Tiers;
use crate::ContractError;

/// Stake and power of an address, and the totals, after a change; units of stake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Power of the address before the change.
    pub power_before: Uint128,
    /// Power of the address.
    pub power: Uint128,
    /// Stake of the address.
    pub staked: Uint128,
    /// Stake of all.
    pub total_staked: Uint128,
    /// Power of all.
    pub total_power: Uint128,
}

impl Account {
    /// An account without stake, at a reading of the clock.
    fn new(as_of: Uint128) -> Self {
        Account {
            stakes: vec![],
            reputation: Uint256::zero(),
            as_of,
        }
    }

    /// Stake in a tier.
    pub fn stake(&self, index: usize) -> Uint128 {
        self.stakes.get(index).copied().unwrap_or_default()
    }

    /// Stake in all tiers.
    pub fn staked(&self) -> Result<Uint128, ContractError> {
        let mut sum = Uint128::zero();
        for stake in &self.stakes {
            sum = sum.checked_add(*stake)?;
        }
        Ok(sum)
    }

    /// Power of all tiers, rounded down once.
    fn power(&self, tiers: &Tiers) -> Result<Uint128, MathError> {
        let stakes: Vec<_> = self
            .stakes
            .iter()
            .zip(tiers.list())
            .map(|(stake, tier)| (*stake, tier.multiplier))
            .collect();
        power_floor(&stakes)
    }

    /// Reputation at a reading of the clock, in 10^-18 of a unit.
    fn reputation_at(&self, clock: Uint128) -> Result<Uint256, ContractError> {
        let passed = clock.checked_sub(self.as_of)?;
        Ok(follow_floor(self.reputation, self.staked()?, passed)?)
    }

    /// Whole units of reputation at a reading of the clock.
    pub fn reputation_units(&self, clock: Uint128) -> Result<Uint128, ContractError> {
        Ok(reputation_units_floor(self.reputation_at(clock)?)?)
    }

    /// Adds to the stake of a tier.
    pub fn add(&mut self, index: usize, amount: Uint128) -> Result<(), ContractError> {
        if self.stakes.len() <= index {
            self.stakes.resize(index.saturating_add(1), Uint128::zero());
        }
        if let Some(stake) = self.stakes.get_mut(index) {
            *stake = stake.checked_add(amount)?;
        }
        Ok(())
    }

    /// Takes from the stake of a tier. Errors: `NotEnoughStaked`.
    pub fn take(&mut self, tier: u32, index: usize, amount: Uint128) -> Result<(), ContractError> {
        let staked = self.stake(index);
        let left = staked
            .checked_sub(amount)
            .map_err(|_| ContractError::NotEnoughStaked {
                tier,
                staked,
                amount,
            })?;
        if let Some(stake) = self.stakes.get_mut(index) {
            *stake = left;
        }
        Ok(())
    }
}

/// Brings an account's reputation up to date, applies `edit` to it, and saves everything that follows. If anything
/// fails nothing is saved. Errors: those of `edit`, `Overflow`, `Math`.
pub fn change(
    storage: &mut dyn Storage,
    env: &Env,
    address: &Addr,
    edit: impl FnOnce(&mut Account, &Tiers) -> Result<(), ContractError>,
) -> Result<Change, ContractError> {
    let height = env.block.height;
    let tiers = TIERS.load(storage)?;
    let clock = CLOCK.load(storage)?.read(env.block.time.seconds())?;
    let mut account = ACCOUNTS
        .may_load(storage, address)?
        .unwrap_or_else(|| Account::new(clock));
    let staked_before = account.staked()?;
    account.reputation = account.reputation_at(clock)?;
    account.as_of = clock;
    edit(&mut account, &tiers)?;

    let staked = account.staked()?;
    let power_before = POWERS.may_load(storage, address)?.unwrap_or_default();
    let power = account.power(&tiers)?;
    let total_power = TOTAL_POWER
        .load(storage)?
        .checked_sub(power_before)?
        .checked_add(power)?;
    // Power is never below stake: no multiplier is below 1.
    let boost = BOOST.may_load(storage)?.unwrap_or_default();
    let boosted = boost
        .now
        .checked_sub(power_before.checked_sub(staked_before)?)?
        .checked_add(power.checked_sub(staked)?)?;

    ACCOUNTS.save(storage, address, &account)?;
    if power != power_before {
        POWERS.save(storage, address, &power, height)?;
        TOTAL_POWER.save(storage, &total_power, height)?;
        BALANCE.save(storage, &total_power)?;
    }
    if boosted != boost.now {
        BOOST.save(storage, &boost.set(boosted, height))?;
    }
    Ok(Change {
        power_before,
        power,
        staked,
        total_staked: total_power.checked_sub(boosted)?,
        total_power,
    })
}
