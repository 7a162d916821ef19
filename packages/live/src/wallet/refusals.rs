//! Messages that their contract must refuse. They are sent together, because each would otherwise wait for a block.

use anyhow::{bail, Result};
use qerun_chain::ChainError;
use serde::Serialize;

use super::request::{title, Refusal, Request, Sequences};
use super::sender::Wallet;
use super::sign::MODES;
use crate::net::Person;

impl<'a> Wallet<'a> {
    /// A message that the contract itself must refuse with these words, in both modes. Sent by
    /// [`Self::send_refusals`].
    pub fn refuse(
        &mut self,
        contract: &'static str,
        who: &'a Person,
        msg: &impl Serialize,
        words: &str,
    ) -> Result<()> {
        self.refuse_request(contract, Request::new(who, msg)?, words);
        Ok(())
    }

    /// The same of a message with funds.
    pub fn refuse_request(&mut self, contract: &'static str, request: Request<'a>, words: &str) {
        self.refusals.push(Refusal {
            contract,
            request,
            words: words.to_owned(),
        });
    }

    /// Sends what was noted to be refused: each must reach its contract, which says the words. A signature
    /// that does not hold is refused before, by the node; an unreadable message with other words.
    pub fn send_refusals(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.refusals);
        let mut sequences = Sequences::default();
        let mut signed = Vec::new();
        for row in &rows {
            for nth in 0..MODES.len() {
                signed.push((
                    row,
                    nth,
                    self.post(&mut sequences, row.contract, &row.request, nth)?,
                ));
            }
        }
        for (row, nth, bytes) in signed {
            let (live, _) = self.contract(row.contract)?;
            let name = title(row.contract, &row.request.msg, nth)?;
            // Most are in a block by now.
            let done = match live.look_up(&bytes) {
                Ok(Some(sent)) => Ok(sent),
                Ok(None) => live.wait(&bytes),
                Err(error) => Err(error),
            };
            match done {
                Err(ChainError::Failed { codespace, log, .. })
                    if codespace == "wasm" && log.contains(&row.words) => {}
                Err(error) => bail!("{name}: refused, but not with {:?}: {error}", row.words),
                Ok(sent) => bail!("{name}: went through in {}", sent.hash),
            }
            self.refused = self.refused.saturating_add(1);
            self.note(row.contract, &row.request.msg, nth)?;
        }
        Ok(())
    }
}
