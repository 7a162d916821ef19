//! A step in which something may happen: who is below health 1, who is liquidated, what the storefront sells.

use super::{seconds, Worker};
use crate::losses::EthPrices;
use crate::market::{Position, HEALTHY};
use crate::outcome::Outcome;
use crate::plan::LiquidationPrices;
use crate::scenario::Scenario;

/// Healths that differ by no more than this part are one.
const TIE: f64 = 1e-9;

/// What is seen of a step, after all that happened in it. USD, whole tokens.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// From 0; it ends `(step + 1) x 600` seconds after the start.
    pub step: u32,
    /// QER's price in the market.
    pub qer: f64,
    /// ETH's.
    pub eth: f64,
    /// The stablecoin's.
    pub stable: f64,
    /// QER's mid at the oracle.
    pub mid: f64,
    /// At which QER is liquidated: the higher of mid and average.
    pub liquidation_price: f64,
    /// The depth that the oracle publishes.
    pub depth: f64,
    /// The least health of a position at the oracle's mid; infinite if nobody owes anything.
    pub health: f64,
    /// All debt, stablecoins.
    pub debt: f64,
    /// The insurance, stablecoins.
    pub insurance: f64,
    /// What waits for the storefront, stablecoins.
    pub deficit: f64,
    /// The figures of the path so far; those of its end are still zero.
    pub so_far: Outcome,
}

/// What tells who is below health 1 in a step. USD.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glance {
    pub step: u32,
    /// In the day.
    pub at: usize,
    /// Seconds of the path.
    pub now: f64,
    /// QER in the market and at the oracle, as logarithms of their ratios to the start.
    pub market: f64,
    pub mid_log: f64,
    /// QER's mid at the oracle, and the higher of mid and average.
    pub mid: f64,
    pub liquidation: f64,
    /// What a stablecoin of debt counts at its mid, and in a liquidation.
    pub debt_mid: f64,
    pub debt: f64,
    /// The stablecoin's mid.
    pub stable: f64,
}

/// All prices of a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepPrices {
    pub step: u32,
    pub at: usize,
    pub now: f64,
    pub mid: f64,
    pub liquidation: LiquidationPrices,
    pub eth: EthPrices,
    /// In the market: QER, as the logarithm of its ratio to the start, then ETH and the stablecoin in USD.
    pub market: f64,
    pub market_eth: f64,
    pub market_stable: f64,
    /// The depth that the oracle publishes.
    pub depth: f64,
}

impl Worker<'_> {
    /// Whether a step cannot liquidate anybody, nor find a position under water, though the mid is below the `trigger` of
    /// the day's end. The average is at least the mean of logarithms, which takes no powers; and who owes more than his QER
    /// is worth has a health below the threshold.
    pub(super) fn is_harmless(&self, step: u32, at: usize, mid: f64, trigger: f64) -> bool {
        let weights = self.average.weights(step);
        mid > trigger + self.under_water && self.history.mean_log(at, weights) > trigger
    }

    /// All that happens in a step.
    pub(super) fn act(&mut self, step: u32, at: usize) {
        let glance = self.glance(step, at);
        self.mark(&glance);
        if self.ripe.is_empty() && self.market.earmark == 0.0 {
            return;
        }
        let prices = self.step_prices(&glance);
        if !self.ripe.is_empty() {
            self.liquidate(&prices);
        }
        if self.market.earmark > 0.0 {
            self.state.outcome.deficit_steps += 1;
            self.sell_eth(&prices);
        }
    }

    pub(super) fn glance(&self, step: u32, at: usize) -> Glance {
        let start = self.scenario.book.qer;
        let weights = self.average.weights(step);
        let qer = self.history.oracle_qer(at, weights);
        let stable = self.history.oracle_stable(at, weights);
        let (market, mid_log) = self.history.market_and_mid(at);
        Glance {
            step,
            at,
            now: seconds(step + 1),
            market,
            mid_log,
            mid: start * qer.mid,
            liquidation: start * qer.mid.max(qer.average),
            debt_mid: stable.mid.max(1.0),
            debt: stable.mid.min(stable.average).max(1.0),
            stable: stable.mid,
        }
    }

    pub(super) fn step_prices(&self, glance: &Glance) -> StepPrices {
        let (at, start) = (glance.at, self.scenario.book.eth);
        let weights = self.average.weights(glance.step);
        let eth = self.history.oracle_eth(at, weights);
        StepPrices {
            step: glance.step,
            at,
            now: glance.now,
            mid: glance.mid,
            liquidation: LiquidationPrices {
                qer: glance.liquidation,
                eth: start * eth.mid.max(eth.average),
                debt: glance.debt,
            },
            eth: EthPrices {
                eth: start * eth.mid,
                stable: glance.stable,
            },
            market: glance.market,
            market_eth: start * self.history.market_eth(at).exp(),
            market_stable: self.history.market_stable(at).exp(),
            depth: self.published_depth(glance.mid_log),
        }
    }

    /// The present depth, but no more than a fifth above the lowest of today and yesterday: the contract's reference and
    /// its average of a day let it grow no faster.
    fn published_depth(&self, mid: f64) -> f64 {
        let (yesterday, today) = self.state.lows;
        let lowest = self.depth(yesterday.min(today));
        self.depth(mid).min(lowest * 1.2)
    }

    /// The USD side of the pool at a price of QER, given as the logarithm of its ratio to the start.
    pub(super) fn depth(&self, price: f64) -> f64 {
        let Scenario { book, pool, .. } = self.scenario;
        book.depth * (pool.flight * price.min(0.0)).exp()
    }

    /// Marks who is below health 1, and picks whom liquidators have had time to find.
    fn mark(&mut self, glance: &Glance) {
        let threshold = self.scenario.rules.liquidation_threshold;
        let latency = self.scenario.liquidators.latency;
        let index = self.market.index_at(glance.now);
        let (mut unhealthy, mut insolvent) = (false, false);
        self.ripe.clear();
        for position in &mut self.market.positions {
            let debt = position.shares * index;
            let counted = position.collateral * threshold;
            if counted * glance.liquidation < debt * glance.debt {
                unhealthy = true;
                position.since = position.since.min(glance.step);
                if glance.step - position.since >= latency {
                    add_in_order(&mut self.ripe, position);
                }
            } else if counted * glance.mid >= debt * glance.debt_mid && !self.state.marked {
                // Those that follow are healthier, and none of them is marked.
                break;
            } else {
                position.since = HEALTHY;
            }
            let left = debt * glance.debt_mid - position.collateral * glance.mid;
            if left > 0.0 && !insolvent {
                let eth = self.scenario.book.eth * self.history.mid_eth(glance.at);
                let stable = position.claim_stable + position.claim_pending;
                insolvent = position.claim_eth * eth + stable * glance.stable < left;
            }
        }
        self.state.marked = unhealthy;
        let outcome = &mut self.state.outcome;
        outcome.unhealthy_steps += u32::from(unhealthy);
        outcome.insolvent_steps += u32::from(insolvent);
    }

    /// Somebody buys the earmarked ETH as soon as it is cheap enough.
    fn sell_eth(&mut self, prices: &StepPrices) {
        let Scenario {
            rules, liquidators, ..
        } = self.scenario;
        let eth = &prices.eth;
        let price = self.market.storefront_price(rules, eth, prices.now);
        let worth = prices.market_eth * (1.0 - liquidators.storefront_margin);
        if price * prices.market_stable > worth {
            return;
        }
        self.market.accrue_to(rules, prices.now);
        let outcome = &mut self.state.outcome;
        self.market
            .sell_earmark(rules, eth, prices.now, price, outcome);
    }

    /// What an observer sees.
    pub(super) fn seen(&self, step: u32, at: usize) -> Step {
        let book = &self.scenario.book;
        let glance = self.glance(step, at);
        let prices = self.step_prices(&glance);
        let index = self.market.index_at(glance.now);
        let covered = glance.mid * self.scenario.rules.liquidation_threshold;
        Step {
            step,
            qer: book.qer * glance.market.exp(),
            eth: prices.market_eth,
            stable: prices.market_stable,
            mid: glance.mid,
            liquidation_price: glance.liquidation,
            depth: prices.depth,
            health: covered / (self.market.worst_ratio() * index * glance.debt_mid),
            debt: self.market.shares * index,
            insurance: self.market.insurance,
            deficit: self.market.deficit,
            so_far: self.state.outcome,
        }
    }
}

/// Adds a position that is no less healthy than those before it. Positions that were brought to the same health in one step
/// come in the order of their numbers, not of how they were rounded.
fn add_in_order(ripe: &mut Vec<(u32, f64)>, position: &Position) {
    let (id, ratio) = (position.id, position.ratio());
    let same = |before: &&(u32, f64)| before.1 - ratio <= before.1 * TIE && before.0 > id;
    let ties = ripe.iter().rev().take_while(same).count();
    ripe.insert(ripe.len() - ties, (id, ratio));
}
