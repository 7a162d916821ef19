//! Keepers buy what the reserve sells: earmarked ETH for stablecoins, and surplus ETH for QER, once the falling price leaves
//! a profit.

use anyhow::Result;
use cosmwasm_std::Addr;

use super::day_report::{usd, ETH, SIX};
use super::run::Run;
use crate::keepers::{Keeper, HAIRCUTS, KEEPERS};

impl Run<'_> {
    /// Every keeper looks at both offers once an hour.
    pub(super) fn run_buyers(&mut self) -> Result<()> {
        for (keeper, account) in KEEPERS.iter().zip(self.environment.keepers.clone()) {
            self.buy_eth(keeper, &account)?;
            self.buy_back(keeper, &account)?;
            self.sell_eth(&account)?;
        }
        Ok(())
    }

    /// As much of the earmarked ETH as the keeper can pay.
    fn buy_eth(&mut self, keeper: &Keeper, account: &Addr) -> Result<()> {
        let suite = &mut self.environment.suite;
        let Some(offer) = suite.storefront()?.deficit else {
            return Ok(());
        };
        let amount = offer.cost.min(suite.stable_of(account)?);
        let paid = usd(offer.cost, self.now.usdc, SIX)?;
        let received = usd(offer.eth, self.now.eth, ETH)? * HAIRCUTS.eth;
        if keeper.profit(paid, received).is_none() || amount.is_zero() {
            return Ok(());
        }
        let least = (amount == offer.cost).then_some(offer.eth);
        let done = suite.buy_eth(account, amount, least)?;
        self.record(&done.events)?;
        self.check_invariants()
    }

    /// All of the surplus, with QER bought for it.
    fn buy_back(&mut self, keeper: &Keeper, account: &Addr) -> Result<()> {
        let suite = &self.environment.suite;
        let Some(offer) = suite.storefront()?.buyback else {
            return Ok(());
        };
        let worth = usd(offer.cost, suite.quotes.qer, SIX)?;
        let Some(paid) = self.qer_market.quote_purchase(worth) else {
            return Ok(());
        };
        let received = usd(offer.eth, self.now.eth, ETH)? * HAIRCUTS.eth;
        let affordable = self.stablecoins(paid)? <= suite.stable_of(account)?;
        if keeper.profit(paid, received).is_none() || !affordable {
            return Ok(());
        }
        self.buy_qer(account, offer.cost, paid)?;
        let suite = &mut self.environment.suite;
        let done = suite.buy_back(account, offer.cost, Some(offer.eth))?;
        self.record(&done.events)?;
        self.check_invariants()
    }
}
