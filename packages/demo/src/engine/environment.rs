//! Both chains, deployed at the first day's prices, and a funded account for everybody.

use anyhow::{Context, Result};
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_testing::suite::{Quotes, Setup};
use qerun_testing::Suite;

use super::day_report::ETH;
use super::governance_run::units;
use crate::crowd::CrowdPlan;
use crate::holders::HOLDERS;
use crate::keepers::KEEPERS;
use crate::prices::number::{round_significant, to_f64};
use crate::prices::{HourPrice, PricePath};

/// Depth of QER's pool on the first day, in USD per USD of the crowd's QER. All debt is capped at 0.1 of the depth and
/// one account's at 0.025. The crowd can borrow at most half of its QER's value and aims at two thirds of that, so from
/// 10 on the caps would never bind. At 3 they do not bind at first, but do when QER rallies, because depth grows only
/// with the square root of the price. So it is with the insurance of the tests' plan, 0.07 of the depth. With less the
/// stress bound comes first: it permits about twice the insurance.
const DEPTH_PER_COLLATERAL: u128 = 3;
/// The insurance that the treasury restores, as a multiple of the market's minimum.
const INSURANCE_TARGET: Decimal = Decimal::percent(125);
/// The treasury adds to the insurance when it is below this multiple of the market's minimum.
const INSURANCE_MINIMUM: Decimal = Decimal::percent(105);
/// Worth of the protocol's own ETH at the first prices, USD, beyond which it buys QER and burns it.
const BUYBACK_ABOVE: u128 = 600;
/// Stablecoins in the DEX pool, base units. An order of 5,000 moves the price by two thirds of a percent.
const DEX_POOL: u128 = 1_500_000_000_000;
/// Stablecoins of the treasury, base units: a hundred billion dollars. Enough for the insurance of a token that rises a
/// hundred million times, and for those who buy its QER.
const BRIDGED: u128 = 100_000_000_000_000_000;
/// Feeders; two thirds of them are a quorum.
const FEEDERS: usize = 3;
/// Significant digits of a depth.
const DIGITS: u32 = 9;
const DAY: u64 = 86_400;
/// Base units of one stablecoin.
const UNIT: u128 = 1_000_000;

/// Both chains and the people on them.
pub struct Environment {
    /// The protocol on both chains.
    pub suite: Suite,
    /// The settings it was deployed with.
    pub setup: Setup,
    /// Accounts in the order of the plan.
    pub suppliers: Vec<Addr>,
    /// Accounts in the order of the plan.
    pub borrowers: Vec<Addr>,
    /// Accounts of those who govern, in the order of their list.
    pub holders: Vec<Addr>,
    /// Accounts of the keepers, in the order of their list.
    pub keepers: Vec<Addr>,
    first_depth: f64,
    first_qer: f64,
}

impl Environment {
    /// Deploys and fills the wallets. Insurance and phases are the run's.
    pub fn build(
        prices: &PricePath,
        plan: &CrowdPlan,
        min_insurance: Option<Decimal>,
    ) -> Result<Self> {
        let first = prices.days.first().context("no prices")?;
        let depth = plan.collateral_usd(first.qer).u128() * DEPTH_PER_COLLATERAL;
        let depth = Decimal::from_atomics(depth.max(1), 0)?;
        let mut setup = Setup {
            quotes: Quotes {
                qer: first.qer,
                eth: first.eth,
                stable: first.usdc,
                depth,
            },
            insurance: Uint128::zero(),
            borrowing: false,
            bridged: Uint128::new(BRIDGED),
            ..Setup::default()
        };
        // Holders act only now and then: they have longer to vote, to post a bond and to execute.
        setup.plan.dao.voting_period = 5 * DAY;
        let params = &mut setup.plan.timelock.params;
        (params.bond_window, params.execution_window) = (7 * DAY, 7 * DAY);
        if let Some(part) = min_insurance {
            setup.plan.market.min_insurance = part;
        }
        setup.plan.reserve.buyback_above = Some(buyback_above(first.eth));
        setup.keep_feeders(FEEDERS);
        setup.set_pool(Uint128::new(DEX_POOL));
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
        let mut keepers = Vec::new();
        for keeper in &KEEPERS {
            let account = suite.user(keeper.name);
            suite.fund_stable(&account, units(keeper.capital))?;
            keepers.push(account);
        }
        Ok(Self {
            suite,
            setup,
            suppliers,
            borrowers,
            holders,
            keepers,
            first_depth: to_f64(depth),
            first_qer: to_f64(first.qer),
        })
    }

    /// The prices and the depth that the feeders publish at an hour. The USD side of a constant-product pool is
    /// proportional to the square root of the price while nobody adds or removes liquidity.
    pub fn quotes(&self, hour: &HourPrice) -> Quotes {
        let growth = to_f64(hour.qer) / self.first_qer;
        Quotes {
            qer: hour.qer,
            eth: hour.eth,
            stable: hour.usdc,
            depth: round_significant(self.first_depth * growth.sqrt(), DIGITS),
        }
    }

    /// Stablecoins, base units, that the treasury should add to the insurance so that borrowing stays open.
    pub fn insurance_missing(&self) -> Result<Uint128> {
        let depth = self.suite.quotes.depth;
        let minimum = depth * self.setup.plan.market.min_insurance;
        let units = |multiple: Decimal| Uint128::new(UNIT).mul_floor(minimum * multiple);
        let held = self.suite.state()?.insurance;
        if held >= units(INSURANCE_MINIMUM) {
            return Ok(Uint128::zero());
        }
        Ok(units(INSURANCE_TARGET) - held)
    }
}

/// ETH, smallest unit, from which on the protocol buys QER, rounded down.
fn buyback_above(eth_price: Decimal) -> Uint128 {
    Uint128::new(BUYBACK_ABOVE * 10u128.pow(ETH)).div_floor(eth_price)
}
