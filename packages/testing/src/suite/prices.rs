//! Prices that fall and rise: jumps of several assets in a block, and prices that stay until the averages have followed.

use anyhow::{Context, Result};
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_messages::oracle::{PriceRecord, PRICES};

use super::{Quotes, Suite};

/// Seconds between two publications while a price is held.
const TICK: u64 = 600;
/// Seconds after which the one-hour average has forgotten what was before, and the grace of a first price is over.
const SETTLED: u64 = 5_400;

impl Suite {
    /// The oracle's published record of an asset.
    pub fn price(&self, asset: &str) -> Result<PriceRecord> {
        let storage = self.net.home.app.contract_storage(&self.at.oracle);
        Ok(PRICES.load(&*storage, asset)?)
    }

    /// The published record of QER.
    pub fn qer_price(&self) -> Result<PriceRecord> {
        self.price(&self.plan.assets.qer)
    }

    /// The feeders publish other prices, all in one block.
    pub fn jump(&mut self, change: impl FnOnce(&mut Quotes)) -> Result<()> {
        let mut quotes = self.quotes;
        change(&mut quotes);
        self.publish(quotes)
    }

    /// So many seconds pass, while the feeders publish the same prices every ten minutes.
    pub fn hold(&mut self, seconds: u64) -> Result<()> {
        let mut left = seconds;
        while left > 0 {
            let step = left.min(TICK);
            self.pass(step)?;
            left -= step;
        }
        Ok(())
    }

    /// The prices stay until the averages are at them and no grace is left.
    pub fn settle_prices(&mut self) -> Result<()> {
        self.hold(SETTLED)
    }

    /// Prices jump in one block and stay until the averages are at them.
    pub fn crash(&mut self, change: impl FnOnce(&mut Quotes)) -> Result<()> {
        self.jump(change)?;
        self.settle_prices()
    }

    /// QER falls, in one block, to where this position's health at the liquidation price is `health` once the average is
    /// there, and stays until it is. Rounded down to a promille of a promille; interest until then is reckoned in.
    ///
    /// # Errors
    /// A position without debt or collateral.
    pub fn fall_to_health(&mut self, user: &Addr, health: Decimal) -> Result<()> {
        let price = self.price_at_health(user, health)?;
        self.crash(|quotes| quotes.qer = price)?;
        let price = self.price_at_health(user, health)?;
        self.jump(|quotes| quotes.qer = price)
    }

    /// The price of QER at which a position has this health, rounded down.
    pub(super) fn price_at_health(&self, user: &Addr, health: Decimal) -> Result<Decimal> {
        let (position, threshold) = (self.position(user)?, self.threshold()?.effective);
        let one = |decimals: u8| 10u128.pow(decimals.into());
        let debt = Decimal::from_ratio(position.debt, one(self.plan.assets.stable.decimals));
        let debt = debt * self.quotes.stable.max(Decimal::one());
        let collateral = Decimal::checked_from_ratio(
            position.collateral,
            Uint128::new(one(self.plan.token.decimals)),
        )?;
        let covered = (collateral * threshold).max(Decimal::raw(1));
        debt.checked_mul(health)?
            .checked_div(covered)
            .context("no collateral")
    }
}
