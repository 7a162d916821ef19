//! Unchecked to checked, by type: only values inside the design's hard bounds can be stored.

use std::ops::Deref;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Api, Decimal};
use qerun_math::price_impact_holds;
use qerun_messages::market::{Config, Params};

use crate::error::ContractError;

/// Risk parameters that have passed every bound.
#[cw_serde]
pub struct RiskParams(Params);

impl Deref for RiskParams {
    type Target = Params;
    fn deref(&self) -> &Params {
        &self.0
    }
}

impl TryFrom<Params> for RiskParams {
    type Error = ContractError;

    fn try_from(p: Params) -> Result<Self, ContractError> {
        let pct = Decimal::percent;
        let (least_lt, most_lt) = (p.max_ltv.saturating_add(pct(5)), pct(70));
        for (name, value, min, max) in [
            ("max_ltv", p.max_ltv, pct(1), pct(50)),
            (
                "liquidation_threshold",
                p.liquidation_threshold,
                least_lt,
                most_lt,
            ),
            (
                "max_liquidation_bonus",
                p.max_liquidation_bonus,
                Decimal::zero(),
                pct(15),
            ),
            ("cash_share", p.cash_share, pct(25), pct(75)),
            (
                "contribution_share",
                p.contribution_share,
                Decimal::zero(),
                pct(10),
            ),
            ("insurance_share", p.insurance_share, pct(5), pct(50)),
            ("min_debt", p.min_debt, Decimal::one(), pct(100_000)),
            ("debt_cap", p.debt_cap, Decimal::zero(), pct(25)),
            ("account_cap", p.account_cap, Decimal::zero(), pct(10)),
            ("min_insurance", p.min_insurance, pct(1), Decimal::one()),
        ] {
            if value < min || value > max {
                return Err(ContractError::ParamOutOfRange {
                    name,
                    value,
                    min,
                    max,
                });
            }
        }
        p.rates.validate()?;
        p.stress.validate()?;
        number("batch.max_age", p.batch.max_age, 60, 604_800)?;
        if p.batch.min_size.is_zero() {
            return Err(ContractError::Empty {
                name: "batch.min_size",
            });
        }
        let Params {
            max_ltv,
            liquidation_threshold,
            max_liquidation_bonus,
            debt_cap,
            ..
        } = p;
        if !price_impact_holds(
            max_ltv,
            liquidation_threshold,
            max_liquidation_bonus,
            debt_cap,
        )? {
            return Err(ContractError::PriceImpact { debt_cap });
        }
        Ok(RiskParams(p))
    }
}

/// Validates addresses, denoms and decimals of a configuration.
pub fn check_config(api: &dyn Api, c: Config<String>) -> Result<Config<Addr>, ContractError> {
    for (name, value) in [
        ("stable_denom", &c.stable_denom),
        ("stable_asset", &c.stable_asset),
        ("collateral_asset", &c.collateral_asset),
        ("eth_asset", &c.eth_asset),
    ] {
        if value.is_empty() {
            return Err(ContractError::Empty { name });
        }
    }
    for (name, value) in [
        ("stable_decimals", c.stable_decimals),
        ("collateral_decimals", c.collateral_decimals),
        ("eth_decimals", c.eth_decimals),
    ] {
        number(name, value.into(), 0, 18)?;
    }
    // Else the order of health (debt shares x 1e18 / collateral in 128 bits) could saturate.
    let finest = u64::from(c.collateral_decimals).saturating_add(6);
    number("stable_decimals", c.stable_decimals.into(), 0, finest)?;
    let [stable, collateral, eth] = [&c.stable_asset, &c.collateral_asset, &c.eth_asset];
    if stable == collateral || stable == eth || collateral == eth {
        return Err(ContractError::SameAsset {});
    }
    Ok(Config {
        token: api.addr_validate(&c.token)?,
        oracle: api.addr_validate(&c.oracle)?,
        reserve: api.addr_validate(&c.reserve)?,
        guardian: c.guardian.map(|g| api.addr_validate(&g)).transpose()?,
        stable_denom: c.stable_denom,
        stable_decimals: c.stable_decimals,
        stable_asset: c.stable_asset,
        collateral_decimals: c.collateral_decimals,
        collateral_asset: c.collateral_asset,
        eth_decimals: c.eth_decimals,
        eth_asset: c.eth_asset,
    })
}

fn number(name: &'static str, value: u64, min: u64, max: u64) -> Result<(), ContractError> {
    if value < min || value > max {
        return Err(ContractError::NumberOutOfRange {
            name,
            value,
            min,
            max,
        });
    }
    Ok(())
}
