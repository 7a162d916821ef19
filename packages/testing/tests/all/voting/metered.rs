//! The official rewards distributor with a limit of gas, which cw-multi-test does not meter.

use std::cell::Cell;

use anyhow::{bail, Result};
use cosmwasm_std::{
    Binary, Deps, DepsMut, Empty, Env, MessageInfo, MigrateInfo, Querier, QuerierResult,
    QuerierWrapper, Reply, Response,
};
use cw_multi_test::Contract;
use qerun_messages::voting::{QueryMsg, SettingsResponse};
use qerun_testing::dao::codes;
use qerun_testing::Wrapper;

/// Gas of a hook without a distribution, and of each question that the distributor asks about power: two for a
/// distribution that runs. Measured on a chain: 117,000 with one distribution, 545,000 with eight.
const BASE: u64 = 55_000;
const QUESTION: u64 = 31_000;

/// Runs the distributor's code; a hook that takes more gas than voting gives a receiver fails as on a chain.
pub struct Metered(Wrapper);

impl Metered {
    pub fn code() -> Wrapper {
        Wrapper::new("metered", Metered(codes::rewards_distributor()))
    }
}

/// Counts questions.
struct Counting<'a> {
    inner: &'a dyn Querier,
    asked: Cell<u64>,
}

impl Querier for Counting<'_> {
    fn raw_query(&self, request: &[u8]) -> QuerierResult {
        self.asked.set(self.asked.get() + 1);
        self.inner.raw_query(request)
    }
}

impl Contract<Empty> for Metered {
    fn instantiate(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> Result<Response> {
        self.0.instantiate(deps, env, info, msg)
    }

    fn execute(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> Result<Response> {
        if !msg.starts_with(b"{\"stake_change_hook\"") {
            return self.0.execute(deps, env, info, msg);
        }
        let ask = QueryMsg::Settings {};
        let settings: SettingsResponse = deps.querier.query_wasm_smart(&info.sender, &ask)?;
        let counting = Counting {
            inner: &*deps.querier,
            asked: Cell::new(0),
        };
        let metered = DepsMut {
            storage: deps.storage,
            api: deps.api,
            querier: QuerierWrapper::new(&counting),
        };
        let response = self.0.execute(metered, env, info, msg)?;
        if BASE + QUESTION * counting.asked.get() > settings.params.hook_gas {
            bail!("codespace: sdk, code: 11");
        }
        Ok(response)
    }

    fn query(&self, deps: Deps, env: Env, msg: Vec<u8>) -> Result<Binary> {
        self.0.query(deps, env, msg)
    }

    fn sudo(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> Result<Response> {
        self.0.sudo(deps, env, msg)
    }

    fn reply(&self, deps: DepsMut, env: Env, msg: Reply) -> Result<Response> {
        self.0.reply(deps, env, msg)
    }

    fn migrate(
        &self,
        deps: DepsMut,
        env: Env,
        msg: Vec<u8>,
        info: MigrateInfo,
    ) -> Result<Response> {
        self.0.migrate(deps, env, msg, info)
    }
}
