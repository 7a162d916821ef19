//! A cw20 that comes in and does not go out again; as another contract's code, one whose answers have no meaning.

use cosmwasm_std::{
    to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, MigrateInfo, Response, StdError,
    StdResult,
};
use cw_multi_test::ContractWrapper;
use qerun_testing::Wrapper;
use serde_json::{json, Value};

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    Ok(Response::new())
}

fn execute(_: DepsMut, _: Env, _: MessageInfo, msg: Value) -> StdResult<Response> {
    match msg.get("transfer") {
        Some(_) => Err(StdError::generic_err("never")),
        None => Ok(Response::new()),
    }
}

fn query(_: Deps, _: Env, _: Value) -> StdResult<Binary> {
    to_json_binary(&json!({
        "name": "Stuck", "symbol": "STUCK", "decimals": 6, "total_supply": "1",
    }))
}

fn migrate(_: DepsMut, _: Env, _: Value, _: MigrateInfo) -> StdResult<Response> {
    Ok(Response::new())
}

/// The contract.
pub fn code() -> Wrapper {
    let inner = ContractWrapper::new(execute, instantiate, query).with_migrate(migrate);
    Wrapper::new("stuck", inner)
}
