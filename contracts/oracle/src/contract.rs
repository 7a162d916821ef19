//! Entry points: funds check and dispatch.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use cw_utils::nonpayable;
use qerun_messages::oracle::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

use crate::state::{CONTRACT_NAME, CONTRACT_VERSION, OLDEST_RECORDS};
use crate::{
    events, halt, poke, query as queries, remove_asset, revert_asset, set_asset, set_guardian,
    submit, ContractError,
};

/// Creates the oracle. Takes no funds.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    crate::instantiate::instantiate(deps, env, msg)
}

/// Every message. Takes no funds.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    match msg {
        ExecuteMsg::SubmitPrices { prices } => submit::submit_prices(deps, env, info, prices),
        ExecuteMsg::Poke { assets } => poke::poke(deps, env, assets),
        ExecuteMsg::SetAsset { asset, config } => {
            set_asset::set_asset(deps, env, info, asset, config)
        }
        ExecuteMsg::RemoveAsset { asset } => remove_asset::remove_asset(deps, env, info, asset),
        ExecuteMsg::Halt { asset } => halt::halt(deps, env, info, asset),
        ExecuteMsg::Resume { asset } => halt::resume(deps, env, info, asset),
        ExecuteMsg::RevertAsset { asset } => revert_asset::revert_asset(deps, env, info, asset),
        ExecuteMsg::SetGuardian { guardian } => set_guardian::set_guardian(deps, info, guardian),
        ExecuteMsg::UpdateOwnership(action) => {
            let ownership = cw_ownable::update_ownership(deps, &env.block, &info.sender, action)?;
            Ok(Response::new().add_event(events::update_ownership(ownership)))
        }
    }
}

/// Every query.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Price { asset } => to_json_binary(&queries::price(deps, &env, asset)?),
        QueryMsg::Prices { start_after, limit } => {
            to_json_binary(&queries::prices(deps, start_after, limit)?)
        }
        QueryMsg::Asset { asset } => to_json_binary(&queries::asset(deps, &env, asset)?),
        QueryMsg::Slots { asset } => to_json_binary(&queries::slots(deps, asset)?),
        QueryMsg::Config {} => to_json_binary(&queries::config(deps)?),
        QueryMsg::Ownership {} => to_json_binary(&cw_ownable::get_ownership(deps.storage)?),
    };
    Ok(answer?)
}

/// Migrates from an older version of this contract.
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    qerun_controls::migrate(
        deps.storage,
        CONTRACT_NAME,
        CONTRACT_VERSION,
        OLDEST_RECORDS,
    )?;
    Ok(Response::new())
}
