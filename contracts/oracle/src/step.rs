//! How far and how often an asset may be changed while someone can rely on its price.

use cosmwasm_std::{Addr, Decimal, Deps, StdResult, Storage};
use qerun_controls::ensure_step;
use qerun_math::{
    halving_range_ceil, halving_range_number_ceil, step_range_floor, step_range_number_floor,
    PARAM_STEP,
};
use qerun_messages::oracle::{
    AssetConfig, Policy, COOL_DOWN, MAX_GROWTH_DAY, MAX_GROWTH_HOUR, PRICES,
};

use crate::slots::Slots;
use crate::sources::{observe_unsampled, View};
use crate::state::{CHANGED_AT, HALTED_AT};
use crate::valid_asset::ValidAsset;
use crate::ContractError;

/// The least step of a share, so that small ones can be left: half a per cent.
const LEAST_STEP: Decimal = Decimal::permille(5);

/// The least step of the minimum liquidity, so that it can leave zero and return to it: 1,000 USD, less than any pool
/// that is worth reading has.
const LEAST_LIQUIDITY: Decimal = Decimal::raw(1_000_000_000_000_000_000_000);
/// The least step of the grace, seconds, for the same reason.
const LEAST_GRACE: u64 = 300;

/// From when an asset is idle, Unix seconds: a day after its price expired or was halted. Then nobody relies on it any
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

/// From when an asset that is not idle may be changed again, Unix seconds; 0 if it never was.
pub fn ready_at(storage: &dyn Storage, asset: &str) -> StdResult<u64> {
    let changed_at = CHANGED_AT.may_load(storage, asset)?.unwrap_or_default();
    Ok(qerun_controls::ready_at(changed_at, COOL_DOWN))
}

/// Refuses guards of which one is more than a step (table in the README) from those in force.
/// Errors: `Step`, `LimitLifted`.
pub fn ensure_policy_step(new: &Policy, old: &Policy) -> Result<(), ContractError> {
    let age = halving_range_number_ceil(old.max_age);
    ensure_step("max_age", new.max_age, age)?;
    let sources = old.min_sources;
    let sources = (sources.saturating_sub(1), sources.saturating_add(1));
    ensure_step("min_sources", new.min_sources, sources)?;
    let deviation = step_range_floor(old.max_deviation, PARAM_STEP, LEAST_STEP)?;
    ensure_step("max_deviation", new.max_deviation, deviation)?;
    ensure_growth_step(
        "max_growth_hour",
        new.max_growth_hour,
        old.max_growth_hour,
        MAX_GROWTH_HOUR,
    )?;
    ensure_growth_step(
        "max_growth_day",
        new.max_growth_day,
        old.max_growth_day,
        MAX_GROWTH_DAY,
    )?;
    ensure_step("min_price", new.min_price, halving_range(old.min_price))?;
    ensure_step("max_price", new.max_price, halving_range(old.max_price))?;
    let liquidity = wider(
        halving_range(old.min_liquidity),
        step_range_floor(old.min_liquidity, Decimal::zero(), LEAST_LIQUIDITY)?,
    );
    ensure_step("min_liquidity", new.min_liquidity, liquidity)?;
    let grace = wider(
        halving_range_number_ceil(old.grace),
        step_range_number_floor(old.grace, Decimal::zero(), LEAST_GRACE)?,
    );
    ensure_step("grace", new.grace, grace)?;
    Ok(())
}

/// Refuses a source that is live at once and disagrees with the published price: further from its mid than
/// `max_deviation`, the share that the policy in force (`old`) allows between sources, rounded down. Each source is compared
/// alone, whether it would count or not: with fewer live ones than `min_sources`, or one out of bounds, they make no
/// price today and could make one in the next block. A pair without samples is compared at its spot price. A source that
/// is not live yet cannot be compared, and one whose prices are all older than the record need not be.
/// Errors: `FarFromPublished`.
pub fn ensure_near_published(
    deps: Deps,
    asset: &str,
    new: &ValidAsset,
    old: &AssetConfig<Addr>,
    now: u64,
) -> Result<(), ContractError> {
    let Some(record) = PRICES.may_load(deps.storage, asset)? else {
        return Ok(());
    };
    let max_deviation = old.policy.max_deviation;
    let limit = record.mid.checked_mul(max_deviation);
    let limit = limit.unwrap_or(Decimal::MAX);
    let view = View {
        asset,
        slots: &Slots::load(deps.storage, asset, old)?,
        now,
    };
    for (source, source_number) in new.config().sources.iter().zip(1..) {
        let Some(seen) = observe_unsampled(deps, view, source)? else {
            continue;
        };
        if seen.as_of >= record.as_of && seen.price.abs_diff(record.mid) > limit {
            return Err(ContractError::FarFromPublished {
                asset: asset.to_owned(),
                source_number,
                price: seen.price,
                published: record.mid,
                max_deviation,
            });
        }
    }
    Ok(())
}

/// A limit may be set at any time, and lifted only from the highest one that there is.
fn ensure_growth_step(
    name: &'static str,
    new: Option<Decimal>,
    old: Option<Decimal>,
    highest: Decimal,
) -> Result<(), ContractError> {
    match (new, old) {
        (_, None) => Ok(()),
        (Some(new), Some(old)) => {
            let range = step_range_floor(old, PARAM_STEP, LEAST_STEP)?;
            Ok(ensure_step(name, new, range)?)
        }
        (None, Some(old)) if old >= highest => Ok(()),
        (None, Some(old)) => Err(ContractError::LimitLifted { name, old, highest }),
    }
}

fn halving_range(old: Decimal) -> (Decimal, Decimal) {
    let (min, max) = halving_range_ceil(old.atomics());
    (Decimal::new(min), Decimal::new(max))
}

/// The range of two that overlap: from the lower beginning to the higher end.
fn wider<T: Ord>(one: (T, T), other: (T, T)) -> (T, T) {
    (one.0.min(other.0), one.1.max(other.1))
}
