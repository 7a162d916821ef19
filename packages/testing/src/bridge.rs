//! Runs contracts of the cosmwasm-std 1.x line in the 2.x app.
//!
//! The official contracts (Astroport, DAO DAO) are written for 1.x. The two lines share the
//! wire format, so storage, api and querier are wrapped, the common types converted field by
//! field and the rare messages through JSON.

use std::fmt::Display;

use anyhow::{anyhow, bail, Result};
use cosmwasm_std as v2;
use cosmwasm_std_v1 as v1;
use cw_multi_test::Contract;
use serde::de::DeserializeOwned;

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
        let storage = ReadStorage(deps.storage);
        let api = Api(deps.api);
        let querier = Querier(&*deps.querier);
        let deps = v1::Deps {
            storage: &storage,
            api: &api,
            querier: v1::QuerierWrapper::new(&querier),
        };
        Ok((self.query)(deps, old_env(env), &msg)?.0.into())
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

fn with_deps_mut(
    deps: v2::DepsMut,
    action: impl FnOnce(v1::DepsMut) -> Result<v1::Response>,
) -> Result<v2::Response> {
    let mut storage = WriteStorage(deps.storage);
    let api = Api(deps.api);
    let querier = Querier(&*deps.querier);
    new_response(action(v1::DepsMut {
        storage: &mut storage,
        api: &api,
        querier: v1::QuerierWrapper::new(&querier),
    })?)
}

struct ReadStorage<'a>(&'a dyn v2::Storage);
struct WriteStorage<'a>(&'a mut dyn v2::Storage);
struct Api<'a>(&'a dyn v2::Api);
struct Querier<'a>(&'a dyn v2::Querier);

fn range<'a>(
    storage: &'a dyn v2::Storage,
    start: Option<&[u8]>,
    end: Option<&[u8]>,
    order: v1::Order,
) -> Box<dyn Iterator<Item = v1::Record> + 'a> {
    let order = match order {
        v1::Order::Ascending => v2::Order::Ascending,
        v1::Order::Descending => v2::Order::Descending,
    };
    storage.range(start, end, order)
}

impl v1::Storage for ReadStorage<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.0.get(key)
    }

    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: v1::Order,
    ) -> Box<dyn Iterator<Item = v1::Record> + 'a> {
        range(self.0, start, end, order)
    }

    fn set(&mut self, _key: &[u8], _value: &[u8]) {
        unreachable!("a query has no writable storage");
    }

    fn remove(&mut self, _key: &[u8]) {
        unreachable!("a query has no writable storage");
    }
}

impl v1::Storage for WriteStorage<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.0.get(key)
    }

    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: v1::Order,
    ) -> Box<dyn Iterator<Item = v1::Record> + 'a> {
        range(self.0, start, end, order)
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.0.set(key, value);
    }

    fn remove(&mut self, key: &[u8]) {
        self.0.remove(key);
    }
}

fn old_error(error: v2::StdError) -> v1::StdError {
    v1::StdError::generic_err(error.to_string())
}

impl v1::Api for Api<'_> {
    fn addr_validate(&self, human: &str) -> v1::StdResult<v1::Addr> {
        let addr = self.0.addr_validate(human).map_err(old_error)?;
        Ok(v1::Addr::unchecked(addr))
    }

    fn addr_canonicalize(&self, human: &str) -> v1::StdResult<v1::CanonicalAddr> {
        let addr = self.0.addr_canonicalize(human).map_err(old_error)?;
        Ok(addr.as_slice().to_vec().into())
    }

    fn addr_humanize(&self, canonical: &v1::CanonicalAddr) -> v1::StdResult<v1::Addr> {
        let canonical = canonical.as_slice().to_vec().into();
        let addr = self.0.addr_humanize(&canonical).map_err(old_error)?;
        Ok(v1::Addr::unchecked(addr))
    }

    fn secp256k1_verify(
        &self,
        hash: &[u8],
        signature: &[u8],
        key: &[u8],
    ) -> Result<bool, v1::VerificationError> {
        self.0
            .secp256k1_verify(hash, signature, key)
            .map_err(|_| v1::VerificationError::GenericErr)
    }

    fn secp256k1_recover_pubkey(
        &self,
        hash: &[u8],
        signature: &[u8],
        recovery: u8,
    ) -> Result<Vec<u8>, v1::RecoverPubkeyError> {
        self.0
            .secp256k1_recover_pubkey(hash, signature, recovery)
            .map_err(|_| v1::RecoverPubkeyError::InvalidSignatureFormat)
    }

    fn ed25519_verify(
        &self,
        message: &[u8],
        signature: &[u8],
        key: &[u8],
    ) -> Result<bool, v1::VerificationError> {
        self.0
            .ed25519_verify(message, signature, key)
            .map_err(|_| v1::VerificationError::GenericErr)
    }

    fn ed25519_batch_verify(
        &self,
        messages: &[&[u8]],
        signatures: &[&[u8]],
        keys: &[&[u8]],
    ) -> Result<bool, v1::VerificationError> {
        self.0
            .ed25519_batch_verify(messages, signatures, keys)
            .map_err(|_| v1::VerificationError::GenericErr)
    }

    fn debug(&self, message: &str) {
        self.0.debug(message);
    }
}

impl v1::Querier for Querier<'_> {
    /// The request is JSON of the same shape in both lines and passes as it is.
    fn raw_query(&self, request: &[u8]) -> v1::QuerierResult {
        match self.0.raw_query(request) {
            v2::SystemResult::Ok(v2::ContractResult::Ok(data)) => {
                v1::SystemResult::Ok(v1::ContractResult::Ok(v1::Binary(data.to_vec())))
            }
            v2::SystemResult::Ok(v2::ContractResult::Err(error)) => {
                v1::SystemResult::Ok(v1::ContractResult::Err(error))
            }
            v2::SystemResult::Err(error) => v1::SystemResult::Err(match error {
                v2::SystemError::NoSuchContract { addr } => {
                    v1::SystemError::NoSuchContract { addr }
                }
                v2::SystemError::NoSuchCode { code_id } => v1::SystemError::NoSuchCode { code_id },
                v2::SystemError::UnsupportedRequest { kind } => {
                    v1::SystemError::UnsupportedRequest { kind }
                }
                other => v1::SystemError::InvalidRequest {
                    error: other.to_string(),
                    request: request.to_vec().into(),
                },
            }),
        }
    }
}

fn old_env(env: v2::Env) -> v1::Env {
    v1::Env {
        block: v1::BlockInfo {
            height: env.block.height,
            time: v1::Timestamp::from_nanos(env.block.time.nanos()),
            chain_id: env.block.chain_id,
        },
        transaction: env.transaction.map(|transaction| v1::TransactionInfo {
            index: transaction.index,
        }),
        contract: v1::ContractInfo {
            address: v1::Addr::unchecked(env.contract.address),
        },
    }
}

fn old_info(info: v2::MessageInfo) -> v1::MessageInfo {
    v1::MessageInfo {
        sender: v1::Addr::unchecked(info.sender),
        funds: info
            .funds
            .into_iter()
            .map(|coin| v1::coin(coin.amount.u128(), coin.denom))
            .collect(),
    }
}

fn old_reply(reply: v2::Reply) -> v1::Reply {
    let result = match reply.result {
        v2::SubMsgResult::Err(error) => v1::SubMsgResult::Err(error),
        v2::SubMsgResult::Ok(response) => v1::SubMsgResult::Ok(v1::SubMsgResponse {
            events: response.events.into_iter().map(old_event).collect(),
            #[allow(deprecated)]
            data: response.data.map(|data| v1::Binary(data.to_vec())),
        }),
    };
    v1::Reply {
        id: reply.id,
        result,
    }
}

fn old_event(event: v2::Event) -> v1::Event {
    let mut old = v1::Event::new(event.ty);
    // Not through `Attribute::new`, which panics on the chain's own `_contract_address`.
    old.attributes = event
        .attributes
        .into_iter()
        .map(|attribute| v1::Attribute {
            key: attribute.key,
            value: attribute.value,
        })
        .collect();
    old
}

fn new_response(old: v1::Response) -> Result<v2::Response> {
    let mut response = v2::Response::new();
    for msg in old.messages {
        response.messages.push(new_submsg(msg)?);
    }
    response.attributes = new_attributes(old.attributes);
    response.events = old
        .events
        .into_iter()
        .map(|event| v2::Event::new(event.ty).add_attributes(new_attributes(event.attributes)))
        .collect();
    response.data = old.data.map(|data| data.0.into());
    Ok(response)
}

fn new_attributes(old: Vec<v1::Attribute>) -> Vec<v2::Attribute> {
    old.into_iter()
        .map(|attribute| v2::Attribute {
            key: attribute.key,
            value: attribute.value,
        })
        .collect()
}

fn new_coins(old: Vec<v1::Coin>) -> Vec<v2::Coin> {
    old.into_iter()
        .map(|coin| v2::coin(coin.amount.u128(), coin.denom))
        .collect()
}

fn new_submsg(old: v1::SubMsg) -> Result<v2::SubMsg> {
    let msg: v2::CosmosMsg = match old.msg {
        v1::CosmosMsg::Bank(v1::BankMsg::Send { to_address, amount }) => v2::BankMsg::Send {
            to_address,
            amount: new_coins(amount),
        }
        .into(),
        v1::CosmosMsg::Wasm(v1::WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) => v2::WasmMsg::Execute {
            contract_addr,
            msg: msg.0.into(),
            funds: new_coins(funds),
        }
        .into(),
        other => v2::from_json(v1::to_json_vec(&other)?)?,
    };
    let reply_on = match old.reply_on {
        v1::ReplyOn::Always => v2::ReplyOn::Always,
        v1::ReplyOn::Error => v2::ReplyOn::Error,
        v1::ReplyOn::Success => v2::ReplyOn::Success,
        v1::ReplyOn::Never => v2::ReplyOn::Never,
    };
    Ok(v2::SubMsg {
        id: old.id,
        payload: v2::Binary::default(),
        msg,
        gas_limit: old.gas_limit,
        reply_on,
    })
}
