//! What a test does with QER's pool on the home chain: large swaps, and prices that are seen in it, by feeders or by the
//! oracle itself.

use anyhow::{Context, Result};
use cosmwasm_std::{to_json_binary, Addr, Decimal, Uint128};
use qerun_messages::oracle::{self, AssetConfig};
use qerun_messages::token;
use serde::Deserialize;
use serde_json::json;

use super::Suite;
use crate::QerPair;

#[derive(Deserialize)]
struct PairInfo {
    liquidity_token: Addr,
}

impl Suite {
    /// Takes all of a provider's liquidity out.
    ///
    /// # Errors
    /// What the pair refuses.
    pub fn withdraw_liquidity(&mut self, pool: &QerPair, provider: &Addr) -> Result<()> {
        let answer: PairInfo = self.net.home.query(&pool.pair, &json!({"pair": {}}))?;
        let lp_token = answer.liquidity_token;
        let ask = token::QueryMsg::Balance {
            address: provider.to_string(),
        };
        let held: cw20::BalanceResponse = self.net.home.query(&lp_token, &ask)?;
        let hook = to_json_binary(&json!({"withdraw_liquidity": {"assets": []}}))?;
        let msg = json!({"send": {"contract": pool.pair, "amount": held.balance, "msg": hook}});
        self.net.home.execute(provider, &lp_token, &msg, &[])?;
        Ok(())
    }

    /// Stablecoins per QER by the reserves. Both have six decimals.
    ///
    /// # Errors
    /// A pair that does not answer.
    pub fn qer_spot(&self, pool: &QerPair) -> Result<Decimal> {
        let reserves = pool.reserves(self)?;
        Ok(Decimal::checked_from_ratio(reserves.stable, reserves.qer)?)
    }

    /// Buys QER with so many stablecoins, in as many swaps as it takes. Returns the QER.
    ///
    /// # Errors
    /// What the pair refuses.
    pub fn buy_qer(&mut self, pool: &QerPair, buyer: &Addr, amount: Uint128) -> Result<Uint128> {
        let (before, mut left) = (self.qer_of(buyer)?, amount);
        while !left.is_zero() {
            let reserve = pool.reserves(self)?.stable;
            let part = left.min(reserve.multiply_ratio(9u128, 10u128));
            pool.buy(self, buyer, part)?;
            left -= part;
        }
        Ok(self.qer_of(buyer)? - before)
    }

    /// Sells so much QER, in as many swaps as it takes. Returns the stablecoins.
    ///
    /// # Errors
    /// What the pair refuses.
    pub fn sell_qer(&mut self, pool: &QerPair, seller: &Addr, amount: Uint128) -> Result<Uint128> {
        let (before, mut left) = (self.stable_of(seller)?, amount);
        while !left.is_zero() {
            let reserve = pool.reserves(self)?.qer;
            let part = left.min(reserve.multiply_ratio(9u128, 10u128));
            pool.sell(self, seller, part)?;
            left -= part;
        }
        Ok(self.stable_of(seller)? - before)
    }

    /// The stablecoins that move the price by a factor, when they buy: `y (sqrt(k) - 1)`, fee neglected.
    ///
    /// # Errors
    /// A pair that does not answer.
    pub fn pump_costs(&self, pool: &QerPair, factor: Decimal) -> Result<Uint128> {
        let stable = pool.reserves(self)?.stable;
        Ok(stable.mul_floor(factor.sqrt() - Decimal::one()))
    }

    /// The QER that moves the price down to a part of it, when it is sold: `x (1 / sqrt(part) - 1)`, fee neglected.
    ///
    /// # Errors
    /// A pair that does not answer.
    pub fn push_costs(&self, pool: &QerPair, part: Decimal) -> Result<Uint128> {
        let qer = pool.reserves(self)?.qer;
        let root = Decimal::one().checked_div(part.sqrt()).context("no part")?;
        Ok(qer.mul_floor(root - Decimal::one()))
    }

    /// The timelock replaces QER's sources by the average of the pair over an hour, in dollars by the record of the
    /// stablecoin.
    ///
    /// # Errors
    /// What the oracle refuses.
    pub fn price_by_pool(&mut self, pool: &QerPair) -> Result<()> {
        let (assets, owner) = (self.plan.assets.clone(), self.at.timelock.clone());
        let entry = self.plan.oracle.iter().find(|e| e.asset == assets.qer);
        let policy = entry.context("no price of QER")?.config.policy.clone();
        let msg = oracle::ExecuteMsg::SetAsset {
            asset: assets.qer,
            config: AssetConfig {
                sources: vec![pool.source(&assets.stable.oracle, 86_400)],
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
    pub fn publish_spot(&mut self, pool: &QerPair) -> Result<()> {
        let stable = pool.reserves(self)?.stable;
        let (price, one) = (self.qer_spot(pool)?, 1_000_000u128);
        let depth = Decimal::from_ratio(stable, one);
        self.jump(|quotes| (quotes.qer, quotes.depth) = (price, depth))
    }

    /// Time passes, and the feeders publish what they see in the pool every five minutes; every half an hour, if it is
    /// more than some hours.
    ///
    /// # Errors
    /// As [`Suite::publish_spot`].
    pub fn watch_pool(&mut self, pool: &QerPair, seconds: u64) -> Result<()> {
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
