//! The event of a liquidation.

use cosmwasm_std::{Addr, Event};

use super::{event, with_totals};
use crate::claim::Release;
use crate::plan_liquidation::LiquidationPlan;
use crate::prices::LiquidationPrices;
use crate::state::State;

/// A liquidation: what was repaid, at which prices, what the liquidator received, what went back to the borrower, and
/// what is left.
pub fn liquidate(
    sender: &Addr,
    borrower: &Addr,
    prices: &LiquidationPrices,
    plan: &LiquidationPlan,
    state: &State,
) -> Event {
    let mut event = event("liquidate")
        .add_attribute("sender", sender)
        .add_attribute("borrower", borrower)
        .add_attribute("amount", plan.repaid)
        .add_attribute("refunded", plan.refunded)
        .add_attribute("shares", plan.shares)
        .add_attribute("written_off", plan.unrecoverable)
        .add_attribute("health", plan.health.to_string())
        .add_attribute("bonus", plan.bonus.to_string())
        .add_attribute("collateral_price", prices.collateral.to_string())
        .add_attribute("debt_price", prices.debt.to_string())
        .add_attribute("paid_collateral", plan.paid.collateral);
    if let Some(price) = prices.eth {
        event = event.add_attribute("eth_price", price.to_string());
    }
    event = with_release(event, "paid", &plan.paid.claim);
    event = with_release(event, "returned", &plan.returned.release);
    if !plan.returned.eth_fee.is_zero() {
        event = event.add_attribute("eth_fee", plan.returned.eth_fee);
    }
    if !plan.returned.stable_fee.is_zero() {
        event = event.add_attribute("stable_fee", plan.returned.stable_fee);
    }
    let event = event
        .add_attribute("collateral", plan.collateral_after)
        .add_attribute("debt", plan.debt_after);
    with_totals(event, state)
}

/// Adds the parts of a claim that are not zero.
fn with_release(mut event: Event, what: &str, release: &Release) -> Event {
    for (part, amount) in [
        ("eth", release.eth),
        ("unsent", release.unsent),
        ("stable", release.stable),
    ] {
        if !amount.is_zero() {
            event = event.add_attribute(format!("{what}_{part}"), amount);
        }
    }
    for (id, part) in &release.pending {
        event = event.add_attribute(format!("{what}_pending"), format!("{id}:{part}"));
    }
    event
}
