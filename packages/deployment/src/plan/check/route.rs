//! The way between the chains, the two coins, and where they are swapped.

use qerun_messages::ibc::{denom_of_path, is_channel_id, is_denom};
use qerun_messages::outpost::Venue;

use crate::plan::findings::Findings;
use crate::plan::{PlanFile, Problem};

/// Channels, coins, and where they are swapped.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let route = &plan.route;
    for (field, channel) in [
        ("route.home_channel", &route.home_channel),
        ("route.dex_channel", &route.dex_channel),
    ] {
        f.require(is_channel_id(channel), field, || Problem::Channel {
            channel: channel.clone(),
        });
    }
    for (field, path) in [
        ("assets.stable.path", &plan.assets.stable.path),
        ("assets.eth.path", &plan.assets.eth.path),
    ] {
        // A bank denom of a voucher is not its path, and would lead to denoms that nobody has.
        let denom = denom_of_path(path);
        let good = is_denom(&denom) && !path.starts_with("ibc/");
        f.require(good, field, || Problem::Denom {
            denom: path.clone(),
        });
    }
    let (stable, eth) = (&plan.assets.stable.path, &plan.assets.eth.path);
    f.require(stable != eth, "assets.eth.path", || Problem::Same {
        other: "assets.stable.path",
        why: "one coin cannot buy itself",
    });
    venue(f, plan);
}

fn venue(f: &mut Findings, plan: &PlanFile) {
    let dex = &plan.chain.dex;
    f.address("outpost.owner", &plan.outpost.owner, dex);
    match (&plan.outpost.venue, &plan.dex_pool) {
        (Some(Venue::AstroportPair { pair }), None) => f.address("outpost.venue", pair, dex),
        (Some(Venue::AstroportRouter { router, .. }), None) => {
            f.address("outpost.venue", router, dex);
        }
        // A module of the chain; the contract checks the rest.
        (Some(Venue::OsmosisPoolManager { .. }), None) => {}
        (None, Some(pool)) => {
            for (field, amount) in [("dex_pool.stable", pool.stable), ("dex_pool.eth", pool.eth)] {
                f.require(!amount.is_zero(), field, || Problem::Zero);
            }
        }
        _ => f.add("outpost.venue", Problem::Venue),
    }
}
