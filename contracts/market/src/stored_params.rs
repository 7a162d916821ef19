//! Risk parameters as they are stored, without the 500 bytes of their names: every borrow reads them, at 3 gas a byte.
//!
//! They stand in groups: what a borrow is limited by, the batch, the rate curve, the stress, and the rule of liquidation,
//! each in the order of its fields. The order is the format, so a change of it is a change of the records.

use cosmwasm_schema::serde::{Deserialize, Deserializer, Serialize, Serializer};
use qerun_math::{RateCurve, Stress};
use qerun_messages::market::{BatchRule, LiquidationRule, Params};

/// Writes the groups.
pub fn serialize<S: Serializer>(p: &Params, serializer: S) -> Result<S::Ok, S::Error> {
    let (rates, stress, rule) = (&p.rates, &p.stress, &p.liquidation);
    (
        (
            p.max_ltv,
            p.liquidation_threshold,
            p.max_liquidation_bonus,
            p.cash_share,
            p.contribution_share,
            p.perk_contribution_share,
            p.insurance_share,
            p.min_debt,
            p.debt_cap,
            p.account_cap,
            p.min_insurance,
            p.debt_ceiling,
        ),
        (p.batch.min_size, p.batch.max_age),
        (rates.base, rates.slope_low, rates.slope_high, rates.kink),
        (
            stress.collateral_fall,
            stress.eth_fall,
            stress.own_discount,
            stress.encumbered_discount,
        ),
        (
            rule.min_bonus,
            rule.claim_bonus,
            rule.target_health,
            rule.full_below,
            rule.seizure_cap,
            rule.claim_fee,
        ),
    )
        .serialize(serializer)
}

/// Reads what [`serialize`] wrote.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Params, D::Error> {
    let (
        (
            max_ltv,
            liquidation_threshold,
            max_liquidation_bonus,
            cash_share,
            contribution_share,
            perk_contribution_share,
            insurance_share,
            min_debt,
            debt_cap,
            account_cap,
            min_insurance,
            debt_ceiling,
        ),
        (min_size, max_age),
        (base, slope_low, slope_high, kink),
        (collateral_fall, eth_fall, own_discount, encumbered_discount),
        (min_bonus, claim_bonus, target_health, full_below, seizure_cap, claim_fee),
    ) = Deserialize::deserialize(deserializer)?;
    Ok(Params {
        max_ltv,
        liquidation_threshold,
        max_liquidation_bonus,
        liquidation: LiquidationRule {
            min_bonus,
            claim_bonus,
            target_health,
            full_below,
            seizure_cap,
            claim_fee,
        },
        cash_share,
        contribution_share,
        perk_contribution_share,
        insurance_share,
        rates: RateCurve {
            base,
            slope_low,
            slope_high,
            kink,
        },
        min_debt,
        debt_cap,
        account_cap,
        min_insurance,
        debt_ceiling,
        stress: Stress {
            collateral_fall,
            eth_fall,
            own_discount,
            encumbered_discount,
        },
        batch: BatchRule { min_size, max_age },
    })
}
