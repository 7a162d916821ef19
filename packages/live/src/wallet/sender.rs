//! Sends every message in both modes, and records which were sent.

use std::collections::BTreeSet;

use anyhow::{bail, ensure, Context, Result};
use cosmwasm_std::Coin;
use qerun_chain::{Key, Sent};
use serde::Serialize;

use super::numbers;
use super::request::{title, variant, Refusal, Request, Sequences, TEXT};
use super::sign::{Draft, Message, Mode, MODES};
use crate::net::{LiveChain, Net, Person};

/// Gas limit of each transaction, more than any takes.
const GAS: u64 = 3_000_000;

/// Sends and counts.
pub struct Wallet<'a> {
    pub net: &'a Net,
    /// Messages accepted in a mode, or refused in both: `contract/variant` by mode.
    seen: BTreeSet<(String, usize)>,
    pub(super) refusals: Vec<Refusal<'a>>,
    /// Transactions that went well.
    pub accepted: usize,
    /// Transactions that the contracts refused.
    pub refused: usize,
    /// The largest JSON number sent.
    pub largest: u64,
}

impl<'a> Wallet<'a> {
    pub fn new(net: &'a Net) -> Self {
        Wallet {
            net,
            seen: BTreeSet::new(),
            refusals: Vec::new(),
            accepted: 0,
            refused: 0,
            largest: 0,
        }
    }

    /// A contract's chain and address.
    pub fn contract(&self, contract: &str) -> Result<(&'a LiveChain, &'a str)> {
        let (net, at) = (self.net, &self.net.at);
        Ok(match contract {
            "token" => (&net.home, &at.token),
            "market" => (&net.home, &at.market),
            "oracle" => (&net.home, &at.oracle),
            "reserve" => (&net.home, &at.reserve),
            "voting" => (&net.home, &at.voting),
            "timelock" => (&net.home, &at.timelock),
            "emissions" => (&net.home, &at.emissions),
            "distributor" => (&net.home, &at.distributor),
            "airdrop" => (&net.home, at.airdrop.as_deref().context("no airdrop")?),
            "vesting" => (&net.home, at.vesting.first().context("no member")?),
            "outpost" => (&net.dex, &at.outpost),
            "dao" => (&net.home, &at.dao),
            "proposals" => (&net.home, &at.proposals),
            "pre_propose" => (&net.home, &at.pre_propose),
            other => bail!("no contract {other}"),
        })
    }

    /// Adds what another one has sent.
    pub fn include(&mut self, other: Wallet<'_>) {
        self.seen.extend(other.seen);
        self.accepted = self.accepted.saturating_add(other.accepted);
        self.refused = self.refused.saturating_add(other.refused);
        self.largest = self.largest.max(other.largest);
    }

    /// The same message in both modes; both must go through.
    pub fn both(
        &mut self,
        contract: &'static str,
        who: &'a Person,
        msg: &impl Serialize,
        funds: &[Coin],
    ) -> Result<[Sent; 2]> {
        let requests = [
            Request::paid(who, msg, funds)?,
            Request::paid(who, msg, funds)?,
        ];
        self.pair(contract, requests)
    }

    /// One message in each mode, in one block if the chain likes; both must go through.
    pub fn pair(
        &mut self,
        contract: &'static str,
        requests: [Request<'a>; 2],
    ) -> Result<[Sent; 2]> {
        let mut sequences = Sequences::default();
        let mut signed = Vec::new();
        for (nth, request) in requests.iter().enumerate() {
            signed.push(self.post(&mut sequences, contract, request, nth)?);
        }
        let mut sent = Vec::new();
        for (nth, (request, bytes)) in requests.iter().zip(&signed).enumerate() {
            sent.push(self.arrived(contract, request, nth, bytes)?);
        }
        <[Sent; 2]>::try_from(sent).ok().context("two were sent")
    }

    /// A message in one mode: 0 is amino, 1 direct.
    pub fn one(
        &mut self,
        contract: &'static str,
        nth: usize,
        request: &Request<'a>,
    ) -> Result<Sent> {
        let bytes = self.post(&mut Sequences::default(), contract, request, nth)?;
        self.arrived(contract, request, nth, &bytes)
    }

    /// Other messages than executions, in both modes.
    pub fn plain(
        &mut self,
        live: &LiveChain,
        key: &Key,
        name: &str,
        message: &Message,
        memo: &str,
    ) -> Result<()> {
        self.largest = self
            .largest
            .max(numbers::largest_number(&message.amino, name)?);
        for mode in MODES {
            let messages = std::slice::from_ref(message);
            let account = live.account(&key.address)?;
            let draft = Draft {
                messages,
                memo,
                gas: GAS,
            };
            let bytes = draft.sign(live.plan(), key, account, mode)?;
            let done = live.broadcast(&bytes).and_then(|()| live.wait(&bytes));
            done.with_context(|| format!("{name} in {mode:?}"))?;
            self.accepted = self.accepted.saturating_add(1);
        }
        println!("{name:<44} accepted, both modes");
        Ok(())
    }

    /// Ensures that this message of the schemas was sent in both modes.
    pub fn ensure_covered(&self, contract: &str, variant: &str) -> Result<()> {
        for nth in 0..MODES.len() {
            let name = format!("{contract}/{variant}");
            ensure!(
                self.seen.contains(&(name, nth)),
                "{contract}/{variant} has no row: add one to packages/live/src/wallet/rows"
            );
        }
        Ok(())
    }

    /// Signs a request and submits it, without waiting for its block.
    pub(super) fn post(
        &mut self,
        sequences: &mut Sequences,
        contract: &'static str,
        request: &Request<'a>,
        nth: usize,
    ) -> Result<Vec<u8>> {
        let name = title(contract, &request.msg, nth)?;
        let (live, address) = self.contract(contract)?;
        let key = match contract {
            "outpost" => &request.who.dex,
            _ => &request.who.home,
        };
        let message = Message::execute(&key.address, address, &request.msg, &request.funds)?;
        self.largest = self
            .largest
            .max(numbers::largest_number(&message.amino, &name)?);
        let account = sequences.next(live, &key.address)?;
        let draft = Draft {
            messages: &[message],
            memo: TEXT,
            gas: GAS,
        };
        let mode = MODES.get(nth).copied().unwrap_or(Mode::Direct);
        let bytes = draft.sign(live.plan(), key, account, mode)?;
        live.broadcast(&bytes).context(name)?;
        Ok(bytes)
    }

    fn arrived(
        &mut self,
        contract: &'static str,
        request: &Request<'a>,
        nth: usize,
        bytes: &[u8],
    ) -> Result<Sent> {
        let name = || title(contract, &request.msg, nth).unwrap_or_default();
        let sent = self.contract(contract)?.0.wait(bytes).with_context(name)?;
        self.accepted = self.accepted.saturating_add(1);
        self.note(contract, &request.msg, nth)?;
        Ok(sent)
    }

    pub(super) fn note(&mut self, contract: &str, msg: &str, nth: usize) -> Result<()> {
        let variant = variant(msg)?;
        self.seen.insert((format!("{contract}/{variant}"), nth));
        Ok(())
    }
}
