//! Governance, hour by hour: holders stake, propose and vote by their timetable, proposals advance, and matured
//! claims are paid.

use anyhow::{Context, Result};
use qerun_messages::voting::ExecuteMsg as Voting;
use qerun_testing::dao::Vote;
use qerun_testing::suite::{Broken, PERK};
use serde_json::{json, Value};

use super::governance_run::{units, Unbonding};
use super::run::Run;
use crate::holders::{Ballot, HolderAction, Planned, HOLDERS, RAIDER, TIMETABLE};
use crate::prices::HourPrice;

impl Run<'_> {
    /// All of governance in one hour.
    pub(super) fn govern(&mut self, hour: &HourPrice) -> Result<()> {
        let due = TIMETABLE
            .iter()
            .filter(|one| (one.day, one.hour) == (hour.day, hour.hour));
        for planned in due {
            self.take_action(planned)
                .with_context(|| format!("{planned:?}"))?;
        }
        self.advance_proposals()?;
        self.claim_matured()
    }

    fn take_action(&mut self, planned: &Planned) -> Result<()> {
        let holder = self.holder(planned.who)?;
        let suite = &mut self.environment.suite;
        match planned.action {
            HolderAction::Stake(amount, tier) => {
                suite.stake(&holder, units(amount), Some(tier))?;
            }
            HolderAction::Raise(amount, from, to) => {
                let amount = units(amount);
                suite.voting(&holder, &Voting::RaiseTier { from, to, amount })?;
            }
            HolderAction::Unstake(amount, tier) => {
                let amount = units(amount);
                suite.voting(&holder, &Voting::UnstakeFrom { tier, amount })?;
                let claims = suite.unbonding(holder.as_str())?;
                let (amount, matures) = *claims.last().context("unstaked without a claim")?;
                self.governance.unbonding.push(Unbonding {
                    holder: planned.who,
                    amount,
                    since: self.now.date.clone(),
                    matures,
                    claimed: None,
                });
            }
            HolderAction::Propose(proposal) => self.propose(proposal, planned.who)?,
            HolderAction::Vote(proposal, ballot) => {
                let decision = self.governance.decisions.get(&proposal);
                let id = decision.context("nothing to vote on")?.proposal_id;
                let vote = match ballot {
                    Ballot::Yes => Vote::Yes,
                    Ballot::No => Vote::No,
                };
                suite.vote(&holder, id, vote)?;
            }
        }
        Ok(())
    }

    fn claim_matured(&mut self) -> Result<()> {
        let now = self.environment.suite.net.home.now();
        for index in 0..self.governance.unbonding.len() {
            let Some(one) = self.governance.unbonding.get(index) else {
                break;
            };
            if one.claimed.is_some() || now < one.matures {
                continue;
            }
            let holder = self.holder(one.holder)?;
            self.environment.suite.voting(&holder, &Voting::Claim {})?;
            if let Some(one) = self.governance.unbonding.get_mut(index) {
                one.claimed = Some(self.now.date.clone());
            }
        }
        Ok(())
    }

    /// Checks that the raider has no ETH and that the timelock owns the reserve.
    ///
    /// # Errors
    /// [`Broken`] if either does not hold.
    pub(super) fn ensure_raid_failed(&mut self) -> Result<()> {
        let name = "raiderHasNothingOfTheReserve";
        let eth = self.environment.suite.eth_of(&self.holder(RAIDER)?)?;
        let kept = self.reserve_kept()?;
        if !eth.is_zero() || !kept {
            let detail = format!("{eth} of ETH, reserve kept: {kept}");
            return Err(Broken { name, detail }.into());
        }
        *self.invariants.held.entry(name).or_default() += 1;
        Ok(())
    }

    /// Whether the timelock owns the reserve and nobody else is about to.
    pub(super) fn reserve_kept(&self) -> Result<bool> {
        let suite = &self.environment.suite;
        let asked = json!({"ownership": {}});
        let found: Value = suite.net.home.query(&suite.at.reserve, &asked)?;
        let owner = found.pointer("/owner").and_then(Value::as_str);
        let pending = found.pointer("/pending_owner");
        Ok(owner == Some(suite.at.timelock.as_str()) && pending.is_none_or(Value::is_null))
    }

    /// Records at the end of a day which holders have the perk. A holder who loses it starts anew.
    pub(super) fn record_perks(&mut self) -> Result<()> {
        for who in 0..HOLDERS.len() {
            let holder = self.holder(who)?;
            if self.environment.suite.has_access(&holder, PERK)?.access {
                let since = self.governance.perk_since.entry(who);
                since.or_insert_with(|| self.now.date.clone());
            } else {
                self.governance.perk_since.remove(&who);
            }
        }
        Ok(())
    }
}
