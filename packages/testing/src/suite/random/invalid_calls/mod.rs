//! Messages that must fail: wrong senders, wrong coins, zeros, overflows, unknown ids, malformed JSON.

mod market;
mod others;
mod reserve;

use anyhow::Result;
use cosmwasm_std::{Addr, Coin};
use rand::Rng;
use serde_json::Value;

use super::expectation::Must;
use super::Random;
use crate::relayer::Side;
use crate::suite::Suite;

/// Chain, sender, contract, message and funds of one call.
type Call = (Side, Addr, Addr, Value, Vec<Coin>);

impl Random {
    /// One message that must fail.
    pub(super) fn invalid_call(&mut self, suite: &mut Suite) -> Result<()> {
        let user = self.user();
        let mut all = market::calls(suite, &user)?;
        all.extend(reserve::calls(suite, &user)?);
        all.extend(others::oracle_and_token(suite, &user));
        all.extend(others::outpost(suite));
        let at = self.rng.gen_range(0..all.len());
        let (side, sender, contract, msg, funds) = all.swap_remove(at);
        let what = (
            "invalid_call",
            Must::Fail,
            format!("{msg} {funds:?} by {sender}"),
        );
        self.attempt_for(suite, &user, what, |s| {
            let chain = s.net.chain_mut(side);
            chain.execute(&sender, &contract, &msg, &funds)
        })?;
        Ok(())
    }
}

fn on_home(contract: &Addr, messages: Vec<(&Addr, Value, Vec<Coin>)>) -> Vec<Call> {
    let call = |(sender, msg, funds): (&Addr, Value, Vec<Coin>)| {
        (Side::Home, sender.clone(), contract.clone(), msg, funds)
    };
    messages.into_iter().map(call).collect()
}
