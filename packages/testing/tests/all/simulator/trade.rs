//! What a liquidator earns: he is paid at the higher of mid and average, and sells at the mid, less fee and price impact.

use cosmwasm_std::Uint128;
use qerun_messages::market::LiquidationQuote;
use qerun_simulate::{amount, number};
use qerun_testing::suite::Quotes;

/// On which terms somebody liquidates.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Steps from a fall below health 1 to the first liquidation.
    pub latency: usize,
    /// Stablecoins for a step.
    pub capital: Uint128,
    /// US dollars; minus infinity: always.
    pub min_profit: f64,
    /// The pool's fee if the QER is sold there; else it counts at its mid.
    pub pool_fee: Option<f64>,
    /// What selling ETH costs, a share.
    pub eth_cost: f64,
}

/// A pool that others fill up again after each sale: the price falls, the USD side stays.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    terms: Terms,
    /// USD: a QER now, the pool's USD side, an ETH, a stablecoin.
    qer: f64,
    depth: f64,
    eth: f64,
    stable: f64,
}

impl Pair {
    /// At a step's prices.
    pub fn open(terms: &Terms, quotes: &Quotes) -> Self {
        Pair {
            terms: *terms,
            qer: number(quotes.qer),
            depth: number(quotes.depth),
            eth: number(quotes.eth),
            stable: number(quotes.stable),
        }
    }

    /// USD that a liquidation earns.
    pub fn profit(&self, quote: &LiquidationQuote) -> f64 {
        let worth = amount(quote.collateral, 6) * self.qer;
        let proceeds = match self.terms.pool_fee {
            // The product of both sides stays.
            Some(fee) => (1.0 - fee) * worth * self.depth / (self.depth + worth),
            None => worth,
        };
        let eth = amount(quote.eth, 18) * self.eth * (1.0 - self.terms.eth_cost);
        let received = amount(quote.stable + quote.pending, 6);
        proceeds + eth + (received - amount(quote.repaid, 6)) * self.stable
    }

    /// Lowers the price by a sale of so much QER.
    pub fn sell(&mut self, qer: Uint128) {
        if self.terms.pool_fee.is_some() {
            let rise = 1.0 + amount(qer, 6) * self.qer / self.depth;
            self.qer /= rise * rise;
        }
    }
}
