//! The owner adds a tier.

use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage};
use cw_utils::Duration;
use qerun_messages::voting::{StakingConfig, Tier};

use crate::state::{STAKING_CONFIG, TIERS};
use crate::tiers::Tiers;
use crate::{events, ContractError};

/// Owner: adds a tier, see `Tiers::grow`.
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

/// Writes tiers that follow the present ones, with an event.
pub fn replace(storage: &mut dyn Storage, tiers: &Tiers) -> Result<Response, ContractError> {
    let token = STAKING_CONFIG.load(storage)?.token_address;
    write(storage, tiers, &token)?;
    Ok(Response::new().add_event(events::update_tiers(tiers.list())))
}

/// Writes the tiers, and tier 0 as cw20-stake's configuration.
pub fn write(storage: &mut dyn Storage, tiers: &Tiers, token: &Addr) -> Result<(), ContractError> {
    let unbonding = tiers.list().first().map_or(0, |tier| tier.unbonding);
    let config = StakingConfig {
        token_address: token.clone(),
        unstaking_duration: (unbonding > 0).then_some(Duration::Time(unbonding)),
    };
    STAKING_CONFIG.save(storage, &config)?;
    Ok(TIERS.save(storage, tiers)?)
}
