//! Unchecked to checked, by type: only values inside the design's hard bounds can be stored, and
//! `step.rs` leads from one such set to the next.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Storage};
use qerun_controls::ensure_within;
use qerun_math::{price_impact_holds, Ramp, RateCurve};
use qerun_messages::market::Params;

use crate::error::ContractError;
use crate::state::{INTEREST, PARAMS};

/// Risk parameters that have passed every bound. Whoever computes with them takes
/// [`RiskParams::in_force`], so that nobody overlooks a ramp.
#[cw_serde]
pub struct RiskParams {
    pub(crate) set: Params,
    /// The last fall of the liquidation threshold, if the last update left one under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ramp: Option<Ramp>,
}

/// What interest is computed from: a copy of two risk parameters, kept by [`store`].
#[cw_serde]
pub struct InterestTerms {
    /// Interest by utilisation.
    #[serde(rename = "r")]
    pub rates: RateCurve,
    /// Part of the interest that goes to the insurance.
    #[serde(rename = "i")]
    pub insurance_share: Decimal,
}

impl From<&Params> for InterestTerms {
    fn from(params: &Params) -> Self {
        InterestTerms {
            rates: params.rates,
            insurance_share: params.insurance_share,
        }
    }
}

/// Writes the parameters, and the copy of those that interest takes.
pub fn store(storage: &mut dyn Storage, params: &RiskParams) -> Result<(), ContractError> {
    INTEREST.save(storage, &params.set().into())?;
    Ok(PARAMS.save(storage, params)?)
}

/// The parameters in force at `now`: one storage read.
pub fn in_force(storage: &dyn Storage, now: u64) -> Result<Params, ContractError> {
    PARAMS.load(storage)?.in_force(now)
}

impl RiskParams {
    /// As the owner set them.
    pub fn set(&self) -> &Params {
        &self.set
    }

    /// As they hold at `now`: the liquidation threshold is [`RiskParams::threshold_ceil`]. What
    /// comes out cannot be stored.
    pub fn in_force(self, now: u64) -> Result<Params, ContractError> {
        let liquidation_threshold = self.threshold_ceil(now)?;
        Ok(Params {
            liquidation_threshold,
            ..self.set
        })
    }

    /// The liquidation threshold in force: the set one, or on its way down to it. Rounded up: nobody
    /// becomes unhealthy early, and the bounds on new debt, which a higher threshold narrows, assume
    /// no less than what holds.
    pub fn threshold_ceil(&self, now: u64) -> Result<Decimal, ContractError> {
        Ok(match &self.ramp {
            Some(ramp) => ramp.value_ceil(now)?,
            None => self.set.liquidation_threshold,
        })
    }

    /// When the ramp ends, if it still runs.
    pub fn ramp_end(&self, now: u64) -> Option<u64> {
        let ramp = self.ramp.as_ref().filter(|ramp| !ramp.is_over(now))?;
        Some(ramp.end())
    }
}

/// A parameter that is a share, a rate or USD, with its bounds.
pub(crate) struct Bounds {
    pub name: &'static str,
    pub of: fn(&Params) -> Decimal,
    pub min: Decimal,
    pub max: Decimal,
}

const fn bounds(
    name: &'static str,
    of: fn(&Params) -> Decimal,
    min_permille: u64,
    max_permille: u64,
) -> Bounds {
    Bounds {
        name,
        of,
        min: Decimal::permille(min_permille),
        max: Decimal::permille(max_permille),
    }
}

/// All but the liquidation threshold, whose lower bound moves.
#[rustfmt::skip]
pub(crate) const BOUNDS: [Bounds; 18] = [
    bounds("max_ltv", |p| p.max_ltv, 10, 500),
    bounds("max_liquidation_bonus", |p| p.max_liquidation_bonus, 0, 150),
    bounds("cash_share", |p| p.cash_share, 250, 750),
    bounds("contribution_share", |p| p.contribution_share, 0, 100),
    bounds("perk_contribution_share", |p| p.perk_contribution_share, 0, 100),
    bounds("insurance_share", |p| p.insurance_share, 50, 500),
    bounds("min_debt", |p| p.min_debt, 1_000, 1_000_000),
    bounds("debt_cap", |p| p.debt_cap, 0, 250),
    bounds("account_cap", |p| p.account_cap, 0, 100),
    bounds("min_insurance", |p| p.min_insurance, 10, 1_000),
    // Those of a curve and of the stress; how they hang together is checked there.
    bounds("rates.base", |p| p.rates.base, 0, 500),
    bounds("rates.slope_low", |p| p.rates.slope_low, 0, 1_000),
    bounds("rates.slope_high", |p| p.rates.slope_high, 0, 4_000),
    bounds("rates.kink", |p| p.rates.kink, 0, 1_000),
    bounds("stress.collateral_fall", |p| p.stress.collateral_fall, 600, 990),
    bounds("stress.eth_fall", |p| p.stress.eth_fall, 400, 990),
    bounds("stress.own_discount", |p| p.stress.own_discount, 0, 500),
    bounds("stress.encumbered_discount", |p| p.stress.encumbered_discount, 0, 500),
];

/// The most that the liquidation threshold may be.
pub(crate) const MAX_THRESHOLD: Decimal = Decimal::percent(70);

impl TryFrom<Params> for RiskParams {
    type Error = ContractError;

    fn try_from(p: Params) -> Result<Self, ContractError> {
        for Bounds { name, of, min, max } in BOUNDS {
            ensure_within(name, of(&p), (min, max))?;
        }
        let least = p.max_ltv.saturating_add(Decimal::percent(5));
        let threshold = p.liquidation_threshold;
        ensure_within("liquidation_threshold", threshold, (least, MAX_THRESHOLD))?;
        ensure_within(
            "perk_contribution_share",
            p.perk_contribution_share,
            (Decimal::zero(), p.contribution_share),
        )?;
        p.rates.validate()?;
        p.stress.validate()?;
        ensure_within("batch.max_age", p.batch.max_age, (60, 604_800))?;
        if p.batch.min_size.is_zero() {
            return Err(ContractError::Empty {
                name: "batch.min_size",
            });
        }
        ensure_price_impact(&p, threshold)?;
        Ok(RiskParams { set: p, ramp: None })
    }
}

/// The price-impact bound at a threshold. A higher threshold breaks it sooner: on a ramp its start
/// stands for all of it.
pub(crate) fn ensure_price_impact(p: &Params, threshold: Decimal) -> Result<(), ContractError> {
    let debt_cap = p.debt_cap;
    if !price_impact_holds(p.max_ltv, threshold, p.max_liquidation_bonus, debt_cap)? {
        return Err(ContractError::PriceImpact { debt_cap });
    }
    Ok(())
}
