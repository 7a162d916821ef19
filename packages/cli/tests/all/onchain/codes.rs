//! The contracts behind the files' names, each with the checksum of its file.

use cosmwasm_std::{
    Binary, Checksum, Deps, DepsMut, Empty, Env, MessageInfo, MigrateInfo, Reply, Response,
};
use cw_multi_test::{Contract, ContractWrapper};
use qerun_testing::{dao, V1Contract, Wrapper};

/// Everything that a deployment stores.
pub const CODES: [&str; 13] = [
    "qerun_token",
    "qerun_voting",
    "qerun_timelock",
    "qerun_oracle",
    "qerun_market",
    "qerun_reserve",
    "qerun_outpost",
    "dao_dao_core",
    "dao_proposal_single",
    "dao_pre_propose_single",
    "astroport_pair",
    "astroport_factory",
    "cw20_base",
];

/// A contract with this checksum instead of its own.
struct Summed {
    inner: Wrapper,
    checksum: [u8; 32],
}

/// A file's contract.
pub fn contract(name: &str, checksum: [u8; 32]) -> Wrapper {
    let inner = find(name);
    Wrapper::new("summed", Summed { inner, checksum })
}

fn find(name: &str) -> Wrapper {
    macro_rules! ours {
        ($contract:ident) => {{
            use $contract::contract as c;
            ContractWrapper::new(c::execute, c::instantiate, c::query)
        }};
    }
    macro_rules! astroport {
        ($contract:ident) => {{
            use $contract::contract as c;
            V1Contract::new(c::execute, c::instantiate, c::query).with_reply(c::reply)
        }};
    }
    match name {
        "qerun_token" => Wrapper::new("token", ours!(qerun_token)),
        "qerun_oracle" => Wrapper::new("oracle", ours!(qerun_oracle)),
        "qerun_market" => Wrapper::new(
            "market",
            ours!(qerun_market).with_reply(qerun_market::contract::reply),
        ),
        "qerun_reserve" => {
            use qerun_reserve::contract as c;
            Wrapper::new("reserve", ours!(qerun_reserve).with_reply(c::reply))
                .with_source_callback(c::ibc_source_callback)
                .with_destination_callback(c::ibc_destination_callback)
        }
        "qerun_outpost" => {
            use qerun_outpost::contract as c;
            Wrapper::new("outpost", ours!(qerun_outpost).with_reply(c::reply))
                .with_source_callback(c::ibc_source_callback)
                .with_destination_callback(c::ibc_destination_callback)
        }
        "qerun_voting" => dao::codes::voting(),
        "qerun_timelock" => dao::codes::timelock(),
        "dao_dao_core" => dao::codes::core(),
        "dao_proposal_single" => dao::codes::proposal_single(),
        "dao_pre_propose_single" => dao::codes::pre_propose_single(),
        "astroport_pair" => Wrapper::new("astroport-pair", astroport!(astroport_pair)),
        "astroport_factory" => Wrapper::new("astroport-factory", astroport!(astroport_factory)),
        "cw20_base" => Wrapper::new("cw20-base", ours!(cw20_base)),
        other => panic!("no contract {other}"),
    }
}

impl Contract<Empty> for Summed {
    fn instantiate(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> anyhow::Result<Response> {
        self.inner.instantiate(deps, env, info, msg)
    }

    fn execute(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> anyhow::Result<Response> {
        self.inner.execute(deps, env, info, msg)
    }

    fn query(&self, deps: Deps, env: Env, msg: Vec<u8>) -> anyhow::Result<Binary> {
        self.inner.query(deps, env, msg)
    }

    fn reply(&self, deps: DepsMut, env: Env, msg: Reply) -> anyhow::Result<Response> {
        self.inner.reply(deps, env, msg)
    }

    fn sudo(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> anyhow::Result<Response> {
        self.inner.sudo(deps, env, msg)
    }

    fn migrate(
        &self,
        deps: DepsMut,
        env: Env,
        msg: Vec<u8>,
        info: MigrateInfo,
    ) -> anyhow::Result<Response> {
        self.inner.migrate(deps, env, msg, info)
    }

    fn checksum(&self) -> Option<Checksum> {
        Some(Checksum::from(self.checksum))
    }
}
