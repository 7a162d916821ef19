//! One timelock on a mock chain with a clock, a QER ledger, and neighbours that only listen.

use std::collections::BTreeMap;

use cosmwasm_std::testing::message_info;
use cosmwasm_std::{
    coins, from_json, to_json_binary, Addr, BankMsg, Binary, CosmosMsg, Env, Event, StdError,
    Timestamp, Uint128, WasmMsg,
};
use cw20::{Cw20ExecuteMsg, Cw20ReceiveMsg};
use qerun_controls::{AccessError, Figure, ParameterError};
use qerun_messages::timelock::{
    Asset, Class, ClassOfResponse, ClassRule, ExecuteMsg, InstantiateMsg, Limit, NamedPause,
    Operation, OperationResponse, Params, PauseRow, PauseRule, PausesResponse, QueryMsg,
    ReceiveMsg, SpendLimit, Stage, StageResponse, Status, Stewardship, Terms,
};
use qerun_mocks::{dump, env_at, restore, Dump, MockDeps, OtherContracts};
use qerun_timelock::contract::{execute, instantiate, query};
use qerun_timelock::ContractError;
use serde::de::DeserializeOwned;
use serde::Serialize;

pub use qerun_mocks::{addr, DAY, START};

pub const SENSITIVE_BOND: u128 = 1_000;
pub const CRITICAL_BOND: u128 = 5_000;
pub const TREASURY: u128 = 1_000_000;
pub const SPONSOR: u128 = 100_000;
/// All QER that there is, as the token tells at the beginning.
pub const SUPPLY: u128 = 1_200_000;

pub fn a(name: &str) -> String {
    addr(name).into()
}

pub fn terms(floor: u64, delay: u64, bond: u128) -> Terms {
    Terms {
        floor,
        delay,
        bond: bond.into(),
    }
}

pub fn params() -> Params {
    Params {
        routine: terms(DAY / 2, DAY, 0),
        sensitive: terms(2 * DAY, 3 * DAY, SENSITIVE_BOND),
        critical: terms(5 * DAY, 7 * DAY, CRITICAL_BOND),
        bond_window: 7 * DAY,
        execution_window: 10 * DAY,
    }
}

pub fn class_rule(contract: &str, key: &str, class: Class) -> ClassRule<String> {
    ClassRule {
        contract: a(contract),
        key: key.into(),
        class,
    }
}

pub fn usdc() -> Asset<String> {
    Asset::Native {
        denom: "uusdc".into(),
    }
}

pub fn qer() -> Asset<String> {
    Asset::Cw20 {
        address: a("token"),
    }
}

pub fn pause_rule() -> PauseRule<String> {
    PauseRule {
        contract: a("market"),
        pause: Binary::from(br#"{"pause":{"actions":["borrow"],"duration":1209600}}"#),
        end: None,
        duration: 14 * DAY,
        cool_down: 14 * DAY,
        effects: vec!["borrow".into()],
    }
}

pub fn halt_rule() -> PauseRule<String> {
    PauseRule {
        contract: a("oracle"),
        pause: Binary::from(br#"{"halt":{"asset":"qer"}}"#),
        end: Some(Binary::from(br#"{"resume":{"asset":"qer"}}"#)),
        duration: 3 * DAY,
        cool_down: 4 * DAY,
        effects: vec!["price".into()],
    }
}

pub fn init_msg() -> InstantiateMsg {
    let limit = |asset, routine: u128, sensitive: u128| SpendLimit {
        asset,
        routine: routine.into(),
        sensitive: sensitive.into(),
    };
    InstantiateMsg {
        dao: a("dao"),
        guardian: Some(a("guardian")),
        stewardship: Some(Stewardship {
            steward: a("steward"),
            shared_at: START + 180 * DAY,
            community_at: START + 360 * DAY,
        }),
        token: a("token"),
        max_bond: 10_000u128.into(),
        params: params(),
        classes: vec![
            class_rule("voting", "set_perk", Class::Routine),
            class_rule("market", "update_params", Class::Sensitive),
            class_rule("market", "supply", Class::Routine),
            class_rule("market", "deposit_collateral", Class::Sensitive),
            class_rule("reserve", "spend", Class::Sensitive),
            class_rule("reserve", "update_route", Class::Sensitive),
            class_rule("core", "execute_admin_msgs", Class::Routine),
            class_rule("core", "execute_proposal_hook", Class::Routine),
            class_rule("router", "batch", Class::Routine),
        ],
        spend_limits: vec![limit(usdc(), 1_000, 10_000), limit(qer(), 500, 5_000)],
        pauses: vec![
            NamedPause {
                id: "borrow".into(),
                rule: pause_rule(),
            },
            NamedPause {
                id: "halt-qer".into(),
                rule: halt_rule(),
            },
        ],
    }
}

/// `contract` executes `msg`, JSON.
pub fn call(contract: &str, msg: &str) -> CosmosMsg {
    WasmMsg::Execute {
        contract_addr: a(contract),
        msg: Binary::from(msg.as_bytes()),
        funds: vec![],
    }
    .into()
}

/// The timelock executes `msg`.
pub fn own(msg: ExecuteMsg) -> CosmosMsg {
    typed("timelock", &msg)
}

pub fn typed(contract: &str, msg: &impl Serialize) -> CosmosMsg {
    WasmMsg::Execute {
        contract_addr: a(contract),
        msg: to_json_binary(msg).unwrap(),
        funds: vec![],
    }
    .into()
}

pub fn send(to: &str, amount: u128) -> CosmosMsg {
    BankMsg::Send {
        to_address: a(to),
        amount: coins(amount, "uusdc"),
    }
    .into()
}

pub fn transfer(to: &str, amount: u128) -> CosmosMsg {
    let msg = Cw20ExecuteMsg::Transfer {
        recipient: a(to),
        amount: amount.into(),
    };
    typed("token", &msg)
}

pub fn routine() -> CosmosMsg {
    call("voting", r#"{"set_perk":{"id":"p","min_power":"1"}}"#)
}

pub fn sensitive() -> CosmosMsg {
    call("market", r#"{"update_params":{"params":{}}}"#)
}

pub fn critical() -> CosmosMsg {
    call("market", r#"{"unpause":{"actions":["borrow"]}}"#)
}

pub fn limit(routine: u128, sensitive: u128) -> Limit {
    Limit {
        routine: routine.into(),
        sensitive: sensitive.into(),
    }
}

/// The same message with its address in capitals.
pub fn in_capitals(message: &CosmosMsg) -> CosmosMsg {
    match message {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) => WasmMsg::Execute {
            contract_addr: contract_addr.to_uppercase(),
            msg: msg.clone(),
            funds: funds.clone(),
        }
        .into(),
        other => other.clone(),
    }
}

/// The refusal of a sender that has not the role.
pub fn unauthorized(sender: &str, role: &'static str) -> ContractError {
    let sender = addr(sender);
    AccessError::Unauthorized { sender, role }.into()
}

/// The refusal of a parameter outside its bounds.
pub fn out_of_bounds(name: &'static str, value: u128, min: u128, max: u128) -> ContractError {
    let figure = |value: u128| Figure::Amount(value.into());
    ParameterError::OutOfBounds {
        name,
        value: figure(value),
        min: figure(min),
        max: figure(max),
    }
    .into()
}

pub struct World {
    pub deps: MockDeps,
    /// The token, as far as the timelock asks it.
    others: OtherContracts,
    pub env: Env,
    /// Balances of QER.
    pub qer: BTreeMap<Addr, u128>,
    /// What neighbours were told, in order: contract and message, or the debug text of others.
    pub told: Vec<(String, String)>,
    /// A neighbour that refuses everything.
    pub refuses: Option<Addr>,
    pub events: Vec<Event>,
}

impl World {
    pub fn with(msg: InstantiateMsg) -> Result<Self, ContractError> {
        let others = OtherContracts::default();
        others.set_cw20_supply(&addr("token"), SUPPLY);
        let mut deps = others.deps();
        let env = env_at("timelock", START);
        let info = message_info(&addr("deployer"), &[]);
        instantiate(deps.as_mut(), env.clone(), info, msg)?;
        let qer = [("timelock", TREASURY), ("sponsor", SPONSOR)];
        Ok(World {
            deps,
            others,
            env,
            qer: qer.map(|(name, amount)| (addr(name), amount)).into(),
            told: vec![],
            refuses: None,
            events: vec![],
        })
    }

    pub fn new() -> Self {
        Self::with(init_msg()).unwrap()
    }

    pub fn now(&self) -> u64 {
        qerun_mocks::now(&self.env)
    }

    pub fn wait(&mut self, seconds: u64) {
        qerun_mocks::wait(&mut self.env, seconds);
    }

    pub fn wait_until(&mut self, time: u64) {
        self.env.block.time = Timestamp::from_seconds(time);
    }

    /// A whole transaction: an error leaves nothing.
    pub fn execute(&mut self, sender: &str, msg: ExecuteMsg) -> Result<(), ContractError> {
        let sender = addr(sender);
        self.transaction(|world| world.run(&sender, msg))
    }

    /// `sender` sends QER with a bond message.
    pub fn post(&mut self, sender: &str, id: u64, amount: u128) -> Result<(), ContractError> {
        let msg = Cw20ExecuteMsg::Send {
            contract: a("timelock"),
            amount: amount.into(),
            msg: to_json_binary(&ReceiveMsg::PostBond { id }).unwrap(),
        };
        let sender = addr(sender);
        self.transaction(|world| world.token(&sender, msg))
    }

    fn transaction(
        &mut self,
        run: impl FnOnce(&mut Self) -> Result<(), ContractError>,
    ) -> Result<(), ContractError> {
        let before = (self.storage(), self.qer.clone(), self.told.clone());
        self.events.clear();
        let result = run(self);
        if result.is_err() {
            restore(&mut self.deps.storage, before.0);
            (self.qer, self.told) = (before.1, before.2);
        }
        result
    }

    fn run(&mut self, sender: &Addr, msg: ExecuteMsg) -> Result<(), ContractError> {
        let (token, this) = (addr("token"), addr("timelock"));
        let balance = self.balance("timelock");
        self.others.set_cw20_balance(&token, &this, balance);
        let info = message_info(sender, &[]);
        let response = execute(self.deps.as_mut(), self.env.clone(), info, msg)?;
        self.events.extend(response.events);
        for sub in response.messages {
            assert_eq!(sub.reply_on, cosmwasm_std::ReplyOn::Never);
            self.dispatch(sub.msg)?;
        }
        Ok(())
    }

    fn dispatch(&mut self, msg: CosmosMsg) -> Result<(), ContractError> {
        let itself = addr("timelock");
        if let CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr, msg, ..
        }) = &msg
        {
            if self.refuses.as_ref().map(Addr::as_str) == Some(contract_addr) {
                return Err(StdError::generic_err("refused").into());
            }
            if *contract_addr == a("timelock") {
                return self.run(&itself, from_json(msg)?);
            }
            if *contract_addr == a("token") {
                return self.token(&itself, from_json(msg)?);
            }
            let msg = String::from_utf8(msg.to_vec()).unwrap();
            self.told.push((contract_addr.clone(), msg));
            return Ok(());
        }
        self.told.push((String::new(), format!("{msg:?}")));
        Ok(())
    }

    fn token(&mut self, sender: &Addr, msg: Cw20ExecuteMsg) -> Result<(), ContractError> {
        match msg {
            Cw20ExecuteMsg::Transfer { recipient, amount } => {
                self.pay(sender, &Addr::unchecked(recipient), amount)
            }
            Cw20ExecuteMsg::Send {
                contract,
                amount,
                msg,
            } => {
                let contract = Addr::unchecked(contract);
                self.pay(sender, &contract, amount)?;
                if contract != addr("timelock") {
                    return Ok(());
                }
                let sender = sender.to_string();
                let msg = Cw20ReceiveMsg {
                    sender,
                    amount,
                    msg,
                };
                self.run(&addr("token"), ExecuteMsg::Receive(msg))
            }
            other => panic!("{other:?}"),
        }
    }

    fn pay(&mut self, from: &Addr, to: &Addr, amount: Uint128) -> Result<(), ContractError> {
        let held = self.qer.entry(from.clone()).or_default();
        *held = Uint128::new(*held).checked_sub(amount)?.u128();
        *self.qer.entry(to.clone()).or_default() += amount.u128();
        Ok(())
    }

    pub fn balance(&self, name: &str) -> u128 {
        self.qer.get(&addr(name)).copied().unwrap_or_default()
    }

    /// The id of what `sender` queued.
    pub fn queue_by(
        &mut self,
        sender: &str,
        messages: Vec<CosmosMsg>,
    ) -> Result<u64, ContractError> {
        let queue = ExecuteMsg::Queue {
            messages,
            text: "why".into(),
            not_after: self.now() + DAY,
        };
        self.execute(sender, queue)?;
        let id = &self.events[0].attributes[0];
        assert_eq!(id.key, "id");
        Ok(id.value.parse().unwrap())
    }

    pub fn queue(&mut self, messages: Vec<CosmosMsg>) -> u64 {
        self.queue_by("dao", messages).unwrap()
    }

    /// Queued and, where one is asked for, bonded.
    pub fn schedule(&mut self, messages: Vec<CosmosMsg>) -> u64 {
        let id = self.queue(messages);
        let bond = self.operation(id).bond.u128();
        if bond > 0 {
            self.post("sponsor", id, bond).unwrap();
        }
        id
    }

    /// Scheduled, waited for and executed.
    pub fn enact(&mut self, messages: Vec<CosmosMsg>) -> Result<(), ContractError> {
        let id = self.schedule(messages);
        self.wait_until(self.operation(id).ready_at.unwrap());
        self.execute("anyone", ExecuteMsg::Execute { id })
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        from_json(query(self.deps.as_ref(), self.env.clone(), msg).unwrap()).unwrap()
    }

    pub fn operation(&self, id: u64) -> Operation {
        self.whole(id).operation
    }

    pub fn whole(&self, id: u64) -> OperationResponse {
        self.query(QueryMsg::Operation { id })
    }

    pub fn status(&self, id: u64) -> Status {
        self.whole(id).status
    }

    pub fn pause(&mut self, id: &str) -> Result<(), ContractError> {
        self.execute("guardian", ExecuteMsg::Pause { id: id.into() })
    }

    pub fn pause_row(&self, id: &str) -> PauseRow {
        let (start_after, limit) = (None, Some(30));
        let all: PausesResponse = self.query(QueryMsg::Pauses { start_after, limit });
        all.pauses.into_iter().find(|row| row.id == id).unwrap()
    }

    pub fn stage(&self) -> Stage {
        self.query::<StageResponse>(QueryMsg::Stage {}).stage
    }

    pub fn class_of(&self, messages: Vec<CosmosMsg>) -> ClassOfResponse {
        self.query(QueryMsg::ClassOf { messages })
    }

    pub fn class(&self, message: CosmosMsg) -> Class {
        self.class_of(vec![message]).class
    }

    pub fn storage(&self) -> Dump {
        dump(&self.deps.storage)
    }
}
