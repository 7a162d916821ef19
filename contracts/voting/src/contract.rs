//! Entry points: funds check and dispatch.

use cosmwasm_std::{entry_point, Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response};
use cw_utils::nonpayable;
use qerun_messages::voting::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

use crate::{
    active, claim, config, events, hooks, params, pause, perks, query as queries, raise_tier,
    receive, tiers, unstake, ContractError,
};

/// The crate.
pub const CONTRACT_NAME: &str = "crate:qerun-voting";
/// Its version.
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The tier of a plain `stake` and of `unstake`.
const DEFAULT_TIER: u32 = 0;

/// Creates the voting module. Takes no funds.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    crate::instantiate::instantiate(deps, env, info, msg)
}

/// Every message. Takes no funds.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    use ExecuteMsg::*;
    nonpayable(&info)?;
    match msg {
        Receive(hook) => receive::receive(deps, env, info, hook),
        Unstake { amount } => unstake::unstake_from(deps, env, info, DEFAULT_TIER, amount),
        UnstakeFrom { tier, amount } => unstake::unstake_from(deps, env, info, tier, amount),
        RaiseTier { from, to, amount } => raise_tier::raise_tier(deps, env, info, from, to, amount),
        Claim {} => claim::claim(deps, env, info),
        UpdateConfig { duration } => config::update_config(deps, env, info, duration),
        UpdateTiers { tiers } => tiers::update_tiers(deps, env, info, tiers),
        UpdateParams { params } => params::update_params(deps, env, info, params),
        UpdateActiveThreshold { new_threshold } => {
            active::update_active_threshold(deps, info, new_threshold)
        }
        AddHook { addr } => hooks::add_hook(deps, info, addr),
        RemoveHook { addr } => hooks::remove_hook(deps, info, addr),
        SetPerk { perk } => perks::set_perk(deps, info, perk),
        RemovePerk { id } => perks::remove_perk(deps, info, id),
        SetGuardian { guardian } => pause::set_guardian(deps, info, guardian),
        Pause { duration } => pause::pause(deps, env, info, duration),
        Unpause {} => pause::unpause(deps, env, info),
        UpdateOwnership(action) => {
            let ownership = cw_ownable::update_ownership(deps, &env.block, &info.sender, action)?;
            Ok(Response::new().add_event(events::update_ownership(ownership)))
        }
    }
}

/// Every query.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    queries::query(deps, env, msg)
}

/// A hook receiver failed.
#[entry_point]
pub fn reply(deps: DepsMut, _env: Env, reply: Reply) -> Result<Response, ContractError> {
    hooks::reply(deps, reply)
}

/// From an older version of this contract only.
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    crate::migrate::migrate(deps.storage)
}
