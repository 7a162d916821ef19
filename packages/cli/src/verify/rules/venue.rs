//! Where the outpost swaps: at the plan's venue, or in the test pool that the deployment made.

use cosmwasm_std::{Uint128, Uint256};
use qerun_messages::outpost::Venue;

use super::compare::value;
use crate::verify::{Audit, Facts, OutpostFacts, PoolFacts};
use qerun_deployment::plan::{PlanFile, PoolPlan};
use qerun_deployment::Contract;

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    let Some(outpost) = &facts.outpost else {
        return;
    };
    match (&plan.outpost.venue, &plan.dex_pool) {
        (Some(planned), _) => named(audit, outpost, planned),
        (None, Some(planned)) => made(audit, facts, planned, plan),
        (None, None) => audit.must(false, "venue", || "the plan names none".to_owned()),
    }
}

fn named(audit: &mut Audit, outpost: &OutpostFacts, planned: &Venue<String>) {
    let (found, planned) = (value(&outpost.config.venue), value(planned));
    audit.must(found == planned, "venue", || {
        format!("the outpost swaps at {found}, the plan says {planned}")
    });
}

/// The pair is of a factory that the outpost's deployer made, which is what the plan says.
fn made(audit: &mut Audit, facts: &Facts, planned: &PoolPlan, plan: &PlanFile) {
    let swaps = facts.outpost.as_ref().map(|outpost| &outpost.config.venue);
    let at = match swaps {
        Some(Venue::AstroportPair { pair }) => pair.as_str(),
        _ => "",
    };
    let pool = facts.pool.as_ref().filter(|pool| pool.pair == at);
    let Some(pool) = pool else {
        audit.must(false, "venue", || {
            let found = value(&swaps);
            format!("the outpost swaps at {found}, not at a pair of the deployment")
        });
        return;
    };
    let deployer = facts.creator(Contract::Outpost);
    let ours = !deployer.is_empty() && pool.creator == deployer;
    audit.must(ours, "venue", || {
        let pair = &pool.pair;
        format!("the outpost swaps at {pair}, which the deployment did not make")
    });
    let (found, wanted) = (&pool.owner, &plan.outpost.owner);
    audit.must(found == wanted, "venue", || {
        format!("the pair's factory belongs to {found}, not to {wanted}")
    });
    let (found, wanted) = (pool.fee_bps, planned.fee_bps);
    audit.note_unless(found == wanted, "drift", || {
        format!("the pair takes {found} basis points instead of {wanted}; its owner may have changed it")
    });
    liquidity(audit, pool, planned, plan);
}

/// Swaps move the amounts, and their product never falls: only who takes liquidity out lowers it.
fn liquidity(audit: &mut Audit, pool: &PoolFacts, planned: &PoolPlan, plan: &PlanFile) {
    let of = |denom: &str| {
        let coin = pool.coins.iter().find(|(found, _)| found == denom);
        coin.map(|(_, amount)| *amount)
    };
    let (stable, eth) = (of(&plan.stable_dex()), of(&plan.eth_dex()));
    audit.must(stable.is_some() && eth.is_some(), "venue", || {
        let coins: Vec<&str> = pool.coins.iter().map(|(denom, _)| denom.as_str()).collect();
        format!("the pair trades {}", coins.join(" and "))
    });
    let product = |a: Uint128, b: Uint128| Uint256::from(a).saturating_mul(Uint256::from(b));
    let (stable, eth) = (stable.unwrap_or_default(), eth.unwrap_or_default());
    let least = product(planned.stable, planned.eth);
    audit.note_unless(product(stable, eth) >= least, "pool", || {
        format!(
            "the pair holds {stable} stablecoins and {eth} ETH units; the plan put in {} and {}",
            planned.stable, planned.eth
        )
    });
}
