//! Liquidations of all kinds: of what is ripe and what is not, in the block of the borrow, with dust, with minimums that are
//! too high, and of oneself. The quote is held against what happens, to the unit.

use anyhow::{ensure, Result};
use cosmwasm_std::{coin, Addr, Uint128};
use qerun_market::state::Position;
use qerun_messages::market::{ExecuteMsg, LiquidationQuote};
use rand::Rng;

use super::as_quoted::{
    borrower_is_as_quoted, holdings, is_solvent, liquidator_is_as_quoted, others,
};
use super::expectation::Must;
use super::Random;
use crate::suite::{usd, Suite};

impl Random {
    /// Whoever can be liquidated, most of the time; else anybody with debt.
    fn target(&mut self, suite: &Suite) -> Result<Addr> {
        let ripe = suite.liquidatable().unwrap_or_default();
        if ripe.is_empty() || self.once_in(8) {
            return self.debtor(suite);
        }
        // The least healthy first, as a keeper does, or any of them.
        let at = match self.once_in(2) {
            true => 0,
            false => self.rng.gen_range(0..ripe.len()),
        };
        Ok(ripe[at].borrower.clone())
    }

    /// Liquidates with all that may be repaid, a part, more, or next to nothing. What the quote says must happen.
    pub(super) fn liquidate(&mut self, suite: &mut Suite) -> Result<()> {
        let borrower = self.target(suite)?;
        let debt = suite.position(&borrower)?.debt;
        let ripe = self.somebody_is_ripe(suite);
        if (!ripe || debt.is_zero()) && !self.once_in(10) {
            return Ok(());
        }
        let liquidator = match self.once_in(8) {
            true => borrower.clone(),
            false => self.user(),
        };
        let sent = match self.rng.gen_range(0..10) {
            0..=3 => debt + self.amount(usd("50")),
            4 => debt,
            5 => self.amount(usd("1")),
            _ => self.amount(debt),
        };
        let sent = sent.max(Uint128::one());
        let minimums = self.minimums(suite, &borrower, sent)?;
        self.liquidate_with(suite, (&liquidator, &borrower), sent, minimums)
    }

    /// None mostly; what the quote promises, or a unit more.
    fn minimums(
        &mut self,
        suite: &Suite,
        borrower: &Addr,
        sent: Uint128,
    ) -> Result<(Option<Uint128>, Option<Uint128>)> {
        let quote = suite.quote_liquidation(borrower, Some(sent))?.quote;
        let (qer, eth) = quote.map(|q| (q.collateral, q.eth)).unwrap_or_default();
        Ok(match self.rng.gen_range(0..8) {
            0 => (Some(qer), Some(eth)),
            1 => (Some(qer + Uint128::one()), None),
            2 => (None, Some(eth + Uint128::one())),
            _ => (None, None),
        })
    }

    /// A liquidation that is held to its quote.
    pub(super) fn liquidate_with(
        &mut self,
        suite: &mut Suite,
        (liquidator, borrower): (&Addr, &Addr),
        sent: Uint128,
        (min_collateral, min_eth): (Option<Uint128>, Option<Uint128>),
    ) -> Result<()> {
        let answer = suite.quote_liquidation(borrower, Some(sent))?;
        ensure!(
            answer.quote.is_some() != answer.refused.is_some(),
            "{answer:?}"
        );
        suite.fund_stable(liquidator, sent)?;
        let must = match &answer.quote {
            Some(quote) => self.must_pass(suite, liquidator, quote, min_collateral, min_eth),
            None => Must::Fail,
        };
        let msg = ExecuteMsg::Liquidate {
            borrower: borrower.to_string(),
            min_collateral,
            min_eth,
        };
        let kind = match (&answer.quote, must) {
            (None, _) => "liquidate_refused",
            (_, Must::Fail) => "liquidate_minimum",
            _ if liquidator == borrower => "liquidate_oneself",
            _ => "liquidate",
        };
        let text = format!("{borrower} by {liquidator} with {sent}: {answer:?}");
        let before = (holdings(suite, liquidator)?, holdings(suite, borrower)?);
        let (claim, bystanders) = (suite.position(borrower)?.claim, others(suite, borrower)?);
        let solvent = answer.quote.is_some() && is_solvent(suite, borrower)?;
        let (w, insurance) = (suite.write_offs()?, suite.state()?.insurance);
        let funds = [coin(sent.u128(), &suite.stable)];
        let what = (kind, must, text);
        let done = self.attempt(suite, what, |s| s.market(liquidator, &msg, &funds))?;
        let (Some(quote), true) = (answer.quote, done.is_some()) else {
            return Ok(());
        };

        ensure!(
            bystanders == others(suite, borrower)?,
            "somebody else's position changed"
        );
        borrower_is_as_quoted(suite, borrower, &quote, solvent)?;
        if liquidator != borrower {
            liquidator_is_as_quoted(suite, liquidator, &before.0, &quote)?;
            let (old, new) = (&before.1, holdings(suite, borrower)?);
            ensure!(old.qer == new.qer, "the borrower's QER outside");
            // Whatever is left of the claim when the debt is gone is his, less the fee.
            let back = (new.eth + new.owed_eth) - (old.eth + old.owed_eth);
            let left = match quote.debt_after.is_zero() {
                true => claim.eth - quote.eth,
                false => Uint128::zero(),
            };
            ensure!(back <= left, "{back} back of {left} ETH");
            ensure!(
                back >= left.multiply_ratio(94u128, 100u128),
                "{back} back of {left} ETH"
            );
            self.tally.entry("leftover_claim").or_default().succeeded += u64::from(!back.is_zero());
        }
        let now = suite.write_offs()?;
        ensure!(
            now.debt - w.debt == quote.written_off,
            "{w:?} to {now:?}, {quote:?}"
        );
        if !quote.written_off.is_zero() {
            let rise = suite.state()?.insurance.saturating_sub(insurance);
            ensure!(rise.is_zero(), "the insurance rose by {rise}");
            self.note_write_off(&w, &now);
        }
        let kinds = [
            ("seized_qer", quote.collateral),
            ("seized_eth", quote.eth),
            ("seized_stable", quote.stable),
            ("seized_pending", quote.pending),
        ];
        for (kind, amount) in kinds {
            self.tally.entry(kind).or_default().succeeded += u64::from(!amount.is_zero());
        }
        Ok(())
    }

    /// Whether a liquidation that has a quote passes: its minimums, and whom the bank refuses to pay.
    fn must_pass(
        &self,
        suite: &Suite,
        liquidator: &Addr,
        quote: &LiquidationQuote,
        min_collateral: Option<Uint128>,
        min_eth: Option<Uint128>,
    ) -> Must {
        let (qer, eth) = (
            min_collateral.unwrap_or_default(),
            min_eth.unwrap_or_default(),
        );
        let home = &suite.net.home;
        let stable = quote.stable + quote.refunded;
        let no_stable = !stable.is_zero() && home.refuses(&suite.at.market, liquidator);
        // ETH is owed then, unless a least amount was asked for.
        let no_eth =
            !quote.eth.is_zero() && !eth.is_zero() && home.refuses(&suite.at.reserve, liquidator);
        Must::succeed_if(qer <= quote.collateral && eth <= quote.eth && !no_stable && !no_eth)
    }

    /// A borrow, and in the same block a liquidation by somebody else, whatever the price: refused.
    pub(super) fn liquidate_in_the_block_of_the_borrow(&mut self, suite: &mut Suite) -> Result<()> {
        let height = suite.net.home.view().height;
        let borrowed = |p: &Position| p.borrowed_at_height == height && !p.debt_shares.is_zero();
        let mut fresh = suite.positions()?;
        fresh.retain(|(_, p)| borrowed(p));
        let Some((borrower, _)) = fresh.first().cloned() else {
            return Ok(());
        };
        let liquidator = self.user();
        suite.fund_stable(&liquidator, usd("1000"))?;
        let what = ("liquidate_at_once", Must::Fail, borrower.to_string());
        self.attempt(suite, what, |s| {
            s.liquidate(&liquidator, &borrower, usd("1000"))
        })?;
        Ok(())
    }
}
