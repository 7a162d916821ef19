//! The stage: both chains deployed at the first day's prices, everybody with a wallet.

use anyhow::{Context, Result};
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_testing::suite::{Quotes, Setup};
use qerun_testing::Suite;

use super::chapter::units;
use crate::crowd::CrowdPlan;
use crate::holders::HOLDERS;
use crate::prices::number::{round_significant, to_f64};
use crate::prices::{HourPrice, PricePath};

/// Depth of QER's pool on the first day per USD of the crowd's QER. All debt is capped at 0.1 of depth and one
/// account's at 0.025, and at 10 and more the caps would never bind: the whole crowd can borrow 0.5 of its QER at
/// most and aims at two thirds of that. At 3 they leave room at first and bind when QER rallies, since depth
/// follows only the square root of the price.
const DEPTH_PER_COLLATERAL: u128 = 3;
/// Of the depth, what the treasury puts into the insurance: the market opens at 0.07.
const INSURANCE: Decimal = Decimal::percent(8);
/// The treasury adds to the insurance when the depth has left it below this part.
const INSURANCE_ALARM: Decimal = Decimal::permille(72);
/// Stablecoins in the DEX pool. An order of 5,000 moves it by two thirds of a percent.
const DEX_POOL: u128 = 1_500_000_000_000;
/// Feeders; two thirds of them are a quorum.
const FEEDERS: usize = 3;
/// Significant digits of a depth.
const DIGITS: u32 = 9;
/// Base units of one stablecoin.
const UNIT: u128 = 1_000_000;

/// Both chains and the people on them.
pub struct Scene {
    /// The protocol on both chains.
    pub suite: Suite,
    /// What it was deployed with.
    pub setup: Setup,
    /// Accounts in the order of the plan.
    pub suppliers: Vec<Addr>,
    /// Accounts in the order of the plan.
    pub borrowers: Vec<Addr>,
    /// Accounts of those who govern, in the order of their list.
    pub holders: Vec<Addr>,
    first_depth: f64,
    first_qer: f64,
}

impl Scene {
    /// Deploys, seeds the insurance out of the treasury, and fills the wallets.
    pub fn build(prices: &PricePath, plan: &CrowdPlan) -> Result<Self> {
        let first = prices.days.first().context("no prices")?;
        let depth = plan.collateral_usd(first.qer).u128() * DEPTH_PER_COLLATERAL;
        let depth = Decimal::from_atomics(depth.max(1), 0)?;
        let setup = Setup {
            quotes: Quotes {
                qer: first.qer,
                eth: first.eth,
                stable: first.usdc,
                depth,
            },
            pool: Uint128::new(DEX_POOL),
            insurance: Uint128::zero(),
            feeders: FEEDERS,
            ..Setup::governed()
        };
        let mut suite = setup.build().context("deploying both chains")?;
        let mut suppliers = Vec::new();
        for person in &plan.suppliers {
            let account = suite.user(&person.name);
            suite.fund_stable(&account, person.funds + person.standby)?;
            suppliers.push(account);
        }
        let mut borrowers = Vec::new();
        for person in &plan.borrowers {
            let account = suite.user(&person.name);
            suite
                .fund_qer(&account, person.qer)
                .context("the treasury has less QER than this crowd wants")?;
            suite.fund_stable(&account, person.savings)?;
            borrowers.push(account);
        }
        let mut holders = Vec::new();
        for holder in &HOLDERS {
            let account = suite.user(holder.name);
            suite
                .fund_qer(&account, units(holder.qer))
                .context("the treasury has less QER than the holders want")?;
            holders.push(account);
        }
        Ok(Self {
            suite,
            setup,
            suppliers,
            borrowers,
            holders,
            first_depth: to_f64(depth),
            first_qer: to_f64(first.qer),
        })
    }

    /// What the feeders publish at an hour. The USD side of a constant-product pool goes with the square root
    /// of the price as long as nobody adds or takes liquidity.
    pub fn quotes(&self, hour: &HourPrice) -> Quotes {
        let growth = to_f64(hour.qer) / self.first_qer;
        Quotes {
            qer: hour.qer,
            eth: hour.eth,
            stable: hour.usdc,
            depth: round_significant(self.first_depth * growth.sqrt(), DIGITS),
        }
    }

    /// What the treasury should add to the insurance now so that borrowing stays open.
    pub fn insurance_missing(&self) -> Result<Uint128> {
        let depth = self.suite.quotes.depth;
        let units = |part: Decimal| Uint128::new(UNIT).mul_floor(depth * part);
        let held = self.suite.state()?.insurance;
        if held >= units(INSURANCE_ALARM) {
            return Ok(Uint128::zero());
        }
        Ok(units(INSURANCE) - held)
    }
}
