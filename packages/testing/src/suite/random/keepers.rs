//! What anyone does to keep purchases moving.

use anyhow::{ensure, Result};
use cosmwasm_std::Uint128;
use qerun_messages::market::{ExecuteMsg, Params, QueryMsg};
use qerun_messages::outpost::{PurchaseResponse, ReturnStatus};
use rand::seq::SliceRandom;

use super::expectation::Must;
use super::Random;
use crate::suite::{usd, Suite};

/// The market's parameters.
pub(super) fn market_params(suite: &Suite) -> Result<Params> {
    suite.net.home.query(&suite.at.market, &QueryMsg::Params {})
}

impl Random {
    /// The market's open batch leaves only when it is due, and when the reserve can be expected to take it. Then it
    /// does, if the stablecoin's price is live and the channel is open.
    pub(super) fn flush_market(&mut self, suite: &mut Suite) -> Result<()> {
        let (batch, rule) = (suite.state()?.batch, market_params(suite)?.batch);
        let (quote, backing) = (suite.quote_flush()?, suite.backing()?);
        let total = batch.user_in + batch.protocol_in;
        let old = suite.net.home.now() >= batch.opened_at + rule.max_age;
        let due = total >= rule.min_size || (old && !total.is_zero());
        let capacity = total >= backing.min_order
            && backing.order_capacity > 0
            && backing.batch_capacity > 0
            && backing.capacity >= total.min(rule.min_size)
            && suite.net.home.now() >= backing.paused_until;
        ensure!(
            !quote.hands_over || (due && capacity),
            "{quote:?} of {batch:?} with {backing:?}"
        );
        let must = match quote.hands_over {
            true => Must::Either,
            false => Must::Fail,
        };
        let what = ("flush_market", must, format!("{total}"));
        self.attempt(suite, what, Suite::flush_market)?;
        Ok(())
    }

    /// The reserve sends what waits, if anything does.
    pub(super) fn flush_reserve(&mut self, suite: &mut Suite) -> Result<()> {
        let waiting = suite.backing()?.waiting;
        let must = match waiting.is_zero() {
            true => Must::Fail,
            false => Must::Either,
        };
        let what = ("flush_reserve", must, format!("{waiting}"));
        self.attempt(suite, what, Suite::flush_reserve)?;
        Ok(())
    }

    /// Retries failed returns. The owner may also retry one whose callback never ran, if the outpost
    /// holds that much unassigned ETH.
    pub(super) fn retry(&mut self, suite: &mut Suite) -> Result<()> {
        let purchases = suite.purchases()?;
        let status = |p: &PurchaseResponse| p.purchase.status.clone();
        let held = |p: &&PurchaseResponse| status(p) == ReturnStatus::Held {};
        let failed: Vec<_> = purchases.iter().filter(held).collect();
        let chosen = match failed.choose(&mut self.rng) {
            Some(failed) if !self.once_in(4) => Some(*failed),
            _ => purchases.choose(&mut self.rng),
        };
        let Some(chosen) = chosen else {
            return Ok(());
        };
        let owned: Uint128 = failed.iter().map(|p| p.purchase.eth_out).sum();
        let here = suite.net.dex.balance(&suite.at.outpost, &suite.dex_eth())?;
        let able = match status(chosen) {
            ReturnStatus::Held {} => true,
            ReturnStatus::InTransit { .. } => here - owned >= chosen.purchase.eth_out,
            ReturnStatus::Delivered {} => false,
        };
        let must = Must::succeed_if(able && self.open);
        let id = chosen.order_id.u64();
        let what = ("retry", must, format!("{id} {:?}", chosen.purchase.status));
        let who = match status(chosen) {
            ReturnStatus::InTransit { .. } => "owner",
            _ => "anyone",
        };
        self.attempt(suite, what, |s| s.retry_by(who, id))?;
        Ok(())
    }

    /// A donation to the insurance, which counts as insurance.
    pub(super) fn fund_insurance(&mut self, suite: &mut Suite) -> Result<()> {
        let amount = self.amount(usd("100"));
        let (treasury, before) = (suite.at.treasury.clone(), suite.state()?);
        let funds = [cosmwasm_std::coin(amount.u128(), &suite.stable)];
        let what = ("fund_insurance", Must::Succeed, amount.to_string());
        let msg = ExecuteMsg::FundInsurance {};
        self.attempt(suite, what, |s| s.market(&treasury, &msg, &funds))?;
        let after = suite.state()?;
        ensure!(
            after.insurance == before.insurance + amount,
            "{before:?} {after:?}"
        );
        Ok(())
    }
}
