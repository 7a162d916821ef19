//! A contract that sends whatever it is told, at every entry point.

use cosmwasm_std::{
    Addr, Binary, CosmosMsg, Deps, DepsMut, Empty, Env, MessageInfo, MigrateInfo, Response,
    StdError, StdResult,
};
use cw_multi_test::ContractWrapper;
use qerun_testing::Wrapper;
use serde::{Deserialize, Serialize};

use super::world::World;

/// What it is told; it takes any other message, too, and then does nothing.
#[derive(Serialize, Deserialize)]
pub struct ProxyMsg {
    /// Sent in its own name.
    #[serde(default)]
    pub msgs: Vec<CosmosMsg>,
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, msg: ProxyMsg) -> StdResult<Response> {
    Ok(Response::new().add_messages(msg.msgs))
}

fn execute(_: DepsMut, _: Env, _: MessageInfo, msg: ProxyMsg) -> StdResult<Response> {
    Ok(Response::new().add_messages(msg.msgs))
}

fn migrate(_: DepsMut, _: Env, msg: ProxyMsg, _: MigrateInfo) -> StdResult<Response> {
    Ok(Response::new().add_messages(msg.msgs))
}

fn query(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    Err(StdError::generic_err("nothing to say"))
}

/// Its code, and an instance of eve's.
pub fn deploy(world: &mut World) -> (u64, Addr) {
    let inner = ContractWrapper::new(execute, instantiate, query).with_migrate(migrate);
    let code = world.net.home.store(Wrapper::new("proxy", inner));
    let eve = world.eve.clone();
    let nothing = ProxyMsg { msgs: vec![] };
    let instance = world
        .net
        .home
        .instantiate(code, &eve, &nothing, &[], "proxy", Some(&eve))
        .unwrap();
    (code, instance)
}
