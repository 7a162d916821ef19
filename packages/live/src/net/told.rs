//! The figures that an event of a transaction tells.

use anyhow::{Context, Result};
use cosmwasm_std::Decimal;
use qerun_chain::Sent;

use super::attribute;

/// The attributes of one event.
pub struct Told<'a> {
    sent: &'a Sent,
    kind: String,
}

impl<'a> Told<'a> {
    /// The event of a contract's verb, such as `market/liquidate`.
    pub fn of(sent: &'a Sent, verb: &str) -> Self {
        let kind = format!("wasm-qerun-{verb}");
        Told { sent, kind }
    }

    /// An amount; zero if it is not named.
    pub fn amount(&self, key: &str) -> Result<u128> {
        match attribute(self.sent, &self.kind, key) {
            Ok(text) => text.parse().with_context(|| format!("{key} {text}")),
            Err(_) => Ok(0),
        }
    }

    /// A figure with a fraction.
    pub fn figure(&self, key: &str) -> Result<Decimal> {
        Ok(attribute(self.sent, &self.kind, key)?.parse()?)
    }
}
