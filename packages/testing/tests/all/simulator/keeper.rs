//! Liquidators and buyers of ETH as the engine has them, with real messages: by latency, capital and least profit, in the
//! order of health, each position once a step.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Decimal, Uint128};
use cw_multi_test::AppResponse;
use qerun_messages::market::LiquidationQuote;
use qerun_testing::suite::{usd, Suite};

use super::figures::Contracts;
use super::trade::{Pair, Terms};

/// Below the market by so much somebody buys ETH of the storefront.
pub const MARGIN: Decimal = Decimal::percent(1);

/// Who liquidates.
pub struct Keeper {
    pub address: Addr,
    pub terms: Terms,
    /// In the order of the engine's book.
    pub borrowers: Vec<Addr>,
    since: BTreeMap<Addr, usize>,
}

/// What becomes of a position in a step.
enum Choice {
    /// So much is sent, for this.
    Liquidate(Uint128, LiquidationQuote),
    /// The market would liquidate it, and nobody earns enough.
    Wait,
    /// The market refuses.
    Refused,
}

/// Healths that differ by no more than this part are one.
const TIE: Decimal = Decimal::raw(1_000_000_000);

impl Keeper {
    /// Looks after these borrowers.
    pub fn new(suite: &mut Suite, borrowers: &[Addr], terms: Terms) -> Self {
        let address = suite.user("keeper");
        suite.fund_stable(&address, usd("10000000")).unwrap();
        Keeper {
            address,
            terms,
            borrowers: borrowers.to_vec(),
            since: BTreeMap::new(),
        }
    }

    /// A step, after the prices of it are published.
    pub fn act(&mut self, suite: &mut Suite, step: usize, done: &mut Contracts) {
        let unhealthy = self.unhealthy(suite);
        self.since.retain(|user, _| unhealthy.contains(user));
        let mut capital = self.terms.capital;
        let mut pair = Pair::open(&self.terms, &suite.quotes);
        for user in unhealthy {
            let since = *self.since.entry(user.clone()).or_insert(step);
            if step - since < self.terms.latency {
                continue;
            }
            match self.choose(suite, &user, capital, &pair) {
                Choice::Liquidate(sent, quote) => {
                    capital -= quote.repaid.min(capital);
                    pair.sell(quote.collateral);
                    self.liquidate(suite, &user, sent, &quote, done);
                }
                Choice::Wait => done.unprofitable += 1,
                Choice::Refused => {}
            }
        }
        self.buy_eth(suite, done);
    }

    /// By rising health; those who were brought to the same health in one step come in the order of their numbers, as in the
    /// engine.
    fn unhealthy(&self, suite: &Suite) -> Vec<Addr> {
        let mut rows = suite.liquidatable().unwrap();
        let number = |user: &Addr| self.borrowers.iter().position(|b| b == user);
        for last in 1..rows.len() {
            for at in (1..=last).rev() {
                let (above, below) = (&rows[at - 1], &rows[at]);
                let same = below.health.abs_diff(above.health) <= below.health * TIE;
                if !same || number(&above.borrower) < number(&below.borrower) {
                    break;
                }
                rows.swap(at - 1, at);
            }
        }
        rows.into_iter().map(|row| row.borrower).collect()
    }

    /// The largest part of what capital allows that is not refused and earns enough, as the engine tries them.
    fn choose(&self, suite: &Suite, user: &Addr, capital: Uint128, pair: &Pair) -> Choice {
        let Some(most) = suite.quote_liquidation(user, None).unwrap().quote else {
            return Choice::Refused;
        };
        // Nobody repays less than a cent, unless a debt is written off by it.
        if most.repaid < usd("0.01") && most.written_off.is_zero() {
            return Choice::Refused;
        }
        if most.repaid.is_zero() {
            return Choice::Liquidate(Uint128::one(), most);
        }
        let affordable = most.repaid.min(capital);
        let mut choice = Choice::Refused;
        for part in [1u128, 2, 4, 8] {
            let sent = affordable / Uint128::new(part);
            if sent.is_zero() {
                break;
            }
            let answer = suite.quote_liquidation(user, Some(sent)).unwrap();
            match answer.quote {
                Some(quote) if pair.profit(&quote) >= self.terms.min_profit => {
                    return Choice::Liquidate(sent, quote);
                }
                Some(_) => choice = Choice::Wait,
                None => {}
            }
        }
        choice
    }

    fn liquidate(
        &self,
        suite: &mut Suite,
        user: &Addr,
        sent: Uint128,
        quote: &LiquidationQuote,
        done: &mut Contracts,
    ) {
        let before = suite.state().unwrap().earmarked;
        suite.liquidate(&self.address, user, sent).unwrap();
        done.liquidations += 1;
        done.write_offs += u32::from(!quote.written_off.is_zero());
        done.repaid += quote.repaid;
        done.seized += quote.collateral;
        done.eth_paid += quote.eth;
        done.stable_paid += quote.stable + quote.pending;
        done.earmarked += suite.state().unwrap().earmarked - before;
    }

    /// Buys all earmarked ETH as soon as it is cheap enough.
    fn buy_eth(&self, suite: &mut Suite, done: &mut Contracts) {
        let Some(offer) = suite.storefront().unwrap().deficit else {
            return;
        };
        let quotes = suite.quotes;
        // The storefront counts a stablecoin at a dollar at most.
        let asked = offer.price * quotes.stable / quotes.stable.min(Decimal::one());
        if asked > quotes.eth * (Decimal::one() - MARGIN) {
            return;
        }
        let sale = suite.buy_eth(&self.address, offer.cost, None).unwrap();
        done.to_suppliers += attribute(&sale, "recovered") - attribute(&sale, "to_insurance");
        done.sales += 1;
        // A shortfall earmarks anew.
        done.earmarked += suite.state().unwrap().earmarked;
    }
}

/// An amount of the market's event of a sale.
fn attribute(sale: &AppResponse, key: &str) -> Uint128 {
    let mut events = sale.events.iter();
    let event = events.find(|event| event.ty == "wasm-qerun-market/settle_deficit");
    let mut attributes = event.unwrap().attributes.iter();
    let found = attributes.find(|attribute| attribute.key == key).unwrap();
    found.value.parse().unwrap()
}
