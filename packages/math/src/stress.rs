//! The stress bound and the price-impact bound of docs/architecture.md: how much debt there may be.
//! Coefficients are computed from the parameters, never typed in.

use cosmwasm_std::{Decimal, Uint256};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    error::MathError,
    wide::{self, Round, ONE},
};

/// The one-step fall that new borrowing must survive without loss to suppliers.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct Stress {
    /// Fall of the collateral (QER), g. From 0.60 to 0.99.
    pub collateral_fall: Decimal,
    /// Fall of ETH at the same time, e. From 0.40 to 0.99.
    pub eth_fall: Decimal,
    /// Largest storefront discount at which the protocol's own ETH sells, d. From 0 to 0.5.
    pub own_discount: Decimal,
    /// What encumbered ETH loses on its way to cover debt (liquidator's bonus, haircut), d'. From 0
    /// to 0.5.
    pub encumbered_discount: Decimal,
}

impl Default for Stress {
    /// QER falls by 80 %, ETH by 60 %; discounts 10 % and 12.5 %.
    fn default() -> Self {
        Self {
            collateral_fall: Decimal::percent(80),
            eth_fall: Decimal::percent(60),
            own_discount: Decimal::percent(10),
            encumbered_discount: Decimal::permille(125),
        }
    }
}

impl Stress {
    /// Checks the bounds of the fields (inclusive): no milder than QER -60 %, ETH -40 %.
    /// [`MathError::OutOfRange`] names the field.
    pub fn validate(&self) -> Result<(), MathError> {
        let (most, half) = (Decimal::percent(99), Decimal::percent(50));
        wide::in_range(
            "collateral_fall",
            self.collateral_fall,
            Decimal::percent(60),
            most,
        )?;
        wide::in_range("eth_fall", self.eth_fall, Decimal::percent(40), most)?;
        wide::in_range("own_discount", self.own_discount, Decimal::zero(), half)?;
        wide::in_range(
            "encumbered_discount",
            self.encumbered_discount,
            Decimal::zero(),
            half,
        )
    }
}

/// What a unit of debt at health 1 loses in the stress: `1 - (1 - g) / (LT * (1 + max_bonus))`,
/// rounded up; 0 when the collateral covers it. 0.7101... at the defaults (g 0.80, LT 0.60, bonus
/// 0.15).
///
/// Valid for g from 0 to 1, LT above 0 ([`MathError::DivisionByZero`]) and at most 1, bonus up to 1
/// ([`MathError::OutOfRange`]).
pub fn loss_coefficient_ceil(
    stress: &Stress,
    liquidation_threshold: Decimal,
    max_bonus: Decimal,
) -> Result<Decimal, MathError> {
    let op = "loss_coefficient_ceil";
    let left = wide::complement("collateral_fall", stress.collateral_fall)?;
    let paid_out = paid_out(liquidation_threshold, max_bonus)?;
    // (left / 10^18) / (paid_out / 10^36), as atomics.
    let numerator = wide::product(&[left.atomics(), ONE, ONE], op)?;
    match wide::ratio(numerator, paid_out.into(), Round::Floor, op) {
        Ok(recovered) => Ok(Decimal::one().saturating_sub(Decimal::new(recovered))),
        Err(MathError::Overflow { .. }) => Ok(Decimal::zero()),
        Err(other) => Err(other),
    }
}

/// What covers losses in the stress, in USD:
/// `insurance + min((1-e)(1-d) * own_eth, insurance) + (1-e)(1-d') * encumbered_eth`, each product
/// rounded down. All three arguments in USD, ETH at the bid.
///
/// The protocol's own ETH counts at most as much as the insurance, so that contributions build cash
/// first. Valid for falls and discounts from 0 to 1 ([`MathError::OutOfRange`]) while the sum fits
/// ([`MathError::Overflow`]).
pub fn stress_cover_floor(
    stress: &Stress,
    insurance: Decimal,
    own_eth: Decimal,
    encumbered_eth: Decimal,
) -> Result<Decimal, MathError> {
    let op = "stress_cover_floor";
    let kept = wide::complement("eth_fall", stress.eth_fall)?;
    let proceeds = |eth: Decimal, after_discount: Decimal| {
        let factors = [eth.atomics(), kept.atomics(), after_discount.atomics()];
        wide::fraction(&factors, &[ONE, ONE], Round::Floor, op).map(Decimal::new)
    };
    let own = proceeds(
        own_eth,
        wide::complement("own_discount", stress.own_discount)?,
    )?;
    let encumbered = proceeds(
        encumbered_eth,
        wide::complement("encumbered_discount", stress.encumbered_discount)?,
    )?;
    insurance
        .checked_add(own.min(insurance))
        .and_then(|cover| cover.checked_add(encumbered))
        .map_err(|_| MathError::Overflow { op })
}

/// The most debt in USD whose losses a cover pays: `cover / loss coefficient`, rounded down
/// (with the coefficient rounded up before). `Decimal::MAX` when the coefficient is 0 or the result
/// does not fit. Errors as [`loss_coefficient_ceil`].
pub fn stress_debt_floor(
    stress: &Stress,
    liquidation_threshold: Decimal,
    max_bonus: Decimal,
    cover: Decimal,
) -> Result<Decimal, MathError> {
    let coefficient = loss_coefficient_ceil(stress, liquidation_threshold, max_bonus)?;
    if coefficient.is_zero() {
        return Ok(Decimal::MAX);
    }
    let divisor = Uint256::from(coefficient.atomics());
    match wide::mul_div(
        cover.atomics(),
        ONE,
        divisor,
        Round::Floor,
        "stress_debt_floor",
    ) {
        Ok(atomics) => Ok(Decimal::new(atomics)),
        Err(MathError::Overflow { .. }) => Ok(Decimal::MAX),
        Err(other) => Err(other),
    }
}

/// Whether liquidations cannot spiral: `sqrt(max_ltv / LT) * cap <= (1 / (LT (1 + bonus)) - 1) / 2`,
/// with `cap` the collateral that may be borrowed against as a share of depth (0.20 by default).
///
/// Decided exactly, without a root, by comparing squares in 512 bits. Valid for all four from 0 to 1
/// ([`MathError::OutOfRange`]) and LT above 0 ([`MathError::DivisionByZero`]).
pub fn price_impact_holds(
    max_ltv: Decimal,
    liquidation_threshold: Decimal,
    max_bonus: Decimal,
    cap: Decimal,
) -> Result<bool, MathError> {
    let op = "price_impact_holds";
    let overflow = |_| MathError::Overflow { op };
    wide::in_range("max_ltv", max_ltv, Decimal::zero(), Decimal::one())?;
    wide::in_range("cap", cap, Decimal::zero(), Decimal::one())?;
    // With p = LT (1 + bonus) in units of s = 10^-36: the right side is (s - p) / 2p.
    let p = paid_out(liquidation_threshold, max_bonus)?;
    if p.is_zero() {
        return Err(MathError::DivisionByZero { op });
    }
    let Ok(margin) = ONE.full_mul(ONE).checked_sub(p) else {
        // A negative right side.
        return Ok(false);
    };
    // 4 max_ltv cap^2 p^2 <= LT (s - p)^2, at most 424 bits.
    let left = wide::product(
        &[
            4u128.into(),
            max_ltv.atomics(),
            cap.atomics(),
            cap.atomics(),
        ],
        op,
    )?
    .checked_mul(p.full_mul(p))
    .map_err(overflow)?;
    let right = wide::product(&[liquidation_threshold.atomics(), ONE, ONE], op)?
        .checked_mul(margin.full_mul(margin))
        .map_err(overflow)?;
    Ok(left <= right)
}

/// `LT * (1 + bonus)` with 36 digits: the collateral paid out, per unit of its value, when debt at
/// health 1 is liquidated.
fn paid_out(liquidation_threshold: Decimal, max_bonus: Decimal) -> Result<Uint256, MathError> {
    let one = Decimal::one();
    wide::in_range(
        "liquidation_threshold",
        liquidation_threshold,
        Decimal::zero(),
        one,
    )?;
    wide::in_range("max_bonus", max_bonus, Decimal::zero(), one)?;
    Ok(liquidation_threshold
        .atomics()
        .full_mul(one.saturating_add(max_bonus).atomics()))
}
