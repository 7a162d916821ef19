//! The bounds of the risk parameters: only a set that keeps to all of them becomes [`ValidParams`].

use cosmwasm_std::Decimal;
use qerun_controls::ensure_within;
use qerun_math::{bonus_as_discount_ceil, price_impact_holds};
use qerun_messages::market::Params;

use crate::error::ContractError;
use crate::valid_params::ValidParams;

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
pub(crate) const BOUNDS: [Bounds; 24] = [
    bounds("max_ltv", |p| p.max_ltv, 10, 500),
    bounds("max_liquidation_bonus", |p| p.max_liquidation_bonus, 10, 150),
    bounds("liquidation.min_bonus", |p| p.liquidation.min_bonus, 10, 100),
    bounds("liquidation.claim_bonus", |p| p.liquidation.claim_bonus, 10, 50),
    bounds("liquidation.target_health", |p| p.liquidation.target_health, 1_020, 1_500),
    bounds("liquidation.full_below", |p| p.liquidation.full_below, 800, 1_000),
    bounds("liquidation.seizure_cap", |p| p.liquidation.seizure_cap, 20, 200),
    bounds("liquidation.claim_fee", |p| p.liquidation.claim_fee, 0, 50),
    bounds("cash_share", |p| p.cash_share, 250, 750),
    bounds("contribution_share", |p| p.contribution_share, 0, 100),
    bounds("perk_contribution_share", |p| p.perk_contribution_share, 0, 100),
    bounds("insurance_share", |p| p.insurance_share, 50, 500),
    bounds("min_debt", |p| p.min_debt, 1_000, 1_000_000),
    bounds("debt_cap", |p| p.debt_cap, 0, 250),
    bounds("account_cap", |p| p.account_cap, 0, 100),
    bounds("min_insurance", |p| p.min_insurance, 10, 1_000),
    // Those of the rate curve and of the stress; rules between them are checked in their own types.
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

impl TryFrom<Params> for ValidParams {
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
        ensure_within(
            "liquidation.min_bonus",
            p.liquidation.min_bonus,
            (Decimal::zero(), p.max_liquidation_bonus),
        )?;
        // The stress counts a claim's ETH at no more than a liquidator pays for it.
        let most = Decimal::percent(50);
        let least = bonus_as_discount_ceil(p.liquidation.claim_bonus)?;
        let discount = p.stress.encumbered_discount;
        ensure_within("stress.encumbered_discount", discount, (least, most))?;
        p.rates.validate()?;
        p.stress.validate()?;
        ensure_within("batch.max_age", p.batch.max_age, (60, 604_800))?;
        if p.batch.min_size.is_zero() {
            return Err(ContractError::Empty {
                name: "batch.min_size",
            });
        }
        ensure_price_impact(&p, threshold)?;
        Ok(ValidParams { set: p, ramp: None })
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
