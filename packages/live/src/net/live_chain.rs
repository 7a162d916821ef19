//! One live chain: transactions for anyone, and queries.

use std::ops::Deref;

use anyhow::{Context, Result};
use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;
use cosmrs::Any;
use cosmwasm_std::{to_json_binary, Coin, WasmMsg};
use qerun_chain::{pack, wasm_message, Chain, Event, Gas, Key, Node, Sent};
use qerun_deployment::plan::ChainPlan;
use serde::Serialize;

use super::{until, within};

/// A chain that runs.
pub struct LiveChain(Node);

impl Deref for LiveChain {
    type Target = Node;
    fn deref(&self) -> &Node {
        &self.0
    }
}

impl LiveChain {
    /// Connects to the node.
    ///
    /// # Errors
    /// The node does not answer, or is of another chain.
    pub fn open(plan: &ChainPlan) -> Result<Self> {
        Ok(LiveChain(Node::open(plan, None)?))
    }

    /// Executes a contract for someone.
    ///
    /// # Errors
    /// The chain's error if a simulation fails; then nothing was sent.
    pub fn execute<M: Serialize + ?Sized>(
        &self,
        who: &Key,
        contract: &str,
        msg: &M,
        funds: &[Coin],
    ) -> Result<Sent> {
        self.send(who, vec![call(who, contract, msg, funds)?])
    }

    /// Sends messages in one transaction, with the gas that a simulation says.
    ///
    /// # Errors
    /// See [`Self::execute`].
    pub fn send(&self, who: &Key, messages: Vec<Any>) -> Result<Sent> {
        Ok(self.deliver(who, messages, Gas::Simulated)?)
    }

    /// As [`Self::execute`], but the chain must refuse the call with an error that contains these words.
    ///
    /// # Errors
    /// It succeeds, or fails with other words.
    pub fn refuses<M: Serialize + ?Sized>(
        &self,
        who: &Key,
        contract: &str,
        msg: &M,
        funds: &[Coin],
        words: &str,
    ) -> Result<()> {
        match self.execute(who, contract, msg, funds) {
            Ok(sent) => anyhow::bail!("{} went through, not refused with {words:?}", sent.hash),
            Err(error) if format!("{error:#}").contains(words) => Ok(()),
            Err(error) => Err(error.context(format!("refused, but not with {words:?}"))),
        }
    }

    /// Sends coins.
    ///
    /// # Errors
    /// See [`Self::execute`].
    pub fn pay(&self, from: &Key, to: &str, coins: &[Coin]) -> Result<Sent> {
        let message = MsgSend {
            from_address: from.address.clone(),
            to_address: to.to_owned(),
            amount: coins.iter().map(proto).collect(),
        };
        self.send(from, vec![pack(&message)])
    }

    /// An address' balance of a denom.
    ///
    /// # Errors
    /// The node does not answer.
    pub fn has(&self, address: &str, denom: &str) -> Result<u128> {
        Ok(self.balance(address, denom)?.u128())
    }

    /// Waits until simulations run in another second than the newest block's. A node tells of a block before it has executed
    /// it, and has for certain when the next one is there.
    ///
    /// # Errors
    /// The node does not answer, or the chain stands still.
    pub fn new_second(&self) -> Result<()> {
        let now = self.time()?;
        let next = until(30, "a new second", || {
            let head = self.head()?;
            Ok((head.time > now).then_some(head.height))
        })?;
        within(30, "a further block", || Ok(self.head()?.height > next))
    }

    /// The chain's time, Unix seconds.
    ///
    /// # Errors
    /// The node does not answer.
    pub fn time(&self) -> Result<u64> {
        Ok(self.head()?.time)
    }
}

/// The message that executes a contract.
///
/// # Errors
/// It cannot be written as JSON.
pub fn call<M: Serialize + ?Sized>(
    who: &Key,
    contract: &str,
    msg: &M,
    funds: &[Coin],
) -> Result<Any> {
    let mut funds = funds.to_vec();
    funds.sort_by(|a, b| a.denom.cmp(&b.denom));
    let message = WasmMsg::Execute {
        contract_addr: contract.to_owned(),
        msg: to_json_binary(msg)?,
        funds,
    };
    Ok(wasm_message(&who.address, &message)?)
}

/// A coin on the SDK's wire.
#[must_use]
pub fn proto(coin: &Coin) -> ProtoCoin {
    ProtoCoin {
        denom: coin.denom.clone(),
        amount: coin.amount.to_string(),
    }
}

/// The first value of a key in events of a kind, in a transaction that must have it.
///
/// # Errors
/// There is none.
pub fn attribute<'a>(sent: &'a Sent, kind: &str, key: &str) -> Result<&'a str> {
    let mut events = sent.events.iter();
    events
        .find_map(|event: &Event| event.get(key).filter(|_| event.kind == kind))
        .with_context(|| format!("{}: no {key} in an event {kind}", sent.hash))
}
