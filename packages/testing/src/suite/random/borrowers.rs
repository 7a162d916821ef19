//! Borrow, repay, collect.

use anyhow::{ensure, Result};
use cosmwasm_std::{coin, Addr, Uint128};
use qerun_messages::market::ExecuteMsg;
use rand::Rng;

use super::expectation::Must;
use super::suppliers::pauses;
use super::Random;
use crate::suite::{usd, Suite};

impl Random {
    /// Borrows a part of what may be borrowed, all of it, or more. What the quote says must happen,
    /// `max_borrow` must succeed, and a unit more must fail.
    pub(super) fn borrow(&mut self, suite: &mut Suite) -> Result<()> {
        let user = self.user();
        let most = suite.max_borrow(&user)?.amount;
        let amount = match self.rng.gen_range(0..10) {
            0 => most + Uint128::one(),
            1 => most + self.amount(usd("20000")),
            2 => most,
            // Seldom below the minimum debt.
            _ => self.amount(most.min(usd("3000"))).max(usd("55").min(most)),
        };
        let amount = amount.max(Uint128::one());
        let quote = suite.quote_borrow(&user, amount)?;
        let must = Must::succeed_if(quote.refused.is_none());
        ensure!(amount <= most || must == Must::Fail, "more than max_borrow");
        ensure!(
            amount != most || most.is_zero() || must == Must::Succeed,
            "max_borrow is refused: {:?}",
            quote.refused
        );
        if self.barred.contains(&user) {
            ensure!(must == Must::Fail && most.is_zero(), "{user} is barred");
            self.tally.entry("borrow while barred").or_default().failed += 1;
        }
        // The bank may refuse to pay him.
        let must = match suite.net.home.refuses(&suite.at.market, &user) {
            true => Must::Fail,
            false => must,
        };
        let (before, position) = (suite.stable_of(&user)?, suite.position(&user)?);
        let batch = suite.state()?.batch.id;
        let what = ("borrow", must, format!("{user} {amount} of {most}"));
        let done = self.attempt_for(suite, &user, what, |s| s.borrow(&user, amount))?;
        if done.is_some() {
            let paid = suite.stable_of(&user)? - before;
            ensure!(
                paid == quote.paid_out,
                "{paid} paid out, {} quoted",
                quote.paid_out
            );
            let handed_over = suite.state()?.batch.id != batch;
            ensure!(
                !handed_over || quote.hands_over,
                "the quote did not say so: {quote:?}"
            );
            let after = suite.position(&user)?;
            let rise = after.debt - position.debt;
            let slack = Uint128::one();
            ensure!(
                rise + slack >= amount && rise <= amount + slack,
                "debt of {amount} recorded as {rise}"
            );
            ensure!(
                after.health == quote.health_after || rise != amount,
                "health"
            );
        }
        Ok(())
    }

    /// Somebody with debt, seldom anybody.
    pub(super) fn debtor(&mut self, suite: &Suite) -> Result<Addr> {
        let mut debtors = suite.positions()?;
        debtors.retain(|(_, p)| !p.debt_shares.is_zero());
        if debtors.is_empty() || self.once_in(10) {
            return Ok(self.user());
        }
        let at = self.rng.gen_range(0..debtors.len());
        Ok(debtors.swap_remove(at).0)
    }

    /// Repays one's own debt: a part, exactly all, or more than all.
    pub(super) fn repay(&mut self, suite: &mut Suite) -> Result<()> {
        let user = self.debtor(suite)?;
        self.repay_by(suite, &user, &user)
    }

    /// Repays another's debt.
    pub(super) fn repay_for_another(&mut self, suite: &mut Suite) -> Result<()> {
        let (user, other) = (self.user(), self.debtor(suite)?);
        self.repay_by(suite, &user, &other)
    }

    /// Must succeed whenever there is debt, whatever is paused, expired or closed.
    pub(super) fn repay_by(&mut self, suite: &mut Suite, payer: &Addr, user: &Addr) -> Result<()> {
        let debt = suite.position(user)?.debt;
        let sent = match self.rng.gen_range(0..10) {
            0 => debt.max(Uint128::one()),
            1 | 2 => debt + self.amount(usd("100")),
            _ => self.amount(debt),
        };
        let must = Must::succeed_if(!debt.is_zero());
        let paid = sent.min(debt);
        self.repay_exactly(suite, payer, user, (sent, paid, must))
    }

    /// Repays and checks who paid and got what: the excess comes back to the payer, stablecoins that had not left
    /// or that came back go to the borrower, and no more than pro rata of the claim is released. What the bank
    /// refuses him he is owed; what it refuses the payer is the payer's failure.
    pub(super) fn repay_exactly(
        &mut self,
        suite: &mut Suite,
        payer: &Addr,
        user: &Addr,
        (sent, paid, must): (Uint128, Uint128, Must),
    ) -> Result<()> {
        suite.fund_stable(payer, sent)?;
        let before = (suite.stable_of(payer)?, suite.stable_of(user)?);
        let (old, owed, eth) = (
            suite.position(user)?,
            suite.owed(user)?,
            suite.eth_of(user)?,
        );
        let msg = ExecuteMsg::Repay {
            on_behalf_of: (payer != user).then(|| user.to_string()),
        };
        let kind = match payer == user {
            true => "repay",
            false => "repay_for_another",
        };
        let (market, reserve) = (suite.at.market.clone(), suite.at.reserve.clone());
        let must = match sent > paid && suite.net.home.refuses(&market, payer) {
            true => Must::Fail,
            false => must,
        };
        let what = (
            kind,
            must,
            format!("{payer} for {user} {sent} of {}", old.debt),
        );
        let funds = [coin(sent.u128(), &suite.stable)];
        let done = self.attempt_for(suite, user, what, |s| s.market(payer, &msg, &funds))?;
        if done.is_none() {
            return Ok(());
        }
        self.count_repayments_under_faults(suite, old.health.is_none())?;
        let new = suite.position(user)?;
        let whole = paid == old.debt;
        ensure!(
            new.debt.is_zero() == whole,
            "debt {} after {paid}",
            new.debt
        );
        ensure!(
            new.debt + paid >= old.debt,
            "repaid {paid}, not {}",
            old.debt - new.debt
        );
        let part = |of: Uint128| of.multiply_ratio(paid, old.debt);
        let (unsent, back) = (part(old.claim.unsent), part(old.claim.stable));
        ensure!(
            new.claim.unsent + unsent == old.claim.unsent
                && new.claim.stable + back == old.claim.stable,
            "{:?} to {:?} by {paid} of {}",
            old.claim,
            new.claim,
            old.debt
        );
        self.note_stable("repay_wound_down", back);

        // What is released is paid, or owed if the bank refuses him.
        let now_owed = suite.owed(user)?;
        for (name, released, paid, due, refused) in [
            (
                "ETH",
                part(old.claim.eth),
                suite.eth_of(user)? - eth,
                now_owed.collectable - owed.collectable,
                suite.net.home.refuses(&reserve, user),
            ),
            (
                "stablecoins",
                unsent + back,
                match payer == user {
                    true => suite.stable_of(user)? + paid - before.0,
                    false => suite.stable_of(user)? - before.1,
                },
                now_owed.collectable_stable - owed.collectable_stable,
                suite.net.home.refuses(&market, user),
            ),
        ] {
            let right = match refused {
                true => (Uint128::zero(), released),
                false => (released, Uint128::zero()),
            };
            ensure!(
                (paid, due) == right,
                "of {released} {name} released {paid} were paid and {due} are owed"
            );
            if refused {
                self.note_stable("repay_refused_by_the_bank", released);
            }
        }
        ensure!(
            payer == user || suite.stable_of(payer)? + paid == before.0,
            "refund"
        );
        Ok(())
    }

    /// Counts repayments that nothing may stop.
    fn count_repayments_under_faults(&mut self, suite: &Suite, no_price: bool) -> Result<()> {
        let (now, pauses) = (suite.net.home.now(), pauses(suite)?);
        let paused = [pauses.supply, pauses.borrow, pauses.withdraw_collateral];
        for (kind, hard) in [
            ("repay without a price", no_price),
            (
                "repay under a pause",
                paused.iter().any(|until| now < *until),
            ),
            ("repay on a closed channel", !self.open),
        ] {
            self.tally.entry(kind).or_default().succeeded += u64::from(hard);
        }
        Ok(())
    }

    /// Collects what a user is owed; by another half of the time. What the bank refuses stays owed: alone it fails
    /// the message, else the other part is paid.
    pub(super) fn collect(&mut self, suite: &mut Suite) -> Result<()> {
        let anyone = self.user();
        let mut owed = vec![];
        for (user, _) in suite.all_owed()? {
            // Who can collect is more likely to.
            let due = suite.owed(&user)?;
            let able = !due.collectable.is_zero() || !due.collectable_stable.is_zero();
            if able || self.once_in(5) {
                owed.push(user);
            }
        }
        if owed.is_empty() && !self.once_in(10) {
            return Ok(());
        }
        let user = match owed.len() {
            0 => self.user(),
            n => owed[self.rng.gen_range(0..n)].clone(),
        };
        let old = suite.owed(&user)?;
        let (eth, stable) = (old.collectable, old.collectable_stable);
        let home = &suite.net.home;
        let no_eth = home.refuses(&suite.at.reserve, &user);
        let no_stable = home.refuses(&suite.at.market, &user);
        let must = match (eth.is_zero(), stable.is_zero()) {
            (true, true) => Must::Either,
            (false, true) => Must::succeed_if(!no_eth),
            (true, false) => Must::succeed_if(!no_stable),
            (false, false) => Must::Succeed,
        };
        let before = (suite.eth_of(&user)?, suite.stable_of(&user)?);
        let what = ("collect", must, format!("{eth} and {stable} for {user}"));
        let msg = ExecuteMsg::Collect {
            user: Some(user.to_string()),
        };
        let done = self.attempt_for(suite, &user, what, |s| s.market(&anyone, &msg, &[]))?;
        if done.is_none() {
            return Ok(());
        }
        let new = suite.owed(&user)?;
        for (due, paid, left, refused) in [
            (
                eth,
                suite.eth_of(&user)? - before.0,
                new.collectable,
                no_eth,
            ),
            (
                stable,
                suite.stable_of(&user)? - before.1,
                new.collectable_stable,
                no_stable,
            ),
        ] {
            let right = match refused {
                true => (Uint128::zero(), due),
                false => (due, Uint128::zero()),
            };
            ensure!(
                (paid, left) == right,
                "of {due} {paid} were paid and {left} are owed on"
            );
        }
        self.note_stable("collect_stable", suite.stable_of(&user)? - before.1);
        Ok(())
    }
}
