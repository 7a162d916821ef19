//! The state at the beginning.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};
use qerun_controls::Pause;
use qerun_math::HalfLifeClock;
use qerun_messages::voting::InstantiateMsg;

use crate::migrate::write_versions;
use crate::params::ValidParams;
use crate::state::{
    Settings, ACTIVE_THRESHOLD, BALANCE, CLOCK, DAO, GUARDIAN, HOOKS, PAUSE, PERKS, SETTINGS,
    STAKING_CONTRACT, TOKEN, TOTAL_POWER,
};
use crate::tiers::Tiers;
use crate::{active, add_hook, set_perk, update_tiers, ContractError};

/// Validates DAO, owner, token, tiers, parameters, perks and hooks, and writes them. Errors: one for each bound.
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    write_versions(deps.storage)?;
    let dao = match &msg.dao {
        Some(dao) => deps.api.addr_validate(dao)?,
        None => info.sender,
    };
    let owner = msg.owner.as_deref().unwrap_or(dao.as_str());
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(owner))?;
    DAO.save(deps.storage, &dao)?;
    let token = deps.api.addr_validate(&msg.token)?;
    let supply = active::supply(deps.as_ref(), &token)?;
    TOKEN.save(deps.storage, &token)?;
    STAKING_CONTRACT.save(deps.storage, &env.contract.address)?;
    let tiers = Tiers::new(msg.tiers, msg.min_unbonding)?;
    update_tiers::write(deps.storage, &tiers, &token)?;
    if let Some(threshold) = &msg.active_threshold {
        active::ensure_reachable(threshold, supply)?;
        ACTIVE_THRESHOLD.save(deps.storage, threshold)?;
    }
    let params = ValidParams::try_from(msg.params)?.into_inner();
    let now = env.block.time.seconds();
    CLOCK.save(deps.storage, &HalfLifeClock::start(params.half_life, now))?;
    let settings = Settings {
        hook_gas: params.hook_gas,
        changed_at: 0,
    };
    SETTINGS.save(deps.storage, &settings)?;
    let guardian = msg
        .guardian
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    GUARDIAN.save(deps.storage, &guardian)?;
    PAUSE.save(deps.storage, &Pause::default())?;
    for perk in msg.perks {
        if PERKS.has(deps.storage, &perk.id) {
            return Err(ContractError::DuplicatePerk { id: perk.id });
        }
        set_perk::write(deps.storage, &perk)?;
    }
    let mut hooks = vec![];
    for addr in &msg.hooks {
        add_hook::append(deps.api, &mut hooks, addr)?;
    }
    if !hooks.is_empty() {
        HOOKS.save(deps.storage, &hooks)?;
    }
    BALANCE.save(deps.storage, &Uint128::zero())?;
    TOTAL_POWER.save(deps.storage, &Uint128::zero(), env.block.height)?;
    Ok(Response::new())
}
