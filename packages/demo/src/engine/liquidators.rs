//! Keepers liquidate what the market lists, when it pays: the QER is sold at once, at what the market outside gives for it.

use anyhow::Result;
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_messages::market::LiquidationQuote;

use super::day_report::{usd, ETH, SIX};
use super::run::Run;
use crate::keepers::{Keeper, HAIRCUTS, KEEPERS};

/// A keeper tries all that may be repaid, a half and a quarter, because the price impact grows with the amount.
const PARTS: [u128; 3] = [1, 2, 4];

impl Run<'_> {
    /// Every keeper looks through the list once an hour, the least healthy position first, and passes over those that have
    /// not been listed for as long as the run says that keepers are late.
    pub(super) fn run_liquidators(&mut self) -> Result<()> {
        let (hour, delay) = (self.hours_run, self.options.liquidator_delay);
        // Without a price to liquidate at, as in the grace after the first publication, there is no list.
        let Ok(listed) = self.environment.suite.liquidatable() else {
            return Ok(());
        };
        self.overdue.note(&listed, hour);
        if listed.is_empty() {
            return Ok(());
        }
        for (keeper, account) in KEEPERS.iter().zip(self.environment.keepers.clone()) {
            for position in self.environment.suite.liquidatable()? {
                if !self.overdue.is_due(&position.borrower, hour, delay) {
                    continue;
                }
                self.liquidate(keeper, &account, &position.borrower)?;
            }
        }
        Ok(())
    }

    fn liquidate(&mut self, keeper: &Keeper, account: &Addr, borrower: &Addr) -> Result<()> {
        let Some(quote) = self.best_quote(keeper, account, borrower)? else {
            return Ok(());
        };
        // Where nothing is left to seize a unit is sent and comes back: the debt is written off.
        let sent = quote.repaid.max(Uint128::one());
        let least = (Some(quote.collateral), Some(quote.eth));
        let suite = &mut self.environment.suite;
        let done = suite.liquidate_for(account, borrower, sent, least)?;
        self.record(&done.events)?;
        self.sell_qer(account, quote.collateral)?;
        self.sell_eth(account)?;
        self.check_invariants()
    }

    /// The most profitable of what the keeper could repay, if it is worth the keeper's while.
    fn best_quote(
        &self,
        keeper: &Keeper,
        account: &Addr,
        borrower: &Addr,
    ) -> Result<Option<LiquidationQuote>> {
        let suite = &self.environment.suite;
        let held = suite.stable_of(account)?;
        let Some(most) = suite.quote_liquidation(borrower, Some(held))?.quote else {
            return Ok(None);
        };
        if most.repaid.is_zero() {
            return Ok((!most.written_off.is_zero()).then_some(most));
        }
        let mut best: Option<(Decimal, LiquidationQuote)> = None;
        for part in PARTS {
            let amount = most.repaid / Uint128::new(part);
            let Some(quote) = suite.quote_liquidation(borrower, Some(amount))?.quote else {
                continue;
            };
            let paid = usd(quote.repaid, self.now.usdc, SIX)?;
            let profit = keeper.profit(paid, self.worth(&quote)?);
            let better = |profit: &Decimal| best.as_ref().is_none_or(|(most, _)| profit > most);
            if let Some(profit) = profit.filter(better) {
                best = Some((profit, quote));
            }
        }
        Ok(best.map(|(_, quote)| quote))
    }

    /// What a liquidation brings a keeper, US dollars net of price impact and haircuts.
    fn worth(&self, quote: &LiquidationQuote) -> Result<Decimal> {
        let now = &self.now;
        let qer = usd(quote.collateral, self.environment.suite.quotes.qer, SIX)?;
        Ok(self.qer_market.quote_sale(qer)
            + usd(quote.eth, now.eth, ETH)? * HAIRCUTS.eth
            + usd(quote.stable, now.usdc, SIX)?
            + usd(quote.pending, now.usdc, SIX)? * HAIRCUTS.pending)
    }
}
