//! The owner changes parameters within their bounds, and tries beyond them.

use anyhow::Result;
use cosmwasm_std::Decimal;
use qerun_messages::market::ExecuteMsg;
use qerun_messages::reserve;
use rand::Rng;

use super::keepers::market_params;
use super::rules::Must;
use super::Random;
use crate::suite::{usd, Suite};

/// The reserve's bounds on buying.
pub(super) fn buying(suite: &Suite) -> Result<reserve::Params> {
    let config: reserve::ConfigResponse = suite
        .net
        .home
        .query(&suite.at.reserve, &reserve::QueryMsg::Config {})?;
    Ok(config.params)
}

impl Random {
    fn permille(&mut self, from: u64, to: u64) -> Decimal {
        Decimal::permille(self.rng.gen_range(from..=to))
    }

    /// One of the market's parameters.
    pub(super) fn change_market(&mut self, suite: &mut Suite) -> Result<()> {
        let mut p = market_params(suite)?;
        let mut must = Must::Succeed;
        match self.rng.gen_range(0..11) {
            0 => p.cash_share = self.permille(250, 750),
            1 => p.contribution_share = self.permille(0, 100),
            2 => p.insurance_share = self.permille(50, 500),
            3 => p.max_ltv = self.permille(300, 500),
            4 => p.min_debt = self.permille(1_000, 100_000),
            5 => p.debt_cap = self.permille(100, 200),
            6 => p.account_cap = self.permille(20, 100),
            7 => p.debt_ceiling = usd("50000") + self.amount(usd("1000000")),
            8 => p.batch.min_size = usd("100") + self.amount(usd("2000")),
            9 => p.batch.max_age = self.rng.gen_range(600..40_000),
            _ => {
                p.max_ltv = Decimal::percent(51);
                must = Must::Fail;
            }
        }
        let owner = suite.at.owner.clone();
        let what = ("change_market", must, format!("{p:?}"));
        let msg = ExecuteMsg::UpdateParams { params: p };
        self.attempt(suite, what, |s| s.market(&owner, &msg, &[]))?;
        Ok(())
    }

    /// One of the reserve's bounds, or the time that packets have.
    pub(super) fn change_reserve(&mut self, suite: &mut Suite) -> Result<()> {
        let mut p = buying(suite)?;
        let mut must = Must::Succeed;
        match self.rng.gen_range(0..7) {
            0 => p.max_slippage = self.permille(5, 100),
            1 => {
                p.max_order = usd("200") + self.amount(usd("8000"));
                p.max_in_flight = p.max_order * cosmwasm_std::Uint128::new(4);
            }
            2 => p.max_open_orders = self.rng.gen_range(2..=32),
            3 => p.max_open_batches = self.rng.gen_range(2..=15),
            4 => p.min_order = usd("1") + self.amount(usd("90")),
            5 => p.grace = self.rng.gen_range(3_600..50_000),
            _ => {
                p.max_open_batches = 16;
                must = Must::Fail;
            }
        }
        let owner = suite.at.owner.clone();
        let what = ("change_reserve", must, format!("{p:?}"));
        let msg = reserve::ExecuteMsg::UpdateParams { params: p };
        self.attempt(suite, what, |s| s.reserve(&owner, &msg))?;
        Ok(())
    }
}
