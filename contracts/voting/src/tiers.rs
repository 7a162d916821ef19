//! The list of tiers: bounds on a new one, and on changing it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, DepsMut, Env, MessageInfo, Response, Storage};
use cw_utils::Duration;
use qerun_messages::voting::{
    StakingConfig, Tier, COOL_DOWN, MAX_MULTIPLIER, MAX_TIERS, MAX_UNBONDING,
};

use crate::state::{STAKING_CONFIG, TIERS};
use crate::{events, ContractError};

/// What unbonding may always be raised to in one step: 14 days.
const FREE_RAISE: u64 = 1_209_600;

/// Checked tiers.
#[cw_serde]
pub struct Tiers {
    list: Vec<Tier>,
    floor: u64,
    raised_at: u64,
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
        check(&list, floor, 1)?;
        Ok(Tiers {
            list,
            floor,
            raised_at: 0,
        })
    }

    /// Checks a list that is to replace this one: see `ExecuteMsg::UpdateTiers`. Errors: as `new`, `CoolDown`.
    pub fn replace(&self, list: Vec<Tier>, now: u64) -> Result<Self, ContractError> {
        check(&list, self.floor, self.list.len())?;
        let mut raised_at = self.raised_at;
        for (tier, (new, old)) in list.iter().zip(&self.list).enumerate() {
            if new.multiplier != old.multiplier {
                return Err(ContractError::TierMultiplier {
                    tier,
                    multiplier: new.multiplier,
                    min: old.multiplier,
                    max: old.multiplier,
                });
            }
            if new.unbonding <= old.unbonding {
                continue;
            }
            let max = old.unbonding.saturating_mul(2).max(FREE_RAISE);
            if new.unbonding > max {
                return Err(ContractError::TierUnbonding {
                    tier,
                    unbonding: new.unbonding,
                    min: self.floor,
                    max,
                });
            }
            let ready_at = self.raised_at.saturating_add(COOL_DOWN);
            if now < ready_at {
                return Err(ContractError::CoolDown {
                    what: "raise unbonding",
                    ready_at,
                });
            }
            raised_at = now;
        }
        Ok(Tiers {
            list,
            floor: self.floor,
            raised_at,
        })
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

/// Owner: replaces the tiers.
pub fn update_tiers(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    list: Vec<Tier>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let tiers = TIERS
        .load(deps.storage)?
        .replace(list, env.block.time.seconds())?;
    let token = STAKING_CONFIG.load(deps.storage)?.token_address;
    tiers.save(deps.storage, &token)?;
    Ok(Response::new().add_event(events::update_tiers(tiers.list())))
}

/// Tier 0 counts once; unbonding rises from tier to tier, multipliers do not fall.
fn check(list: &[Tier], floor: u64, min: usize) -> Result<(), ContractError> {
    let count = list.len();
    if count < min || count > MAX_TIERS {
        return Err(ContractError::TierCount {
            count,
            min,
            max: MAX_TIERS,
        });
    }
    let (mut shortest, mut least, mut most) = (floor, Decimal::one(), Decimal::one());
    for (
        tier,
        Tier {
            unbonding,
            multiplier,
        },
    ) in list.iter().enumerate()
    {
        if *unbonding < shortest || *unbonding > MAX_UNBONDING {
            return Err(ContractError::TierUnbonding {
                tier,
                unbonding: *unbonding,
                min: shortest,
                max: MAX_UNBONDING,
            });
        }
        if *multiplier < least || *multiplier > most {
            return Err(ContractError::TierMultiplier {
                tier,
                multiplier: *multiplier,
                min: least,
                max: most,
            });
        }
        (shortest, least, most) = (unbonding.saturating_add(1), *multiplier, MAX_MULTIPLIER);
    }
    Ok(())
}
