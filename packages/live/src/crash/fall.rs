//! Real swaps drive both prices down, the feeders follow, and time makes the averages follow.

use anyhow::{bail, ensure, Context, Result};
use cosmwasm_std::{Decimal, Uint128};
use qerun_chain::{Chain, Key};
use qerun_messages::oracle::{PriceRecord, Status};

use super::Crash;
use crate::net::{until, within, Person};
use crate::ops::{dex_pair, Asset, Pair, Prices};

/// QER in the pair after the fall, of what was there: its price falls to 1/49.
const QER_TIMES: u128 = 7;
/// The same of ETH in the DEX pair: its price falls to a quarter.
const ETH_TIMES: u128 = 2;
/// Part of what a pair has of an asset that one swap sells: Astroport takes a spread of a half at most.
const AT_ONCE: Decimal = Decimal::percent(90);

/// Averages that are low enough: they get there in some six times as long as the prices were high. USD.
const LOW_QER: Decimal = Decimal::permille(197);
const LOW_ETH: Decimal = Decimal::percent(77_000);
/// What the oracle leaves out of a depth, at most.
const DEPTH_DIGITS: Decimal = Decimal::raw(10_000_000_000);
/// Seconds for that on a slow machine.
const LONGEST: u64 = 2_400;

impl Crash {
    /// Someone sells QER, and someone sells ETH on the DEX chain; the feeders report what the pairs show.
    ///
    /// # Errors
    /// The chains' error.
    pub fn fall(&self, qer_seller: &Person, eth_seller: &Person) -> Result<Prices> {
        self.begin_sampling();
        let (pair, dex) = (self.pair(), dex_pair(&self.net));
        let ([qer, _], [_, eth]) = (&pair.assets, &dex.assets);
        sell_up_to(&pair, &qer_seller.home, qer, QER_TIMES)?;
        sell_up_to(&dex, &eth_seller.dex, eth, ETH_TIMES)?;
        self.feed()
    }

    /// Pokes until positions are liquidated at low prices of QER and ETH, which are the averages: each mid has followed, too,
    /// and the pair's own average with it.
    ///
    /// # Errors
    /// See [`within`].
    pub fn await_averages(&self, who: &Person) -> Result<()> {
        let assets = &self.net.plan.assets;
        within(LONGEST, "the averages have followed", || {
            self.net.poke(who)?;
            let followed = |asset: &str, most: Decimal| -> Result<bool> {
                let record = self.net.record(asset)?;
                Ok(record.average <= most && record.mid < record.average)
            };
            Ok(followed(&assets.qer, LOW_QER)? && followed(&assets.eth.oracle, LOW_ETH)?)
        })
    }

    /// Pokes until the pair counts as a source, because its samples cover the window, and agrees with the feeders, because the
    /// whole window lies after the fall.
    ///
    /// # Errors
    /// See [`within`].
    pub fn await_pair(&self, who: &Person) -> Result<()> {
        within(LONGEST, "the pair counts", || {
            self.net.poke(who)?;
            let price = self.net.price(&self.net.plan.assets.qer)?;
            let sources = price.sources;
            let both = sources.len() == 2 && sources.iter().all(|row| row.observation.is_some());
            let live = price.record.is_some_and(|row| row.status == Status::Live);
            Ok(both && live)
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
        ensure!(pair.depth == Some(prices.depth), "{pair:?}, {prices:?}");
        // The oracle keeps nine digits of a depth.
        let depth = record.depth.context("no depth")?;
        let least = prices.depth.checked_mul(Decimal::one() - DEPTH_DIGITS)?;
        let kept = depth <= prices.depth && depth >= least;
        ensure!(kept, "{depth} USD deep, {prices:?}");
        Ok(record)
    }
}

/// Sells an asset until the pair has so many times of it.
fn sell_up_to(pair: &Pair<'_>, who: &Key, asset: &Asset, times: u128) -> Result<()> {
    let [first, _] = &pair.assets;
    let reserve = || -> Result<u128> {
        let pool = pair.pool()?;
        Ok(if asset == first {
            pool.first
        } else {
            pool.second
        })
    };
    let wanted = reserve()? * times;
    loop {
        let now = reserve()?;
        let missing = wanted.saturating_sub(now);
        if missing == 0 {
            return Ok(());
        }
        let most = Uint128::new(now).mul_floor(AT_ONCE).u128();
        pair.swap(who, asset, missing.min(most))?;
    }
}
