//! A message with its sender, and the account sequences of transactions that are not in a block yet.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use cosmwasm_std::Coin;
use qerun_chain::Account;
use serde::Serialize;
use serde_json::Value;

use crate::net::{LiveChain, Person};

/// A text with every kind of character that some encoder treats differently.
pub const TEXT: &str =
    "Zürich <b>&amp; \"quoted\"</b> 雪 \\ back/slash 'single'\nnew line \u{1f600}";

/// A message that someone sends a contract.
pub struct Request<'a> {
    pub who: &'a Person,
    /// The message as JSON.
    pub msg: String,
    pub funds: Vec<Coin>,
}

impl<'a> Request<'a> {
    pub fn new(who: &'a Person, msg: &impl Serialize) -> Result<Self> {
        Self::paid(who, msg, &[])
    }

    pub fn paid(who: &'a Person, msg: &impl Serialize, funds: &[Coin]) -> Result<Self> {
        Ok(Request {
            who,
            msg: serde_json::to_string(msg)?,
            funds: funds.to_vec(),
        })
    }
}

/// A message that the contract must refuse.
pub struct Refusal<'a> {
    pub contract: &'static str,
    /// The message and its sender.
    pub request: Request<'a>,
    /// A part of the expected error.
    pub words: String,
}

/// The key of a message.
pub fn variant(msg: &str) -> Result<String> {
    let value: Value = serde_json::from_str(msg)?;
    let key = value.as_object().and_then(|fields| fields.keys().next());
    key.cloned().context("a message is an object with one key")
}

/// Name of a message and mode, for errors.
pub fn title(contract: &str, msg: &str, nth: usize) -> Result<String> {
    let mode = if nth == 0 { "amino" } else { "direct" };
    Ok(format!("{contract}/{} ({mode})", variant(msg)?))
}

/// The next sequence of each sender, ahead of the chain.
#[derive(Default)]
pub struct Sequences(BTreeMap<String, Account>);

impl Sequences {
    /// Number and sequence for the sender's next transaction.
    pub fn next(&mut self, live: &LiveChain, address: &str) -> Result<Account> {
        let account = match self.0.get(address) {
            Some(account) => *account,
            None => live.account(address)?,
        };
        let next = Account {
            sequence: account.sequence.saturating_add(1),
            ..account
        };
        self.0.insert(address.to_owned(), next);
        Ok(account)
    }
}
