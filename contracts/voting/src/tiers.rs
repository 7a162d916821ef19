//! The list of tiers. Those there are stay; one may be added, and tier 0's unbonding moves within bounds.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, DepsMut, Env, MessageInfo, Response, Storage};
use cw_utils::Duration;
use qerun_math::{mul_div_ceil, step_range_floor, step_range_number_floor, PARAM_STEP};
use qerun_messages::voting::{
    StakingConfig, Tier, FREE_UNBONDING, MAX_MULTIPLIER, MAX_TIERS, MAX_UNBONDING, TIER_COOL_DOWN,
};

use crate::state::{STAKING_CONFIG, TIERS};
use crate::{events, ContractError};

/// By how much of the last one's multiplier a new tier's may exceed it.
const MULTIPLIER_STEP: Decimal = Decimal::percent(25);
/// By how much at least a new tier unbonds longer than the last: a day.
const UNBONDING_STEP: u64 = 86_400;

/// Checked tiers.
#[cw_serde]
pub struct Tiers {
    list: Vec<Tier>,
    floor: u64,
    /// When a tier was added or tier 0's unbonding raised above the free length.
    grown_at: u64,
}

impl Tiers {
    /// Checks a first list. Errors: `UnbondingFloor`, `TierCount`, `TierUnbonding`, `TierMultiplier`.
    pub fn new(list: Vec<Tier>, floor: u64) -> Result<Self, ContractError> {
        if floor > MAX_UNBONDING {
            return Err(ContractError::UnbondingFloor {
                floor,
                max: MAX_UNBONDING,
            });
        }
        check(&list, floor)?;
        Ok(Tiers {
            list,
            floor,
            grown_at: 0,
        })
    }

    /// Adds the tier that `list` has after the present ones, which it must repeat as they are: see
    /// `ExecuteMsg::UpdateTiers`. Errors: `TierCount`, `TierUnbonding`, `TierMultiplier`, `CoolDown`.
    pub fn grow(&self, list: Vec<Tier>, now: u64) -> Result<Self, ContractError> {
        let (count, min) = (list.len(), self.list.len());
        let max = min.saturating_add(1).min(MAX_TIERS);
        if count < min || count > max {
            return Err(ContractError::TierCount { count, min, max });
        }
        for (tier, (new, old)) in list.iter().zip(&self.list).enumerate() {
            within_multiplier(tier, new, old.multiplier, old.multiplier)?;
            within_unbonding(tier, new, old.unbonding, old.unbonding)?;
        }
        let (Some(new), Some(last)) = (list.get(min), self.list.last()) else {
            return Ok(self.clone());
        };
        let (_, most) = step_range_floor(last.multiplier, MULTIPLIER_STEP, Decimal::zero())?;
        within_multiplier(min, new, last.multiplier, most.min(MAX_MULTIPLIER))?;
        // Weight is not to be had for a shorter wait than it costs in the last tier.
        let in_proportion = mul_div_ceil(
            last.unbonding.into(),
            new.multiplier.atomics(),
            last.multiplier.atomics(),
        )?;
        let shortest = u64::try_from(in_proportion.u128())
            .unwrap_or(u64::MAX)
            .max(last.unbonding.saturating_add(UNBONDING_STEP));
        let longest = last.unbonding.saturating_mul(2).max(FREE_UNBONDING);
        within_unbonding(min, new, shortest, longest.min(MAX_UNBONDING))?;
        self.ensure_cooled_down("add a tier", now)?;
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
        within_unbonding(0, first, self.floor, max)?;
        check(&tiers.list, self.floor)?;
        if unbonding > old.max(FREE_UNBONDING) {
            self.ensure_cooled_down("raise unbonding", now)?;
            tiers.grown_at = now;
        }
        Ok(tiers)
    }

    fn ensure_cooled_down(&self, what: &'static str, now: u64) -> Result<(), ContractError> {
        let ready_at = self.grown_at.saturating_add(TIER_COOL_DOWN);
        if now < ready_at {
            return Err(ContractError::CoolDown { what, ready_at });
        }
        Ok(())
    }

    /// By number, from 0.
    pub fn list(&self) -> &[Tier] {
        &self.list
    }

    /// No tier can unbond faster, seconds.
    pub fn floor(&self) -> u64 {
        self.floor
    }

    /// A tier and its place. Errors: `UnknownTier`.
    pub fn get(&self, tier: u32) -> Result<(usize, &Tier), ContractError> {
        usize::try_from(tier)
            .ok()
            .and_then(|place| Some((place, self.list.get(place)?)))
            .ok_or(ContractError::UnknownTier {
                tier,
                last: self.list.len().saturating_sub(1),
            })
    }

    /// Writes the list and cw20-stake's copy of tier 0.
    pub fn save(&self, storage: &mut dyn Storage, token: &Addr) -> Result<(), ContractError> {
        let unbonding = self.list.first().map_or(0, |tier| tier.unbonding);
        let config = StakingConfig {
            token_address: token.clone(),
            unstaking_duration: (unbonding > 0).then_some(Duration::Time(unbonding)),
        };
        STAKING_CONFIG.save(storage, &config)?;
        Ok(TIERS.save(storage, self)?)
    }
}

/// Owner: adds a tier.
pub fn update_tiers(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    list: Vec<Tier>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let tiers = TIERS.load(deps.storage)?.grow(list, now)?;
    replace(deps.storage, &tiers)
}

/// Writes tiers that follow the present ones, and says so.
pub fn replace(storage: &mut dyn Storage, tiers: &Tiers) -> Result<Response, ContractError> {
    let token = STAKING_CONFIG.load(storage)?.token_address;
    tiers.save(storage, &token)?;
    Ok(Response::new().add_event(events::update_tiers(tiers.list())))
}

/// Tier 0 counts once; unbonding rises from tier to tier, multipliers do not fall.
fn check(list: &[Tier], floor: u64) -> Result<(), ContractError> {
    let count = list.len();
    if count == 0 || count > MAX_TIERS {
        return Err(ContractError::TierCount {
            count,
            min: 1,
            max: MAX_TIERS,
        });
    }
    let (mut shortest, mut least, mut most) = (floor, Decimal::one(), Decimal::one());
    for (place, tier) in list.iter().enumerate() {
        within_unbonding(place, tier, shortest, MAX_UNBONDING)?;
        within_multiplier(place, tier, least, most)?;
        shortest = tier.unbonding.saturating_add(1);
        (least, most) = (tier.multiplier, MAX_MULTIPLIER);
    }
    Ok(())
}

fn within_unbonding(place: usize, tier: &Tier, min: u64, max: u64) -> Result<(), ContractError> {
    let unbonding = tier.unbonding;
    if unbonding < min || unbonding > max {
        return Err(ContractError::TierUnbonding {
            tier: place,
            unbonding,
            min,
            max,
        });
    }
    Ok(())
}

fn within_multiplier(
    place: usize,
    tier: &Tier,
    min: Decimal,
    max: Decimal,
) -> Result<(), ContractError> {
    let multiplier = tier.multiplier;
    if multiplier < min || multiplier > max {
        return Err(ContractError::TierMultiplier {
            tier: place,
            multiplier,
            min,
            max,
        });
    }
    Ok(())
}
