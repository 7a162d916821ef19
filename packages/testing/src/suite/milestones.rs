//! Borrowing and buyback open, as governance opens them.

use anyhow::{Context, Result};
use cosmwasm_std::{Decimal, Uint128};
use qerun_math::amount_ceil;
use qerun_messages::{market, reserve};

use super::Suite;

impl Suite {
    /// The timelock opens borrowing. The treasury lends the market the smallest debt for it and takes it back.
    ///
    /// # Errors
    /// What is missing: the insurance, if the setup has none.
    pub fn open_borrowing(&mut self) -> Result<()> {
        let (owner, treasury) = (self.at.timelock.clone(), self.at.treasury.clone());
        let cash = self.smallest_debt()?;
        self.supply(&treasury, cash)?;
        self.market(&owner, &market::ExecuteMsg::OpenBorrowing {}, &[])
            .context("opening borrowing")?;
        self.withdraw(&treasury, None)?;
        Ok(())
    }

    /// The timelock opens buyback, after it has made the reserve a burner of QER.
    ///
    /// # Errors
    /// What is missing: borrowing, a level in the setup.
    pub fn open_buyback(&mut self) -> Result<()> {
        self.let_reserve_burn()?;
        let owner = self.at.timelock.clone();
        self.reserve(&owner, &reserve::ExecuteMsg::OpenBuyback {})
            .context("opening buyback")?;
        Ok(())
    }

    /// The market's `milestones`.
    pub fn milestones(&self) -> Result<market::MilestonesResponse> {
        let msg = market::QueryMsg::Milestones {};
        self.net.home.query(&self.at.market, &msg)
    }

    /// The reserve's `milestones`.
    pub fn buyback_milestones(&self) -> Result<reserve::MilestonesResponse> {
        let msg = reserve::QueryMsg::Milestones {};
        self.net.home.query(&self.at.reserve, &msg)
    }

    /// `min_debt` in stablecoins of a dollar, rounded up: one that costs more takes fewer.
    fn smallest_debt(&self) -> Result<Uint128> {
        let decimals = self.plan.assets.stable.decimals;
        let minimum = self.plan.market.min_debt;
        Ok(amount_ceil(minimum, Decimal::one(), decimals)?)
    }
}
