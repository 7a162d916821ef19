//! Entry points: funds check and dispatch.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use cw_utils::nonpayable;
use qerun_messages::emissions::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, CONFIG};

use crate::state::{CONTRACT_NAME, CONTRACT_VERSION, OLDEST_RECORDS};
use crate::{
    query as queries, release, return_withheld, set_rate, stake_change_hook, update_ownership,
    ContractError,
};

/// Sets the streams up. Takes no funds.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    crate::instantiate::instantiate(deps, &env, msg)
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
        ExecuteMsg::Release { stream } => release::release(deps, &env, &info, &stream),
        // Whose power changes is the distributor's business.
        ExecuteMsg::StakeChangeHook(_) => stake_change_hook::stake_change_hook(deps, &env, &info),
        ExecuteMsg::SetRate { stream, rate } => {
            set_rate::set_rate(deps, &env, &info, &stream, rate)
        }
        ExecuteMsg::ReturnWithheld { stream } => {
            return_withheld::return_withheld(deps, &env, &info, &stream)
        }
        ExecuteMsg::UpdateOwnership(action) => {
            update_ownership::update_ownership(deps, &env, &info, action)
        }
    }
}

/// Every query.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&CONFIG.load(deps.storage)?),
        QueryMsg::Stream { id } => to_json_binary(&queries::stream(deps, &env, &id)?),
        QueryMsg::Streams {} => to_json_binary(&queries::streams(deps, &env)?),
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
