//! QER's price from its pool: by feeders who report what they see, or by the oracle's own average of the pair.

use anyhow::{Context, Result};
use cosmwasm_std::Decimal;
use qerun_messages::oracle::{self, AssetConfig, PoolPrice, PriceSource};

use super::{QerPool, Suite};

impl Suite {
    /// The timelock replaces QER's sources by the average of the pair over `window` seconds, in dollars by the record of
    /// the stablecoin.
    ///
    /// # Errors
    /// What the oracle refuses.
    pub fn price_by_pool(&mut self, pool: &QerPool, window: u64) -> Result<()> {
        let (assets, owner) = (self.plan.assets.clone(), self.at.timelock.clone());
        let entry = self.plan.oracle.iter().find(|e| e.asset == assets.qer);
        let policy = entry.context("no price of QER")?.config.policy.clone();
        let source = PriceSource::AstroportTwap {
            pair: pool.pair.to_string(),
            pool: PoolPrice {
                base: self.at.token.to_string(),
                base_decimals: self.plan.token.decimals,
                quote: self.stable.clone(),
                quote_decimals: assets.stable.decimals,
                quote_asset: assets.stable.oracle,
                window,
            },
            max_idle: 86_400,
        };
        let msg = oracle::ExecuteMsg::SetAsset {
            asset: assets.qer,
            config: AssetConfig {
                sources: vec![source],
                policy,
            },
        };
        let oracle = self.at.oracle.clone();
        self.net.home.execute(&owner, &oracle, &msg, &[])?;
        self.feeds_qer = false;
        Ok(())
    }

    /// Anyone has the oracle read QER's sources.
    ///
    /// # Errors
    /// What the oracle refuses.
    pub fn poke_qer(&mut self) -> Result<()> {
        let (anyone, oracle) = (self.net.home.addr("anyone"), self.at.oracle.clone());
        let assets = vec![self.plan.assets.qer.clone()];
        let msg = oracle::ExecuteMsg::Poke { assets };
        self.net.home.execute(&anyone, &oracle, &msg, &[])?;
        Ok(())
    }

    /// The feeders publish what they see in the pool: its spot price, and its USD side as depth.
    ///
    /// # Errors
    /// A submission that is refused.
    pub fn publish_spot(&mut self, pool: &QerPool) -> Result<()> {
        let (stable, _) = self.qer_reserves(pool)?;
        let (price, one) = (self.qer_spot(pool)?, 1_000_000u128);
        let depth = Decimal::from_ratio(stable, one);
        self.jump(|quotes| (quotes.qer, quotes.depth) = (price, depth))
    }

    /// Time passes, and the feeders publish what they see in the pool every five minutes; every half an hour, if it is
    /// more than some hours.
    ///
    /// # Errors
    /// As [`Suite::publish_spot`].
    pub fn watch_pool(&mut self, pool: &QerPool, seconds: u64) -> Result<()> {
        let tick = if seconds > 10_800 { 1_800 } else { 300 };
        let mut left = seconds;
        while left > 0 {
            let step = left.min(tick);
            self.net.advance(step);
            self.publish_spot(pool)?;
            left -= step;
        }
        Ok(())
    }
}
