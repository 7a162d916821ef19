//! What anyone may do, done by keepers and traders: send due batches and refunded orders, retry failed returns,
//! collect for borrowers, and trade on the DEX.

use anyhow::{Context, Result};
use cosmwasm_std::{coin, Decimal, Uint128};
use qerun_messages::market;
use qerun_messages::outpost::ReturnStatus;
use rand::Rng;

use super::day_report::{usd, ETH, SIX};
use super::run::Run;
use crate::prices::number::to_f64;

/// Arbitrage starts when the pool's price is off by more than this fraction.
const ARBITRAGE_THRESHOLD: f64 = 0.0005;
/// Chance an hour, percent, of a purchase so large that our orders in flight exceed their slippage limit. Arbitrage
/// restores the price in the next hour.
const LARGE_BUYER: u32 = 10;
/// What that buyer offers, percent of the pool's stablecoins, from and to; the price moves by twice as much.
const LARGE_PERCENT: (u64, u64) = (1, 4);
/// Most flushes of the reserve in an hour.
const MAX_FLUSHES: usize = 4;

impl Run<'_> {
    /// What keepers do every hour.
    pub(super) fn run_keepers(&mut self) -> Result<()> {
        if self.batch_due()? {
            // The reserve may refuse (no capacity, or too small an amount); then the batch waits.
            if let Ok(done) = self.environment.suite.flush_market() {
                self.record(&done.events)?;
            }
        }
        for _ in 0..MAX_FLUSHES {
            if self.environment.suite.backing()?.waiting.is_zero() {
                break;
            }
            match self.environment.suite.flush_reserve() {
                Ok(done) => self.record(&done.events)?,
                Err(_) => break,
            }
        }
        if self.relayer.return_failed {
            self.retry_returns()?;
        }
        Ok(())
    }

    /// Collects for every borrower whose purchases in flight have settled since the repayment.
    pub(super) fn collect_owed(&mut self) -> Result<()> {
        for (user, _) in self.environment.suite.all_owed()? {
            if self.environment.suite.owed(&user)?.collectable.is_zero() {
                continue;
            }
            let done = self
                .environment
                .suite
                .collect(&user)
                .context("collecting")?;
            self.record(&done.events)?;
        }
        Ok(())
    }

    /// Tops up the insurance from the treasury, because borrowing closes below its minimum. Never while a position is
    /// unhealthy: what a fall costs is borne by what was there before it.
    pub(super) fn fund_insurance(&mut self) -> Result<()> {
        if self.downturn.is_unhealthy() {
            return Ok(());
        }
        let missing = self.environment.insurance_missing()?;
        if missing.is_zero() {
            return Ok(());
        }
        let suite = &mut self.environment.suite;
        let treasury = suite.at.treasury.clone();
        let funds = [coin(missing.u128(), &suite.stable)];
        let done = suite
            .market(&treasury, &market::ExecuteMsg::FundInsurance {}, &funds)
            .context("funding the insurance")?;
        self.record(&done.events)
    }

    /// Governance opens borrowing and then buyback, once the insurance is there.
    pub(super) fn open_phases(&mut self) -> Result<()> {
        let suite = &mut self.environment.suite;
        suite.open_borrowing()?;
        suite.open_buyback()
    }

    /// Trades the DEX pool to the price of the hour, as arbitrageurs would.
    pub(super) fn arbitrage(&mut self) -> Result<()> {
        let suite = &mut self.environment.suite;
        let target: Decimal = suite.quotes.eth / suite.quotes.stable;
        let off = suite.pool.price(&suite.net.dex)? / to_f64(target) - 1.0;
        if off.abs() > ARBITRAGE_THRESHOLD {
            suite
                .pool
                .arbitrage_to(&mut suite.net.dex, target)
                .context("arbitrage")?;
        }
        Ok(())
    }

    /// In some hours a large buyer trades after the arbitrage.
    pub(super) fn large_buyer(&mut self) -> Result<()> {
        let comes = self.dex_rng.gen_ratio(LARGE_BUYER, 100);
        let percent = self.dex_rng.gen_range(LARGE_PERCENT.0..=LARGE_PERCENT.1);
        if !comes {
            return Ok(());
        }
        let suite = &mut self.environment.suite;
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

    /// Why stablecoins still wait when nothing is in flight: compares what the DEX would pay for the next order with
    /// the reserve's slippage limit.
    pub(super) fn why_purchases_wait(&self) -> Result<String> {
        let suite = &self.environment.suite;
        let (backing, batch) = (suite.backing()?, suite.state()?.batch);
        let rule = &self.environment.setup.plan.reserve;
        let waiting = backing.waiting + batch.user_in + batch.protocol_in;
        let offer = coin(waiting.min(rule.max_order).u128(), &suite.pool.quote.denom);
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
        let batch = self.environment.suite.state()?.batch;
        let rule = &self.environment.setup.plan.market.batch;
        let total: Uint128 = batch.user_in + batch.protocol_in;
        let old = self.environment.suite.net.home.now() >= batch.opened_at + rule.max_age;
        Ok(total >= rule.min_size || (!total.is_zero() && old))
    }

    fn retry_returns(&mut self) -> Result<()> {
        self.relayer.return_failed = false;
        for purchase in self.environment.suite.purchases()? {
            if matches!(purchase.purchase.status, ReturnStatus::Held {}) {
                let order = purchase.order_id.u64();
                self.environment
                    .suite
                    .retry(order)
                    .with_context(|| format!("returning the ETH of order {order} again"))?;
            }
        }
        Ok(())
    }
}
