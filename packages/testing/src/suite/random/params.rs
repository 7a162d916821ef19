//! The owner changes parameters within their bounds, and tries beyond them.

use anyhow::{bail, ensure, Result};
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_math::{
    halving_range_ceil, halving_range_number_ceil, ramping_step_range_floor,
    step_range_amount_floor, step_range_floor, PARAM_STEP,
};
use qerun_messages::market::ExecuteMsg;
use qerun_messages::reserve;
use rand::Rng;

use super::expectation::Must;
use super::keepers::market_params;
use super::Random;
use crate::suite::{usd, Suite};

/// The reserve's bounds on buying.
pub(super) fn buying(suite: &Suite) -> Result<reserve::Params> {
    Ok(reserve_config(suite)?.params)
}

fn reserve_config(suite: &Suite) -> Result<reserve::ConfigResponse> {
    suite
        .net
        .home
        .query(&suite.at.reserve, &reserve::QueryMsg::Config {})
}

/// Everybody's health, in order of address.
fn healths(suite: &Suite) -> Result<Vec<Option<Decimal>>> {
    let positions = suite.positions()?;
    let health = |(user, _): &(Addr, _)| Ok(suite.position(user)?.health);
    positions.iter().map(health).collect()
}

impl Random {
    fn permille(&mut self, from: u64, to: u64) -> Decimal {
        Decimal::permille(self.rng.gen_range(from..=to))
    }

    /// A step from `old`, within bounds in thousandths; the upper one is the parameter's own.
    fn stepped(&mut self, old: Decimal, from: Decimal, to: u64) -> Result<Decimal> {
        let to = Decimal::permille(to);
        let (min, max) = step_range_floor(old, PARAM_STEP, to * Decimal::percent(1))?;
        Ok(self.between(min.max(from), max.min(to)))
    }

    fn between(&mut self, min: Decimal, max: Decimal) -> Decimal {
        let range = max.saturating_sub(min).atomics().u128();
        min + Decimal::raw(self.rng.gen_range(0..=range))
    }

    /// One of the market's parameters by a step, or by too much; once a day.
    pub(super) fn change_market(&mut self, suite: &mut Suite) -> Result<()> {
        let mut p = market_params(suite)?;
        let told = suite.threshold()?;
        let pct = Decimal::percent;
        let mut must = Must::succeed_if(suite.net.home.now() >= told.params_ready_at);
        match self.rng.gen_range(0..16) {
            0 => p.cash_share = self.stepped(p.cash_share, pct(25), 750)?,
            1 => {
                let least = p.perk_contribution_share;
                p.contribution_share = self.stepped(p.contribution_share, least, 100)?;
            }
            2 => p.insurance_share = self.stepped(p.insurance_share, pct(5), 500)?,
            3 => {
                let most = p.liquidation_threshold - pct(5);
                let max_ltv = self.stepped(p.max_ltv, pct(30), 500)?;
                p.max_ltv = max_ltv.min(most);
            }
            4 => p.min_debt = self.stepped(p.min_debt, pct(100), 1_000_000)?,
            5 => p.debt_cap = self.stepped(p.debt_cap, pct(10), 250)?.min(pct(20)),
            6 => p.account_cap = self.stepped(p.account_cap, pct(2), 100)?,
            7 => {
                let range = step_range_amount_floor(p.debt_ceiling, PARAM_STEP, usd("1000"))?;
                let (min, max) = (range.0.max(usd("50000")), range.1);
                p.debt_ceiling = min + self.amount(max - min);
            }
            8 => {
                let (min, max) = halving_range_ceil(p.batch.min_size);
                let (min, max) = (min.max(usd("100")), max.min(usd("2100")));
                p.batch.min_size = min + self.amount(max - min);
            }
            9 => {
                let (min, max) = halving_range_number_ceil(p.batch.max_age);
                p.batch.max_age = self.rng.gen_range(min.max(600).min(max)..=max.min(40_000));
            }
            // Often, so that ramps replace each other; never so high that it spirals.
            10..=13 => {
                let (set, least) = (p.liquidation_threshold, pct(70) * pct(1));
                let range = ramping_step_range_floor(set, told.effective, PARAM_STEP, least)?;
                let (min, max) = (range.0.max(p.max_ltv + pct(5)), range.1.min(pct(62)));
                p.liquidation_threshold = self.between(min, max);
            }
            14 => {
                p.min_debt += pct(1_001).max(p.min_debt * pct(11));
                must = Must::Fail;
            }
            _ => {
                p.max_ltv = pct(51);
                must = Must::Fail;
            }
        }
        let owner = suite.at.timelock.clone();
        let what = ("change_market", must, format!("{p:?}"));
        let msg = ExecuteMsg::UpdateParams { params: p };
        let health = healths(suite)?;
        self.attempt(suite, what, |s| s.market(&owner, &msg, &[]))?;
        for (before, after) in health.into_iter().zip(healths(suite)?) {
            ensure!(before <= after, "an update made somebody less healthy");
        }
        Ok(())
    }

    /// One of the reserve's bounds, within a step or beyond.
    pub(super) fn change_reserve(&mut self, suite: &mut Suite) -> Result<()> {
        let config = reserve_config(suite)?;
        let (old, mut p) = (config.params.clone(), config.params);
        match self.rng.gen_range(0..7) {
            0 => {
                let moved = old.max_slippage * self.permille(850, 1_150);
                p.max_slippage = moved.clamp(Decimal::permille(5), Decimal::percent(10));
            }
            1 => {
                p.max_in_flight = old.max_in_flight.mul_floor(self.permille(850, 1_150));
                p.max_order = p.max_order.min(p.max_in_flight);
            }
            2 => p.max_open_orders = self.rng.gen_range(2..=(3 * old.max_open_orders).min(32)),
            3 => p.max_open_batches = self.rng.gen_range(2..=(3 * old.max_open_batches).min(15)),
            4 => {
                p.min_order = old
                    .min_order
                    .mul_floor(self.permille(400, 2_200))
                    .max(usd("1"))
            }
            5 => p.grace = (old.grace * self.rng.gen_range(400..2_200) / 1_000).max(3_600),
            _ => p.max_open_batches = 16,
        }
        let ripe = suite.net.home.now() >= config.params_ready_at;
        let must = Must::succeed_if(ripe && p.max_open_batches < 16 && p == stepped(&old, &p)?);
        let owner = suite.at.timelock.clone();
        let what = ("change_reserve", must, format!("{p:?}"));
        let msg = reserve::ExecuteMsg::UpdateParams { params: p };
        self.attempt(suite, what, |s| s.reserve(&owner, &msg))?;
        Ok(())
    }
}

/// The reserve's bounds step by step, a day each, until they are these.
///
/// # Errors
/// An update that is refused, or no end.
pub(super) fn restore_reserve(suite: &mut Suite, target: &reserve::Params) -> Result<()> {
    let owner = suite.at.timelock.clone();
    for _ in 0..200 {
        let config = reserve_config(suite)?;
        if config.params == *target {
            return Ok(());
        }
        let wait = config.params_ready_at.saturating_sub(suite.net.home.now());
        suite.pass(wait)?;
        let params = stepped(&config.params, target)?;
        suite.reserve(&owner, &reserve::ExecuteMsg::UpdateParams { params })?;
    }
    bail!("no way back to {target:?}")
}

/// As near to `new` as one step from `old` reaches.
fn stepped(old: &reserve::Params, new: &reserve::Params) -> Result<reserve::Params> {
    let double = |new: u64, old: u64| {
        let (min, max) = halving_range_number_ceil(old);
        new.clamp(min, max)
    };
    let size = |new: Uint128, old| {
        let (min, max) = halving_range_ceil(old);
        new.clamp(min, max)
    };
    let (least, most) = step_range_floor(old.max_slippage, PARAM_STEP, Decimal::permille(1))?;
    let (lowest, highest) = step_range_amount_floor(old.max_in_flight, PARAM_STEP, Uint128::one())?;
    let max_in_flight = new.max_in_flight.clamp(lowest, highest);
    Ok(reserve::Params {
        max_slippage: new.max_slippage.clamp(least, most),
        min_order: size(new.min_order, old.min_order),
        max_order: size(new.max_order, old.max_order).min(max_in_flight),
        max_in_flight,
        max_open_orders: u32::try_from(double(
            new.max_open_orders.into(),
            old.max_open_orders.into(),
        ))?,
        max_open_batches: u32::try_from(double(
            new.max_open_batches.into(),
            old.max_open_batches.into(),
        ))?,
        grace: double(new.grace, old.grace),
        storefront: new.storefront,
        buyback_above: new.buyback_above,
    })
}
