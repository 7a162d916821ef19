//! The people act: intentions become messages with the amounts of the moment, never more than the market's
//! queries allow, as a wallet would do it.

use anyhow::{Context, Result};
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_messages::market::BorrowLimits;

use super::run::Run;
use crate::crowd::Actor;
use crate::person::Action;

/// Nobody borrows less at a time, base units: 50 USD.
const LEAST_BORROW: Uint128 = Uint128::new(50_000_000);

impl Run<'_> {
    /// One step of the plan.
    pub(super) fn act(&mut self, actor: Actor, action: &Action) -> Result<()> {
        let account = match actor {
            Actor::Supplier(index) => self.scene.suppliers.get(index),
            Actor::Borrower(index) => self.scene.borrowers.get(index),
        };
        let user = account.context("nobody of that number")?.clone();
        match action {
            Action::Supply { amount } => self.supply(&user, *amount),
            Action::Withdraw { fraction } => self.withdraw(&user, *fraction),
            Action::Deposit { amount } => self.deposit(&user, *amount),
            Action::BorrowTo { share } => self.borrow_to(&user, *share),
            Action::Repay { fraction } => self.repay(&user, *fraction),
            Action::Close => self.close(&user),
            Action::Collect => self.collect(&user),
        }
        .with_context(|| format!("{actor:?}: {action:?}"))
    }

    /// Once a day borrowers look at the health of their positions, and suppliers at the rate.
    pub(super) fn react(&mut self) -> Result<()> {
        for (index, person) in self.plan.suppliers.iter().enumerate() {
            let rate = self.scene.suite.state()?.supply_rate;
            if let Some(action) = person.reaction(rate) {
                self.act(Actor::Supplier(index), &action)?;
            }
        }
        for (index, person) in self.plan.borrowers.iter().enumerate() {
            let Some(account) = self.scene.borrowers.get(index) else {
                continue;
            };
            let health = self.scene.suite.position(account)?.health;
            if let Some(action) = person.reaction(health) {
                self.act(Actor::Borrower(index), &action)?;
            }
        }
        Ok(())
    }

    fn supply(&mut self, user: &Addr, amount: Uint128) -> Result<()> {
        let amount = amount.min(self.scene.suite.stable_of(user)?);
        if amount.is_zero() {
            return Ok(());
        }
        let done = self.scene.suite.supply(user, amount)?;
        self.book(&done.events)
    }

    fn withdraw(&mut self, user: &Addr, fraction: Decimal) -> Result<()> {
        let wanted = self.scene.suite.supplier(user)?.assets.mul_floor(fraction);
        let most = self.scene.suite.max_withdraw(user)?.supplied;
        if most < wanted {
            self.tally.limit("withdrawal: cash".to_owned());
        }
        let amount = wanted.min(most);
        if amount.is_zero() {
            return Ok(());
        }
        let done = self.scene.suite.withdraw(user, Some(amount))?;
        self.book(&done.events)
    }

    fn deposit(&mut self, user: &Addr, amount: Uint128) -> Result<()> {
        let amount = amount.min(self.scene.suite.qer_of(user)?);
        if amount.is_zero() {
            return Ok(());
        }
        let done = self.scene.suite.deposit(user, amount)?;
        self.book(&done.events)
    }

    fn borrow_to(&mut self, user: &Addr, share: Decimal) -> Result<()> {
        let position = self.scene.suite.position(user)?;
        let worth = position.collateral_value.unwrap_or_default();
        let target = worth * self.scene.setup.params.max_ltv * share;
        let more = target.saturating_sub(position.debt_value.unwrap_or_default());
        // Debt is priced at no less than a dollar, which is close enough for an intention.
        let wanted = Uint128::new(1_000_000).mul_floor(more);
        if wanted < LEAST_BORROW {
            return Ok(());
        }
        let most = self.scene.suite.max_borrow(user)?;
        if most.amount < wanted {
            let why = most.limits.as_ref().map_or("no price", tightest);
            self.tally.limit(format!("borrow: {why}"));
        }
        let amount = wanted.min(most.amount);
        if amount < LEAST_BORROW {
            return Ok(());
        }
        let done = self.scene.suite.borrow(user, amount)?;
        self.book(&done.events)
    }

    fn repay(&mut self, user: &Addr, fraction: Decimal) -> Result<()> {
        let wanted = self.scene.suite.position(user)?.debt.mul_ceil(fraction);
        let held = self.scene.suite.stable_of(user)?;
        if held < wanted {
            self.tally.limit("repayment: wallet".to_owned());
        }
        let amount = wanted.min(held);
        if amount.is_zero() {
            return Ok(());
        }
        let done = self.scene.suite.repay(user, amount)?;
        self.book(&done.events)
    }

    fn close(&mut self, user: &Addr) -> Result<()> {
        self.repay(user, Decimal::one())?;
        let position = self.scene.suite.position(user)?;
        if !position.debt.is_zero() || position.collateral.is_zero() {
            return Ok(());
        }
        let done = self.scene.suite.withdraw_collateral(user, None)?;
        self.book(&done.events)
    }

    fn collect(&mut self, user: &Addr) -> Result<()> {
        if self.scene.suite.owed(user)?.collectable.is_zero() {
            return Ok(());
        }
        let done = self.scene.suite.collect(user)?;
        self.book(&done.events)
    }
}

/// The limit that a borrow meets first, in words.
fn tightest(limits: &BorrowLimits) -> &'static str {
    let named = [
        (limits.collateral, "collateral"),
        (limits.cash, "cash"),
        (limits.account_cap, "cap per account"),
        (limits.debt_cap, "cap on all debt"),
        (limits.debt_ceiling, "debt ceiling"),
        (limits.stress, "stress bound"),
    ];
    named
        .into_iter()
        .min_by_key(|(amount, _)| *amount)
        .map_or("nothing", |(_, name)| name)
}
