//! Batches that waited for a month without being bought are wound down.

use anyhow::{ensure, Result};
use cosmwasm_std::Uint128;
use qerun_messages::reserve::{WaitingBatch, WIND_DOWN_AFTER};
use rand::seq::SliceRandom;
use rand::Rng;

use super::expectation::Must;
use super::Random;
use crate::suite::Suite;

impl Random {
    /// The owner winds a batch down that waits; now and then the month is waited for. Too early, or with an order
    /// of it under way, it is refused.
    pub(super) fn wind_down(&mut self, suite: &mut Suite) -> Result<()> {
        let waiting = suite.waiting()?;
        let Some(WaitingBatch {
            batch_id,
            amount,
            since,
        }) = waiting.choose(&mut self.rng).cloned()
        else {
            return self.wind_down_nothing(suite);
        };
        let id = batch_id.u64();
        let open = suite.batch(id)?.open;
        let under_way = open > amount;
        let from = since + WIND_DOWN_AFTER;
        let left = from.saturating_sub(suite.net.home.now());
        if left > 0 && self.once_in(2) {
            // A second too early now and then.
            let early = u64::from(self.once_in(2));
            self.wait(suite, left - early)?;
        }
        let early = suite.net.home.now() < from;
        let kind = match (under_way, early) {
            (true, _) => "wind_down_under_way",
            (false, true) => "wind_down_early",
            (false, false) => "wind_down",
        };
        let (market, before) = (suite.state()?, suite.backing()?);
        let must = Must::succeed_if(!under_way && !early);
        let what = (kind, must, format!("{id}: {amount} of {open}"));
        if self.attempt(suite, what, |s| s.wind_down(id))?.is_none() {
            return Ok(());
        }
        let (batch, now, after) = (suite.batch(id)?, suite.state()?, suite.backing()?);
        let users = amount.multiply_ratio(batch.user_in, batch.stable_in);
        ensure!(
            now.kept == market.kept + users
                && now.insurance == market.insurance + amount - users
                && now.supplied == market.supplied,
            "{users} of {amount} are the borrowers': {market:?} to {now:?}"
        );
        ensure!(
            batch.settled && batch.open.is_zero() && batch.stable_out == amount,
            "{batch:?}"
        );
        ensure!(
            after.waiting + amount == before.waiting
                && after.open_batches + 1 == before.open_batches,
            "{before:?} to {after:?}"
        );
        if self.once_in(2) {
            self.repay_from_wound_down(suite)?;
        }
        Ok(())
    }

    /// Somebody who has stablecoins to get back repays.
    fn repay_from_wound_down(&mut self, suite: &mut Suite) -> Result<()> {
        let mut users = vec![];
        for (user, _) in suite.positions()? {
            if !suite.position(&user)?.claim.stable.is_zero() {
                users.push(user);
            }
        }
        match users.choose(&mut self.rng).cloned() {
            Some(user) => self.repay_by(suite, &user, &user),
            None => Ok(()),
        }
    }

    /// A batch of which nothing waits, or that there is not.
    fn wind_down_nothing(&mut self, suite: &mut Suite) -> Result<()> {
        if !self.once_in(5) {
            return Ok(());
        }
        let batches = suite.batches()?.len() as u64;
        let id = self.rng.gen_range(0..batches + 2);
        let what = ("wind_down_nothing", Must::Fail, id.to_string());
        self.attempt(suite, what, |s| s.wind_down(id))?;
        Ok(())
    }

    /// Counts what a borrower got in stablecoins of batches that were wound down or of payments that were refused.
    pub(super) fn note_stable(&mut self, kind: &'static str, amount: Uint128) {
        self.tally.entry(kind).or_default().succeeded += u64::from(!amount.is_zero());
    }
}
