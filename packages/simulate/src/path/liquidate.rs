//! Liquidations of a step, and what they and an attacker's sale do to the price.

use super::step::StepPrices;
use super::Worker;
use crate::market::Position;
use crate::plan::{plan_liquidation, Plan};
use crate::{EPSILON, ROUNDING_UNITS};

/// Which parts of the most that may be repaid liquidators try, until one pays.
const PARTS: [f64; 4] = [1.0, 0.5, 0.25, 0.125];

/// Nobody repays less than a cent, unless a debt is written off by it.
const LEAST: f64 = 0.01;

/// What liquidators have in a step.
#[derive(Clone, Copy, Debug)]
struct Budget {
    /// Stablecoins.
    capital: f64,
    /// By how much they have lowered the price so far, a logarithm.
    pressure: f64,
}

/// A liquidation that somebody may carry out.
#[derive(Clone, Copy, Debug)]
struct Offer {
    plan: Plan,
    profit: f64,
    /// Worth of the QER that is sold, as a part of the pool's USD side.
    sold: f64,
}

/// What a liquidator gets for what he sells, USD.
#[derive(Clone, Copy, Debug)]
struct Sale {
    qer: f64,
    eth: f64,
    stable: f64,
    /// The pool's USD side; infinite if QER is not sold.
    depth: f64,
    /// What the pool's fee leaves.
    kept: f64,
}

impl Worker<'_> {
    /// Liquidates those who are ripe, the least healthy first, each once.
    pub(super) fn liquidate(&mut self, prices: &StepPrices) {
        let mut budget = Budget {
            capital: self.scenario.liquidators.capital,
            pressure: 0.0,
        };
        let mut any = false;
        for next in 0..self.ripe.len() {
            let Some(&(id, _)) = self.ripe.get(next) else {
                break;
            };
            let mut positions = self.market.positions.iter().enumerate();
            let Some((at, &position)) = positions.find(|(_, p)| p.id == id) else {
                continue;
            };
            let Some(offer) = self.choose(prices, &position, &budget) else {
                continue;
            };
            any = true;
            budget.capital -= offer.plan.repaid;
            budget.pressure += 2.0 * offer.sold.ln_1p();
            self.carry_out(prices, at, &offer);
        }
        if any {
            self.market.sort();
            self.history.press(prices.at, budget.pressure, 0.0);
        }
    }

    /// The largest liquidation of a position that pays, if there is one. One that repays nothing only writes off.
    fn choose(&self, prices: &StepPrices, position: &Position, budget: &Budget) -> Option<Offer> {
        let (rules, market) = (&self.scenario.rules, &self.market);
        let least = self.scenario.liquidators.min_profit;
        let debt = position.shares * market.index_at(prices.now);
        let cap = prices.depth * rules.seizure_cap;
        let capacity = self.state.seizures.capacity(cap, prices.step);
        let plan =
            |sent| plan_liquidation(rules, &prices.liquidation, capacity, position, debt, sent);
        let most = plan(f64::INFINITY)?;
        if most.repaid < LEAST && most.unrecoverable == 0.0 {
            return None;
        }
        let sale = self.sale(prices, budget);
        let most = sale.appraise(most);
        let affordable = most.plan.repaid.min(budget.capital);
        if most.plan.repaid <= 0.0 || (most.profit >= least && affordable == most.plan.repaid) {
            return Some(most);
        }
        if least > 0.0 && sale.never_pays(&most.plan) {
            return None;
        }
        let offer = |part: f64| match part * affordable {
            sent if sent <= 0.0 => None,
            sent if sent < most.plan.repaid => plan(sent).map(|plan| sale.appraise(plan)),
            _ => Some(most),
        };
        let mut offers = PARTS.into_iter().filter_map(offer);
        offers.find(|offer| offer.profit >= least)
    }

    /// Prices for who sells after all that was sold in this step.
    fn sale(&self, prices: &StepPrices, budget: &Budget) -> Sale {
        let (pool, liquidators) = (&self.scenario.pool, &self.scenario.liquidators);
        let market = prices.market - budget.pressure;
        let (depth, kept) = match pool.sold {
            true => (self.depth(market), 1.0 - pool.fee),
            false => (f64::INFINITY, 1.0),
        };
        Sale {
            qer: self.scenario.book.qer * market.exp(),
            eth: prices.market_eth * (1.0 - liquidators.eth_cost),
            stable: prices.market_stable,
            depth,
            kept,
        }
    }

    fn carry_out(&mut self, prices: &StepPrices, at: usize, offer: &Offer) {
        let rules = &self.scenario.rules;
        let (plan, market) = (&offer.plan, &mut self.market);
        market.accrue_to(rules, prices.now);
        let index = market.index;
        let Some(position) = market.positions.get_mut(at) else {
            return;
        };
        let shares = match plan.closed {
            true => position.shares,
            false => plan.repaid / index,
        };
        position.shares -= shares;
        position.collateral -= plan.paid.qer;
        position.claim_eth -= plan.paid.eth;
        position.claim_stable -= plan.paid.stable;
        position.claim_pending -= plan.paid.pending;
        let left = *position;
        market.shares -= shares;
        market.cash += plan.repaid;
        let outcome = &mut self.state.outcome;
        if plan.closed {
            // What the debt does not need of the claim goes back to the borrower, less the fee; what is on its way, whole.
            market.own_eth += left.claim_eth * rules.claim_fee;
            market.insurance += left.claim_stable * rules.claim_fee;
        }
        if plan.unrecoverable > 0.0 {
            let loss = plan.unrecoverable * (1.0 + EPSILON) + ROUNDING_UNITS * rules.unit;
            market.write_off(rules, &prices.eth, prices.now, loss, outcome);
            outcome.write_offs += 1;
        }
        market.set_rate(rules);
        outcome.liquidations += 1;
        outcome.repaid += plan.repaid;
        outcome.seized += plan.paid.qer;
        outcome.eth_paid += plan.paid.eth;
        outcome.stable_paid += plan.paid.stable + plan.paid.pending;
        outcome.liquidators_profit += offer.profit;
        let value = plan.paid.qer * prices.liquidation.qer;
        self.state.seizures.record(value, prices.step);
        if plan.closed && left.id == 0 && self.scenario.attack.is_some() {
            let kept = 1.0 - rules.claim_fee;
            let eth = left.claim_eth * kept * prices.market_eth;
            let stable = left.claim_stable * kept + left.claim_pending;
            self.state.attacker +=
                left.collateral * prices.mid + eth + stable * prices.market_stable;
        }
    }

    /// The attacker, who has borrowed at the start, sells the rest of what he holds at the end of a step: the price falls.
    /// What he has given for the loan is the collateral that he cannot sell with the rest.
    pub(super) fn dump(&mut self, at: usize) {
        let Some(attack) = self.scenario.attack else {
            return;
        };
        let drop = 2.0 * attack.holding.ln_1p();
        let lasting = drop * attack.lasting;
        self.history.press(at, drop - lasting, lasting);
        if let Some(account) = self.accounts.first() {
            let (market, _) = self.history.market_and_mid(at);
            let price = self.scenario.book.qer * (market - drop).exp();
            let cash = account.debt * self.scenario.rules.cash_share;
            self.state.attacker += cash - account.collateral * price;
        }
    }
}

impl Sale {
    /// What a plan earns: QER sold into a constant-product pair, ETH and stablecoins in the market.
    fn appraise(&self, plan: Plan) -> Offer {
        let worth = plan.paid.qer * self.qer;
        let sold = worth / self.depth;
        let proceeds = worth / (1.0 + sold) * self.kept;
        let stable = (plan.paid.stable + plan.paid.pending - plan.repaid) * self.stable;
        Offer {
            plan,
            profit: proceeds + plan.paid.eth * self.eth + stable,
            sold,
        }
    }

    /// Whether no part of a plan pays, however small: neither QER without impact nor the claim's ETH brings what is repaid
    /// for it.
    fn never_pays(&self, plan: &Plan) -> bool {
        plan.paid.stable + plan.paid.pending == 0.0
            && self.qer * self.kept * plan.rates.qer <= self.stable
            && (plan.paid.eth == 0.0 || self.eth * plan.rates.eth <= self.stable)
    }
}
