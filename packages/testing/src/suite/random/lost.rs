//! Orders whose callbacks never ran: synced, resolved, closed as lost, and what arrives for them afterwards.

use anyhow::{ensure, Result};
use cosmwasm_std::Uint128;
use qerun_messages::reserve::{self, Order, OrderStatus, Resolution};
use rand::seq::SliceRandom;
use rand::Rng;

use super::donations::Recipient;
use super::expectation::Must;
use super::params::buying;
use super::Random;
use crate::relayer::{Side, Stage};
use crate::suite::Suite;

/// What an order that returns is due at least.
fn least(order: &Order) -> Uint128 {
    order.min_out.saturating_sub(order.eth_out)
}

/// What all orders that return are due at least, but this one.
fn owed_to_others(suite: &Suite, id: u64) -> Result<Uint128> {
    let orders = suite.orders()?;
    let others = orders
        .iter()
        .filter(|(other, o)| *other != id && o.status == OrderStatus::Returning);
    Ok(others.map(|(_, o)| least(o)).sum())
}

/// ETH of the reserve beyond its accounts.
fn unaccounted_eth(suite: &Suite) -> Result<Uint128> {
    let (held, backing) = (suite.eth_of(&suite.at.reserve)?, suite.backing()?);
    Ok(held - backing.encumbered - backing.unencumbered)
}

/// Stablecoins of the reserve beyond its accounts.
fn unaccounted_stable(suite: &Suite) -> Result<Uint128> {
    Ok(suite.stable_of(&suite.at.reserve)? - suite.backing()?.waiting)
}

impl Random {
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

    /// Credits an acknowledged order out of unaccounted ETH, if there is enough for it and for all
    /// others that return.
    pub(super) fn sync(&mut self, suite: &mut Suite) -> Result<()> {
        let returning = |o: &Order| o.status == OrderStatus::Returning;
        let Some((id, order)) = self.order(suite, returning)? else {
            return Ok(());
        };
        let (here, others) = (unaccounted_eth(suite)?, owed_to_others(suite, id)?);
        let must = Must::succeed_if(returning(&order) && here >= least(&order) + others);
        let what = ("sync", must, format!("{id} {:?}", order.status));
        if self.attempt(suite, what, |s| s.sync(id))?.is_some() {
            let after = suite.order(id)?;
            let range = order.min_out..=order.expected_out;
            ensure!(range.contains(&after.eth_out), "{order:?} to {after:?}");
            ensure!(
                unaccounted_eth(suite)? >= others,
                "took what others are due"
            );
        }
        Ok(())
    }

    /// Guardian or owner close an order long overdue, only as far as an unaccounted balance covers it: half of the
    /// time somebody has made up for it before. Or they record what came for a lost one after all.
    pub(super) fn resolve(&mut self, suite: &mut Suite) -> Result<()> {
        let grace = buying(suite)?.grace;
        let open = |o: &Order| matches!(o.status, OrderStatus::Sent | OrderStatus::Returning);
        let late = |o: &Order| o.status == OrderStatus::Lost && !o.recovered;
        let impatient = !self.once_in(3);
        let now = suite.net.home.now();
        let wanted = |o: &Order| late(o) || (open(o) && (!impatient || now > o.deadline + grace));
        let Some((id, order)) = self.order(suite, wanted)? else {
            return Ok(());
        };
        let left = (order.deadline + grace + 1).saturating_sub(now);
        if open(&order) && left > 0 && !impatient {
            self.wait(suite, left)?;
        }
        let now = suite.net.home.now();
        let over = |o: &Order| now > o.deadline + grace;
        let ready = (late(&order) || open(&order)) && over(&order);
        if !ready && !self.once_in(10) {
            return Ok(());
        }
        let refund = match late(&order) {
            true => unaccounted_stable(suite)? >= order.amount,
            false => self.rng.gen(),
        };
        if ready && open(&order) {
            // All of it, a part, or nothing is here.
            match (refund, self.rng.gen_range(0..4)) {
                (true, 0 | 1) => {
                    self.donate_exactly(suite, Recipient::Reserve, "stable", order.amount)?
                }
                (false, 0) => {
                    self.donate_exactly(suite, Recipient::Reserve, "eth", order.expected_out)?
                }
                (false, 1 | 2) => {
                    let part = self.amount(least(&order));
                    self.donate_exactly(suite, Recipient::Reserve, "eth", part)?;
                }
                _ => {}
            }
        }
        // Less than the minimum is accepted only by a message that says how much less.
        let (here, others) = (unaccounted_eth(suite)?, owed_to_others(suite, id)?);
        let free = here.saturating_sub(others);
        let short = here < least(&order) && !free.is_zero() && !self.once_in(4);
        let by_guardian = !short && self.once_in(8);
        let accepts = match self.rng.gen_range(0..4) {
            _ if short => Some(self.amount(free)),
            0 | 1 => None,
            2 => Some(self.amount(free)),
            _ => Some(self.amount(least(&order))),
        };
        let enough = accepts.is_some_and(|accepts| free >= accepts.max(Uint128::one()));
        let covered = match (refund, late(&order)) {
            (true, _) => unaccounted_stable(suite)? >= order.amount,
            (false, true) => !free.is_zero(),
            (false, false) => here >= least(&order) || enough,
        };
        let state = late(&order) || !refund || order.status == OrderStatus::Sent;
        // The reserve's guardian is the timelock; its own guardian is nobody there.
        let must = Must::succeed_if(ready && covered && state && !by_guardian);
        let outcome = match refund {
            true => Resolution::Refunded {},
            false => Resolution::Credited { least: accepts },
        };
        let by = match by_guardian {
            true => suite.at.guardian.clone(),
            false => suite.at.timelock.clone(),
        };
        let kind = match late(&order) {
            true => "resolve_lost",
            false => "resolve",
        };
        let (own, insurance) = (suite.backing()?.unencumbered, suite.state()?.insurance);
        let what = (kind, must, format!("{id} {outcome:?} by {by}"));
        let done = self.attempt(suite, what, |s| s.resolve(&by, id, outcome))?;
        let now_lost = suite.order(id)?.status == OrderStatus::Lost;
        if done.is_some() && now_lost && !late(&order) {
            ensure!(suite.order(id)?.eth_out == order.eth_out + free);
            self.tally.entry("resolve_with_less").or_default().succeeded += 1;
        }
        if done.is_some() && late(&order) {
            let eth = suite.backing()?.unencumbered - own;
            let stable = suite.state()?.insurance - insurance;
            let right = match refund {
                true => (Uint128::zero(), order.amount),
                false => (free.min(order.expected_out), Uint128::zero()),
            };
            ensure!((eth, stable) == right, "{eth} and {stable}, not {right:?}");
            ensure!(suite.order(id)?.recovered, "order {id} is not marked");
            self.late_eth += eth;
            self.late_stable += stable;
        }
        Ok(())
    }

    /// The timelock gives an order up, with or without making it good, once its timeout and the grace are over.
    /// Sometimes waits for timeout and grace first. Nobody else may.
    pub(super) fn close_lost(&mut self, suite: &mut Suite) -> Result<()> {
        let open = |o: &Order| o.status.is_open();
        let only_sent = self.once_in(2);
        let wanted = |o: &Order| open(o) && (!only_sent || o.status == OrderStatus::Sent);
        let Some((id, order)) = self.order(suite, wanted)? else {
            return Ok(());
        };
        if !open(&order) && !self.once_in(10) {
            return Ok(());
        }
        let grace = buying(suite)?.grace;
        let left = (order.deadline + grace + 1).saturating_sub(suite.net.home.now());
        if open(&order) && left > 0 && self.once_in(3) {
            if self.once_in(3) {
                self.deliver_order(suite, &order)?;
            }
            // A second too early now and then.
            let early = u64::from(self.once_in(3));
            self.wait(suite, left - early)?;
        }
        let order = suite.order(id)?;
        let ripe = open(&order) && suite.net.home.now() > order.deadline + grace;
        let before = suite.backing()?;
        // What is earmarked for the deficit makes nothing good.
        let free = before.unencumbered - suite.earmark()?.eth;
        let most = order.expected_out.saturating_sub(order.eth_out);
        let make_good = match self.rng.gen_range(0..6) {
            0..=2 => None,
            3 | 4 => Some(self.amount(most.min(free))),
            _ => Some(self.amount(most + most)),
        };
        let good = make_good.unwrap_or_default();
        let by_guardian = self.once_in(10);
        let able = ripe && good <= most && good <= free && !by_guardian;
        let by = match by_guardian {
            true => suite.at.guardian.clone(),
            false => suite.at.timelock.clone(),
        };
        let kind = match (ripe, make_good) {
            (false, _) => "close_lost_early",
            (true, None) => "close_lost",
            (true, Some(_)) => "close_lost_made_good",
        };
        let what = (kind, Must::succeed_if(able), format!("{id} {make_good:?}"));
        let msg = reserve::ExecuteMsg::CloseLost {
            order_id: id.into(),
            make_good,
        };
        if self
            .attempt(suite, what, |s| s.reserve(&by, &msg))?
            .is_none()
        {
            return Ok(());
        }
        self.made_good += good;
        let (closed, after) = (suite.order(id)?, suite.backing()?);
        ensure!(closed.status == OrderStatus::Lost, "{closed:?}");
        ensure!(closed.eth_out == order.eth_out + good, "{closed:?}");
        ensure!(
            after.in_flight + order.amount == before.in_flight
                && after.open_orders + 1 == before.open_orders
                && after.encumbered + after.unencumbered == before.encumbered + before.unencumbered,
            "{before:?} to {after:?}"
        );
        Ok(())
    }

    /// The order's packet is received, if it is not yet; the acknowledgement is for later.
    fn deliver_order(&mut self, suite: &mut Suite, order: &Order) -> Result<()> {
        let sequence = order.sequence.map(|n| n.u64());
        for pending in suite.net.pending()? {
            let this = pending.id.from == Side::Home && Some(pending.id.sequence) == sequence;
            if this && pending.id.channel == order.channel && pending.stage == Stage::Sent {
                self.relay_step(suite, &pending)?;
            }
        }
        Ok(())
    }

    /// Time passes without anybody, then the feeders publish again, mostly.
    pub(super) fn wait(&mut self, suite: &mut Suite, seconds: u64) -> Result<()> {
        self.note(format!("{seconds} s pass"));
        suite.net.advance(seconds);
        if !self.once_in(3) {
            let what = ("prices", Must::Succeed, "again".to_owned());
            self.attempt(suite, what, Suite::refresh)?;
        }
        Ok(())
    }
}
