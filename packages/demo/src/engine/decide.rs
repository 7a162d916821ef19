//! Proposals on their way: voted on, filed, bonded, executed or vetoed.

use anyhow::{ensure, Context, Result};
use cosmwasm_std::{Addr, CosmosMsg, Decimal};
use qerun_messages::market::{ExecuteMsg, Params, QueryMsg};
use qerun_messages::reserve;
use qerun_messages::timelock::{ExecuteMsg as Timelock, Status};
use qerun_testing::dao::Vote;
use qerun_testing::suite::call;
use serde_json::json;

use super::chapter::Decision;
use super::run::Run;
use crate::holders::{Motion, GUARDIAN_TAKES, RAIDER};
use crate::report::RateChange;

/// What the lower slope of the rate curve is multiplied with: the most that one update may.
const STEEPER: Decimal = Decimal::percent(110);
const HOUR: u64 = 3_600;

impl Run<'_> {
    /// Proposes that the timelock files the motion's messages, with a vote for it.
    pub(super) fn propose(&mut self, motion: Motion, proposer: usize) -> Result<()> {
        let messages = match motion {
            Motion::Rates => self.dearer_loans()?,
            Motion::Raid => self.raid()?,
        };
        let holder = self.holder(proposer)?;
        let suite = &mut self.scene.suite;
        let queue = suite.queue(motion.title(), messages)?;
        let proposal = suite.propose(&holder, motion.title(), &[queue], Some(Vote::Yes))?;
        let decision = Decision {
            proposal,
            proposer,
            proposed: self.now.date.clone(),
            filed: None,
            ended: None,
        };
        self.chapter.decisions.insert(motion, decision);
        Ok(())
    }

    fn dearer_loans(&self) -> Result<Vec<CosmosMsg>> {
        let suite = &self.scene.suite;
        let mut params = self.params()?;
        params.rates.slope_low *= STEEPER;
        Ok(vec![call(
            &suite.at.market,
            &ExecuteMsg::UpdateParams { params },
        )?])
    }

    /// All of the reserve's own ETH now, and with the reserve's ownership whatever comes later.
    fn raid(&mut self) -> Result<Vec<CosmosMsg>> {
        let raider = self.holder(RAIDER)?;
        let suite = &self.scene.suite;
        let reserve = &suite.at.reserve;
        let amount = suite.backing()?.unencumbered;
        self.chapter.aimed_at = amount;
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

    /// Takes every open decision as far as it goes in this hour.
    pub(super) fn decide(&mut self) -> Result<()> {
        for motion in [Motion::Rates, Motion::Raid] {
            let Some(decision) = self.chapter.decisions.get(&motion).cloned() else {
                continue;
            };
            match (&decision.filed, &decision.ended) {
                (None, _) => self.file(motion, &decision)?,
                (Some((id, _, since)), None) => match motion {
                    Motion::Rates => self.carry_out(*id)?,
                    Motion::Raid => self.guard(*id, *since)?,
                },
                (Some((id, ..)), Some(_)) if motion == Motion::Raid => self.try_again(*id)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Once it has passed anyone executes it, and the proposer posts the bond.
    fn file(&mut self, motion: Motion, decision: &Decision) -> Result<()> {
        let suite = &mut self.scene.suite;
        if suite.proposal_status(decision.proposal)? != "passed" {
            return Ok(());
        }
        suite.execute_proposal(decision.proposal)?;
        let id = suite.last_operation()?;
        let now = suite.net.home.now();
        let sponsor = self.holder(decision.proposer)?;
        self.scene
            .suite
            .post_bond(&sponsor, id)
            .with_context(|| format!("the bond of `{}`", motion.title()))?;
        let date = self.now.date.clone();
        if let Some(decision) = self.chapter.decisions.get_mut(&motion) {
            decision.filed = Some((id, date, now));
        }
        Ok(())
    }

    /// Anyone executes it when its delay is over; rates are taken down before and after.
    fn carry_out(&mut self, id: u64) -> Result<()> {
        if self.scene.suite.operation(id)?.status != Status::Ready {
            return Ok(());
        }
        let (params, state) = (self.params()?, self.scene.suite.state()?);
        self.scene.suite.execute_operation(id)?;
        let (changed, after) = (self.params()?, self.scene.suite.state()?);
        self.chapter.rate_change = Some(RateChange {
            date: self.now.date.clone(),
            utilisation: state.utilisation,
            slope_before: params.rates.slope_low,
            slope_after: changed.rates.slope_low,
            borrow_before: state.borrow_rate,
            borrow_after: after.borrow_rate,
            supply_before: state.supply_rate,
            supply_after: after.supply_rate,
        });
        self.end(Motion::Rates);
        Ok(())
    }

    /// The guardian looks into it and vetoes. That moves nothing on either chain: the bond is where it was,
    /// and now the treasury's.
    fn guard(&mut self, id: u64, since: u64) -> Result<()> {
        let suite = &mut self.scene.suite;
        if suite.net.home.now() < since + GUARDIAN_TAKES * HOUR {
            return Ok(());
        }
        let before = suite.ledger()?;
        suite.veto(id, true)?;
        let moved = suite.ledger()?.since(&before);
        ensure!(moved.0.is_empty(), "the veto moved something:\n{moved}");
        self.end(Motion::Raid);
        Ok(())
    }

    /// When the delay would be over the raider tries to execute the vetoed operation, once.
    fn try_again(&mut self, id: u64) -> Result<()> {
        let raider = self.holder(RAIDER)?;
        let suite = &mut self.scene.suite;
        let ready_at = suite.operation(id)?.operation.ready_at;
        let ripe = ready_at.is_some_and(|at| suite.net.home.now() >= at);
        if !ripe || self.chapter.tried.is_some() {
            return Ok(());
        }
        let before = suite.ledger()?;
        let answer = suite.timelock(&raider, &Timelock::Execute { id });
        let refusal = answer.err().context("a vetoed operation was executed")?;
        let moved = suite.ledger()?.since(&before);
        ensure!(moved.0.is_empty(), "the refusal moved something:\n{moved}");
        let words = refusal.root_cause().to_string();
        self.chapter.tried = Some((self.now.date.clone(), words));
        Ok(())
    }

    fn end(&mut self, motion: Motion) {
        let date = self.now.date.clone();
        if let Some(decision) = self.chapter.decisions.get_mut(&motion) {
            decision.ended = Some(date);
        }
    }

    fn params(&self) -> Result<Params> {
        let suite = &self.scene.suite;
        suite.net.home.query(&suite.at.market, &QueryMsg::Params {})
    }

    /// A holder's account.
    pub(super) fn holder(&self, who: usize) -> Result<Addr> {
        let account = self.scene.holders.get(who);
        Ok(account.context("no holder of that number")?.clone())
    }
}
