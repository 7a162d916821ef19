//! How far and how often an asset may be changed while someone can rely on its price.

use cosmwasm_std::{Decimal, Deps, StdResult, Storage};
use qerun_math::{halving_range_ceil, halving_range_number_ceil, step_range_floor, PARAM_STEP};
use qerun_messages::oracle::{Policy, COOL_DOWN, MAX_GROWTH_DAY, MAX_GROWTH_HOUR, PRICES};

use crate::policy::Checked;
use crate::sources::observe;
use crate::state::{CHANGED_AT, HALTED_AT};
use crate::ContractError;

/// The least step of a share, so that small ones can be left: half a per cent.
const LEAST: Decimal = Decimal::permille(5);

/// From when an asset is idle, seconds: a day after its price expired or was halted. Then nobody relies on it any
/// more, and governance may set it as if it were new, or forget it: no rule of this file may lock out a repair.
/// 0 without a price.
pub fn idle_at(storage: &dyn Storage, asset: &str) -> StdResult<u64> {
    let Some(record) = PRICES.may_load(storage, asset)? else {
        return Ok(0);
    };
    let unusable_at = match HALTED_AT.may_load(storage, asset)? {
        Some(halted_at) => halted_at.min(record.expires),
        None => record.expires,
    };
    Ok(unusable_at.saturating_add(COOL_DOWN))
}

/// From when an asset that is not idle may be changed again, seconds; 0 if it never was.
pub fn ready_at(storage: &dyn Storage, asset: &str) -> StdResult<u64> {
    let changed_at = CHANGED_AT.may_load(storage, asset)?;
    Ok(changed_at.map_or(0, |changed_at| changed_at.saturating_add(COOL_DOWN)))
}

impl Checked {
    /// This in the place of a configuration with the policy `old`: each number within a step (table in the README),
    /// at `ready_at` or later. Sources may be replaced whole.
    /// Errors: `ParamStep`, `AgeStep`, `MinSourcesStep`, `LimitLifted`, `CoolDown`.
    pub fn replace(
        self,
        asset: &str,
        old: &Policy,
        ready_at: u64,
        now: u64,
    ) -> Result<Self, ContractError> {
        let new = self.policy();
        age_step(new.max_age, old.max_age)?;
        min_sources_step(new.min_sources, old.min_sources)?;
        let range = step_range_floor(old.max_deviation, PARAM_STEP, LEAST)?;
        within("max_deviation", new.max_deviation, range)?;
        growth_step(
            "max_growth_hour",
            new.max_growth_hour,
            old.max_growth_hour,
            MAX_GROWTH_HOUR,
        )?;
        growth_step(
            "max_growth_day",
            new.max_growth_day,
            old.max_growth_day,
            MAX_GROWTH_DAY,
        )?;
        within("min_price", new.min_price, double(old.min_price))?;
        within("max_price", new.max_price, double(old.max_price))?;
        if now < ready_at {
            return Err(ContractError::CoolDown {
                asset: asset.to_owned(),
                ready_at,
            });
        }
        Ok(self)
    }
}

/// Each source of a new configuration that answers must agree with the price in force: within the deviation that the old
/// policy allowed between sources, rounded down. Each alone, whether it would count or not: with fewer answers than
/// `min_sources`, or one out of bounds, they join to nothing today and to a price in the next block. Sources that are not
/// live yet say nothing, nor do those that say only what is older than the record.
/// Errors: `FarFromRunning`.
pub fn check_running(
    deps: Deps,
    asset: &str,
    config: &Checked,
    max_deviation: Decimal,
    now: u64,
) -> Result<(), ContractError> {
    let Some(running) = PRICES.may_load(deps.storage, asset)? else {
        return Ok(());
    };
    let limit = running
        .mid
        .checked_mul(max_deviation)
        .unwrap_or(Decimal::MAX);
    for (source, number) in config.config().sources.iter().zip(1..) {
        let Some(said) = observe(deps, asset, source, now)? else {
            continue;
        };
        if said.as_of >= running.as_of && said.price.abs_diff(running.mid) > limit {
            return Err(ContractError::FarFromRunning {
                asset: asset.to_owned(),
                source_number: number,
                price: said.price,
                running: running.mid,
                max_deviation,
            });
        }
    }
    Ok(())
}

fn age_step(value: u64, old: u64) -> Result<(), ContractError> {
    let (min, max) = halving_range_number_ceil(old);
    if value < min || value > max {
        return Err(ContractError::AgeStep { value, min, max });
    }
    Ok(())
}

fn min_sources_step(min_sources: u32, old: u32) -> Result<(), ContractError> {
    let (min, max) = (old.saturating_sub(1), old.saturating_add(1));
    if min_sources < min || min_sources > max {
        return Err(ContractError::MinSourcesStep {
            min_sources,
            min,
            max,
        });
    }
    Ok(())
}

/// A limit may be set at any time, and lifted only from the highest one that there is.
fn growth_step(
    parameter: &'static str,
    new: Option<Decimal>,
    old: Option<Decimal>,
    highest: Decimal,
) -> Result<(), ContractError> {
    match (new, old) {
        (_, None) => Ok(()),
        (Some(new), Some(old)) => within(parameter, new, step_range_floor(old, PARAM_STEP, LEAST)?),
        (None, Some(old)) if old >= highest => Ok(()),
        (None, Some(old)) => Err(ContractError::LimitLifted {
            parameter,
            old,
            highest,
        }),
    }
}

fn double(old: Decimal) -> (Decimal, Decimal) {
    let (min, max) = halving_range_ceil(old.atomics());
    (Decimal::new(min), Decimal::new(max))
}

fn within(
    parameter: &'static str,
    value: Decimal,
    (min, max): (Decimal, Decimal),
) -> Result<(), ContractError> {
    if value < min || value > max {
        return Err(ContractError::ParamStep {
            parameter,
            value,
            min,
            max,
        });
    }
    Ok(())
}
