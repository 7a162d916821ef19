//! The chapter of governance: holders stake, propose and vote by their timetable; what follows is done by
//! whoever comes first, hour by hour.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use cosmwasm_std::Uint128;
use qerun_messages::voting::ExecuteMsg as Voting;
use qerun_testing::dao::Vote;
use qerun_testing::suite::{Broken, PERK};
use serde_json::{json, Value};

use super::run::Run;
use crate::holders::{Ballot, Deed, Motion, Planned, HOLDERS, RAIDER, TIMETABLE};
use crate::prices::HourPrice;
use crate::report::RateChange;

/// Base units of one QER.
const UNIT: u128 = 1_000_000;

/// What has happened so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Chapter {
    /// Everything proposed.
    pub decisions: BTreeMap<Motion, Decision>,
    /// What unbonds or has.
    pub unbonding: Vec<Unbonding>,
    /// The effect of the first decision.
    pub rate_change: Option<RateChange>,
    /// The first day of those at whose ends each holder has had the perk.
    pub perk_since: BTreeMap<usize, String>,
    /// The reserve's own ETH that the raid aims at, smallest unit.
    pub aimed_at: Uint128,
    /// The raider's last attempt: when, and what the timelock answered.
    pub tried: Option<(String, String)>,
}

/// A proposal and what came of it.
#[derive(Debug, Clone)]
pub(super) struct Decision {
    /// Number of the proposal.
    pub proposal: u64,
    /// Index of the proposer.
    pub proposer: usize,
    /// Date.
    pub proposed: String,
    /// Number of the operation, date and time of its filing.
    pub filed: Option<(u64, String, u64)>,
    /// Date of its end.
    pub ended: Option<String>,
}

/// Stake on its way out.
#[derive(Debug, Clone)]
pub(super) struct Unbonding {
    pub holder: usize,
    pub amount: Uint128,
    pub since: String,
    /// Block time in seconds.
    pub matures: u64,
    pub claimed: Option<String>,
}

/// Whole QER in base units.
pub(super) fn units(whole: u64) -> Uint128 {
    Uint128::new(u128::from(whole) * UNIT)
}

impl Run<'_> {
    /// Everything of one hour.
    pub(super) fn govern(&mut self, hour: &HourPrice) -> Result<()> {
        let due = TIMETABLE
            .iter()
            .filter(|one| (one.day, one.hour) == (hour.day, hour.hour));
        for planned in due {
            self.deed(planned).with_context(|| format!("{planned:?}"))?;
        }
        self.decide()?;
        self.claim_matured()
    }

    fn deed(&mut self, planned: &Planned) -> Result<()> {
        let holder = self.holder(planned.who)?;
        let suite = &mut self.scene.suite;
        match planned.deed {
            Deed::Stake(amount, tier) => {
                suite.stake(&holder, units(amount), Some(tier))?;
            }
            Deed::Raise(amount, from, to) => {
                let amount = units(amount);
                suite.voting(&holder, &Voting::RaiseTier { from, to, amount })?;
            }
            Deed::Unstake(amount, tier) => {
                let amount = units(amount);
                suite.voting(&holder, &Voting::UnstakeFrom { tier, amount })?;
                let claims = suite.unbonding(holder.as_str())?;
                let (amount, matures) = *claims.last().context("unstaked without a claim")?;
                self.chapter.unbonding.push(Unbonding {
                    holder: planned.who,
                    amount,
                    since: self.now.date.clone(),
                    matures,
                    claimed: None,
                });
            }
            Deed::Propose(motion) => self.propose(motion, planned.who)?,
            Deed::Vote(motion, ballot) => {
                let decision = self.chapter.decisions.get(&motion);
                let id = decision.context("nothing to vote on")?.proposal;
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
        let now = self.scene.suite.net.home.now();
        for index in 0..self.chapter.unbonding.len() {
            let Some(one) = self.chapter.unbonding.get(index) else {
                break;
            };
            if one.claimed.is_some() || now < one.matures {
                continue;
            }
            let holder = self.holder(one.holder)?;
            self.scene.suite.voting(&holder, &Voting::Claim {})?;
            if let Some(one) = self.chapter.unbonding.get_mut(index) {
                one.claimed = Some(self.now.date.clone());
            }
        }
        Ok(())
    }

    /// The raid never comes to anything: the raider has no ETH, and the reserve is the timelock's.
    ///
    /// # Errors
    /// [`Broken`] if that does not hold.
    pub(super) fn check_raid(&mut self) -> Result<()> {
        let name = "raiderHasNothingOfTheReserve";
        let eth = self.scene.suite.eth_of(&self.holder(RAIDER)?)?;
        let kept = self.reserve_kept()?;
        if !eth.is_zero() || !kept {
            let detail = format!("{eth} of ETH, reserve kept: {kept}");
            return Err(Broken { name, detail }.into());
        }
        *self.watch.held.entry(name).or_default() += 1;
        Ok(())
    }

    /// Whether the timelock owns the reserve and nobody else is about to.
    pub(super) fn reserve_kept(&self) -> Result<bool> {
        let suite = &self.scene.suite;
        let asked = json!({"ownership": {}});
        let found: Value = suite.net.home.query(&suite.at.reserve, &asked)?;
        let owner = found.pointer("/owner").and_then(Value::as_str);
        let pending = found.pointer("/pending_owner");
        Ok(owner == Some(suite.gov()?.timelock.as_str()) && pending.is_none_or(Value::is_null))
    }

    /// At the end of a day: who has the perk, and since when without a break.
    pub(super) fn note_perks(&mut self) -> Result<()> {
        for who in 0..HOLDERS.len() {
            let holder = self.holder(who)?;
            if self.scene.suite.has_access(&holder, PERK)?.access {
                let since = self.chapter.perk_since.entry(who);
                since.or_insert_with(|| self.now.date.clone());
            } else {
                self.chapter.perk_since.remove(&who);
            }
        }
        Ok(())
    }
}
