//! The end of a run: everything is let go on until nothing is under way, and everyone leaves.

use anyhow::{bail, ensure, Result};
use cosmwasm_std::{Addr, Uint128};
use qerun_messages::market::StateResponse;
use qerun_messages::outpost::ReturnStatus;
use qerun_messages::reserve::{self, OrderStatus, Resolution};

use super::expectation::Must;
use super::keepers::market_params;
use super::params::restore_reserve;
use super::Random;
use crate::suite::{InvariantChecker, Setup, Suite};

impl Random {
    /// Ends every pause, halt, bar, refusal and closure, restores the reserve's parameters and fair prices, and relays,
    /// retries, syncs and flushes until no purchase is under way or waits; then liquidates what can be, and settles the
    /// deficit.
    ///
    /// # Errors
    /// A rule or invariant that is broken, or no end in sight.
    pub fn drain(
        &mut self,
        suite: &mut Suite,
        checker: &mut InvariantChecker,
        setup: &Setup,
    ) -> Result<()> {
        self.reopen_channel(suite)?;
        self.pay_everybody(suite)?;
        self.release_everybody(suite)?;
        while self.pauses_run(suite) {
            self.unpause(suite)?;
        }
        for _ in 0..3 {
            self.resume(suite)?;
        }
        restore_reserve(suite, &setup.plan.reserve)?;
        suite.quotes.stable = setup.quotes.stable;
        for _ in 0..1_000 {
            suite.pass(1)?;
            self.follow(suite)?;
            for pending in suite.net.pending()? {
                self.relay_step(suite, &pending)?;
                checker.check(suite)?;
            }
            let mut busy = !suite.net.pending()?.is_empty();
            for p in suite.purchases()? {
                if p.purchase.status == (ReturnStatus::Held {}) {
                    suite.retry(p.order_id.u64())?;
                    busy = true;
                }
            }
            for (id, order) in suite.orders()? {
                // What the outpost has sent is credited when it arrives; the rest was resolved
                // from a donation and has lost its ETH to another order.
                if order.status == OrderStatus::Returning {
                    let _ = suite.sync(id);
                    busy = true;
                }
            }
            if !suite.backing()?.waiting.is_zero() {
                suite.flush_reserve()?;
                busy = true;
            }
            checker.check(suite)?;
            if !busy {
                let backing = suite.backing()?;
                ensure!(backing.in_flight.is_zero(), "in flight: {backing:?}");
                self.collect_the_late(suite, checker)?;
                // The grace of what was resumed, and the averages.
                suite.settle_prices()?;
                return self.close_losses(suite, checker);
            }
        }
        bail!("purchases do not end: {:?}", suite.backing()?)
    }

    /// The timelock records the stablecoins that came for orders after they were closed as lost.
    fn collect_the_late(
        &mut self,
        suite: &mut Suite,
        checker: &mut InvariantChecker,
    ) -> Result<()> {
        let timelock = suite.at.timelock.clone();
        let purchases = suite.purchases()?;
        for (id, order) in suite.orders()? {
            let late = order.status == OrderStatus::Lost && !order.recovered;
            let bought = purchases.iter().any(|p| p.order_id.u64() == id);
            let here = suite.stable_of(&suite.at.reserve)?;
            if late && !bought && here >= order.amount {
                suite.resolve(&timelock, id, Resolution::Refunded {})?;
                self.late_stable += order.amount;
                checker.check(suite)?;
            }
        }
        Ok(())
    }

    /// After [`Random::drain`]: everyone repays, takes out collateral, collects and withdraws, the
    /// rest of the open batch is bought, and the timelock spends the protocol's ETH. Returns the
    /// market's state before the suppliers withdrew.
    ///
    /// # Errors
    /// A rule or invariant that is broken.
    pub fn leave(
        &mut self,
        suite: &mut Suite,
        checker: &mut InvariantChecker,
        setup: &Setup,
    ) -> Result<StateResponse> {
        for user in self.users.clone() {
            let debt = suite.position(&user)?.debt;
            if !debt.is_zero() {
                self.repay_exactly(suite, &user, &user, (debt, debt, Must::Succeed))?;
                checker.check(suite)?;
            }
            if !suite.position(&user)?.collateral.is_zero() {
                suite.withdraw_collateral(&user, None)?;
                checker.check(suite)?;
            }
        }
        // The open batch holds the protocol's part alone, and leaves when it is old enough.
        ensure!(
            suite.state()?.batch.user_in.is_zero(),
            "{:?}",
            suite.state()?.batch
        );
        suite.pass(market_params(suite)?.batch.max_age)?;
        // Below the smallest order it stays.
        let left = suite.state()?.batch.protocol_in;
        if !left.is_zero() && left >= suite.backing()?.min_order {
            suite.flush_market()?;
            checker.check(suite)?;
        }
        self.drain(suite, checker, setup)?;
        for (user, _) in suite.all_owed()? {
            suite.collect(&user)?;
            checker.check(suite)?;
        }
        let before = suite.state()?;
        // Rounding remainders can make another supplier's dust withdrawable, so loop again.
        let mut suppliers = self.users.clone();
        while let Some(at) = next(suite, &suppliers)? {
            suite.withdraw(&suppliers.swap_remove(at), None)?;
            checker.check(suite)?;
        }
        let own: Uint128 = suite.backing()?.unencumbered;
        if !own.is_zero() {
            let recipient = suite.net.home.addr("spent").into_string();
            let owner = suite.at.timelock.clone();
            let amount = own;
            suite.reserve(&owner, &reserve::ExecuteMsg::Spend { recipient, amount })?;
        }
        checker.check(suite)?;
        Ok(before)
    }
}

/// A supplier who has something.
fn next(suite: &Suite, suppliers: &[Addr]) -> Result<Option<usize>> {
    for (at, user) in suppliers.iter().enumerate() {
        if !suite.supplier(user)?.assets.is_zero() {
            return Ok(Some(at));
        }
    }
    Ok(None)
}
