//! A voting module in which eve has all the power.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult,
};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::Item;
use qerun_testing::Wrapper;
use serde_json::{json, Value};

const EVE: Item<Addr> = Item::new("eve");
const DAO: Item<Addr> = Item::new("dao");

fn instantiate(deps: DepsMut, _: Env, info: MessageInfo, eve: Addr) -> StdResult<Response> {
    EVE.save(deps.storage, &eve)?;
    DAO.save(deps.storage, &info.sender)?;
    Ok(Response::new())
}

fn execute(_: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    Ok(Response::new())
}

/// Its answers are those of the interface alone.
fn answer(deps: Deps, env: Env, msg: Value) -> StdResult<Binary> {
    let height = env.block.height;
    let power = |power: &str| to_json_binary(&json!({"power": power, "height": height}));
    if let Some(ask) = msg.get("voting_power_at_height") {
        let eve = EVE.load(deps.storage)?;
        let whole = ask["address"] == json!(eve);
        return power(if whole { "1" } else { "0" });
    }
    match msg.get("total_power_at_height") {
        Some(_) => power("1"),
        None => to_json_binary(&DAO.load(deps.storage)?),
    }
}

/// The contract.
pub fn code() -> Wrapper {
    Wrapper::new(
        "controlled voting",
        ContractWrapper::new(execute, instantiate, answer),
    )
}
