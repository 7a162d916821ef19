//! The event of new risk parameters.

use cosmwasm_std::{Decimal, Event};
use qerun_messages::market::Params;

use super::event;

/// The risk parameters that are set from now on, the liquidation threshold in force, and when that
/// will have come down to the set one (absent if it has).
pub fn update_params(p: &Params, effective: Decimal, ramp_end: Option<u64>) -> Event {
    let liquidation = &p.liquidation;
    let event = event("update_params")
        .add_attribute("max_ltv", p.max_ltv.to_string())
        .add_attribute("liquidation_threshold", p.liquidation_threshold.to_string())
        .add_attribute("max_liquidation_bonus", p.max_liquidation_bonus.to_string())
        .add_attribute("min_bonus", liquidation.min_bonus.to_string())
        .add_attribute("claim_bonus", liquidation.claim_bonus.to_string())
        .add_attribute("target_health", liquidation.target_health.to_string())
        .add_attribute("full_below", liquidation.full_below.to_string())
        .add_attribute("seizure_cap", liquidation.seizure_cap.to_string())
        .add_attribute("claim_fee", liquidation.claim_fee.to_string())
        .add_attribute("cash_share", p.cash_share.to_string())
        .add_attribute("contribution_share", p.contribution_share.to_string())
        .add_attribute(
            "perk_contribution_share",
            p.perk_contribution_share.to_string(),
        )
        .add_attribute("insurance_share", p.insurance_share.to_string())
        .add_attribute("rate_base", p.rates.base.to_string())
        .add_attribute("rate_slope_low", p.rates.slope_low.to_string())
        .add_attribute("rate_slope_high", p.rates.slope_high.to_string())
        .add_attribute("rate_kink", p.rates.kink.to_string())
        .add_attribute("min_debt", p.min_debt.to_string())
        .add_attribute("debt_cap", p.debt_cap.to_string())
        .add_attribute("account_cap", p.account_cap.to_string())
        .add_attribute("min_insurance", p.min_insurance.to_string())
        .add_attribute("debt_ceiling", p.debt_ceiling)
        .add_attribute("batch_min_size", p.batch.min_size)
        .add_attribute("batch_max_age", p.batch.max_age.to_string())
        .add_attribute("effective_threshold", effective.to_string());
    match ramp_end {
        Some(end) => event.add_attribute("ramp_end", end.to_string()),
        None => event,
    }
}
