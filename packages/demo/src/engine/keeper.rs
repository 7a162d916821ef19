//! What anyone may do and someone does: send due batches and refunds off, retry failed returns, collect for
//! borrowers, and trade on the DEX: mostly arbitrage to the market's price, now and then a large buyer.

use anyhow::{Context, Result};
use cosmwasm_std::{coin, Decimal, Uint128};
use qerun_messages::market;
use qerun_messages::outpost::ReturnStatus;
use rand::Rng;

use super::daily::{usd, ETH, SIX};
use super::run::Run;
use crate::prices::number::to_f64;

/// Arbitrage is worth it from this far off the price, relative.
const WORTH_TRADING: f64 = 0.0005;
/// Chance that in an hour someone buys ETH with so much that orders on their way find too dear a pool, percent;
/// arbitrage undoes it in the next hour.
const LARGE_BUYER: u32 = 10;
/// Part of the pool's stablecoins that is offered then, percent; the price moves by twice as much.
const LARGE_PERCENT: (u64, u64) = (1, 4);
/// Most transactions of a kind in an hour.
const MOST: usize = 4;

impl Run<'_> {
    /// Everything of one hour.
    pub(super) fn keep(&mut self) -> Result<()> {
        if self.batch_due()? {
            // The reserve may refuse (no room, or too little to send); then the batch waits.
            if let Ok(done) = self.scene.suite.flush_market() {
                self.book(&done.events)?;
            }
        }
        for _ in 0..MOST {
            if self.scene.suite.backing()?.waiting.is_zero() {
                break;
            }
            match self.scene.suite.flush_reserve() {
                Ok(done) => self.book(&done.events)?,
                Err(_) => break,
            }
        }
        if self.carrier.return_failed {
            self.retry_held()?;
        }
        Ok(())
    }

    /// Pays out whatever has settled of what borrowers are owed.
    pub(super) fn collect_owed(&mut self) -> Result<()> {
        for (user, _) in self.scene.suite.all_owed()? {
            if self.scene.suite.owed(&user)?.collectable.is_zero() {
                continue;
            }
            let done = self.scene.suite.collect(&user).context("collecting")?;
            self.book(&done.events)?;
        }
        Ok(())
    }

    /// The treasury keeps the insurance at its part of the depth, else borrowing would close.
    pub(super) fn fund_insurance(&mut self) -> Result<()> {
        let missing = self.scene.insurance_missing()?;
        if missing.is_zero() {
            return Ok(());
        }
        let suite = &mut self.scene.suite;
        let treasury = suite.at.treasury.clone();
        let funds = [coin(missing.u128(), &suite.stable)];
        let done = suite
            .market(&treasury, &market::ExecuteMsg::FundInsurance {}, &funds)
            .context("funding the insurance")?;
        self.book(&done.events)
    }

    /// Trades the DEX pool to the hour's price, as others would.
    pub(super) fn arbitrage(&mut self) -> Result<()> {
        let suite = &mut self.scene.suite;
        let target: Decimal = suite.quotes.eth / suite.quotes.stable;
        let off = suite.pool.price(&suite.net.dex)? / to_f64(target) - 1.0;
        if off.abs() > WORTH_TRADING {
            suite
                .pool
                .arbitrage_to(&mut suite.net.dex, target)
                .context("arbitrage")?;
        }
        Ok(())
    }

    /// In some hours a large buyer comes after arbitrage.
    pub(super) fn large_buyer(&mut self) -> Result<()> {
        let comes = self.dex_rng.gen_ratio(LARGE_BUYER, 100);
        let percent = self.dex_rng.gen_range(LARGE_PERCENT.0..=LARGE_PERCENT.1);
        if !comes {
            return Ok(());
        }
        let suite = &mut self.scene.suite;
        let dex = &mut suite.net.dex;
        let [stable, _] = suite.pool.pool(dex)?;
        let offer = coin(
            stable.mul_floor(Decimal::percent(percent)).u128(),
            &suite.pool.quote.denom,
        );
        let buyer = dex.addr("large-buyer");
        dex.mint(&buyer, offer.amount.u128(), &offer.denom)?;
        suite
            .pool
            .swap(dex, &buyer, offer)
            .context("the large buyer")?;
        Ok(())
    }

    /// Why stablecoins still wait for ETH when everything has landed: asks the DEX what it would pay for the next order.
    pub(super) fn why_purchases_wait(&self) -> Result<String> {
        let suite = &self.scene.suite;
        let (backing, batch) = (suite.backing()?, suite.state()?.batch);
        let rule = &self.scene.setup.buying;
        let waits = backing.waiting + batch.user + batch.protocol;
        let offer = coin(waits.min(rule.max_order).u128(), &suite.pool.quote.denom);
        let paid = usd(offer.amount, suite.quotes.stable, SIX)?;
        let offered = suite.pool.simulate(&suite.net.dex, &offer)?;
        let worth = usd(offered, suite.quotes.eth, ETH)?;
        let least = paid * (Decimal::one() - rule.max_slippage);
        let why = if worth < least {
            "DEX pool too shallow"
        } else {
            "refused to the end"
        };
        Ok(format!("purchase: {why}"))
    }

    fn batch_due(&self) -> Result<bool> {
        let batch = self.scene.suite.state()?.batch;
        let rule = &self.scene.setup.params.batch;
        let total: Uint128 = batch.user + batch.protocol;
        let old = self.scene.suite.net.home.now() >= batch.opened_at + rule.max_age;
        Ok(total >= rule.min_size || (!total.is_zero() && old))
    }

    fn retry_held(&mut self) -> Result<()> {
        self.carrier.return_failed = false;
        for purchase in self.scene.suite.purchases()? {
            if matches!(purchase.purchase.status, ReturnStatus::Held {}) {
                let order = purchase.order_id.u64();
                self.scene
                    .suite
                    .retry(order)
                    .with_context(|| format!("returning the ETH of order {order} again"))?;
            }
        }
        Ok(())
    }
}
