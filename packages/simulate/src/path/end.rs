//! The end of a path: what is certain to be lost yet, and the last figures.

use super::step::StepPrices;
use super::{seconds, Worker};
use crate::outcome::Outcome;
use crate::plan::plan_liquidation;
use crate::scenario::Scenario;
use crate::{EPSILON, ROUNDING_UNITS, STEPS_PER_DAY};

impl Worker<'_> {
    /// The outcome. What liquidations would leave unpaid at the last prices, if there were no seizure cap, and what
    /// earmarked ETH is worth less than it is booked at, counts as it does for suppliers who leave
    /// (`contracts/market/src/expected_loss.rs`).
    pub(super) fn end(&mut self) -> Outcome {
        let Scenario {
            rules, book, steps, ..
        } = self.scenario;
        let (last, at) = (steps - 1, (steps - 1) as usize % STEPS_PER_DAY);
        let prices = self.step_prices(&self.glance(last, at));
        self.market.accrue_to(rules, seconds(*steps));
        let index = self.market.index;
        let mut figures = self.state.outcome;
        figures.deficit_left = self.market.deficit;
        figures.debt_after = self.market.shares * index;
        figures.insurance_after = self.market.insurance + self.market.insurance_due;
        figures.worst_health = self.state.health.exp();
        figures.lowest_price = book.qer * self.state.lowest.exp();
        if self.scenario.attack.is_some() {
            figures.attacker_profit = self.state.attacker + self.attackers_equity(index, &prices);
        }

        let mut expected = Outcome::default();
        let market = &mut self.market;
        let shortfall = market.shortfall(rules, &prices.eth);
        if shortfall > 0.0 {
            market.write_off(rules, &prices.eth, prices.now, shortfall, &mut expected);
        }
        for next in 0..market.positions.len() {
            let Some(position) = market.positions.get(next).copied() else {
                break;
            };
            let (debt, all) = (position.shares * index, f64::INFINITY);
            let plan = plan_liquidation(rules, &prices.liquidation, all, &position, debt, all);
            let loss = plan.map_or(0.0, |plan| plan.unrecoverable);
            if loss > 0.0 {
                let loss = loss * (1.0 + EPSILON) + ROUNDING_UNITS * rules.unit;
                market.write_off(rules, &prices.eth, prices.now, loss, &mut expected);
            }
        }
        figures.expected_loss = expected.supplier_loss;
        figures
    }

    /// What the attacker's position is worth beyond its debt.
    fn attackers_equity(&self, index: f64, prices: &StepPrices) -> f64 {
        let position = self.market.positions.iter().find(|p| p.id == 0);
        position.map_or(0.0, |p| {
            let worth = p.collateral * prices.mid
                + p.claim_eth * prices.market_eth
                + (p.claim_stable + p.claim_pending) * prices.market_stable;
            (worth - p.shares * index * prices.market_stable).max(0.0)
        })
    }
}
