//! What others do to a borrower: a stranger repays until the debt is dust, the bank refuses him, governance bars him.

use anyhow::{ensure, Result};
use cosmwasm_std::{Addr, Uint128};
use qerun_messages::market::{BarredResponse, ExecuteMsg, QueryMsg};
use rand::Rng;

use super::expectation::Must;
use super::keepers::market_params;
use super::Random;
use crate::suite::Suite;

/// Users who are barred, or refused by the bank, at a time at most: the others go on.
const MOST: usize = 3;

impl Random {
    /// A stranger repays a debt of about the minimum to less than it. The borrower may take out no less collateral
    /// than before, and takes it.
    pub(super) fn dust(&mut self, suite: &mut Suite) -> Result<()> {
        let user = self.user();
        let minimum = market_params(suite)?.min_debt;
        let least = Uint128::new(1_000_000).mul_ceil(minimum);
        if suite.position(&user)?.debt.is_zero() {
            let quote = suite.quote_borrow(&user, least)?;
            if quote.refused.is_some() || suite.net.home.refuses(&suite.at.market, &user) {
                return Ok(());
            }
            let what = ("borrow_minimum", Must::Succeed, format!("{user} {least}"));
            self.attempt_for(suite, &user, what, |s| s.borrow(&user, least))?;
        }
        let debt = suite.position(&user)?.debt;
        if debt > least + least {
            return Ok(());
        }
        let stranger = self.other_than(&user);
        let over = debt.saturating_sub(least);
        let sent = match self.rng.gen_range(0..3) {
            0 => over + Uint128::one(),
            1 => over + self.amount(least),
            _ => Uint128::one(),
        };
        let sent = sent.min(debt);
        let before = suite.max_withdraw(&user)?.collateral;
        self.repay_exactly(suite, &stranger, &user, (sent, sent, Must::Succeed))?;
        let after = suite.max_withdraw(&user)?.collateral;
        ensure!(after >= before, "{sent} repaid locks {before} to {after}");
        let left = suite.position(&user)?.debt_value;
        let below = left.is_some_and(|value| !value.is_zero() && value < minimum);
        if after.is_zero() || !below {
            return Ok(());
        }
        let text = format!("{user} {after} after {sent} of {debt}");
        let what = ("withdraw_below_minimum", Must::Succeed, text);
        self.attempt_for(suite, &user, what, |s| {
            s.withdraw_collateral(&user, Some(after))
        })?;
        Ok(())
    }

    /// Some other user.
    fn other_than(&mut self, user: &Addr) -> Addr {
        loop {
            let other = self.user();
            if other != *user {
                return other;
            }
        }
    }

    /// The bank refuses what market, reserve or both would pay to a borrower; or it no longer does.
    pub(super) fn refuse_payments(&mut self, suite: &mut Suite) -> Result<()> {
        if self.refused.len() >= MOST || (!self.refused.is_empty() && self.once_in(2)) {
            let at = self.rng.gen_range(0..self.refused.len());
            let user = self.refused.swap_remove(at);
            self.note(format!("the bank pays {user} again"));
            return suite.refuse_payments_to(&user, false);
        }
        let user = self.debtor(suite)?;
        let (market, reserve) = (suite.at.market.clone(), suite.at.reserve.clone());
        let from = match self.rng.gen_range(0..3) {
            0 => vec![market],
            1 => vec![reserve],
            _ => vec![market, reserve],
        };
        self.note(format!("the bank refuses payments of {from:?} to {user}"));
        self.tally.entry("refuse_payments").or_default().succeeded += 1;
        for payer in from {
            suite.net.home.refuse_payments(&payer, &user, true)?;
        }
        if !self.refused.contains(&user) {
            self.refused.push(user);
        }
        Ok(())
    }

    /// The bank pays everybody.
    pub(super) fn pay_everybody(&mut self, suite: &mut Suite) -> Result<()> {
        for user in std::mem::take(&mut self.refused) {
            suite.refuse_payments_to(&user, false)?;
        }
        Ok(())
    }

    /// The owner bars somebody from borrowing, or releases him; a list that is empty or says somebody twice is
    /// refused, and so is everybody else.
    pub(super) fn bar(&mut self, suite: &mut Suite) -> Result<()> {
        let (user, barred) = (self.user(), self.barred.len());
        let release = self.barred.iter().next().cloned();
        let release = release.filter(|_| barred >= MOST || self.once_in(2));
        let (add, remove) = match release {
            Some(release) => (vec![], vec![release]),
            None => (vec![user], vec![]),
        };
        let variant = self.rng.gen_range(0..8);
        let (add, remove) = match variant {
            0 => (vec![], vec![]),
            1 => {
                let twice = |list: Vec<Addr>| [list.clone(), list].concat();
                (twice(add), twice(remove))
            }
            2 => (
                vec![suite.at.timelock.clone()],
                vec![suite.at.timelock.clone()],
            ),
            _ => (add, remove),
        };
        let by_guardian = variant == 3;
        let sender = match by_guardian {
            true => suite.at.guardian.clone(),
            false => suite.at.timelock.clone(),
        };
        let must = Must::succeed_if(variant > 3);
        let names = |list: &[Addr]| list.iter().map(Addr::to_string).collect();
        let msg = ExecuteMsg::SetBarred {
            add: names(&add),
            remove: names(&remove),
        };
        let what = ("bar", must, format!("{msg:?} by {sender}"));
        if self
            .attempt(suite, what, |s| s.market(&sender, &msg, &[]))?
            .is_some()
        {
            self.barred.extend(add);
            self.barred.retain(|user| !remove.contains(user));
            let msg = QueryMsg::Barred {
                start_after: None,
                limit: Some(30),
            };
            let list: BarredResponse = suite.net.home.query(&suite.at.market, &msg)?;
            ensure!(
                list.barred.iter().eq(self.barred.iter()),
                "{list:?}, not {:?}",
                self.barred
            );
        }
        Ok(())
    }

    /// Everybody may borrow again.
    pub(super) fn release_everybody(&mut self, suite: &mut Suite) -> Result<()> {
        let all: Vec<Addr> = std::mem::take(&mut self.barred).into_iter().collect();
        if !all.is_empty() {
            suite.set_barred(&[], &all.iter().collect::<Vec<_>>())?;
        }
        Ok(())
    }
}
