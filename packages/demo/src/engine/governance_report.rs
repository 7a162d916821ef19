//! Governance as the report shows it: holders, decisions, and what the run was too short for.

use anyhow::{Context, Result};
use chrono::Days;
use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::timelock::{BondState, Class, OperationResponse, Status};
use qerun_messages::voting::{PerksResponse, QueryMsg as Ask, TiersResponse};
use serde_json::Value;

use super::day_report::{ETH, SIX};
use super::governance_run::Decision;
use super::run::Run;
use crate::holders::{Proposal, HOLDERS, RAIDER};
use crate::report::{
    DecisionRow, Governance, GovernanceDay, HolderRow, PerkTerms, Raid, TierRow, UnbondingRow,
};
use qerun_display::whole;

const HOUR: u64 = 3_600;
const DAY: u64 = 86_400;

impl Run<'_> {
    /// Power by tier and reputation by holder at the end of a day.
    pub(super) fn governance_day(&self) -> Result<GovernanceDay> {
        let tiers = self.tiers()?;
        let mut power = vec![Decimal::zero(); tiers.len()];
        let mut reputation = vec![];
        for account in &self.environment.holders {
            let account = self.environment.suite.account(account)?;
            for ((sum, stake), tier) in power.iter_mut().zip(account.stakes).zip(&tiers) {
                *sum += whole(stake, SIX) * tier.multiplier;
            }
            reputation.push(whole(account.reputation, SIX));
        }
        Ok(GovernanceDay {
            power_by_tier: power,
            reputation,
        })
    }

    /// Governance over the whole run.
    pub(super) fn governance_report(&self) -> Result<Governance> {
        let suite = &self.environment.suite;
        let mut decisions = vec![];
        for (proposal, decision) in &self.governance.decisions {
            decisions.push(self.decision_row(*proposal, decision)?);
        }
        Ok(Governance {
            tiers: self.tiers()?,
            perk: self.perk()?,
            holders: self.holder_rows()?,
            decisions,
            rate_change: self.governance.rate_change.clone(),
            unbonding: self.unbonding_rows(),
            raid: self.raid_row()?,
            timelock_qer: whole(suite.qer_of(&suite.at.timelock)?, SIX),
            missed: self.missed(),
        })
    }

    fn tiers(&self) -> Result<Vec<TierRow>> {
        let suite = &self.environment.suite;
        let voting = suite.at.voting.clone();
        let found: TiersResponse = suite.net.home.query(&voting, &Ask::Tiers {})?;
        let row = |tier: &qerun_messages::voting::Tier| TierRow {
            days: tier.unbonding / DAY,
            multiplier: tier.multiplier,
        };
        Ok(found.tiers.iter().map(row).collect())
    }

    fn perk(&self) -> Result<PerkTerms> {
        let suite = &self.environment.suite;
        let voting = suite.at.voting.clone();
        let all = Ask::Perks {
            start_after: None,
            limit: None,
        };
        let found: PerksResponse = suite.net.home.query(&voting, &all)?;
        let perk = found.perks.first().context("no perk")?;
        Ok(PerkTerms {
            id: perk.id.clone(),
            min_power: whole(perk.min_power, SIX),
            min_reputation: whole(perk.min_reputation, SIX),
        })
    }

    fn holder_rows(&self) -> Result<Vec<HolderRow>> {
        let suite = &self.environment.suite;
        let total = suite.total_power_at(suite.net.home.view().height + 1)?;
        let mut rows = vec![];
        for (who, (holder, account)) in HOLDERS.iter().zip(&self.environment.holders).enumerate() {
            let account = suite.account(account)?;
            rows.push(HolderRow {
                name: holder.name.to_owned(),
                stakes: account.stakes.iter().map(|one| whole(*one, SIX)).collect(),
                staked: whole(account.staked, SIX),
                power: whole(account.power, SIX),
                share: part(account.power, total),
                reputation: whole(account.reputation, SIX),
                perk_since: self.governance.perk_since.get(&who).cloned(),
            });
        }
        Ok(rows)
    }

    fn decision_row(&self, proposal: Proposal, decision: &Decision) -> Result<DecisionRow> {
        let suite = &self.environment.suite;
        let dao = suite.dao.clone();
        let found = dao.proposal(&suite.net.home, decision.proposal_id)?;
        let count = |side: &str| amount(&found, &format!("/proposal/votes/{side}"));
        let (yes, no) = (count("yes")?, count("no")?);
        let cast = yes + no + count("abstain")?;
        let mut row = DecisionRow {
            what: proposal.title().to_owned(),
            proposer: name(decision.proposer),
            proposed: decision.proposed.clone(),
            yes: whole(yes, SIX),
            no: whole(no, SIX),
            turnout: part(cast, amount(&found, "/proposal/total_power")?),
            outcome: format!("proposal {}", suite.proposal_status(decision.proposal_id)?),
            ended: decision.ended.clone(),
            ..DecisionRow::default()
        };
        if let Some(queued) = &decision.queued {
            let found = suite.operation(queued.id)?;
            row.queued = Some(queued.date.clone());
            row.class = Some(class(found.operation.class).to_owned());
            row.bond = whole(found.operation.bond, SIX);
            row.ready = found.operation.ready_at.map(|at| self.date_at(at));
            row.outcome = outcome(&found);
        }
        Ok(row)
    }

    fn unbonding_rows(&self) -> Vec<UnbondingRow> {
        let all = self.governance.unbonding.iter();
        all.map(|one| UnbondingRow {
            holder: name(one.holder),
            amount: whole(one.amount, SIX),
            since: one.since.clone(),
            matures: self.date_at(one.matures),
            claimed: one.claimed.clone(),
        })
        .collect()
    }

    fn raid_row(&self) -> Result<Option<Raid>> {
        let Some(decision) = self.governance.decisions.get(&Proposal::Raid) else {
            return Ok(None);
        };
        let suite = &self.environment.suite;
        let mut forfeited = Uint128::zero();
        if let Some(queued) = &decision.queued {
            let operation = suite.operation(queued.id)?.operation;
            if operation.bond_state == BondState::Forfeited {
                forfeited = operation.bond;
            }
        }
        let attempt = self.governance.raid_attempt.as_ref();
        Ok(Some(Raid {
            aimed_at_eth: whole(self.governance.raid_amount, ETH),
            forfeited: whole(forfeited, SIX),
            tried: attempt.map(|(date, _)| date.clone()),
            refusal: attempt.map(|(_, answer)| answer.clone()),
            raider_eth: whole(suite.eth_of(&self.holder(RAIDER)?)?, ETH),
            own_eth: whole(suite.backing()?.unencumbered, ETH),
            reserve_kept: self.reserve_kept()?,
        }))
    }

    fn missed(&self) -> Vec<String> {
        let ended = |proposal: Proposal| {
            let decision = self.governance.decisions.get(&proposal);
            decision.is_some_and(|one| one.ended.is_some())
        };
        let mut claims = self.governance.unbonding.iter();
        let claimed = claims.any(|one| one.claimed.is_some());
        [
            ("the rate change", ended(Proposal::Rates)),
            ("the raid's veto", ended(Proposal::Raid)),
            (
                "the raid tried again",
                self.governance.raid_attempt.is_some(),
            ),
            ("a matured claim", claimed),
        ]
        .into_iter()
        .filter(|(_, happened)| !happened)
        .map(|(what, _)| what.to_owned())
        .collect()
    }

    /// The date of the prices that a block time falls on. A day ends with its close, and the run begins at the first.
    fn date_at(&self, time: u64) -> String {
        let hours = time.saturating_sub(self.start) / HOUR;
        let first = self.prices.days.first().map(|day| day.date);
        let day = first.and_then(|day| day.checked_add_days(Days::new(hours.div_ceil(24))));
        day.map(|day| day.to_string()).unwrap_or_default()
    }
}

fn name(who: usize) -> String {
    HOLDERS.get(who).map_or("", |one| one.name).to_owned()
}

fn part(amount: Uint128, total: Uint128) -> Decimal {
    Decimal::checked_from_ratio(amount, total).unwrap_or_default()
}

fn amount(found: &Value, pointer: &str) -> Result<Uint128> {
    let text = found.pointer(pointer).and_then(Value::as_str);
    Ok(text.with_context(|| format!("no {pointer}"))?.parse()?)
}

const fn class(class: Class) -> &'static str {
    match class {
        Class::Routine => "routine",
        Class::Sensitive => "sensitive",
        Class::Critical => "critical",
    }
}

fn outcome(found: &OperationResponse) -> String {
    let words = match found.status {
        Status::AwaitingBond => "awaits its bond",
        Status::Waiting => "waits",
        Status::Ready => "ready",
        Status::Expired => "expired",
        Status::Executed => "executed",
        Status::Cancelled => "cancelled",
        Status::Vetoed => "vetoed",
    };
    let bond = match found.operation.bond_state {
        BondState::None => "",
        BondState::Held => ", bond held",
        BondState::Returned => ", bond returned",
        BondState::Forfeited => ", bond forfeited",
    };
    format!("{words}{bond}")
}
