//! Emissions on a mock chain, whose voting contracts answer a power that the test sets.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use cosmwasm_std::testing::message_info;
use cosmwasm_std::{from_json, to_json_vec, Addr, Coin, CosmosMsg, Env, Response, WasmMsg};
use qerun_emissions::contract::{execute, instantiate, query};
use qerun_emissions::ContractError;
use qerun_messages::emissions::{
    Config, ExecuteMsg, InstantiateMsg, Point, QueryMsg, Schedule, Stream, StreamResponse,
    StreamsResponse,
};
use qerun_messages::voting::{self, PowerAtHeightResponse, StakeChangedHookMsg};
use qerun_mocks::{dump, env_at, Dump, MockDeps, OtherContracts, DAY, START};
use serde_json::Value;

pub use qerun_mocks::{addr, dec, uint};

/// Distributions that the distributor has before.
pub const MADE: u64 = 4;
/// When the streams start.
pub const BEGIN: u64 = START + DAY;
/// When the lock stream ends.
pub const LOCK_END: u64 = BEGIN + 200 * DAY;

pub fn schedule(start: u64, points: &[(u64, u128)]) -> Schedule {
    let point = |(after, released): &(u64, u128)| Point {
        after: *after,
        released: uint(*released),
    };
    Schedule {
        start,
        points: points.iter().map(point).collect(),
    }
}

/// 864,000 in the first hundred days (a unit in 10 s), half as fast for another hundred.
pub fn lock() -> Stream<String> {
    Stream {
        id: "lock".into(),
        voting: addr("voting").into(),
        hook_caller: None,
        schedule: schedule(BEGIN, &[(100 * DAY, 864_000), (200 * DAY, 1_296_000)]),
        min_power: uint(1_000),
    }
}

/// 43,200 in fifty days (a unit in 100 s), over powers that another contract announces.
pub fn liquidity() -> Stream<String> {
    Stream {
        id: "liquidity".into(),
        voting: addr("official voting").into(),
        hook_caller: Some(addr("official staking").into()),
        schedule: schedule(BEGIN, &[(50 * DAY, 43_200)]),
        min_power: uint(0),
    }
}

pub fn init(streams: &[Stream<String>]) -> InstantiateMsg {
    InstantiateMsg {
        owner: addr("timelock").into(),
        config: Config {
            token: addr("token").into(),
            treasury: addr("treasury").into(),
            distributor: addr("distributor").into(),
        },
        streams: streams.to_vec(),
    }
}

/// All power by voting contract; a contract without an entry fails.
type Powers = Rc<RefCell<BTreeMap<&'static str, u128>>>;

pub struct Emissions {
    pub deps: MockDeps,
    pub env: Env,
    powers: Powers,
}

pub fn others() -> (OtherContracts, Powers) {
    let (others, powers) = (OtherContracts::default(), Powers::default());
    others.records(&addr("distributor"), |storage| {
        storage.set(b"count", &to_json_vec(&MADE).unwrap());
    });
    for name in ["voting", "official voting"] {
        let powers = powers.clone();
        others.answer(&addr(name), move |query: voting::QueryMsg| {
            let voting::QueryMsg::TotalPowerAtHeight { height } = query else {
                return Err(format!("not asked before: {query:?}"));
            };
            let power = powers.borrow().get(name).copied();
            Ok(PowerAtHeightResponse {
                power: power.ok_or("no power was set")?.into(),
                height: height.ok_or("no height was given")?,
            })
        });
    }
    (others, powers)
}

impl Default for Emissions {
    /// Both streams, at their beginning, with enough power.
    fn default() -> Self {
        let mut emissions = Self::with(init(&[lock(), liquidity()])).unwrap().0;
        emissions.at(BEGIN);
        emissions.power("voting", 1_000);
        emissions.power("official voting", 1);
        emissions
    }
}

impl Emissions {
    /// At [`START`].
    pub fn with(msg: InstantiateMsg) -> Result<(Self, Response), ContractError> {
        let (others, powers) = others();
        let mut deps = others.deps();
        let env = env_at("emissions", START);
        let info = message_info(&addr("deployer"), &[]);
        let response = instantiate(deps.as_mut(), env.clone(), info, msg)?;
        Ok((Emissions { deps, env, powers }, response))
    }

    /// Moves to a block time; the height follows it.
    pub fn at(&mut self, time: u64) {
        self.env = env_at("emissions", time);
        self.env.block.height = time / 5;
    }

    /// Sets all power of a voting contract.
    pub fn power(&mut self, voting: &'static str, power: u128) {
        self.powers.borrow_mut().insert(voting, power);
    }

    /// The voting contract fails from now on.
    pub fn break_voting(&mut self, voting: &'static str) {
        self.powers.borrow_mut().remove(voting);
    }

    pub fn execute(&mut self, sender: &str, msg: ExecuteMsg) -> Result<Response, ContractError> {
        self.execute_with(sender, &[], msg)
    }

    pub fn execute_with(
        &mut self,
        sender: &str,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        let info = message_info(&addr(sender), funds);
        execute(self.deps.as_mut(), self.env.clone(), info, msg)
    }

    pub fn release(&mut self, stream: &str) -> Result<Response, ContractError> {
        self.execute("anyone", release(stream))
    }

    pub fn hook(&mut self, sender: &str) -> Result<Response, ContractError> {
        self.execute(sender, hook())
    }

    pub fn set_rate(&mut self, stream: &str, rate: &str) -> Result<Response, ContractError> {
        self.execute("timelock", set_rate(stream, rate))
    }

    /// Fails with this error, and has changed nothing.
    #[track_caller]
    pub fn refused(&mut self, sender: &str, msg: ExecuteMsg, wanted: &ContractError) {
        let before = self.storage();
        let error = self.execute(sender, msg.clone()).unwrap_err();
        assert_eq!(error, *wanted, "{msg:?}");
        assert_eq!(self.storage(), before, "{msg:?}");
    }

    pub fn stream(&self, id: &str) -> StreamResponse {
        let id = id.to_owned();
        from_json(self.query(QueryMsg::Stream { id }).unwrap()).unwrap()
    }

    pub fn streams(&self) -> Vec<StreamResponse> {
        let answer = self.query(QueryMsg::Streams {}).unwrap();
        from_json::<StreamsResponse>(answer).unwrap().streams
    }

    pub fn query(&self, msg: QueryMsg) -> Result<cosmwasm_std::Binary, ContractError> {
        query(self.deps.as_ref(), self.env.clone(), msg)
    }

    pub fn storage(&self) -> Dump {
        dump(&self.deps.storage)
    }
}

pub fn release(stream: &str) -> ExecuteMsg {
    let stream = stream.to_owned();
    ExecuteMsg::Release { stream }
}

pub fn set_rate(stream: &str, rate: &str) -> ExecuteMsg {
    ExecuteMsg::SetRate {
        stream: stream.to_owned(),
        rate: dec(rate),
    }
}

pub fn return_withheld(stream: &str) -> ExecuteMsg {
    let stream = stream.to_owned();
    ExecuteMsg::ReturnWithheld { stream }
}

pub fn hook() -> ExecuteMsg {
    ExecuteMsg::StakeChangeHook(StakeChangedHookMsg::Stake {
        addr: addr("alice"),
        amount: uint(7),
    })
}

/// Receiver and JSON of the messages of a response. None has a reply, so that a failure undoes everything.
pub fn sent(response: &Response) -> Vec<(Addr, Value)> {
    let message = |sub: &cosmwasm_std::SubMsg| {
        assert_eq!(sub.reply_on, cosmwasm_std::ReplyOn::Never);
        let CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) = &sub.msg
        else {
            panic!("{sub:?}");
        };
        assert!(funds.is_empty());
        let json = serde_json::from_slice(msg).unwrap();
        (Addr::unchecked(contract_addr), json)
    };
    response.messages.iter().map(message).collect()
}

/// Distribution and amount of each payment to the distributor, all that a response sends.
pub fn funded(response: &Response) -> Vec<(u64, u128)> {
    let payment = |(token, msg): (Addr, Value)| {
        assert_eq!(token, addr("token"));
        let send = &msg["send"];
        assert_eq!(send["contract"], addr("distributor").as_str());
        let inner: cosmwasm_std::Binary = serde_json::from_value(send["msg"].clone()).unwrap();
        let inner: Value = serde_json::from_slice(&inner).unwrap();
        let id = inner["fund"]["id"].as_u64().unwrap();
        assert_eq!(inner, serde_json::json!({"fund": {"id": id}}));
        (id, send["amount"].as_str().unwrap().parse().unwrap())
    };
    sent(response).into_iter().map(payment).collect()
}
