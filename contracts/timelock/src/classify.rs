//! The class of an operation: the strictest of its messages and of what they spend.

use cosmwasm_std::{Addr, BankMsg, Binary, Coin, CosmosMsg, StdResult, Storage, Uint128, WasmMsg};
use qerun_messages::timelock::{cw20_key, native_key, Class, FIXED_CRITICAL, SPENDING};

use crate::address::canonical;
use crate::json::Json;
use crate::spending::{self, Outlay};
use crate::state::CLASSES;

/// How deep messages inside messages are read; what is deeper is critical.
pub const MAX_DEPTH: u32 = 4;

/// The class of an operation and how it came about.
pub struct Verdict {
    /// The strictest of the following.
    pub class: Class,
    /// The class of each message, apart from what it spends.
    pub messages: Vec<Class>,
    /// The class of what all of them spend.
    pub spending: Class,
    /// What they spend.
    pub outlay: Outlay,
}

/// Classes an operation of the contract `this`.
pub fn operation(
    storage: &dyn Storage,
    this: &Addr,
    messages: &[CosmosMsg],
    now: u64,
) -> StdResult<Verdict> {
    let mut reader = Reader::new(storage, this);
    let messages = messages
        .iter()
        .map(|message| reader.message(message, 0))
        .collect::<StdResult<Vec<_>>>()?;
    let outlay = reader.outlay;
    let spending = spending::class(storage, &outlay, now)?;
    let kinds = messages.iter().max().copied().unwrap_or(Class::Critical);
    Ok(Verdict {
        class: kinds.max(spending),
        messages,
        spending,
        outlay,
    })
}

/// Reads messages and adds up what they spend.
pub struct Reader<'a> {
    storage: &'a dyn Storage,
    this: &'a Addr,
    outlay: Outlay,
}

impl<'a> Reader<'a> {
    fn new(storage: &'a dyn Storage, this: &'a Addr) -> Self {
        Self {
            storage,
            this,
            outlay: Outlay::default(),
        }
    }

    /// The class of one message apart from what it spends. All but sending coins and executing a
    /// contract is critical: instantiate, migrate, admins, IBC, gov, protobuf (authz, multi-send),
    /// burning, custom.
    pub fn message(&mut self, message: &CosmosMsg, depth: u32) -> StdResult<Class> {
        if depth > MAX_DEPTH {
            return Ok(Class::Critical);
        }
        match message {
            CosmosMsg::Bank(BankMsg::Send { amount, .. }) => Ok(self.coins(amount)),
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            }) => Ok(self
                .coins(funds)
                .max(self.execute(contract_addr, msg, depth)?)),
            _ => Ok(Class::Critical),
        }
    }

    /// The class of a message to a contract: the registry's, or of a spend; and of what it carries.
    pub fn execute(&mut self, contract: &str, msg: &Binary, depth: u32) -> StdResult<Class> {
        let contract = canonical(contract);
        if contract == self.this.as_str() || depth > MAX_DEPTH {
            return Ok(Class::Critical);
        }
        let Some(body) = Json::parse(msg) else {
            return Ok(Class::Critical);
        };
        match body.variant() {
            None => Ok(Class::Critical),
            Some((key, _)) if FIXED_CRITICAL.contains(&key) => Ok(Class::Critical),
            Some((key, content)) if SPENDING.contains(&key) => {
                self.token(&contract, key, content, depth)
            }
            Some((key, content)) => Ok(self
                .registered(&contract, key)?
                .max(self.carried(content, depth)?)),
        }
    }

    /// `transfer{recipient, amount}` or `send{contract, amount, msg}` of a cw20: counted as spent,
    /// and `send` is also a message to its receiver.
    fn token(&mut self, token: &str, key: &str, content: &Json, depth: u32) -> StdResult<Class> {
        let Some(amount) = content
            .text("amount")
            .and_then(|text| text.parse::<Uint128>().ok())
        else {
            return Ok(Class::Critical);
        };
        let spent = self.outlay.add(cw20_key(token), amount);
        if key == "transfer" {
            return Ok(match (content.text("recipient"), content.size()) {
                (Some(_), Some(2)) => spent,
                _ => Class::Critical,
            });
        }
        let msg = content.text("msg").map(Binary::from_base64);
        match (content.text("contract"), msg, content.size()) {
            (Some(receiver), Some(Ok(msg)), Some(3)) => {
                Ok(spent.max(self.execute(receiver, &msg, depth.saturating_add(1))?))
            }
            _ => Ok(Class::Critical),
        }
    }

    fn registered(&self, contract: &str, key: &str) -> StdResult<Class> {
        let contract = Addr::unchecked(contract);
        let class = CLASSES.may_load(self.storage, (&contract, key))?;
        Ok(class.unwrap_or(Class::Critical))
    }

    fn coins(&mut self, coins: &[Coin]) -> Class {
        coins
            .iter()
            .map(|coin| self.outlay.add(native_key(&coin.denom), coin.amount))
            .max()
            .unwrap_or(Class::Routine)
    }
}
