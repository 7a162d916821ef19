//! Prices, time and the DEX.

use anyhow::Result;
use cosmwasm_std::{coin, Decimal, Uint128};
use qerun_messages::oracle::{ExecuteMsg, FeederPrice};
use rand::Rng;

use super::expectation::Must;
use super::Random;
use crate::suite::{usd, Suite};

/// A price from a float with 6 places, which keeps runs the same on every machine.
pub(super) fn price(value: f64) -> Decimal {
    Decimal::from_atomics((value * 1e6).round() as u128, 6).unwrap_or(Decimal::one())
}

pub(super) fn float(price: Decimal) -> f64 {
    price.atomics().u128() as f64 / 1e18
}

impl Random {
    /// The feeders publish again: the same, a small step, or a jump that the clamp holds back. The
    /// stablecoin loses or regains its peg, the depth changes.
    pub(super) fn prices(&mut self, suite: &mut Suite) -> Result<()> {
        let mut quotes = suite.quotes;
        let (depth, rng) = (float(self.depth), &mut self.rng);
        let small = 1.0 + rng.gen_range(-0.02..0.02);
        let (qer, eth) = match rng.gen_range(0..10) {
            0 => (rng.gen_range(0.6..0.9), small),
            1 => (rng.gen_range(1.1..1.8), small),
            2 => (small, rng.gen_range(0.8..1.2)),
            3 | 4 => (1.0, 1.0),
            _ => (small, 1.0 + rng.gen_range(-0.01..0.01)),
        };
        // A crash goes below these bounds; only a recovery leads back.
        let floor = |old: f64, least: f64| old.min(least);
        let (old_qer, old_eth) = (float(quotes.qer), float(quotes.eth));
        quotes.qer = price((old_qer * qer).clamp(floor(old_qer, 0.4), 3.0));
        quotes.eth = price((old_eth * eth).clamp(floor(old_eth, 700.0), 6_000.0));
        match rng.gen_range(0..12) {
            0 => quotes.stable = price(rng.gen_range(0.85..1.08)),
            1..=4 => quotes.stable = Decimal::one(),
            5 => quotes.depth = price((depth * rng.gen_range(0.4..1.05)).round()),
            _ => {}
        }
        let what = ("prices", Must::Succeed, format!("{quotes:?}"));
        self.attempt(suite, what, |s| s.publish(quotes))?;
        // The DEX follows, mostly.
        if !self.once_in(5) {
            self.follow(suite)?;
        }
        Ok(())
    }

    /// Two of four feeders disagree with the others: the price degrades until they publish again.
    pub(super) fn disagree(&mut self, suite: &mut Suite) -> Result<()> {
        let assets = suite.plan.assets.clone();
        let names = [&assets.qer, &assets.eth.oracle, &assets.stable.oracle];
        let asset = names[self.rng.gen_range(0..3)];
        let quotes = suite.quotes;
        suite.net.advance(5);
        let timestamp = suite.net.home.now();
        suite.published_at = timestamp;
        let one = |name: &String, price: Decimal| FeederPrice {
            asset: name.clone(),
            price: match name == asset {
                true => price * Decimal::percent(130),
                false => price,
            },
            depth: (*name == assets.qer).then_some(quotes.depth),
            timestamp,
        };
        let msg = ExecuteMsg::SubmitPrices {
            prices: vec![
                one(&assets.qer, quotes.qer),
                one(&assets.eth.oracle, quotes.eth),
                one(&assets.stable.oracle, quotes.stable),
            ],
        };
        for feeder in suite.feeders.iter().take(2).cloned().collect::<Vec<_>>() {
            let oracle = suite.at.oracle.clone();
            let what = ("disagree", Must::Succeed, asset.clone());
            self.attempt(suite, what, |s| {
                s.net.home.execute(&feeder, &oracle, &msg, &[])
            })?;
        }
        Ok(())
    }

    /// Time passes: seconds, minutes, hours, days. Feeders publish after most of it, so prices are
    /// expired at times.
    pub(super) fn time(&mut self, suite: &mut Suite) -> Result<()> {
        let rng = &mut self.rng;
        let seconds = match rng.gen_range(0..100) {
            0..=69 => rng.gen_range(1..60),
            70..=89 => rng.gen_range(60..1_500),
            90..=97 => rng.gen_range(1_500..30_000),
            _ => rng.gen_range(30_000..400_000),
        };
        self.note(format!("{seconds} s pass"));
        self.tally.entry("time").or_default().succeeded += 1;
        suite.net.advance(seconds);
        if seconds > 1_000 && self.once_in(2) {
            let what = ("prices", Must::Succeed, "again".to_owned());
            self.attempt(suite, what, Suite::refresh)?;
        }
        Ok(())
    }

    /// Somebody trades on the DEX, up to a fifth of the pool: purchases may fall below their
    /// minimum until arbitrage comes.
    pub(super) fn push_pool(&mut self, suite: &mut Suite) -> Result<()> {
        let whale = suite.net.dex.addr("whale");
        let [stable, eth] = suite.pool.pool(&suite.net.dex)?;
        let part = self.rng.gen_range(2..200u128);
        let (denom, amount) = match self.rng.gen::<bool>() {
            true => (suite.dex_stable(), stable.u128() * part / 1_000),
            false => (suite.dex_eth(), eth.u128() * part / 1_000),
        };
        suite.net.dex.mint(&whale, amount, &denom)?;
        let what = ("push_pool", Must::Succeed, format!("{amount} {denom}"));
        let pool = suite.pool.clone();
        let offer = coin(amount, denom);
        self.attempt(suite, what, |s| pool.swap(&mut s.net.dex, &whale, offer))?;
        Ok(())
    }

    /// Arbitrage brings the DEX back to the feeders' price.
    pub(super) fn arbitrage(&mut self, suite: &mut Suite) -> Result<()> {
        self.follow(suite)
    }

    pub(super) fn follow(&mut self, suite: &mut Suite) -> Result<()> {
        let price = suite.quotes.eth / suite.quotes.stable;
        let what = ("arbitrage", Must::Succeed, format!("to {price}"));
        let pool = suite.pool.clone();
        self.attempt(suite, what, |s| pool.arbitrage_to(&mut s.net.dex, price))?;
        Ok(())
    }

    /// An amount of stablecoins for packets and donations.
    pub(super) fn coins(&mut self) -> Uint128 {
        self.amount(usd("500"))
    }
}
