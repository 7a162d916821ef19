//! Real swaps drive both prices down, the feeders follow, and time makes the averages follow.

use anyhow::{bail, ensure, Context, Result};
use cosmwasm_std::{Decimal, Uint128};
use qerun_chain::Chain;
use qerun_messages::oracle::PriceRecord;

use super::{Crash, LIQUIDITY};
use crate::net::{until, within, Person};
use crate::ops::{dex_pair, Prices};

/// QER in the pair after the fall, of what was there: its price falls to the square's inverse, 4 %.
const QER_TIMES: u128 = 5;
/// Part of the QER in the pair that one swap sells: Astroport takes a spread of a half at most.
const AT_ONCE: Decimal = Decimal::percent(90);
/// Part of the ETH in the DEX pair that is sold: its price falls to 40 %.
const ETH_SOLD: Decimal = Decimal::permille(583);

/// Liquidation prices that are low enough: the averages take about seven times as long as the prices were high. USD.
const LOW_QER: Decimal = Decimal::permille(170);
const LOW_ETH: Decimal = Decimal::percent(100_000);
/// Seconds for that on a slow machine.
const LONGEST: u64 = 2_400;

impl Crash {
    /// Someone sells QER, and someone sells ETH on the DEX chain; the feeders report what the pairs show.
    ///
    /// # Errors
    /// The chains' error.
    pub fn fall(&self, qer_seller: &Person, eth_seller: &Person) -> Result<Prices> {
        let pair = self.pair();
        let [qer, _] = &pair.assets;
        loop {
            let reserve = pair.pool()?.first;
            let missing = (LIQUIDITY * QER_TIMES).saturating_sub(reserve);
            if missing == 0 {
                break;
            }
            let most = Decimal::from_ratio(reserve, 1u128)
                .checked_mul(AT_ONCE)?
                .to_uint_floor();
            pair.swap(&qer_seller.home, qer, missing.min(most.u128()))?;
        }
        let dex = dex_pair(&self.net);
        let [_, eth] = &dex.assets;
        let sold = Uint128::new(dex.pool()?.second).mul_floor(ETH_SOLD);
        dex.swap(&eth_seller.dex, eth, sold.u128())?;
        self.feed()
    }

    /// Pokes until positions are liquidated at low prices of QER and ETH.
    ///
    /// # Errors
    /// See [`within`].
    pub fn await_averages(&self, who: &Person) -> Result<()> {
        let assets = &self.net.plan.assets;
        within(LONGEST, "the averages have followed", || {
            self.net.poke(who)?;
            let low = |asset: &str, most: Decimal| -> Result<bool> {
                Ok(self.net.record(asset)?.liquidation_price() <= most)
            };
            Ok(low(&assets.qer, LOW_QER)? && low(&assets.eth.oracle, LOW_ETH)?)
        })
    }

    /// Pokes until the pair counts as a source: its samples cover the window.
    ///
    /// # Errors
    /// See [`within`].
    pub fn await_pair(&self, who: &Person) -> Result<()> {
        within(LONGEST, "the pair counts", || {
            self.net.poke(who)?;
            let sources = self.net.price(&self.net.plan.assets.qer)?.sources;
            Ok(sources.len() == 2 && sources.iter().all(|row| row.observation.is_some()))
        })
    }

    /// Pokes, and ensures that QER's record is made of what the feeders and the pair report in the same block: the pair's
    /// lowest price is the one at which it trades now, mid lies halfway between both sources, and the depth is what the
    /// pair has.
    ///
    /// # Errors
    /// It is not, or no query was answered in the block of a poke.
    pub fn ensure_from_pair(&self, who: &Person) -> Result<PriceRecord> {
        let qer = &self.net.plan.assets.qer;
        let found = until(60, "a query in the block of a poke", || {
            let poked = self.net.poke(who)?;
            let found = self.net.price(qer)?;
            let same = self.net.home.head()?.height == poked.height;
            Ok(same.then_some(found))
        })?;
        let prices = self.prices()?;
        let record = found.record.context("no record")?;
        let observed: Vec<_> = found.sources.iter().filter_map(|s| s.observation).collect();
        let [feeders, pair] = observed.as_slice() else {
            bail!("not both sources are live: {:?}", found.sources);
        };
        ensure!(pair.low == prices.qer, "{pair:?}, it trades at {prices:?}");
        let halfway = feeders.price.checked_add(pair.price)?;
        let halfway = halfway.checked_div(Decimal::percent(200))?;
        ensure!(record.mid == halfway, "{record:?}: {observed:?}");
        for depth in [pair.depth, record.depth] {
            ensure!(depth == Some(prices.depth), "{depth:?}, {prices:?}");
        }
        Ok(record)
    }
}
