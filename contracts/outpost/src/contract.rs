//! Entry points: decode and dispatch, nothing else.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, IbcBasicResponse,
    IbcDestinationCallbackMsg, IbcSourceCallbackMsg, MessageInfo, Reply, Response,
};
use qerun_messages::outpost::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, SudoMsg};

use crate::error::ContractError;
use crate::reply::REPLY_SWAPPED;
use crate::send_back::REPLY_SENT;
use crate::state::{CONFIG, CONTRACT_NAME, CONTRACT_VERSION, OLDEST_RECORDS};
use crate::{
    buy, destination_callback as destination, instantiate as instantiation, query as queries,
    reply as replies, retry, source_callback as source, sudo as hooks, update_config,
    update_ownership,
};

/// Instantiates the outpost.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    instantiation::instantiate(deps, info, msg)
}

/// Executes a message. Only `buy` takes funds; every other verb refuses them.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    match msg {
        ExecuteMsg::Buy { order } => buy::buy(deps, env, info, order),
        ExecuteMsg::Retry { order_id } => retry::retry(deps, env, info, order_id.u64()),
        ExecuteMsg::UpdateConfig { config } => {
            update_config::update_config(deps, env, info, config)
        }
        ExecuteMsg::UpdateOwnership(action) => {
            update_ownership::update_ownership(deps, env, info, action)
        }
    }
}

/// The chain answers a swap, or a return transfer with the sequence of its packet.
#[entry_point]
pub fn reply(deps: DepsMut, env: Env, msg: Reply) -> Result<Response, ContractError> {
    match msg.id {
        REPLY_SWAPPED => replies::swapped(deps, env),
        REPLY_SENT => replies::sent(deps, &msg),
        id => Err(ContractError::UnknownReply { id }),
    }
}

/// The chain reports the end of a return packet (ADR-8). Never errors.
#[entry_point]
pub fn ibc_source_callback(
    deps: DepsMut,
    _env: Env,
    msg: IbcSourceCallbackMsg,
) -> Result<IbcBasicResponse, ContractError> {
    Ok(source::source_callback(deps, msg))
}

/// The chain reports that tokens arrived (ADR-8). An error refuses the packet.
#[entry_point]
pub fn ibc_destination_callback(
    deps: DepsMut,
    env: Env,
    msg: IbcDestinationCallbackMsg,
) -> Result<IbcBasicResponse, ContractError> {
    destination::destination_callback(deps, env, msg)
}

/// The chain reports the end of a return packet (ibc-hooks). Only it can call this. Never errors.
#[entry_point]
pub fn sudo(deps: DepsMut, _env: Env, msg: SudoMsg) -> Result<Response, ContractError> {
    Ok(hooks::sudo(deps, msg))
}

/// Answers a query.
#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&CONFIG.load(deps.storage)?),
        QueryMsg::Purchase { order_id } => {
            to_json_binary(&queries::purchase(deps, order_id.u64())?)
        }
        QueryMsg::Purchases { start_after, limit } => {
            to_json_binary(&queries::purchases(deps, start_after, limit)?)
        }
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
