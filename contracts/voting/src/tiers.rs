//! The list of tiers and its rules: present tiers stay, one may be added, and tier 0's unbonding moves within bounds.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;
use qerun_controls::{ensure_cool_down, ensure_within};
use qerun_math::{mul_div_ceil, step_range_floor, step_range_number_floor, PARAM_STEP};
use qerun_messages::voting::{
    Tier, FREE_UNBONDING, MAX_MULTIPLIER, MAX_TIERS, MAX_UNBONDING, TIER_COOL_DOWN,
};

use crate::ContractError;

/// By how much of the last one's multiplier a new tier's may exceed it.
const MULTIPLIER_STEP: Decimal = Decimal::percent(25);
/// By how much at least a new tier unbonds longer than the last: a day.
const UNBONDING_STEP: u64 = 86_400;

/// Tiers within their bounds.
#[cw_serde]
pub struct Tiers {
    list: Vec<Tier>,
    floor: u64,
    /// When a tier was added, or tier 0's unbonding raised above [`FREE_UNBONDING`], Unix seconds; zero if never.
    grown_at: u64,
}

impl Tiers {
    /// The tiers at instantiation. Errors: `OutOfBounds` for floor or number, `TierUnbonding`, `TierMultiplier`.
    pub fn new(list: Vec<Tier>, floor: u64) -> Result<Self, ContractError> {
        ensure_within("min_unbonding", floor, (0, MAX_UNBONDING))?;
        ensure_valid(&list, floor)?;
        Ok(Tiers {
            list,
            floor,
            grown_at: 0,
        })
    }

    /// Adds the tier that `list` has after the present ones, which it must repeat as they are: see
    /// `ExecuteMsg::UpdateTiers`. Errors: `OutOfBounds`, `TierUnbonding`, `TierMultiplier`, `CoolDown`.
    pub fn grow(&self, list: Vec<Tier>, now: u64) -> Result<Self, ContractError> {
        let (count, min) = (list.len(), self.list.len());
        let max = min.saturating_add(1).min(MAX_TIERS);
        ensure_within("tiers", count, (min, max))?;
        for (tier, (new, old)) in list.iter().zip(&self.list).enumerate() {
            ensure_multiplier(tier, new, old.multiplier, old.multiplier)?;
            ensure_unbonding(tier, new, old.unbonding, old.unbonding)?;
        }
        let (Some(new), Some(last)) = (list.get(min), self.list.last()) else {
            return Ok(self.clone());
        };
        let (_, most) = step_range_floor(last.multiplier, MULTIPLIER_STEP, Decimal::zero())?;
        ensure_multiplier(min, new, last.multiplier, most.min(MAX_MULTIPLIER))?;
        // A unit of multiplier costs at least as long a wait as in the last tier.
        let in_proportion = mul_div_ceil(
            last.unbonding.into(),
            new.multiplier.atomics(),
            last.multiplier.atomics(),
        )?;
        let shortest = u64::try_from(in_proportion.u128())
            .unwrap_or(u64::MAX)
            .max(last.unbonding.saturating_add(UNBONDING_STEP));
        let longest = last.unbonding.saturating_mul(2).max(FREE_UNBONDING);
        ensure_unbonding(min, new, shortest, longest.min(MAX_UNBONDING))?;
        ensure_cool_down(self.grown_at, TIER_COOL_DOWN, now)?;
        Ok(Tiers {
            list,
            floor: self.floor,
            grown_at: now,
        })
    }

    /// With another unbonding of tier 0: see `ExecuteMsg::UpdateConfig`. Errors: `TierUnbonding`, `CoolDown`.
    pub fn with_first(&self, unbonding: u64, now: u64) -> Result<Self, ContractError> {
        let mut tiers = self.clone();
        let Some(first) = tiers.list.first_mut() else {
            return Ok(tiers);
        };
        let old = first.unbonding;
        first.unbonding = unbonding;
        let (_, step) = step_range_number_floor(old, PARAM_STEP, 0)?;
        let max = step.max(FREE_UNBONDING);
        ensure_unbonding(0, first, self.floor, max)?;
        ensure_valid(&tiers.list, self.floor)?;
        if unbonding > old.max(FREE_UNBONDING) {
            ensure_cool_down(self.grown_at, TIER_COOL_DOWN, now)?;
            tiers.grown_at = now;
        }
        Ok(tiers)
    }

    /// By number, from 0.
    pub fn list(&self) -> &[Tier] {
        &self.list
    }

    /// No tier can unbond faster, seconds.
    pub fn floor(&self) -> u64 {
        self.floor
    }

    /// A tier and its index in the list. Errors: `UnknownTier`.
    pub fn get(&self, tier: u32) -> Result<(usize, &Tier), ContractError> {
        usize::try_from(tier)
            .ok()
            .and_then(|index| Some((index, self.list.get(index)?)))
            .ok_or(ContractError::UnknownTier {
                tier,
                last: self.list.len().saturating_sub(1),
            })
    }
}

/// Refuses a list whose tier 0 has another multiplier than 1, whose unbonding does not rise from tier to tier, or whose
/// multipliers fall. Errors: `OutOfBounds`, `TierUnbonding`, `TierMultiplier`.
fn ensure_valid(list: &[Tier], floor: u64) -> Result<(), ContractError> {
    ensure_within("tiers", list.len(), (1, MAX_TIERS))?;
    let (mut shortest, mut least, mut most) = (floor, Decimal::one(), Decimal::one());
    for (index, tier) in list.iter().enumerate() {
        ensure_unbonding(index, tier, shortest, MAX_UNBONDING)?;
        ensure_multiplier(index, tier, least, most)?;
        shortest = tier.unbonding.saturating_add(1);
        (least, most) = (tier.multiplier, MAX_MULTIPLIER);
    }
    Ok(())
}

fn ensure_unbonding(index: usize, tier: &Tier, min: u64, max: u64) -> Result<(), ContractError> {
    let unbonding = tier.unbonding;
    if unbonding < min || unbonding > max {
        return Err(ContractError::TierUnbonding {
            tier: index,
            unbonding,
            min,
            max,
        });
    }
    Ok(())
}

fn ensure_multiplier(
    index: usize,
    tier: &Tier,
    min: Decimal,
    max: Decimal,
) -> Result<(), ContractError> {
    let multiplier = tier.multiplier;
    if multiplier < min || multiplier > max {
        return Err(ContractError::TierMultiplier {
            tier: index,
            multiplier,
            min,
            max,
        });
    }
    Ok(())
}
