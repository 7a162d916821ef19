//! The parameters that a deployment starts from, unless it has a reason: decided by simulation (docs/adr/0024).

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{RateCurve, Stress};
use qerun_messages::market::{BatchRule, LiquidationRule, Params};
use qerun_messages::reserve::StorefrontRule;

/// The market's parameters for a stablecoin of so many decimals.
#[must_use]
pub fn market(stable_decimals: u8) -> Params {
    let whole = |amount: u128| {
        let unit = 10u128.saturating_pow(stable_decimals.into());
        Uint128::new(amount.saturating_mul(unit))
    };
    Params {
        max_ltv: Decimal::percent(50),
        liquidation_threshold: Decimal::percent(60),
        max_liquidation_bonus: Decimal::percent(15),
        liquidation: LiquidationRule {
            min_bonus: Decimal::percent(5),
            claim_bonus: Decimal::percent(3),
            target_health: Decimal::percent(110),
            full_below: Decimal::percent(95),
            seizure_cap: Decimal::percent(5),
            claim_fee: Decimal::percent(3),
        },
        cash_share: Decimal::percent(50),
        contribution_share: Decimal::percent(5),
        perk_contribution_share: Decimal::percent(2),
        insurance_share: Decimal::percent(20),
        rates: RateCurve {
            base: Decimal::percent(1),
            slope_low: Decimal::percent(4),
            slope_high: Decimal::percent(75),
            kink: Decimal::percent(80),
        },
        min_debt: Decimal::from_ratio(50u128, 1u128),
        debt_cap: Decimal::percent(20),
        account_cap: Decimal::percent(5),
        min_insurance: Decimal::percent(1),
        debt_ceiling: whole(10_000_000),
        stress: Stress::default(),
        batch: BatchRule {
            min_size: whole(1_000),
            max_age: 21_600,
        },
    }
}

/// How the reserve sells ETH.
#[must_use]
pub fn storefront() -> StorefrontRule {
    StorefrontRule {
        premium: Decimal::percent(5),
        discount: Decimal::percent(10),
        duration: 21_600,
    }
}
