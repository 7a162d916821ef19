//! Entry points: decode, check funds, dispatch.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use cw_utils::nonpayable;
use qerun_controls::Version;
use qerun_messages::timelock::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

use crate::error::ContractError;
use crate::state::CONFIG;
use crate::{
    advance_stage, assert_bonds, cancel, close, co_sign, end_pause, execute as run,
    instantiate as begin, pause, post_bond, query as answer, queue, set_classes, set_dao,
    set_guardian, set_pause, set_spend_limit, set_steward, update_params, veto,
};

/// Name under which the code is known on chain (cw2).
pub const CONTRACT_NAME: &str = "crate:qerun-timelock";
/// Version of the code (cw2).
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");
/// The first version whose records have the present shape.
pub const OLDEST_RECORDS: Version = Version::new(0, 3, 0);

/// Sets the timelock up. Takes no funds.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    begin::instantiate(deps, env, msg)
}

/// Every message. Takes no funds: the treasury is filled by plain transfers.
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
        Queue {
            messages,
            text,
            not_after,
        } => queue::queue(deps, env, info, messages, text, not_after),
        Receive(msg) => post_bond::receive(deps, env, info, msg),
        CoSign { id } => co_sign::co_sign(deps, env, info, id),
        Execute { id } => run::execute(deps, env, id),
        Veto { id, forfeit } => veto::veto(deps, env, info, id, forfeit),
        Cancel { id } => cancel::cancel(deps, env, info, id),
        Close { id } => close::close(deps, env, id),
        Pause { id } => pause::pause(deps, env, info, id),
        EndPause { id } => end_pause::end_pause(deps, env, id),
        AssertBonds {} => assert_bonds::assert_bonds(deps.as_ref(), &env),
        SetClasses { rules } => set_classes::set_classes(deps, env, info, rules),
        SetSpendLimit { asset, limit } => {
            set_spend_limit::set_spend_limit(deps, env, info, asset, limit)
        }
        SetPause { id, rule } => set_pause::set_pause(deps, env, info, id, rule),
        UpdateParams { params } => update_params::update_params(deps, env, info, params),
        SetDao { dao } => set_dao::set_dao(deps, env, info, dao),
        SetGuardian { guardian } => set_guardian::set_guardian(deps, env, info, guardian),
        SetSteward { steward } => set_steward::set_steward(deps, env, info, steward),
        AdvanceStage { stage } => advance_stage::advance_stage(deps, env, info, stage),
    }
}

/// Every query.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    use QueryMsg::*;
    let answer = match msg {
        Config {} => to_json_binary(&answer::config(deps)?),
        Dao {} => to_json_binary(&CONFIG.load(deps.storage)?.dao),
        Guardian {} => to_json_binary(&CONFIG.load(deps.storage)?.guardian),
        Steward {} => to_json_binary(&answer::steward(deps, &env)?),
        Stage {} => to_json_binary(&answer::stage(deps, &env)?),
        Operation { id } => to_json_binary(&answer::operation(deps, &env, id)?),
        Operations {
            status,
            start_after,
            limit,
        } => to_json_binary(&answer::operations(deps, &env, status, start_after, limit)?),
        Bond { id } => to_json_binary(&answer::bond(deps, id)?),
        Bonds {} => to_json_binary(&answer::bonds(deps)?),
        Classes { start_after, limit } => {
            to_json_binary(&answer::classes(deps, start_after, limit)?)
        }
        ClassOf { messages } => to_json_binary(&answer::class_of(deps, &env, &messages)?),
        SpendLimits { start_after, limit } => {
            to_json_binary(&answer::spend_limits(deps, &env, start_after, limit)?)
        }
        Pauses { start_after, limit } => {
            to_json_binary(&answer::pauses(deps, &env, start_after, limit)?)
        }
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
