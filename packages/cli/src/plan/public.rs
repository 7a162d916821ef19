//! What a plan for a public chain must fulfil besides: the floors of the design.

use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::oracle::PriceSource;
use qerun_messages::timelock::{Class, RECOMMENDED_FLOORS};

use super::{active_floor, active_stake, ChainPlan, Finding, Plan, Problem};
use crate::chain::KeySource;

/// Least voting period, seconds: 3 days, so that nobody is outvoted over a weekend.
pub const VOTING_PERIOD: u64 = 259_200;
/// Least time before anything can pass, seconds: a day.
pub const MIN_VOTING_PERIOD: u64 = 86_400;
/// Least unbonding, seconds: 14 days, the design's shortest tier.
pub const UNBONDING: u64 = 1_209_600;
/// Least active threshold, part of the supply: whoever decides alone has bought, and bound for as long as
/// stake unbonds, a hundredth of all QER.
pub const ACTIVE_SHARE: Decimal = Decimal::percent(1);
/// Bounds of a packet's timeout, seconds: 10 to 30 minutes, so that a slow relayer makes it and money
/// is not long under way.
pub const PACKET_TIMEOUT: (u64, u64) = (600, 1_800);
/// Least feeders of a source: four tolerate one that fails or lies.
pub const FEEDERS: usize = 4;

/// Everything that is wrong for a public chain.
pub fn findings(plan: &Plan) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |field: &str, problem: Problem| {
        found.push(Finding {
            field: field.to_owned(),
            problem,
        });
    };
    for (field, seconds, least, why) in durations(plan) {
        if seconds < least {
            add(
                field,
                Problem::Short {
                    seconds,
                    least,
                    why,
                },
            );
        }
    }
    for (field, seconds) in [
        ("route.timeout", plan.route.timeout),
        ("route.return_timeout", plan.route.return_timeout),
    ] {
        let (least, most) = PACKET_TIMEOUT;
        let why = "a packet needs 10 to 30 minutes";
        if seconds < least {
            add(
                field,
                Problem::Short {
                    seconds,
                    least,
                    why,
                },
            );
        } else if seconds > most {
            add(field, Problem::Long { seconds, most, why });
        }
    }
    for (field, amount) in [
        (
            "timelock.params.critical.bond",
            plan.timelock.params.critical.bond,
        ),
        ("dao.deposit", plan.dao.deposit),
    ] {
        if amount == Uint128::zero() {
            add(field, Problem::Zero);
        }
    }
    let at = "voting.active_threshold";
    let least = active_floor(plan.token.supply);
    match &plan.voting.active_threshold {
        None => {
            let why = "else a single unit of stake may decide";
            add(at, Problem::NeededPublic { why });
        }
        Some(threshold) => {
            let amount = active_stake(threshold, plan.token.supply);
            if amount < least {
                let why = "who decides alone must have bound a hundredth of all QER";
                add(at, Problem::Below { amount, least, why });
            }
        }
    }
    if plan.dex_pool.is_some() {
        let why = "name the venue that is there";
        add("dex_pool", Problem::NotPublic { why });
    }
    chain(
        &mut add,
        "chain.home.rpc",
        "key.home",
        &plan.chain.home,
        &plan.key.home,
    );
    chain(
        &mut add,
        "chain.dex.rpc",
        "key.dex",
        &plan.chain.dex,
        &plan.key.dex,
    );
    for (i, entry) in plan.oracle.iter().enumerate() {
        for source in &entry.config.sources {
            let field = format!("oracle[{i}].sources");
            match source {
                PriceSource::Fixed { .. } => {
                    let why = "a price that nobody observes";
                    add(&field, Problem::NotPublic { why });
                }
                PriceSource::Feeder { feeders, .. } if feeders.len() < FEEDERS => {
                    let why = "four feeders, of which one may fail";
                    add(&field, Problem::NeededPublic { why });
                }
                PriceSource::Feeder { .. } => {}
            }
        }
    }
    found
}

fn durations(plan: &Plan) -> Vec<(&'static str, u64, u64, &'static str)> {
    let mut rows = Vec::new();
    let floors = [Class::Routine, Class::Sensitive, Class::Critical]
        .into_iter()
        .zip(RECOMMENDED_FLOORS);
    for (class, least) in floors {
        let field = match class {
            Class::Routine => "timelock.params.routine.floor",
            Class::Sensitive => "timelock.params.sensitive.floor",
            Class::Critical => "timelock.params.critical.floor",
        };
        let floor = plan.timelock.params.of(class).floor;
        rows.push((field, floor, least, "the design's floor of a delay"));
    }
    let dao = &plan.dao;
    rows.push((
        "dao.voting_period",
        dao.voting_period,
        VOTING_PERIOD,
        "people must have time to vote",
    ));
    rows.push((
        "dao.min_voting_period",
        dao.min_voting_period,
        MIN_VOTING_PERIOD,
        "people must have time to object",
    ));
    rows.push((
        "voting.min_unbonding",
        plan.voting.min_unbonding,
        UNBONDING,
        "votes must bear what they decide",
    ));
    rows
}

fn chain(
    add: &mut dyn FnMut(&str, Problem),
    rpc: &str,
    key_field: &str,
    chain: &ChainPlan,
    key: &KeySource,
) {
    if !chain.public {
        return;
    }
    if !chain.rpc.starts_with("https://") {
        let (url, wanted) = (chain.rpc.clone(), "https");
        add(rpc, Problem::Url { url, wanted });
    }
    if let KeySource::File { line: Some(_), .. } = key {
        let why = "a file of several keys is the local net's, which everyone can read";
        add(key_field, Problem::NotPublic { why });
    }
}
