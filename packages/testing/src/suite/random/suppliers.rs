//! Supply, withdraw, and collateral in and out.

use anyhow::{ensure, Result};
use cosmwasm_std::{coin, to_json_binary, Uint128};
use qerun_messages::market::{PausesResponse, QueryMsg};
use rand::Rng;
use serde_json::json;

use super::expectation::Must;
use super::Random;
use crate::suite::{qer, usd, Suite};

/// The market's pauses.
pub(super) fn pauses(suite: &Suite) -> Result<PausesResponse> {
    suite.net.home.query(&suite.at.market, &QueryMsg::Pauses {})
}

impl Random {
    /// Supplies; refused only while paused, if it is too little for a share, or while earmarked ETH without a price may bring something back.
    pub(super) fn supply(&mut self, suite: &mut Suite) -> Result<()> {
        let (user, amount) = (self.user(), self.amount(usd("20000")));
        suite.fund_stable(&user, amount)?;
        let paused = suite.net.home.now() < pauses(suite)?.supply;
        // While ETH is earmarked a share may cost its part of what the sale brings back, which needs prices.
        let earmarked = !suite.state()?.earmarked.is_zero();
        let must = match paused {
            true => Must::Fail,
            false if amount > usd("1") && !earmarked => Must::Succeed,
            false => Must::Either,
        };
        let before = suite.supplier(&user)?.assets;
        let what = ("supply", must, format!("{user} {amount}"));
        let done = self.attempt_for(suite, &user, what, |s| s.supply(&user, amount))?;
        if done.is_some() {
            let after = suite.supplier(&user)?.assets;
            ensure!(after <= before + amount, "supply made a profit");
        }
        Ok(())
    }

    /// The treasury supplies, or deposits collateral, on behalf of a user, who alone has more.
    pub(super) fn on_behalf(&mut self, suite: &mut Suite) -> Result<()> {
        let (user, payer) = (self.user(), suite.at.treasury.clone());
        let for_user = json!({"on_behalf_of": user});
        if self.once_in(2) {
            let amount = self.amount(usd("2000")).max(usd("1"));
            let paused = suite.net.home.now() < pauses(suite)?.supply;
            let must = match suite.state()?.earmarked.is_zero() {
                true => Must::succeed_if(!paused),
                false => Must::Either,
            };
            let (market, funds) = (
                suite.at.market.clone(),
                [coin(amount.u128(), &suite.stable)],
            );
            let what = ("supply_on_behalf", must, format!("{user} {amount}"));
            let msg = json!({ "supply": for_user });
            self.attempt_for(suite, &user, what, |s| {
                s.net.home.execute(&payer, &market, &msg, &funds)
            })?;
        } else {
            let amount = self.amount(qer("9000"));
            let msg = to_json_binary(&json!({ "deposit_collateral": for_user }))?;
            let (token, market) = (suite.at.token.clone(), suite.at.market.clone());
            let msg = json!({"send": {"contract": market, "amount": amount, "msg": msg}});
            let what = (
                "deposit_on_behalf",
                Must::Succeed,
                format!("{user} {amount}"),
            );
            let before = suite.position(&user)?.collateral;
            self.attempt_for(suite, &user, what, |s| {
                s.net.home.execute(&payer, &token, &msg, &[])
            })?;
            ensure!(
                suite.position(&user)?.collateral == before + amount,
                "deposit"
            );
        }
        Ok(())
    }

    /// Withdraws a part, all, or too much. Up to what is owned and there it must succeed.
    pub(super) fn withdraw(&mut self, suite: &mut Suite) -> Result<()> {
        let user = self.user();
        let owned = suite.supplier(&user)?.assets;
        let most = suite.max_withdraw(&user)?.supplied;
        let state = suite.state()?;
        let cash = state.cash;
        // Whoever leaves before a loss is written off, or before fallen ETH is sold, pays a part of it.
        let losses = self.losses_loom(suite)? || !state.deficit.is_zero();
        ensure!(
            most == owned.min(cash) || losses && most < owned.min(cash),
            "max_withdraw is not min(assets, cash)"
        );
        let all = match owned <= cash || most < cash {
            true => Must::succeed_if(!most.is_zero()),
            false if losses => Must::Either,
            false => Must::Fail,
        };
        let (amount, must) = match self.rng.gen_range(0..10) {
            0 => (Some(most + Uint128::one()), Must::Fail),
            1 => (None, all),
            2 => (Some(most), Must::succeed_if(!most.is_zero())),
            _ => (Some(self.amount(most)), Must::succeed_if(!most.is_zero())),
        };
        // The bank may refuse to pay him.
        let must = match suite.net.home.refuses(&suite.at.market, &user) {
            true => Must::Fail,
            false => must,
        };
        let before = suite.stable_of(&user)?;
        let what = ("withdraw", must, format!("{user} {amount:?}"));
        let done = self.attempt_for(suite, &user, what, |s| s.withdraw(&user, amount))?;
        if done.is_some() {
            let paid = suite.stable_of(&user)? - before;
            ensure!(
                paid == amount.unwrap_or(most),
                "paid {paid}, not {amount:?}"
            );
            self.tally
                .entry("withdraw_before_a_loss")
                .or_default()
                .succeeded += u64::from(losses && most < owned.min(cash));
            let left = suite.supplier(&user)?.assets;
            ensure!(left + paid <= owned, "withdraw made a profit");
        }
        Ok(())
    }

    /// Deposits collateral. Must always succeed.
    pub(super) fn deposit(&mut self, suite: &mut Suite) -> Result<()> {
        let (user, amount) = (self.user(), self.amount(qer("60000")));
        suite.fund_qer(&user, amount)?;
        let what = ("deposit", Must::Succeed, format!("{user} {amount}"));
        let before = suite.position(&user)?.collateral;
        self.attempt_for(suite, &user, what, |s| s.deposit(&user, amount))?;
        let after = suite.position(&user)?.collateral;
        ensure!(
            after == before + amount,
            "deposit of {amount} recorded as {after}"
        );
        Ok(())
    }

    /// Takes collateral out: up to `max_withdraw` it must succeed, beyond it under debt fail.
    pub(super) fn withdraw_collateral(&mut self, suite: &mut Suite) -> Result<()> {
        let user = self.user();
        let most = suite.max_withdraw(&user)?.collateral;
        let held = suite.position(&user)?.collateral;
        let (amount, must) = match self.rng.gen_range(0..8) {
            0 => (Some(most + Uint128::one()), Must::Fail),
            1 => (None, Must::succeed_if(!held.is_zero() && most == held)),
            2 => (Some(most), Must::succeed_if(!most.is_zero())),
            _ => (Some(self.amount(most)), Must::succeed_if(!most.is_zero())),
        };
        let before = suite.qer_of(&user)?;
        let what = ("withdraw_collateral", must, format!("{user} {amount:?}"));
        let done =
            self.attempt_for(suite, &user, what, |s| s.withdraw_collateral(&user, amount))?;
        if done.is_some() {
            let paid = suite.qer_of(&user)? - before;
            ensure!(
                paid == amount.unwrap_or(held),
                "paid {paid}, not {amount:?}"
            );
        }
        Ok(())
    }
}
