//! What can be swept: the market's parameters by their names, and what the market is in.

use std::str::FromStr;

use cosmwasm_std::Decimal;
use qerun_messages::market;

use super::{Setup, SweepError};
use crate::STEP;

/// A parameter that can be swept.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it is, for charts, with its unit.
    pub title: &'static str,
    target: Target,
}

#[derive(Debug)]
enum Target {
    /// A parameter of the market.
    Market(fn(&mut market::Params) -> &mut Decimal),
    /// A number of the setup.
    Number(fn(&mut Setup) -> &mut f64),
    /// What is stored in another unit.
    Set(fn(&mut Setup, f64)),
    /// A time from zero on, in the steps that it takes.
    Delay(fn(&mut Setup) -> &mut u32),
    /// A whole number from 1 on.
    Whole(fn(&mut Setup) -> &mut u32),
}

use Target::{Delay, Market, Number, Set, Whole};

const fn key(name: &'static str, title: &'static str, target: Target) -> Key {
    Key {
        name,
        title,
        target,
    }
}

#[rustfmt::skip]
static KEYS: [Key; 34] = [
    key("max_ltv", "maximum LTV", Market(|p| &mut p.max_ltv)),
    key("liquidation_threshold", "liquidation threshold", Market(|p| &mut p.liquidation_threshold)),
    key("max_liquidation_bonus", "largest bonus", Market(|p| &mut p.max_liquidation_bonus)),
    key("min_bonus", "least bonus", Market(|p| &mut p.liquidation.min_bonus)),
    key("claim_bonus", "bonus on the claim", Market(|p| &mut p.liquidation.claim_bonus)),
    key("target_health", "target health", Market(|p| &mut p.liquidation.target_health)),
    key("full_below", "closed whole below health", Market(|p| &mut p.liquidation.full_below)),
    key("seizure_cap", "seizure cap", Market(|p| &mut p.liquidation.seizure_cap)),
    key("claim_fee", "fee on a leftover claim", Market(|p| &mut p.liquidation.claim_fee)),
    key("cash_share", "cash share", Market(|p| &mut p.cash_share)),
    key("contribution_share", "contribution share", Market(|p| &mut p.contribution_share)),
    key("insurance_share", "interest to the insurance", Market(|p| &mut p.insurance_share)),
    key("min_debt", "minimum debt, USD", Market(|p| &mut p.min_debt)),
    key("debt_cap", "debt cap", Market(|p| &mut p.debt_cap)),
    key("account_cap", "account cap", Market(|p| &mut p.account_cap)),
    key("min_insurance", "minimum insurance", Market(|p| &mut p.min_insurance)),
    key("collateral_fall", "stress: fall of QER", Market(|p| &mut p.stress.collateral_fall)),
    key("eth_fall", "stress: fall of ETH", Market(|p| &mut p.stress.eth_fall)),
    key("own_discount", "stress: discount on own ETH", Market(|p| &mut p.stress.own_discount)),
    key("encumbered_discount", "stress: discount on claims", Market(|p| &mut p.stress.encumbered_discount)),
    key("insurance", "insurance per debt", Set(|s, value| s.insurance = Some(value))),
    key("own_eth", "own ETH per debt", Number(|s| &mut s.own_eth)),
    key("depth", "depth, USD", Number(|s| &mut s.depth)),
    key("utilisation", "utilisation", Number(|s| &mut s.utilisation)),
    key("gaps_per_year", "gaps a year", Number(|s| &mut s.gaps.per_year)),
    key("eth_with", "gaps with ETH", Number(|s| &mut s.gaps.eth_with)),
    key("flight", "flight of liquidity", Number(|s| &mut s.pool.flight)),
    key("half_life", "half-life of impact, hours", Set(|s, hours| s.pool.half_life = hours * 3_600.0)),
    key("capital", "liquidators' capital a step, USD", Number(|s| &mut s.liquidators.capital)),
    key("min_profit", "liquidators' least profit, USD", Number(|s| &mut s.liquidators.min_profit)),
    key("liquidator_delay", "liquidators' delay, hours", Delay(|s| &mut s.liquidators.latency)),
    key("oracle_delay", "oracle's delay, hours", Delay(|s| &mut s.oracle_delay)),
    key("lowest_ltv", "least LTV of an account, of the maximum", Number(|s| &mut s.ltv.0)),
    key("days", "days", Whole(|s| &mut s.days)),
];

/// All keys.
#[must_use]
pub fn keys() -> &'static [Key] {
    &KEYS
}

/// The key of a name. Errors: `UnknownKey`.
pub(super) fn find(name: &str) -> Result<&'static Key, SweepError> {
    let found = KEYS.iter().find(|key| key.name == name);
    found.ok_or_else(|| SweepError::UnknownKey {
        key: name.to_owned(),
        known: KEYS.each_ref().map(|key| key.name).join(", "),
    })
}

/// Hours in steps, rounded up: a delay between two steps is the later one.
fn steps(hours: f64) -> u32 {
    (hours * 3_600.0 / STEP as f64).ceil() as u32
}

impl Key {
    /// Sets the parameter.
    ///
    /// # Errors
    /// `Value`: a parameter of the market that is no decimal above or equal to zero, a time before zero, days that are not
    /// whole.
    pub fn set(&self, setup: &mut Setup, value: f64) -> Result<(), SweepError> {
        let refused = |reason: String| SweepError::Value {
            key: self.name,
            value,
            reason,
        };
        match self.target {
            Target::Market(field) => {
                let decimal = Decimal::from_str(&format!("{value:.9}"));
                *field(&mut setup.market) = decimal.map_err(|error| refused(error.to_string()))?;
            }
            Target::Delay(_) if value < 0.0 => return Err(refused("it is below zero".to_owned())),
            Target::Delay(field) => *field(setup) = steps(value),
            Target::Whole(_) if value < 1.0 || value.fract() != 0.0 => {
                return Err(refused("it is no whole number from 1 on".to_owned()));
            }
            Target::Whole(field) => *field(setup) = value as u32,
            Target::Number(field) => *field(setup) = value,
            Target::Set(set) => set(setup, value),
        }
        Ok(())
    }
}
