//! The fall as the report shows it.

use anyhow::Result;
use cosmwasm_std::{Decimal, Uint128};

use super::day_report::SIX;
use super::run::Run;
use crate::prices::hourly::HOURS_PER_DAY;
use crate::prices::Intraday;
use crate::report::downturn::text;
use crate::report::{Downturn, LiquidationSums, Losses, WorstDay};
use qerun_display::whole;

impl Run<'_> {
    /// The fall over the whole run.
    pub(super) fn downturn_report(&self, losses: &Losses) -> Result<Downturn> {
        let rows = &losses.liquidations;
        let mut downturn = Downturn {
            intraday: self.prices.intraday,
            liquidator_delay: self.options.liquidator_delay,
            min_insurance: self.environment.setup.plan.market.min_insurance,
            worst_day: self.worst_day(),
            liquidated: LiquidationSums {
                count: rows.len() as u64,
                repaid: rows.iter().map(|row| row.repaid).sum(),
                bonus_usd: rows.iter().map(|row| row.bonus_usd).sum(),
            },
            hours: self.downturn.hours.clone(),
            worst_health: self.downturn.worst.clone(),
            supplied_before: self.supplied_before(),
            treasury_after_loss: whole(self.tally.treasury_after_loss, SIX),
            open_shortfall_usd: self.open_shortfall()?,
            ..Downturn::default()
        };
        let sums = &losses.written_off;
        downturn.suppliers = text::suppliers(&downturn, sums);
        downturn.why = text::why(&downturn, sums, &self.prices.token);
        Ok(downturn)
    }

    fn worst_day(&self) -> Option<WorstDay> {
        let stress = &self.environment.setup.plan.market.stress;
        let fall = |from: Decimal, to: Decimal| {
            let left = to.checked_div(from).unwrap_or(Decimal::one());
            Decimal::one().saturating_sub(left)
        };
        let pairs = self.prices.days.windows(2).enumerate();
        let falls = pairs.filter_map(|(index, pair)| {
            let [from, to] = pair else { return None };
            let at_once = self.prices.intraday == Intraday::Cliff || self.prices.gap == Some(index);
            Some(WorstDay {
                date: to.date.to_string(),
                hours: if at_once { 1 } else { HOURS_PER_DAY },
                qer_fall: fall(from.qer, to.qer),
                eth_fall: fall(from.eth, to.eth),
                stress_qer_fall: stress.collateral_fall,
                stress_eth_fall: stress.eth_fall,
            })
        });
        let worst = falls.max_by_key(|day| (day.qer_fall, day.eth_fall));
        worst.filter(|day| !day.qer_fall.is_zero())
    }

    /// What suppliers had at the close before the first day on which they bore a loss.
    fn supplied_before(&self) -> Decimal {
        let first = self
            .days
            .iter()
            .position(|day| !day.downturn.suppliers.is_zero());
        let before = first.and_then(|index| self.days.get(index.checked_sub(1)?));
        before.map_or(Decimal::zero(), |day| day.market.supplied)
    }

    fn open_shortfall(&self) -> Result<Decimal> {
        let positions = self.debtors()?;
        positions.iter().map(|one| self.shortfall(one)).sum()
    }

    /// What earmarked ETH was sold for.
    pub(super) fn proceeds(&self) -> Uint128 {
        let sales = self.tally.losses.sales.iter();
        sales.filter(|one| !one.buyback).map(|one| one.paid).sum()
    }
}
