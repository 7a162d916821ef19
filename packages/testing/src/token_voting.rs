//! Token and voting as one code, as the wasm of contracts/token_voting is: each instance has one of the two roles.

use anyhow::Result;
use cosmwasm_std::{
    from_json, Binary, Deps, DepsMut, Empty, Env, MessageInfo, MigrateInfo, Reply, Response,
    Storage,
};
use cw_multi_test::{Contract, ContractWrapper};
use qerun_token_voting::{is_voting, InstantiateMsg};

use crate::wrapper::Wrapper;

/// The code, recorded under its instances' roles.
pub fn code() -> Wrapper {
    use {qerun_token::contract as token, qerun_voting::contract as voting};
    let roles = Roles {
        token: Box::new(
            ContractWrapper::new(token::execute, token::instantiate, token::query)
                .with_migrate(|deps, env, msg, _| token::migrate(deps, env, msg)),
        ),
        voting: Box::new(
            ContractWrapper::new(voting::execute, voting::instantiate, voting::query)
                .with_reply(voting::reply)
                .with_migrate(|deps, env, msg, _| voting::migrate(deps, env, msg)),
        ),
    };
    Wrapper::new("token_voting", roles).named_by(|storage| match is_voting(storage) {
        true => "voting",
        false => "token",
    })
}

struct Roles {
    token: Box<dyn Contract<Empty>>,
    voting: Box<dyn Contract<Empty>>,
}

impl Roles {
    fn of(&self, storage: &dyn Storage) -> &dyn Contract<Empty> {
        match is_voting(storage) {
            true => &*self.voting,
            false => &*self.token,
        }
    }
}

impl Contract<Empty> for Roles {
    fn instantiate(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> Result<Response> {
        match from_json(&msg)? {
            InstantiateMsg::Token(_) => self.token.instantiate(deps, env, info, msg),
            InstantiateMsg::Voting(_) => self.voting.instantiate(deps, env, info, msg),
        }
    }

    fn execute(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> Result<Response> {
        self.of(deps.storage).execute(deps, env, info, msg)
    }

    fn query(&self, deps: Deps, env: Env, msg: Vec<u8>) -> Result<Binary> {
        self.of(deps.storage).query(deps, env, msg)
    }

    fn reply(&self, deps: DepsMut, env: Env, msg: Reply) -> Result<Response> {
        self.voting.reply(deps, env, msg)
    }

    fn sudo(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> Result<Response> {
        self.of(deps.storage).sudo(deps, env, msg)
    }

    fn migrate(
        &self,
        deps: DepsMut,
        env: Env,
        msg: Vec<u8>,
        info: MigrateInfo,
    ) -> Result<Response> {
        self.of(deps.storage).migrate(deps, env, msg, info)
    }
}
