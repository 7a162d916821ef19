//! A contract as the chains of this crate run it: with IBC callbacks, recorded on demand.

use std::fmt::Display;

use anyhow::{anyhow, bail, Result};
use cosmwasm_std::{
    from_json, Binary, Checksum, Deps, DepsMut, Empty, Env, IbcBasicResponse,
    IbcDestinationCallbackMsg, IbcSourceCallbackMsg, MessageInfo, MigrateInfo, QuerierWrapper,
    Reply, Response, Storage,
};
use cw_multi_test::Contract;

use crate::ibc::CallbackSudo;
use crate::record::{
    CountingReadStorage, CountingStorage, Entry, Meter, Recorder, RecordingQuerier,
};

type SourceFn = Box<dyn Fn(DepsMut, Env, IbcSourceCallbackMsg) -> Result<IbcBasicResponse>>;
type DestinationFn =
    Box<dyn Fn(DepsMut, Env, IbcDestinationCallbackMsg) -> Result<IbcBasicResponse>>;

/// Adds ADR-8 callbacks and recording to a contract.
///
/// ```
/// # use cosmwasm_std::*;
/// # fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> { Ok(Response::new()) }
/// # fn execute(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> { Ok(Response::new()) }
/// # fn query(_: Deps, _: Env, _: Empty) -> StdResult<Binary> { Ok(Binary::default()) }
/// # fn ibc_source_callback(_: DepsMut, _: Env, _: IbcSourceCallbackMsg) -> StdResult<IbcBasicResponse> { Ok(IbcBasicResponse::new()) }
/// use cw_multi_test::ContractWrapper;
/// use qerun_testing::{Chain, Wrapper};
///
/// let mut chain = Chain::new("home");
/// let code = chain.store(
///     Wrapper::new("reserve", ContractWrapper::new(execute, instantiate, query))
///         .with_source_callback(ibc_source_callback),
/// );
/// ```
pub struct Wrapper {
    name: &'static str,
    name_of: Option<fn(&dyn Storage) -> &'static str>,
    inner: Box<dyn Contract<Empty>>,
    source: Option<SourceFn>,
    destination: Option<DestinationFn>,
    checksum: Option<[u8; 32]>,
    recorder: Recorder,
}

impl Wrapper {
    /// Wraps a contract. The name appears in recordings.
    pub fn new(name: &'static str, inner: impl Contract<Empty> + 'static) -> Self {
        Wrapper {
            name,
            name_of: None,
            inner: Box::new(inner),
            source: None,
            destination: None,
            checksum: None,
            recorder: Recorder::default(),
        }
    }

    /// Adds the `ibc_source_callback` entry point. Without it a callback is an error.
    pub fn with_source_callback<E: Display + 'static>(
        mut self,
        callback: fn(DepsMut, Env, IbcSourceCallbackMsg) -> Result<IbcBasicResponse, E>,
    ) -> Self {
        self.source = Some(Box::new(move |deps, env, msg| {
            callback(deps, env, msg).map_err(|error| anyhow!("{error}"))
        }));
        self
    }

    /// Adds the `ibc_destination_callback` entry point. Without it a callback is an error.
    pub fn with_destination_callback<E: Display + 'static>(
        mut self,
        callback: fn(DepsMut, Env, IbcDestinationCallbackMsg) -> Result<IbcBasicResponse, E>,
    ) -> Self {
        self.destination = Some(Box::new(move |deps, env, msg| {
            callback(deps, env, msg).map_err(|error| anyhow!("{error}"))
        }));
        self
    }

    /// The code's checksum; without one cw-multi-test makes one of the code's id.
    #[must_use]
    pub fn with_checksum(mut self, checksum: [u8; 32]) -> Self {
        self.checksum = Some(checksum);
        self
    }

    /// Records an instance under the name that its storage decides.
    #[must_use]
    pub fn named_by(mut self, name_of: fn(&dyn Storage) -> &'static str) -> Self {
        self.name_of = Some(name_of);
        self
    }

    fn name(&self, storage: &dyn Storage) -> &'static str {
        self.name_of.map_or(self.name, |name_of| name_of(storage))
    }

    /// Used by [`crate::Chain::store`].
    pub(crate) fn recorded_by(mut self, recorder: Recorder) -> Self {
        self.recorder = recorder;
        self
    }

    /// Runs an entry point, on counting storage and querier when the recorder is on.
    fn run<T>(
        &self,
        entry: Entry,
        deps: DepsMut,
        env: Env,
        action: impl FnOnce(DepsMut, Env) -> Result<T>,
    ) -> Result<T> {
        if !self.recorder.is_on() {
            return action(deps, env);
        }
        let position = self
            .recorder
            .enter(self.name(deps.storage), &env.contract.address, entry);
        let meter = Meter::default();
        let result = {
            let mut storage = CountingStorage {
                inner: deps.storage,
                meter: &meter,
            };
            let querier = RecordingQuerier {
                inner: &*deps.querier,
                meter: &meter,
            };
            let deps = DepsMut {
                storage: &mut storage,
                api: deps.api,
                querier: QuerierWrapper::new(&querier),
            };
            action(deps, env)
        };
        self.recorder.leave(position, result.is_ok(), meter);
        result
    }
}

fn response(basic: IbcBasicResponse) -> Response {
    Response::new()
        .add_submessages(basic.messages)
        .add_attributes(basic.attributes)
        .add_events(basic.events)
}

impl Contract<Empty> for Wrapper {
    fn instantiate(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> Result<Response> {
        self.run(Entry::Instantiate, deps, env, |deps, env| {
            self.inner.instantiate(deps, env, info, msg)
        })
    }

    fn execute(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> Result<Response> {
        self.run(Entry::Execute, deps, env, |deps, env| {
            self.inner.execute(deps, env, info, msg)
        })
    }

    fn query(&self, deps: Deps, env: Env, msg: Vec<u8>) -> Result<Binary> {
        if !self.recorder.is_on() {
            return self.inner.query(deps, env, msg);
        }
        let position =
            self.recorder
                .enter(self.name(deps.storage), &env.contract.address, Entry::Query);
        let meter = Meter::default();
        let result = {
            let storage = CountingReadStorage {
                inner: deps.storage,
                meter: &meter,
            };
            let querier = RecordingQuerier {
                inner: &*deps.querier,
                meter: &meter,
            };
            let deps = Deps {
                storage: &storage,
                api: deps.api,
                querier: QuerierWrapper::new(&querier),
            };
            self.inner.query(deps, env, msg)
        };
        self.recorder.leave(position, result.is_ok(), meter);
        result
    }

    fn reply(&self, deps: DepsMut, env: Env, msg: Reply) -> Result<Response> {
        self.run(Entry::Reply, deps, env, |deps, env| {
            self.inner.reply(deps, env, msg)
        })
    }

    fn sudo(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> Result<Response> {
        match from_json::<CallbackSudo>(&msg) {
            Ok(CallbackSudo::QerunTestingIbcSourceCallback(msg)) => match &self.source {
                Some(callback) => self.run(Entry::SourceCallback, deps, env, |deps, env| {
                    Ok(response(callback(deps, env, msg)?))
                }),
                None => bail!("{}: no ibc_source_callback entry point", self.name),
            },
            Ok(CallbackSudo::QerunTestingIbcDestinationCallback(msg)) => match &self.destination {
                Some(callback) => self.run(Entry::DestinationCallback, deps, env, |deps, env| {
                    Ok(response(callback(deps, env, msg)?))
                }),
                None => bail!("{}: no ibc_destination_callback entry point", self.name),
            },
            Err(_) => self.run(Entry::Sudo, deps, env, |deps, env| {
                self.inner.sudo(deps, env, msg)
            }),
        }
    }

    fn migrate(
        &self,
        deps: DepsMut,
        env: Env,
        msg: Vec<u8>,
        info: MigrateInfo,
    ) -> Result<Response> {
        self.run(Entry::Migrate, deps, env, |deps, env| {
            self.inner.migrate(deps, env, msg, info)
        })
    }

    fn checksum(&self) -> Option<Checksum> {
        let own = self.checksum.map(Checksum::from);
        own.or_else(|| self.inner.checksum())
    }
}
