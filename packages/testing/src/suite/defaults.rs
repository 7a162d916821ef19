//! The figures of a deployment, with the design page's defaults.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{RateCurve, Stress};
use qerun_messages::market::{BatchRule, Params};
use qerun_messages::reserve;

use super::{GovernanceSetup, Quotes};

/// Whole and fractional dollars of the stablecoin (6 decimals), e.g. `usd("12.5")`.
///
/// # Panics
/// On text that is no amount.
pub fn usd(text: &str) -> Uint128 {
    units(text, 6)
}

/// Whole and fractional QER (6 decimals).
///
/// # Panics
/// On text that is no amount.
pub fn qer(text: &str) -> Uint128 {
    units(text, 6)
}

/// Whole and fractional ETH (18 decimals).
///
/// # Panics
/// On text that is no amount.
pub fn eth(text: &str) -> Uint128 {
    units(text, 18)
}

/// A decimal from text.
///
/// # Panics
/// On text that is none.
pub fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn units(text: &str, decimals: u32) -> Uint128 {
    Uint128::new(10u128.pow(decimals)).mul_floor(decimal(text))
}

/// What [`super::Suite`] is built from. Change what a test is about, keep the rest.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Prices and depth of the first publication.
    pub quotes: Quotes,
    /// The market's parameters.
    pub params: Params,
    /// The reserve's bounds on buying.
    pub buying: reserve::Params,
    /// Seconds until a purchase's packet times out.
    pub timeout: u64,
    /// The DEX chain has ibc-hooks in place of ADR-8 callbacks, and reserve and outpost the transport for it.
    pub ibc_hooks: bool,
    /// Stablecoins in the DEX pool; the ETH side follows from its price.
    pub pool: Uint128,
    /// Stablecoins that the treasury puts into the insurance.
    pub insurance: Uint128,
    /// Number of feeders; all of them publish.
    pub feeders: usize,
    /// Most growth of QER's bid in an hour and in a day.
    pub growth: Option<(Decimal, Decimal)>,
    /// Lifetime of a price in seconds.
    pub price_age: u64,
    /// The DAO and the timelock that own everything; without, an account stands for the timelock.
    pub governance: Option<GovernanceSetup>,
}

impl Setup {
    /// The defaults, owned by DAO and timelock.
    pub fn governed() -> Self {
        Setup {
            governance: Some(GovernanceSetup::default()),
            ..Setup::default()
        }
    }
}

impl Default for Setup {
    fn default() -> Self {
        Setup {
            quotes: Quotes {
                qer: decimal("1"),
                eth: decimal("2000"),
                stable: decimal("1"),
                depth: decimal("2000000"),
            },
            params: params(),
            buying: buying(),
            timeout: 1_200,
            ibc_hooks: false,
            pool: usd("4000000"),
            insurance: usd("150000"),
            feeders: 4,
            growth: Some((decimal("0.05"), decimal("0.20"))),
            price_age: 5_400,
            governance: None,
        }
    }
}

/// The market's defaults: design.md, table of the market. The rate curve follows Aave's for
/// stablecoins (4 % at a kink of 80 %, then steep).
pub fn params() -> Params {
    Params {
        max_ltv: decimal("0.5"),
        liquidation_threshold: decimal("0.6"),
        max_liquidation_bonus: decimal("0.15"),
        cash_share: decimal("0.5"),
        contribution_share: decimal("0.05"),
        perk_contribution_share: decimal("0.02"),
        insurance_share: decimal("0.2"),
        rates: RateCurve {
            base: decimal("0.01"),
            slope_low: decimal("0.04"),
            slope_high: decimal("0.75"),
            kink: decimal("0.8"),
        },
        min_debt: decimal("50"),
        debt_cap: decimal("0.2"),
        account_cap: decimal("0.05"),
        min_insurance: decimal("0.07"),
        debt_ceiling: usd("10000000"),
        stress: Stress {
            collateral_fall: decimal("0.8"),
            eth_fall: decimal("0.6"),
            own_discount: decimal("0.1"),
            encumbered_discount: decimal("0.125"),
        },
        batch: BatchRule {
            min_size: usd("1000"),
            max_age: 21_600,
        },
    }
}

/// Bounds on buying that fit a pool of some million dollars.
pub fn buying() -> reserve::Params {
    reserve::Params {
        max_slippage: decimal("0.03"),
        min_order: usd("10"),
        max_order: usd("25000"),
        max_in_flight: usd("100000"),
        max_open_orders: 16,
        max_open_batches: 15,
        grace: 86_400,
    }
}
