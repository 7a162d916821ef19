//! What anyone, or the guardian, does to keep purchases moving.

use anyhow::{ensure, Result};
use cosmwasm_std::Uint128;
use qerun_messages::market::{ExecuteMsg, Params, QueryMsg};
use qerun_messages::outpost::{PurchaseResponse, ReturnStatus};
use qerun_messages::reserve::{self, Order, OrderStatus, Resolution};
use rand::seq::SliceRandom;
use rand::Rng;

use super::gifts::Place;
use super::params::buying;
use super::rules::Must;
use super::Random;
use crate::suite::{usd, Suite};

/// The market's parameters.
pub(super) fn market_params(suite: &Suite) -> Result<Params> {
    suite.net.home.query(&suite.at.market, &QueryMsg::Params {})
}

impl Random {
    /// The market's open batch leaves only when it is due.
    pub(super) fn flush_market(&mut self, suite: &mut Suite) -> Result<()> {
        let (batch, rule) = (suite.state()?.batch, market_params(suite)?.batch);
        let total = batch.user + batch.protocol;
        let old = suite.net.home.now() >= batch.opened_at + rule.max_age;
        let due = total >= rule.min_size || (old && !total.is_zero());
        let must = match due && total >= suite.backing()?.min_order {
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

    /// Some order, rather one in the given state.
    fn order(
        &mut self,
        suite: &Suite,
        wanted: impl Fn(&Order) -> bool,
    ) -> Result<Option<(u64, Order)>> {
        let orders = suite.orders()?;
        let some: Vec<_> = orders.iter().filter(|(_, o)| wanted(o)).collect();
        Ok(match some.choose(&mut self.rng) {
            Some(order) => Some((*order).clone()),
            None => orders.choose(&mut self.rng).cloned(),
        })
    }

    /// ETH of the reserve beyond its accounts.
    fn unaccounted_eth(suite: &Suite) -> Result<Uint128> {
        let (held, backing) = (suite.eth_of(&suite.at.reserve)?, suite.backing()?);
        Ok(held - backing.encumbered - backing.unencumbered)
    }

    /// Credits an acknowledged order out of ETH beyond the accounts, if there is enough.
    pub(super) fn sync(&mut self, suite: &mut Suite) -> Result<()> {
        let returning = |o: &Order| o.status == OrderStatus::Returning;
        let Some((id, order)) = self.order(suite, returning)? else {
            return Ok(());
        };
        // What every order that returns is at least due: none takes another's.
        let all = suite.orders()?;
        let all = all.iter().filter(|(_, o)| returning(o));
        let due: Uint128 = all.map(|(_, o)| o.min_out - o.eth_out).sum();
        let covered = Self::unaccounted_eth(suite)? >= due;
        let must = Must::succeed_if(returning(&order) && covered);
        let what = ("sync", must, format!("{id} {:?}", order.status));
        self.attempt(suite, what, |s| s.sync(id))?;
        Ok(())
    }

    /// Sends what failed to return again, or, as the outpost's owner, what may have failed unheard: as
    /// much ETH lies in the outpost that no failed return owns.
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
        let here = suite.net.dex.balance(&suite.at.outpost, suite.dex_eth())?;
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

    /// The guardian closes an order long overdue, only as far as an unaccounted balance covers it.
    /// Half of the time somebody has made up for it before.
    pub(super) fn resolve(&mut self, suite: &mut Suite) -> Result<()> {
        let (grace, now) = (buying(suite)?.grace, suite.net.home.now());
        let open = |o: &Order| matches!(o.status, OrderStatus::Sent | OrderStatus::Returning);
        let over = |o: &Order| now > o.deadline + grace;
        let Some((id, order)) = self.order(suite, |o| open(o) && over(o))? else {
            return Ok(());
        };
        let (refund, ready) = (self.rng.gen(), open(&order) && over(&order));
        if !ready && !self.once_in(10) {
            return Ok(());
        }
        if ready && self.once_in(2) {
            match refund {
                true => self.give(suite, Place::Reserve, "stable", order.amount)?,
                false => self.give(suite, Place::Reserve, "eth", order.expected_out)?,
            }
        }
        let held = suite.stable_of(&suite.at.reserve)?;
        let covered = match refund {
            true => held - suite.backing()?.waiting >= order.amount,
            false => Self::unaccounted_eth(suite)? >= order.min_out,
        };
        let state = !refund || order.status == OrderStatus::Sent;
        let must = Must::succeed_if(ready && covered && state);
        let msg = reserve::ExecuteMsg::Resolve {
            order_id: id.into(),
            outcome: match refund {
                true => Resolution::Refunded {},
                false => Resolution::Credited { least: None },
            },
        };
        let guardian = suite.at.guardian.clone();
        let what = ("resolve", must, format!("{id} {msg:?}"));
        self.attempt(suite, what, |s| s.reserve(&guardian, &msg))?;
        Ok(())
    }

    /// A gift to the insurance, which is booked.
    pub(super) fn fund_insurance(&mut self, suite: &mut Suite) -> Result<()> {
        let amount = self.amount(usd("5000"));
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
