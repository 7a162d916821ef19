//! A receiver of stake-change hooks that keeps every message, and what its sender answered meanwhile.

use anyhow::{bail, Result};
use cosmwasm_std::{
    from_json, to_json_binary, Binary, Deps, DepsMut, Empty, Env, MessageInfo, MigrateInfo, Reply,
    Response, Uint128,
};
use cw_multi_test::Contract;
use cw_storage_plus::Item;
use qerun_messages::voting::{
    QueryMsg, StakeChangedExecuteMsg, StakeChangedHookMsg, StakedBalanceAtHeightResponse,
};
use serde::{Deserialize, Serialize};

const RECEIVED: Item<Vec<Received>> = Item::new("received");

/// A message as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The JSON text.
    pub text: String,
    /// Who sent it.
    pub from: String,
    /// In which block.
    pub height: u64,
    /// The staker's stake in this block and in the next, as the sender answers inside the hook.
    pub stakes: (Uint128, Uint128),
}

/// The receiver's code. A query `{}` answers all it has received.
pub struct HookReceiver;

impl Contract<Empty> for HookReceiver {
    fn instantiate(&self, deps: DepsMut, _: Env, _: MessageInfo, _: Vec<u8>) -> Result<Response> {
        RECEIVED.save(deps.storage, &vec![])?;
        Ok(Response::new())
    }

    fn execute(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> Result<Response> {
        let StakeChangedExecuteMsg::StakeChangeHook(change) = from_json(&msg)?;
        let (StakeChangedHookMsg::Stake { addr, .. } | StakeChangedHookMsg::Unstake { addr, .. }) =
            change;
        let stake = |height: u64| -> Result<Uint128> {
            let query = QueryMsg::StakedBalanceAtHeight {
                address: addr.to_string(),
                height: Some(height),
            };
            let answer: StakedBalanceAtHeightResponse =
                deps.querier.query_wasm_smart(&info.sender, &query)?;
            Ok(answer.balance)
        };
        let received = Received {
            text: String::from_utf8(msg)?,
            from: info.sender.to_string(),
            height: env.block.height,
            stakes: (stake(env.block.height)?, stake(env.block.height + 1)?),
        };
        let mut all = RECEIVED.load(deps.storage)?;
        all.push(received);
        RECEIVED.save(deps.storage, &all)?;
        Ok(Response::new())
    }

    fn query(&self, deps: Deps, _: Env, _: Vec<u8>) -> Result<Binary> {
        Ok(to_json_binary(&RECEIVED.load(deps.storage)?)?)
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
