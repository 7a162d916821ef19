//! Turns the crowd's intentions into messages. Amounts never exceed what the market's queries allow, as in a wallet.

use anyhow::{Context, Result};
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_messages::market::BorrowLimits;

use super::run::Run;
use crate::crowd::Actor;
use crate::person::Action;

/// The smallest borrow, base units: 50 USD.
const MIN_BORROW: Uint128 = Uint128::new(50_000_000);

impl Run<'_> {
    /// One step of the plan.
    pub(super) fn act(&mut self, actor: Actor, action: &Action) -> Result<()> {
        let account = match actor {
            Actor::Supplier(index) => self.environment.suppliers.get(index),
            Actor::Borrower(index) => self.environment.borrowers.get(index),
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

    /// Once a day borrowers react to the health of their positions, and suppliers to the rate.
    pub(super) fn react(&mut self) -> Result<()> {
        for (index, person) in self.plan.suppliers.iter().enumerate() {
            let rate = self.environment.suite.state()?.supply_rate;
            if let Some(action) = person.reaction(rate) {
                self.act(Actor::Supplier(index), &action)?;
            }
        }
        for (index, person) in self.plan.borrowers.iter().enumerate() {
            let Some(account) = self.environment.borrowers.get(index) else {
                continue;
            };
            let health = self.environment.suite.position(account)?.health;
            if let Some(action) = person.reaction(health) {
                self.act(Actor::Borrower(index), &action)?;
            }
        }
        Ok(())
    }

    fn supply(&mut self, user: &Addr, amount: Uint128) -> Result<()> {
        let amount = amount.min(self.environment.suite.stable_of(user)?);
        if amount.is_zero() {
            return Ok(());
        }
        let done = self.environment.suite.supply(user, amount)?;
        self.record(&done.events)
    }

    fn withdraw(&mut self, user: &Addr, fraction: Decimal) -> Result<()> {
        let wanted = self
            .environment
            .suite
            .supplier(user)?
            .assets
            .mul_floor(fraction);
        let most = self.environment.suite.max_withdraw(user)?.supplied;
        if most < wanted {
            self.tally.limit("withdrawal: cash".to_owned());
        }
        let amount = wanted.min(most);
        if amount.is_zero() {
            return Ok(());
        }
        let done = self.environment.suite.withdraw(user, Some(amount))?;
        self.record(&done.events)
    }

    fn deposit(&mut self, user: &Addr, amount: Uint128) -> Result<()> {
        let amount = amount.min(self.environment.suite.qer_of(user)?);
        if amount.is_zero() {
            return Ok(());
        }
        let done = self.environment.suite.deposit(user, amount)?;
        self.record(&done.events)
    }

    fn borrow_to(&mut self, user: &Addr, share: Decimal) -> Result<()> {
        let position = self.environment.suite.position(user)?;
        let worth = position.collateral_value.unwrap_or_default();
        let target = worth * self.environment.setup.plan.market.max_ltv * share;
        let more = target.saturating_sub(position.debt_value.unwrap_or_default());
        // A stablecoin counts as one dollar here, which is close enough for an intention.
        let wanted = Uint128::new(1_000_000).mul_floor(more);
        if wanted < MIN_BORROW {
            return Ok(());
        }
        let most = self.environment.suite.max_borrow(user)?;
        if most.amount < wanted {
            let why = most.limits.as_ref().map_or("no price", tightest);
            self.tally.limit(format!("borrow: {why}"));
        }
        let amount = wanted.min(most.amount);
        if amount < MIN_BORROW {
            return Ok(());
        }
        let done = self.environment.suite.borrow(user, amount)?;
        self.record(&done.events)
    }

    fn repay(&mut self, user: &Addr, fraction: Decimal) -> Result<()> {
        let wanted = self
            .environment
            .suite
            .position(user)?
            .debt
            .mul_ceil(fraction);
        let held = self.environment.suite.stable_of(user)?;
        if held < wanted {
            self.tally.limit("repayment: wallet".to_owned());
        }
        let amount = wanted.min(held);
        if amount.is_zero() {
            return Ok(());
        }
        let done = self.environment.suite.repay(user, amount)?;
        self.record(&done.events)
    }

    fn close(&mut self, user: &Addr) -> Result<()> {
        self.repay(user, Decimal::one())?;
        let position = self.environment.suite.position(user)?;
        if !position.debt.is_zero() || position.collateral.is_zero() {
            return Ok(());
        }
        let done = self.environment.suite.withdraw_collateral(user, None)?;
        self.record(&done.events)
    }

    fn collect(&mut self, user: &Addr) -> Result<()> {
        if self.environment.suite.owed(user)?.collectable.is_zero() {
            return Ok(());
        }
        let done = self.environment.suite.collect(user)?;
        self.record(&done.events)
    }
}

/// The name of the lowest limit on a borrow.
fn tightest(limits: &BorrowLimits) -> &'static str {
    let named = [
        (limits.max_ltv, "collateral"),
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
