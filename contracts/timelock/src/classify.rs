//! The class of an operation: the strictest of its messages and of what they spend.

use cosmwasm_std::{Addr, BankMsg, Binary, Coin, CosmosMsg, StdResult, Storage, Uint128, WasmMsg};
use qerun_messages::timelock::{cw20_key, native_key, Class, FIXED_CRITICAL, SPENDING_KEYS};

use crate::address::canonical;
use crate::json::Json;
use crate::nested::{NestedMessages, MAX_DEPTH};
use crate::spending::Spending;
use crate::state::CLASSES;

/// The class of an operation, and the classes that it follows from.
pub struct Classification {
    /// The strictest of the following.
    pub class: Class,
    /// The class of each message, apart from what it spends.
    pub message_classes: Vec<Class>,
    /// The class of what all of them spend.
    pub spending_class: Class,
    /// What all of them spend.
    pub spending: Spending,
}

/// Classifies an operation of the timelock `this`.
pub fn operation(
    storage: &dyn Storage,
    this: &Addr,
    messages: &[CosmosMsg],
    now: u64,
) -> StdResult<Classification> {
    let mut classifier = Classifier {
        storage,
        this,
        spending: Spending::default(),
    };
    let message_classes = messages
        .iter()
        .map(|message| classifier.classify_message(message, 0))
        .collect::<StdResult<Vec<_>>>()?;
    let spending = classifier.spending;
    let spending_class = spending.class(storage, now)?;
    let strictest = message_classes
        .iter()
        .max()
        .copied()
        .unwrap_or(Class::Critical);
    Ok(Classification {
        class: strictest.max(spending_class),
        message_classes,
        spending_class,
        spending,
    })
}

/// Classifies messages and adds up what they spend.
struct Classifier<'a> {
    storage: &'a dyn Storage,
    this: &'a Addr,
    spending: Spending,
}

impl Classifier<'_> {
    /// The class of one message apart from what it spends. Everything but sending coins and executing a
    /// contract is critical: instantiate, migrate, admins, IBC, gov, protobuf (authz, multi-send),
    /// burning, custom.
    fn classify_message(&mut self, message: &CosmosMsg, depth: u32) -> StdResult<Class> {
        if depth > MAX_DEPTH {
            return Ok(Class::Critical);
        }
        match message {
            CosmosMsg::Bank(BankMsg::Send { amount, .. }) => Ok(self.add_coins(amount)),
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            }) => {
                Ok(self
                    .add_coins(funds)
                    .max(self.classify_execute(contract_addr, msg, depth)?))
            }
            _ => Ok(Class::Critical),
        }
    }

    /// The class of a message to a contract: what the registry (`CLASSES`) has for its message
    /// key (the name of its variant, such as `update_params`), critical if it has nothing. A
    /// `transfer` or `send` is judged by its amount instead. Never below the class of the messages inside it.
    fn classify_execute(&mut self, contract: &str, msg: &Binary, depth: u32) -> StdResult<Class> {
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
            Some((key, content)) if SPENDING_KEYS.contains(&key) => {
                self.add_cw20_spend(&contract, key, content, depth)
            }
            Some((key, content)) => Ok(self
                .registered_class(&contract, key)?
                .max(self.nested_class(content, depth)?)),
        }
    }

    /// Adds the amount of `transfer{recipient, amount}` or `send{contract, amount, msg}` of a cw20 to the spending. A `send`
    /// is also a message to its receiver, and has at least that one's class.
    fn add_cw20_spend(
        &mut self,
        token: &str,
        key: &str,
        content: &Json,
        depth: u32,
    ) -> StdResult<Class> {
        let Some(amount) = content
            .text("amount")
            .and_then(|text| text.parse::<Uint128>().ok())
        else {
            return Ok(Class::Critical);
        };
        let class = self.spending.add(cw20_key(token), amount);
        if key == "transfer" {
            return Ok(match (content.text("recipient"), content.size()) {
                (Some(_), Some(2)) => class,
                _ => Class::Critical,
            });
        }
        let msg = content.text("msg").map(Binary::from_base64);
        match (content.text("contract"), msg, content.size()) {
            (Some(receiver), Some(Ok(msg)), Some(3)) => {
                Ok(class.max(self.classify_execute(receiver, &msg, depth.saturating_add(1))?))
            }
            _ => Ok(Class::Critical),
        }
    }

    /// The strictest class of the messages in a value; routine if there are none, critical if they cannot be read.
    fn nested_class(&mut self, content: &Json, depth: u32) -> StdResult<Class> {
        let nested = NestedMessages::find(content, depth);
        let mut strictest = match nested.unreadable {
            true => Class::Critical,
            false => Class::Routine,
        };
        for (message, depth) in &nested.messages {
            strictest = strictest.max(self.classify_message(message, *depth)?);
        }
        Ok(strictest)
    }

    /// What the registry has for a message of a contract; critical if it has nothing.
    fn registered_class(&self, contract: &str, key: &str) -> StdResult<Class> {
        let contract = Addr::unchecked(contract);
        let class = CLASSES.may_load(self.storage, (&contract, key))?;
        Ok(class.unwrap_or(Class::Critical))
    }

    /// Adds coins to the spending. Routine here, because the limits apply to the operation's sum (`Spending::class`);
    /// critical only if the sum overflows.
    fn add_coins(&mut self, coins: &[Coin]) -> Class {
        coins
            .iter()
            .map(|coin| self.spending.add(native_key(&coin.denom), coin.amount))
            .max()
            .unwrap_or(Class::Routine)
    }
}
