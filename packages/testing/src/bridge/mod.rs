//! Runs contracts of the cosmwasm-std 1.x line in the 2.x app.
//!
//! The official contracts (Astroport, DAO DAO) are written for 1.x. The two lines share the
//! wire format, so storage, api and querier are wrapped, the common types converted field by
//! field and the rare messages through JSON.

mod convert;
mod deps;

use std::fmt::Display;

use anyhow::{anyhow, bail, Result};
use cosmwasm_std as v2;
use cosmwasm_std_v1 as v1;
use cw_multi_test::Contract;
use serde::de::DeserializeOwned;

use convert::{old_env, old_info, old_reply};
use deps::{with_deps, with_deps_mut};

type EntryFn = Box<dyn Fn(v1::DepsMut, v1::Env, v1::MessageInfo, &[u8]) -> Result<v1::Response>>;
type QueryFn = Box<dyn Fn(v1::Deps, v1::Env, &[u8]) -> Result<v1::Binary>>;
type ReplyFn = Box<dyn Fn(v1::DepsMut, v1::Env, v1::Reply) -> Result<v1::Response>>;
type SudoFn = Box<dyn Fn(v1::DepsMut, v1::Env, &[u8]) -> Result<v1::Response>>;

/// A cosmwasm-std 1.x contract as a contract of the 2.x app. Give it to
/// [`crate::Wrapper::new`].
pub struct V1Contract {
    execute: EntryFn,
    instantiate: EntryFn,
    query: QueryFn,
    reply: Option<ReplyFn>,
    migrate: Option<SudoFn>,
}

impl V1Contract {
    /// From the three entry points that every contract has.
    pub fn new<X, I, Q, EX, EI, EQ>(
        execute: fn(v1::DepsMut, v1::Env, v1::MessageInfo, X) -> Result<v1::Response, EX>,
        instantiate: fn(v1::DepsMut, v1::Env, v1::MessageInfo, I) -> Result<v1::Response, EI>,
        query: fn(v1::Deps, v1::Env, Q) -> Result<v1::Binary, EQ>,
    ) -> Self
    where
        X: DeserializeOwned + 'static,
        I: DeserializeOwned + 'static,
        Q: DeserializeOwned + 'static,
        EX: Display + 'static,
        EI: Display + 'static,
        EQ: Display + 'static,
    {
        V1Contract {
            execute: Box::new(move |deps, env, info, msg| {
                execute(deps, env, info, v1::from_json(msg)?).map_err(|e| anyhow!("{e}"))
            }),
            instantiate: Box::new(move |deps, env, info, msg| {
                instantiate(deps, env, info, v1::from_json(msg)?).map_err(|e| anyhow!("{e}"))
            }),
            query: Box::new(move |deps, env, msg| {
                query(deps, env, v1::from_json(msg)?).map_err(|e| anyhow!("{e}"))
            }),
            reply: None,
            migrate: None,
        }
    }

    /// Adds `reply`.
    pub fn with_reply<E: Display + 'static>(
        mut self,
        reply: fn(v1::DepsMut, v1::Env, v1::Reply) -> Result<v1::Response, E>,
    ) -> Self {
        self.reply = Some(Box::new(move |deps, env, msg| {
            reply(deps, env, msg).map_err(|e| anyhow!("{e}"))
        }));
        self
    }

    /// Adds `migrate`.
    pub fn with_migrate<M: DeserializeOwned + 'static, E: Display + 'static>(
        mut self,
        migrate: fn(v1::DepsMut, v1::Env, M) -> Result<v1::Response, E>,
    ) -> Self {
        self.migrate = Some(Box::new(move |deps, env, msg| {
            migrate(deps, env, v1::from_json(msg)?).map_err(|e| anyhow!("{e}"))
        }));
        self
    }
}

impl Contract<v2::Empty> for V1Contract {
    fn instantiate(
        &self,
        deps: v2::DepsMut,
        env: v2::Env,
        info: v2::MessageInfo,
        msg: Vec<u8>,
    ) -> Result<v2::Response> {
        with_deps_mut(deps, |deps| {
            (self.instantiate)(deps, old_env(env), old_info(info), &msg)
        })
    }

    fn execute(
        &self,
        deps: v2::DepsMut,
        env: v2::Env,
        info: v2::MessageInfo,
        msg: Vec<u8>,
    ) -> Result<v2::Response> {
        with_deps_mut(deps, |deps| {
            (self.execute)(deps, old_env(env), old_info(info), &msg)
        })
    }

    fn query(&self, deps: v2::Deps, env: v2::Env, msg: Vec<u8>) -> Result<v2::Binary> {
        with_deps(deps, |deps| (self.query)(deps, old_env(env), &msg))
    }

    fn reply(&self, deps: v2::DepsMut, env: v2::Env, msg: v2::Reply) -> Result<v2::Response> {
        let Some(reply) = &self.reply else {
            bail!("no reply entry point");
        };
        with_deps_mut(deps, |deps| reply(deps, old_env(env), old_reply(msg)))
    }

    fn sudo(&self, _: v2::DepsMut, _: v2::Env, _: Vec<u8>) -> Result<v2::Response> {
        bail!("no sudo entry point")
    }

    fn migrate(
        &self,
        deps: v2::DepsMut,
        env: v2::Env,
        msg: Vec<u8>,
        _info: v2::MigrateInfo,
    ) -> Result<v2::Response> {
        let Some(migrate) = &self.migrate else {
            bail!("no migrate entry point");
        };
        with_deps_mut(deps, |deps| migrate(deps, old_env(env), &msg))
    }
}
