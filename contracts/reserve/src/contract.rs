//! Entry points: decode and dispatch, nothing else.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, IbcBasicResponse,
    IbcDestinationCallbackMsg, IbcSourceCallbackMsg, MessageInfo, Reply, Response,
};
use qerun_messages::reserve::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, BACKING};

use crate::error::ContractError;
use crate::{
    buy_back, buy_eth, close_lost, destination_callback as destination, flush,
    instantiate as instantiation, migrate as migration, milestones, open_buyback, pause, pay_out,
    purchase, query as queries, reply as replies, resolve, set_guardian, source_callback as source,
    spend, sync, update_ownership, update_params, update_route, wind_down,
};

/// Instantiates the reserve.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    instantiation::instantiate(deps, info, msg)
}

/// Executes a message. Only `purchase` and `buy_eth` take funds; every other verb refuses them.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    match msg {
        ExecuteMsg::Purchase { batch_id, user_in } => {
            purchase::purchase(deps, env, info, batch_id.u64(), user_in)
        }
        ExecuteMsg::PayOut {
            recipient,
            amount,
            fee,
        } => pay_out::pay_out(deps, env, info, recipient, amount, fee.unwrap_or_default()),
        ExecuteMsg::BuyEth { min_eth } => buy_eth::buy_eth(deps, env, info, min_eth),
        ExecuteMsg::Receive(hook) => buy_back::receive(deps, env, info, hook),
        ExecuteMsg::Flush { limit } => flush::flush(deps, env, info, limit),
        ExecuteMsg::Sync { order_id } => sync::sync(deps, env, info, order_id.u64()),
        ExecuteMsg::Resolve { order_id, outcome } => {
            resolve::resolve(deps, env, info, order_id.u64(), outcome)
        }
        ExecuteMsg::CloseLost {
            order_id,
            make_good,
        } => close_lost::close_lost(deps, env, info, order_id.u64(), make_good),
        ExecuteMsg::WindDown { batch_id } => wind_down::wind_down(deps, env, info, batch_id.u64()),
        ExecuteMsg::Pause { duration } => pause::pause(deps, env, info, duration),
        ExecuteMsg::Unpause {} => pause::unpause(deps, env, info),
        ExecuteMsg::OpenBuyback {} => open_buyback::open_buyback(deps, env, info),
        ExecuteMsg::UpdateParams { params } => {
            update_params::update_params(deps, env, info, params)
        }
        ExecuteMsg::UpdateRoute { route } => update_route::update_route(deps, info, route),
        ExecuteMsg::SetGuardian { guardian } => set_guardian::set_guardian(deps, info, guardian),
        ExecuteMsg::Spend { recipient, amount } => spend::spend(deps, info, recipient, amount),
        ExecuteMsg::UpdateOwnership(action) => {
            update_ownership::update_ownership(deps, env, info, action)
        }
    }
}

/// The chain answers a transfer with the sequence of its packet.
#[entry_point]
pub fn reply(deps: DepsMut, _env: Env, msg: Reply) -> Result<Response, ContractError> {
    replies::reply(deps, msg)
}

/// The chain reports the end of a packet that the reserve sent (ADR-8). Never errors.
#[entry_point]
pub fn ibc_source_callback(
    deps: DepsMut,
    env: Env,
    msg: IbcSourceCallbackMsg,
) -> Result<IbcBasicResponse, ContractError> {
    Ok(source::source_callback(deps, env, msg))
}

/// The chain reports that tokens arrived (ADR-8). Never errors.
#[entry_point]
pub fn ibc_destination_callback(
    deps: DepsMut,
    env: Env,
    msg: IbcDestinationCallbackMsg,
) -> Result<IbcBasicResponse, ContractError> {
    Ok(destination::destination_callback(deps, env, msg))
}

/// Answers a query.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&queries::config(deps, &env)?),
        QueryMsg::Backing {} => to_json_binary(&BACKING.load(deps.storage)?),
        QueryMsg::Batch { batch_id } => to_json_binary(&queries::batch(deps, batch_id.u64())?),
        QueryMsg::Batches { start_after, limit } => {
            to_json_binary(&queries::batches(deps, start_after, limit)?)
        }
        QueryMsg::Order { order_id } => to_json_binary(&queries::order(deps, order_id.u64())?),
        QueryMsg::Orders { start_after, limit } => {
            to_json_binary(&queries::orders(deps, start_after, limit)?)
        }
        QueryMsg::OrderOfPacket { channel, sequence } => {
            to_json_binary(&queries::order_of_packet(deps, channel, sequence.u64())?)
        }
        QueryMsg::Storefront {} => to_json_binary(&queries::storefront(deps, &env)?),
        QueryMsg::Milestones {} => {
            let now = env.block.time.seconds();
            to_json_binary(&milestones::milestones(deps, &env.contract.address, now)?)
        }
        QueryMsg::Waiting { start_after, limit } => {
            to_json_binary(&queries::waiting(deps, start_after, limit)?)
        }
        QueryMsg::Ownership {} => to_json_binary(&cw_ownable::get_ownership(deps.storage)?),
    };
    Ok(answer?)
}

/// Moves an instance to this code. See [`migrate`](crate::migrate::migrate).
#[entry_point]
pub fn migrate(deps: DepsMut, env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    migration::migrate(deps, env)
}
