//! The protocol's parameters as the inner loop uses them. Made from a deployment's parameters, never typed in a second
//! time.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{loss_coefficient_ceil, stress_cover_floor, RateCurve};
use qerun_messages::market;
use qerun_messages::reserve::StorefrontRule;
use serde::Serialize;

use crate::error::SimulateError;

/// Parameters as numbers: shares of 1, US dollars, seconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rules {
    /// Most debt per collateral value.
    pub max_ltv: f64,
    /// Debt per collateral value at which health is 1.
    pub liquidation_threshold: f64,
    /// Least bonus on QER.
    pub min_bonus: f64,
    /// Largest bonus on QER.
    pub max_bonus: f64,
    /// Bonus on what is paid from a claim.
    pub claim_bonus: f64,
    /// Health that a partial liquidation restores.
    pub target_health: f64,
    /// A position with less health is closed whole.
    pub full_below: f64,
    /// QER that may be seized in an hour, per depth.
    pub seizure_cap: f64,
    /// Part of a leftover claim that stays with the protocol.
    pub claim_fee: f64,
    /// Share of a borrow that is paid out.
    pub cash_share: f64,
    /// Share of the reserve part that goes to the protocol.
    pub contribution_share: f64,
    /// Part of the interest that goes to the insurance.
    pub insurance_share: f64,
    /// Smallest debt, USD.
    pub min_debt: f64,
    /// All debt at most `max_ltv` x this x depth.
    pub debt_cap: f64,
    /// One account's debt at most `max_ltv` x this x depth.
    pub account_cap: f64,
    /// Least insurance per depth.
    pub min_insurance: f64,
    /// The set ceiling of all debt, whole stablecoins.
    pub debt_ceiling: f64,
    /// At what discount own ETH is booked against a loss.
    pub own_discount: f64,
    /// What a unit of debt loses in the stress, of `qerun_math::loss_coefficient_ceil`.
    pub stress_loss: f64,
    /// What a dollar of own ETH counts in the stress, of `qerun_math::stress_cover_floor`.
    pub stress_own: f64,
    /// The same of encumbered ETH.
    pub stress_encumbered: f64,
    /// Interest by utilisation.
    pub rates: Rates,
    /// Where the storefront begins, above the ask.
    pub premium: f64,
    /// Where it ends, below the average.
    pub discount: f64,
    /// Seconds in which it gets there.
    pub duration: f64,
    /// The smallest unit of the stablecoin, whole stablecoins.
    pub unit: f64,
}

/// The rate curve: yearly rates, as [`RateCurve`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // as in `RateCurve`
pub struct Rates {
    pub base: f64,
    pub slope_low: f64,
    pub slope_high: f64,
    pub kink: f64,
}

impl Rules {
    /// From the parameters of a deployment: `plan.market`, `plan.reserve.storefront`, `plan.assets.stable.decimals`.
    ///
    /// # Errors
    /// `Params`: the stress is out of range; `OutOfRange`: more than 18 decimals.
    pub fn new(
        market: &market::Params,
        storefront: &StorefrontRule,
        stable_decimals: u8,
    ) -> Result<Self, SimulateError> {
        crate::error::ensure_within("stable_decimals", stable_decimals.into(), 0.0, 18.0)?;
        let unit = 10f64.powi(-i32::from(stable_decimals));
        let (stress, rule) = (&market.stress, &market.liquidation);
        let (zero, one) = (Decimal::zero(), Decimal::one());
        let loss = loss_coefficient_ceil(
            stress,
            market.liquidation_threshold,
            market.max_liquidation_bonus,
        )?;
        let own = stress_cover_floor(stress, one, one, zero)?.saturating_sub(one);
        let encumbered = stress_cover_floor(stress, zero, zero, one)?;
        Ok(Rules {
            max_ltv: number(market.max_ltv),
            liquidation_threshold: number(market.liquidation_threshold),
            min_bonus: number(rule.min_bonus),
            max_bonus: number(market.max_liquidation_bonus),
            claim_bonus: number(rule.claim_bonus),
            target_health: number(rule.target_health),
            full_below: number(rule.full_below),
            seizure_cap: number(rule.seizure_cap),
            claim_fee: number(rule.claim_fee),
            cash_share: number(market.cash_share),
            contribution_share: number(market.contribution_share),
            insurance_share: number(market.insurance_share),
            min_debt: number(market.min_debt),
            debt_cap: number(market.debt_cap),
            account_cap: number(market.account_cap),
            min_insurance: number(market.min_insurance),
            debt_ceiling: amount(market.debt_ceiling, stable_decimals),
            own_discount: number(stress.own_discount),
            stress_loss: number(loss),
            stress_own: number(own),
            stress_encumbered: number(encumbered),
            rates: Rates::new(&market.rates),
            premium: number(storefront.premium),
            discount: number(storefront.discount),
            duration: storefront.duration as f64,
            unit,
        })
    }

    /// The most debt that a depth allows, USD: the cap on all debt and the ceiling.
    #[must_use]
    pub fn debt_at_cap(&self, depth: f64) -> f64 {
        (self.max_ltv * self.debt_cap * depth).min(self.debt_ceiling)
    }

    /// The most debt that one account may have, USD.
    #[must_use]
    pub fn account_debt_at_cap(&self, depth: f64) -> f64 {
        self.max_ltv * self.account_cap * depth
    }

    /// The least insurance, USD, with which the stress bound allows a debt (USD) beside own and encumbered ETH (USD).
    #[must_use]
    pub fn insurance_for_stress(&self, debt: f64, own_eth: f64, encumbered: f64) -> f64 {
        let encumbered = encumbered.min(debt * (1.0 - self.cash_share));
        let needed = self.stress_loss * debt - self.stress_encumbered * encumbered;
        // Own ETH counts for at most as much as the insurance.
        (needed - self.stress_own * own_eth)
            .max(needed / 2.0)
            .max(0.0)
    }

    /// The reserve part of a debt that its borrower has a claim on, as a share of the debt.
    #[must_use]
    pub fn claim_share(&self) -> f64 {
        (1.0 - self.cash_share) * (1.0 - self.contribution_share)
    }
}

impl Rates {
    fn new(curve: &RateCurve) -> Self {
        Rates {
            base: number(curve.base),
            slope_low: number(curve.slope_low),
            slope_high: number(curve.slope_high),
            kink: number(curve.kink),
        }
    }

    /// The yearly rate at a utilisation, as `RateCurve::borrow_rate`.
    #[must_use]
    pub fn at(&self, utilisation: f64) -> f64 {
        let u = utilisation.min(1.0);
        if u <= self.kink {
            return self.base + self.slope_low * u / self.kink;
        }
        self.base + self.slope_low + self.slope_high * (u - self.kink) / (1.0 - self.kink)
    }
}

/// A decimal as the nearest number.
#[must_use]
pub fn number(decimal: Decimal) -> f64 {
    decimal.atomics().u128() as f64 / 1e18
}

/// Smallest units as whole tokens.
#[must_use]
pub fn amount(units: Uint128, decimals: u8) -> f64 {
    units.u128() as f64 / 10f64.powi(decimals.into())
}
