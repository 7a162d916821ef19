//! How long and how deep positions were under water, measured once an hour, when prices are out and people have acted and
//! keepers have not.

use anyhow::Result;
use cosmwasm_std::Decimal;
use qerun_messages::market::{PositionResponse, PositionsByHealthResponse, QueryMsg};

use super::day_report::{usd, ETH, SIX};
use super::run::Run;
use crate::report::{DownturnDay, Hours, WorstHealth};

/// Positions on a page, the most that the market gives. The least healthy come first, so one page is enough.
const PAGE: u32 = 100;

/// What the hours so far added up to.
#[derive(Debug, Clone, Default)]
pub struct DownturnTally {
    /// Hours of the whole run.
    pub hours: Hours,
    /// The lowest health so far.
    pub worst: Option<WorstHealth>,
    /// Hours in a row, up to now, with an unhealthy position.
    streak: u32,
    /// Hours since the last close.
    today: Hours,
    /// The lowest health since then.
    worst_today: Option<Decimal>,
}

impl DownturnTally {
    /// Whether a position was unhealthy when last looked at.
    pub const fn is_unhealthy(&self) -> bool {
        self.streak > 0
    }

    fn add(&mut self, unhealthy: bool, insolvent: bool, deficit: bool) {
        self.streak = if unhealthy { self.streak + 1 } else { 0 };
        for hours in [&mut self.hours, &mut self.today] {
            hours.measured += 1;
            hours.unhealthy += u32::from(unhealthy);
            hours.insolvent += u32::from(insolvent);
            hours.deficit += u32::from(deficit);
            hours.longest_unhealthy = hours.longest_unhealthy.max(self.streak);
        }
    }

    fn note_health(&mut self, health: Decimal, worst: impl FnOnce() -> WorstHealth) {
        if self.worst.as_ref().is_none_or(|one| health < one.health) {
            self.worst = Some(worst());
        }
        let lowest = self.worst_today.map_or(health, |lowest| lowest.min(health));
        self.worst_today = Some(lowest);
    }
}

impl Run<'_> {
    /// Looks at all positions of the hour.
    pub(super) fn measure_downturn(&mut self) -> Result<()> {
        let suite = &self.environment.suite;
        let msg = QueryMsg::PositionsByHealth {
            start_after: None,
            limit: Some(PAGE),
        };
        let page: PositionsByHealthResponse = suite.net.home.query(&suite.at.market, &msg)?;
        let unhealthy = |one: &PositionResponse| one.health.is_some_and(|it| it < Decimal::one());
        let below: Vec<&PositionResponse> =
            page.positions.iter().filter(|p| unhealthy(p)).collect();
        let mut insolvent = false;
        for position in &below {
            insolvent = insolvent || !self.shortfall(position)?.is_zero();
        }
        let deficit = !suite.state()?.deficit.is_zero();
        if let Some((worst, health)) = page.positions.first().and_then(|p| Some((p, p.health?))) {
            let row = WorstHealth {
                date: self.now.date.clone(),
                borrower: suite.name(&worst.user),
                health,
            };
            self.downturn.note_health(health, || row);
        }
        self.downturn.add(!below.is_empty(), insolvent, deficit);
        Ok(())
    }

    /// Debt beyond what collateral and claim are worth at the hour's prices, US dollars.
    pub(super) fn shortfall(&self, position: &PositionResponse) -> Result<Decimal> {
        let claim = &position.claim;
        let stable = claim.unsent + claim.pending + claim.stable;
        let holds = position.collateral_value.unwrap_or_default()
            + usd(claim.eth, self.now.eth, ETH)?
            + usd(stable, self.now.usdc, SIX)?;
        Ok(position
            .debt_value
            .unwrap_or_default()
            .saturating_sub(holds))
    }

    /// What the day adds to the report; the next day begins.
    pub(super) fn downturn_day(&mut self) -> DownturnDay {
        let tally = &self.tally.losses;
        let repaid = tally.repaid();
        let before = std::mem::replace(&mut self.repaid_before, repaid);
        let whole = |amount| qerun_display::whole(amount, SIX);
        DownturnDay {
            hours: std::mem::take(&mut self.downturn.today),
            worst_health: self.downturn.worst_today.take(),
            liquidated: whole(repaid - before),
            insurance: whole(tally.borne.insurance),
            earmarked: whole(tally.borne.earmarked),
            suppliers: whole(tally.borne.suppliers),
        }
    }
}
