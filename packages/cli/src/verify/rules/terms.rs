//! Times and bounds: what the design and the contracts demand.

use qerun_messages::timelock::{Class, RECOMMENDED_FLOORS};

use crate::verify::{Audit, Facts, Period};
use qerun_deployment::plan::{active_floor, active_stake, DecisionTime, PlanFile};

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    delays(audit, facts, plan);
    voting(audit, facts);
    active(audit, facts, plan);
    bounds(audit, facts);
}

fn delays(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    let params = &facts.timelock.config.params;
    let classes = [Class::Routine, Class::Sensitive, Class::Critical];
    let low: Vec<String> = classes
        .into_iter()
        .zip(RECOMMENDED_FLOORS)
        .filter(|(class, least)| params.of(*class).floor < *least)
        .map(|(class, least)| {
            format!(
                "{class:?} {} s instead of {least} s",
                params.of(class).floor
            )
        })
        .collect();
    let text = || format!("floors of delays: {}", low.join(", "));
    if plan.is_public() {
        audit.must(low.is_empty(), "floor", text);
    } else {
        audit.should(low.is_empty(), "floor", || {
            format!("{} (a test chain's)", text())
        });
    }
    let most = facts.timelock.config.max_bond;
    let result = qerun_timelock::params::ValidParams::new(*params, most);
    audit.must(result.is_ok(), "bounds", || {
        format!("timelock: {}", words(result.as_ref().err()))
    });
}

fn voting(audit: &mut Audit, facts: &Facts) {
    let period = match facts.dao.rules.max_voting_period {
        Period::Time(seconds) => Some(seconds),
        Period::Height(_) => None,
    };
    audit.must(period.is_some(), "unbonding", || {
        "votes are counted in blocks, which cannot be compared with unbonding".to_owned()
    });
    let decision = DecisionTime::new(period.unwrap_or_default(), &facts.timelock.config.params);
    let needed = decision.total();
    let tiers = &facts.voting.tiers;
    let shortest = tiers.tiers.iter().map(|tier| tier.unbonding).min();
    for (what, found) in [
        ("the floor of unbonding", tiers.min_unbonding),
        ("the shortest unbonding", shortest.unwrap_or_default()),
    ] {
        audit.must(found > needed, "unbonding", || {
            format!("{what} is {found} s, a decision takes {needed} s: {decision}")
        });
    }
}

/// From how much stake on the DAO can decide.
fn active(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    let (staked, supply) = (facts.voting.staked, facts.token.supply.total);
    let Some(threshold) = &facts.voting.threshold else {
        let text = "the DAO has no active threshold: where nobody else has staked, a unit decides";
        if plan.is_public() {
            audit.must(false, "active", || text.to_owned());
        } else {
            audit.should(false, "active", || format!("{text} (a test chain's)"));
        }
        return;
    };
    let (needed, least) = (active_stake(threshold, supply), active_floor(supply));
    audit.must(needed <= supply, "active", || {
        format!("the DAO needs {needed} units of stake, there are {supply}: it can decide nothing")
    });
    audit.must(needed >= least || !plan.is_public(), "active", || {
        format!("the DAO is active from {needed} units of stake on instead of {least}")
    });
    audit.note_unless(staked >= needed, "active", || {
        format!("nobody can propose before {needed} units are staked, {staked} are")
    });
}

/// The contracts' own bounds; a code with the right checksum cannot have let them be broken.
fn bounds(audit: &mut Audit, facts: &Facts) {
    let result = qerun_market::valid_params::ValidParams::try_from(facts.market.params.clone());
    audit.must(result.is_ok(), "bounds", || {
        format!("market: {}", words(result.as_ref().err()))
    });
    let reserve = &facts.reserve.config;
    let result = qerun_reserve::params::ValidParams::try_from(reserve.params.clone());
    audit.must(result.is_ok(), "bounds", || {
        format!("reserve: {}", words(result.as_ref().err()))
    });
    let result = qerun_reserve::route::ensure_route(&reserve.route);
    audit.must(result.is_ok(), "bounds", || {
        format!("route: {}", words(result.as_ref().err()))
    });
    let (batch, order) = (facts.market.params.batch.min_size, reserve.params.min_order);
    audit.must(batch >= order, "bounds", || {
        format!("a batch may leave with {batch}, which is less than the smallest order, {order}")
    });
}

fn words<E: ToString>(error: Option<&E>) -> String {
    error.map(ToString::to_string).unwrap_or_default()
}
