//! The DAO's proposals: made, queued in the timelock once passed, bonded, then executed or vetoed.

use anyhow::{ensure, Context, Result};
use cosmwasm_std::{Addr, CosmosMsg, Decimal};
use qerun_messages::market::{ExecuteMsg, Params, QueryMsg};
use qerun_messages::reserve;
use qerun_messages::timelock::{ExecuteMsg as Timelock, Status};
use qerun_testing::dao::Vote;
use qerun_testing::suite::call;
use serde_json::json;

use super::governance_run::{Decision, Queued};
use super::run::Run;
use crate::holders::{Proposal, GUARDIAN_REVIEW_HOURS, RAIDER};
use crate::report::RateChange;

/// What the lower slope of the rate curve is multiplied with. One update may move it by no more than a tenth.
const SLOPE_FACTOR: Decimal = Decimal::percent(110);
const HOUR: u64 = 3_600;

impl Run<'_> {
    /// Proposes that the timelock queue the messages; the proposer votes yes in the same transaction.
    pub(super) fn propose(&mut self, proposal: Proposal, proposer: usize) -> Result<()> {
        let messages = match proposal {
            Proposal::Rates => self.rate_change_messages()?,
            Proposal::Raid => self.raid_messages()?,
        };
        let holder = self.holder(proposer)?;
        let suite = &mut self.environment.suite;
        let queue = suite.queue(proposal.title(), messages)?;
        let proposal_id = suite.propose(&holder, proposal.title(), &[queue], Some(Vote::Yes))?;
        let decision = Decision {
            proposal_id,
            proposer,
            proposed: self.now.date.clone(),
            queued: None,
            ended: None,
        };
        self.governance.decisions.insert(proposal, decision);
        Ok(())
    }

    fn rate_change_messages(&self) -> Result<Vec<CosmosMsg>> {
        let suite = &self.environment.suite;
        let mut params = self.params()?;
        params.rates.slope_low *= SLOPE_FACTOR;
        Ok(vec![call(
            &suite.at.market,
            &ExecuteMsg::UpdateParams { params },
        )?])
    }

    /// Sends the raider all of the reserve's own ETH, and makes the raider the reserve's owner, who could spend what
    /// it buys later.
    fn raid_messages(&mut self) -> Result<Vec<CosmosMsg>> {
        let raider = self.holder(RAIDER)?;
        let suite = &self.environment.suite;
        let reserve = &suite.at.reserve;
        let amount = suite.backing()?.unencumbered;
        self.governance.raid_amount = amount;
        let transfer = json!({"new_owner": raider, "expiry": null});
        let owner = json!({"update_ownership": {"transfer_ownership": transfer}});
        let mut messages = vec![call(reserve, &owner)?];
        if !amount.is_zero() {
            let recipient = raider.into_string();
            let spend = reserve::ExecuteMsg::Spend { recipient, amount };
            messages.push(call(reserve, &spend)?);
        }
        Ok(messages)
    }

    /// Advances every proposal by what can be done in this hour.
    pub(super) fn advance_proposals(&mut self) -> Result<()> {
        for proposal in [Proposal::Rates, Proposal::Raid] {
            let Some(decision) = self.governance.decisions.get(&proposal).cloned() else {
                continue;
            };
            match (&decision.queued, &decision.ended, proposal) {
                (None, ..) => self.queue_passed(proposal, &decision)?,
                (Some(queued), None, Proposal::Rates) => self.execute_rate_change(queued.id)?,
                (Some(queued), None, Proposal::Raid) => self.veto_raid(queued)?,
                (Some(queued), Some(_), Proposal::Raid) => self.retry_raid(queued.id)?,
                (Some(_), Some(_), Proposal::Rates) => {}
            }
        }
        Ok(())
    }

    /// Executes a passed proposal, which anyone may do, and posts the bond for its proposer.
    fn queue_passed(&mut self, proposal: Proposal, decision: &Decision) -> Result<()> {
        let suite = &mut self.environment.suite;
        if suite.proposal_status(decision.proposal_id)? != "passed" {
            return Ok(());
        }
        suite.execute_proposal(decision.proposal_id)?;
        let id = suite.last_operation()?;
        let time = suite.net.home.now();
        let sponsor = self.holder(decision.proposer)?;
        self.environment
            .suite
            .post_bond(&sponsor, id)
            .with_context(|| format!("the bond of `{}`", proposal.title()))?;
        let date = self.now.date.clone();
        if let Some(decision) = self.governance.decisions.get_mut(&proposal) {
            decision.queued = Some(Queued { id, date, time });
        }
        Ok(())
    }

    /// Executes the operation once its delay is over, and records the rates before and after.
    fn execute_rate_change(&mut self, id: u64) -> Result<()> {
        if self.environment.suite.operation(id)?.status != Status::Ready {
            return Ok(());
        }
        let (params, state) = (self.params()?, self.environment.suite.state()?);
        self.environment.suite.execute_operation(id)?;
        let (changed, after) = (self.params()?, self.environment.suite.state()?);
        self.governance.rate_change = Some(RateChange {
            date: self.now.date.clone(),
            utilisation: state.utilisation,
            slope_before: params.rates.slope_low,
            slope_after: changed.rates.slope_low,
            borrow_before: state.borrow_rate,
            borrow_after: after.borrow_rate,
            supply_before: state.supply_rate,
            supply_after: after.supply_rate,
        });
        self.end(Proposal::Rates);
        Ok(())
    }

    /// The guardian vetoes the raid. No balance on either chain moves: the timelock already holds the bond, which now
    /// belongs to the treasury.
    fn veto_raid(&mut self, queued: &Queued) -> Result<()> {
        let suite = &mut self.environment.suite;
        if suite.net.home.now() < queued.time + GUARDIAN_REVIEW_HOURS * HOUR {
            return Ok(());
        }
        let before = suite.ledger()?;
        suite.veto(queued.id, true)?;
        let moved = suite.ledger()?.since(&before);
        ensure!(moved.0.is_empty(), "the veto moved something:\n{moved}");
        self.end(Proposal::Raid);
        Ok(())
    }

    /// Once the delay would be over, the raider tries a single time to execute the vetoed operation.
    fn retry_raid(&mut self, id: u64) -> Result<()> {
        let raider = self.holder(RAIDER)?;
        let suite = &mut self.environment.suite;
        let ready_at = suite.operation(id)?.operation.ready_at;
        let ready = ready_at.is_some_and(|at| suite.net.home.now() >= at);
        if !ready || self.governance.raid_attempt.is_some() {
            return Ok(());
        }
        let before = suite.ledger()?;
        let answer = suite.timelock(&raider, &Timelock::Execute { id });
        let refusal = answer.err().context("a vetoed operation was executed")?;
        let moved = suite.ledger()?.since(&before);
        ensure!(moved.0.is_empty(), "the refusal moved something:\n{moved}");
        let words = refusal.root_cause().to_string();
        self.governance.raid_attempt = Some((self.now.date.clone(), words));
        Ok(())
    }

    fn end(&mut self, proposal: Proposal) {
        let date = self.now.date.clone();
        if let Some(decision) = self.governance.decisions.get_mut(&proposal) {
            decision.ended = Some(date);
        }
    }

    fn params(&self) -> Result<Params> {
        let suite = &self.environment.suite;
        suite.net.home.query(&suite.at.market, &QueryMsg::Params {})
    }

    /// A holder's account.
    pub(super) fn holder(&self, who: usize) -> Result<Addr> {
        let account = self.environment.holders.get(who);
        Ok(account.context("no holder of that number")?.clone())
    }
}
