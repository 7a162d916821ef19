//! Members of the DAO, and those who act on the timelock.

use anyhow::{Context, Result};
use cosmwasm_std::{to_json_binary, CosmosMsg, Uint128, WasmMsg};
use qerun_chain::{Chain, Gas, Sent};
use qerun_messages::{timelock, token, voting};
use serde::Serialize;
use serde_json::{json, Value};

use crate::net::{attribute, until, within, Net, Person};

/// Gas that releasing a stream adds to a change of power, an upper bound.
const RELEASE_GAS: u64 = 250_000;

/// A vote, as DAO DAO's messages write it.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    Yes,
    No,
}

/// These people, all voting yes.
#[must_use]
pub fn yes<'a>(people: &[&'a Person]) -> Vec<(&'a Person, Vote)> {
    people.iter().map(|person| (*person, Vote::Yes)).collect()
}

impl Net {
    /// Stakes in a tier; the power counts from the next block on.
    ///
    /// # Errors
    /// The chain's error; so for all below.
    pub fn stake(&self, who: &Person, tier: u32, amount: u128) -> Result<Sent> {
        let payload = voting::ReceiveMsg::Stake { tier: Some(tier) };
        let send = token::ExecuteMsg::Send {
            contract: self.at.voting.clone(),
            amount: amount.into(),
            msg: to_json_binary(&payload)?,
        };
        self.change_power(who, &self.at.token, &send)
    }

    /// A message that changes somebody's power. A simulation runs at the time of the last block: if a stream was released in
    /// it, nothing is due yet, and the simulation misses what the next block releases.
    ///
    /// # Errors
    /// See [`Self::stake`].
    pub fn change_power(&self, who: &Person, contract: &str, msg: &impl Serialize) -> Result<Sent> {
        let call = crate::net::call(&who.home, contract, msg, &[])?;
        let gas = Gas::SimulatedAnd(RELEASE_GAS);
        Ok(self.home.deliver(&who.home, vec![call], gas)?)
    }

    /// Waits for the block from which the stake counts.
    ///
    /// # Errors
    /// See [`Self::stake`].
    pub fn counts(&self, staked: &Sent) -> Result<()> {
        within(30, "the next block", || {
            Ok(self.home.head()?.height > staked.height)
        })
    }

    /// Proposes with the deposit, and returns the transaction and the proposal's id. Allowance and proposal go in one
    /// transaction, as DAO DAO's page sends them.
    ///
    /// # Errors
    /// See [`Self::stake`].
    pub fn propose(&self, who: &Person, title: &str, msgs: &[CosmosMsg]) -> Result<(Sent, u64)> {
        let allow = token::ExecuteMsg::IncreaseAllowance {
            spender: self.at.pre_propose.clone(),
            amount: self.plan.dao.deposit,
            expires: None,
        };
        let propose = json!({"propose": {"msg": {"propose": {
            "title": title, "description": title, "msgs": msgs, "vote": null,
        }}}});
        let messages = vec![
            crate::net::call(&who.home, &self.at.token, &allow, &[])?,
            crate::net::call(&who.home, &self.at.pre_propose, &propose, &[])?,
        ];
        let sent = self.home.send(&who.home, messages)?;
        let id = attribute(&sent, "wasm", "proposal_id")?.parse()?;
        Ok((sent, id))
    }

    /// Votes on a proposal.
    ///
    /// # Errors
    /// See [`Self::stake`].
    pub fn vote(&self, who: &Person, id: u64, vote: Vote) -> Result<Sent> {
        let msg = json!({"vote": {"proposal_id": id, "vote": vote, "rationale": null}});
        self.home.execute(&who.home, &self.at.proposals, &msg, &[])
    }

    /// A proposal's status: `open`, `passed`, `executed`, `rejected`...
    ///
    /// # Errors
    /// See [`Self::stake`].
    pub fn proposal_status(&self, id: u64) -> Result<String> {
        let query = json!({"proposal": {"proposal_id": id}});
        let answer: Value = self.home.ask(&self.at.proposals, &query)?;
        let status = answer.pointer("/proposal/status");
        let status = status.with_context(|| format!("proposal {id} has no status"))?;
        Ok(status
            .as_str()
            .map_or_else(|| status.to_string(), str::to_owned))
    }

    /// Executes a passed proposal.
    ///
    /// # Errors
    /// See [`Self::stake`].
    pub fn execute_proposal(&self, who: &Person, id: u64) -> Result<Sent> {
        let msg = json!({"execute": {"proposal_id": id}});
        self.home.execute(&who.home, &self.at.proposals, &msg, &[])
    }

    /// One day from now, Unix seconds: the deadline for queuing what is proposed now.
    ///
    /// # Errors
    /// The node does not answer.
    pub fn in_a_day(&self) -> Result<u64> {
        Ok(self.home.time()?.saturating_add(86_400))
    }

    /// Takes a decision of the DAO up to the timelock: the first voter proposes, all vote, and the operation is queued.
    /// Returns the operation's id.
    ///
    /// # Errors
    /// See [`Self::stake`]; or the proposal does not pass in time.
    pub fn decide(
        &self,
        votes: &[(&Person, Vote)],
        title: &str,
        messages: Vec<CosmosMsg>,
    ) -> Result<u64> {
        let (first, _) = votes.first().context("no votes were given")?;
        let queue = timelock::ExecuteMsg::Queue {
            messages,
            text: title.to_owned(),
            not_after: self.in_a_day()?,
        };
        let queue = wasm(&self.at.timelock, &queue)?;
        let (_, id) = self.propose(first, title, &[queue])?;
        for (who, vote) in votes {
            self.vote(who, id, *vote)?;
        }
        let longest = self.plan.dao.voting_period + 30;
        until(longest, "the proposal passes", || {
            Ok((self.proposal_status(id)? == "passed").then_some(()))
        })?;
        let sent = self.execute_proposal(first, id)?;
        Ok(attribute(&sent, "wasm-qerun-timelock/queue", "id")?.parse()?)
    }

    /// Takes a decision through all its steps: queued, bonded by a sponsor, and executed by the first voter once it is
    /// ready; the last transaction.
    ///
    /// # Errors
    /// See [`Self::decide`].
    pub fn carry_out(
        &self,
        votes: &[(&Person, Vote)],
        sponsor: &Person,
        title: &str,
        messages: Vec<CosmosMsg>,
    ) -> Result<Sent> {
        let (first, _) = votes.first().context("no votes were given")?;
        let id = self.decide(votes, title, messages)?;
        self.post_bond(sponsor, id)?;
        within(120, "the operation is ready", || {
            Ok(self.operation(id)?.status == timelock::Status::Ready)
        })?;
        self.on_timelock(first, &timelock::ExecuteMsg::Execute { id })
    }

    /// Posts an operation's bond.
    ///
    /// # Errors
    /// See [`Self::stake`].
    pub fn post_bond(&self, who: &Person, id: u64) -> Result<Sent> {
        let bond: Uint128 = self.operation(id)?.operation.bond;
        let payload = timelock::ReceiveMsg::PostBond { id };
        self.send_qer(who, &self.at.timelock, bond.u128(), &payload)
    }

    /// Executes a message on the timelock.
    ///
    /// # Errors
    /// See [`Self::stake`].
    pub fn on_timelock(&self, who: &Person, msg: &timelock::ExecuteMsg) -> Result<Sent> {
        self.home.execute(&who.home, &self.at.timelock, msg, &[])
    }
}

/// A message that one contract sends another.
///
/// # Errors
/// It cannot be written as JSON.
pub fn wasm(contract: &str, msg: &impl Serialize) -> Result<CosmosMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: contract.to_owned(),
        msg: to_json_binary(msg)?,
        funds: vec![],
    }
    .into())
}
