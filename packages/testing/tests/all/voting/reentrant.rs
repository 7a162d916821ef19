//! A receiver of stake-change hooks that acts while it is told.

use anyhow::{bail, Result};
use cosmwasm_std::{
    from_json, to_json_binary, wasm_execute, Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo,
    MigrateInfo, Reply, Response,
};
use cw_multi_test::Contract;
use cw_storage_plus::Item;
use serde_json::json;

const AGENT: Item<Agent> = Item::new("agent");

/// A receiver that stakes, unstakes and claims from inside the hook, so many times, also inside the hooks which that
/// sets off.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Agent {
    pub token: Addr,
    pub voting: Addr,
    pub times: u32,
    /// Whether it tries to unstake what the staker holds, too.
    pub robs: bool,
}

pub struct Reentrant;

impl Contract<Empty> for Reentrant {
    fn instantiate(&self, deps: DepsMut, _: Env, _: MessageInfo, msg: Vec<u8>) -> Result<Response> {
        AGENT.save(deps.storage, &from_json(msg)?)?;
        Ok(Response::new())
    }

    fn execute(&self, deps: DepsMut, _: Env, _: MessageInfo, _: Vec<u8>) -> Result<Response> {
        let mut agent = AGENT.load(deps.storage)?;
        if agent.times == 0 {
            return Ok(Response::new());
        }
        agent.times -= 1;
        AGENT.save(deps.storage, &agent)?;
        let stake = json!({"send": {
            "contract": agent.voting, "amount": "10",
            "msg": to_json_binary(&json!({"stake": {"tier": agent.times % 3}}))?,
        }});
        let unstake = json!({"unstake_from": {"tier": agent.times % 3, "amount": "4"}});
        let mut response = Response::new()
            .add_message(wasm_execute(&agent.token, &stake, vec![])?)
            .add_message(wasm_execute(&agent.voting, &unstake, vec![])?);
        if agent.robs {
            let rob = json!({"unstake": {"amount": "50"}});
            response = response.add_message(wasm_execute(&agent.voting, &rob, vec![])?);
        }
        Ok(response)
    }

    fn query(&self, _: Deps, _: Env, _: Vec<u8>) -> Result<Binary> {
        bail!("no query")
    }

    fn sudo(&self, _: DepsMut, _: Env, _: Vec<u8>) -> Result<Response> {
        bail!("no sudo")
    }

    fn reply(&self, _: DepsMut, _: Env, _: Reply) -> Result<Response> {
        bail!("no reply")
    }

    fn migrate(&self, _: DepsMut, _: Env, _: Vec<u8>, _: MigrateInfo) -> Result<Response> {
        bail!("no migrate")
    }
}
