//! Events for indexers, of the type `qerun-voting/<verb>`.

use cosmwasm_std::{Addr, Event, Uint128};
use cw_ownable::Ownership;
use qerun_messages::voting::{Params, Perk, Tier};

use crate::account::Change;

fn event(verb: &str) -> Event {
    Event::new(format!("qerun-voting/{verb}"))
}

fn with_change(event: Event, change: &Change) -> Event {
    event
        .add_attribute("staked", change.staked)
        .add_attribute("power", change.power)
        .add_attribute("total_staked", change.total_staked)
        .add_attribute("total_power", change.total_power)
}

/// Tokens staked; stake, power and totals after it.
pub fn stake(user: &Addr, tier: u32, amount: Uint128, change: &Change) -> Event {
    let event = event("stake")
        .add_attribute("user", user)
        .add_attribute("tier", tier.to_string())
        .add_attribute("amount", amount);
    with_change(event, change)
}

/// Tokens unstaked, and from when on they can be claimed.
pub fn unstake(user: &Addr, tier: u32, amount: Uint128, release_at: u64, change: &Change) -> Event {
    let event = event("unstake")
        .add_attribute("user", user)
        .add_attribute("tier", tier.to_string())
        .add_attribute("amount", amount)
        .add_attribute("release_at", release_at.to_string());
    with_change(event, change)
}

/// Stake moved to a higher tier.
pub fn raise_tier(user: &Addr, from: u32, to: u32, amount: Uint128, change: &Change) -> Event {
    let event = event("raise_tier")
        .add_attribute("user", user)
        .add_attribute("from", from.to_string())
        .add_attribute("to", to.to_string())
        .add_attribute("amount", amount);
    with_change(event, change)
}

/// Matured claims paid.
pub fn claim(user: &Addr, amount: Uint128) -> Event {
    event("claim")
        .add_attribute("user", user)
        .add_attribute("amount", amount)
}

/// A receiver of hooks could not be notified of a loss of power.
pub fn hook_failed(hook: &str, error: &str) -> Event {
    event("hook_failed")
        .add_attribute("hook", hook)
        .add_attribute("error", error)
}

/// A hook receiver was added or removed.
pub fn hook(verb: &str, hook: &Addr) -> Event {
    event(verb).add_attribute("hook", hook)
}

/// A tier was added, or tier 0's unbonding set: an attribute `unbonding:multiplier` for each tier.
pub fn update_tiers(tiers: &[Tier]) -> Event {
    tiers.iter().fold(event("update_tiers"), |event, tier| {
        event.add_attribute("tier", format!("{}:{}", tier.unbonding, tier.multiplier))
    })
}

/// Parameters were set.
pub fn update_params(params: &Params) -> Event {
    event("update_params")
        .add_attribute("half_life", params.half_life.to_string())
        .add_attribute("hook_gas", params.hook_gas.to_string())
}

/// The active threshold was set or removed.
pub fn update_active_threshold(threshold: &str) -> Event {
    event("update_active_threshold").add_attribute("threshold", threshold)
}

/// A perk was set.
pub fn set_perk(perk: &Perk) -> Event {
    event("set_perk")
        .add_attribute("id", &perk.id)
        .add_attribute("min_power", perk.min_power)
        .add_attribute("min_reputation", perk.min_reputation)
}

/// A perk was ended.
pub fn remove_perk(id: &str) -> Event {
    event("remove_perk").add_attribute("id", id)
}

/// The guardian was replaced, or removed (`none`).
pub fn set_guardian(guardian: Option<&Addr>) -> Event {
    event("set_guardian").add_attribute("guardian", guardian.map_or("none", Addr::as_str))
}

/// Staking was paused, or a pause was ended, with `until` at the present time.
pub fn pause(sender: &Addr, until: u64) -> Event {
    event("pause")
        .add_attribute("sender", sender)
        .add_attribute("until", until.to_string())
}

/// A step of an ownership transfer: the state after it.
pub fn update_ownership(ownership: Ownership<Addr>) -> Event {
    event("update_ownership").add_attributes(ownership.into_attributes())
}
