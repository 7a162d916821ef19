//! What every plan must fulfil.

use std::collections::BTreeSet;

use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::ibc::{denom_of_path, is_channel_id, is_denom};
use qerun_messages::oracle::PriceSource;
use qerun_messages::outpost::Venue;

use super::{ChainPlan, Finding, PlanFile, Problem, TREASURY};
use crate::chain::is_address;

/// Collects findings.
pub struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, field: impl Into<String>, problem: Problem) {
        let field = field.into();
        self.0.push(Finding { field, problem });
    }

    pub(super) fn that(
        &mut self,
        holds: bool,
        field: impl Into<String>,
        problem: impl FnOnce() -> Problem,
    ) {
        if !holds {
            self.add(field, problem());
        }
    }

    fn address(&mut self, field: impl Into<String>, address: &str, chain: &ChainPlan) {
        self.that(is_address(address, &chain.prefix), field, || {
            Problem::Address {
                address: address.to_owned(),
                prefix: chain.prefix.clone(),
            }
        });
    }
}

/// Everything that is wrong.
pub fn findings(plan: &PlanFile) -> Vec<Finding> {
    let mut found = Findings(Vec::new());
    let f = &mut found;
    names(f, plan);
    chain(f, "chain.home", &plan.chain.home);
    chain(f, "chain.dex", &plan.chain.dex);
    supply(f, plan);
    governance(f, plan);
    super::active::check(f, plan);
    route(f, plan);
    oracle(f, plan);
    venue(f, plan);
    found.0
}

fn names(f: &mut Findings, plan: &PlanFile) {
    let allowed = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let name = &plan.name;
    let good = (1..=32).contains(&name.len()) && name.bytes().all(allowed);
    f.that(good, "name", || Problem::Name { name: name.clone() });
    f.that(!plan.dao.name.is_empty(), "dao.name", || Problem::Empty);
}

fn chain(f: &mut Findings, at: &str, chain: &ChainPlan) {
    for (name, text) in [
        ("chain_id", &chain.chain_id),
        ("prefix", &chain.prefix),
        ("rpc", &chain.rpc),
    ] {
        f.that(!text.is_empty(), format!("{at}.{name}"), || Problem::Empty);
    }
    let wanted = "http or https";
    let reached = ["http://", "https://"]
        .iter()
        .any(|scheme| chain.rpc.starts_with(scheme));
    f.that(reached, format!("{at}.rpc"), || Problem::Url {
        url: chain.rpc.clone(),
        wanted,
    });
    f.that(
        is_denom(&chain.fee_denom),
        format!("{at}.fee_denom"),
        || Problem::Denom {
            denom: chain.fee_denom.clone(),
        },
    );
    let (value, min, max) = (chain.gas_margin, Decimal::one(), Decimal::percent(1_000));
    f.that(
        (min..=max).contains(&value),
        format!("{at}.gas_margin"),
        || Problem::Range { value, min, max },
    );
    f.that(chain.timeout >= 5, format!("{at}.timeout"), || {
        Problem::Short {
            seconds: chain.timeout,
            least: 5,
            why: "a block takes that long",
        }
    });
}

fn supply(f: &mut Findings, plan: &PlanFile) {
    let mut seen = BTreeSet::new();
    let mut parts = Uint128::zero();
    let mut overflow = false;
    for (i, row) in plan.supply.iter().enumerate() {
        let at = format!("supply[{i}]");
        if row.to != TREASURY {
            f.address(format!("{at}.to"), &row.to, &plan.chain.home);
        }
        f.that(seen.insert(&row.to), format!("{at}.to"), || {
            Problem::Twice {
                name: row.to.clone(),
            }
        });
        f.that(!row.amount.is_zero(), format!("{at}.amount"), || {
            Problem::Zero
        });
        match parts.checked_add(row.amount) {
            Ok(sum) => parts = sum,
            Err(_) => overflow = true,
        }
    }
    let fits = !overflow && parts == plan.token.supply;
    f.that(fits, "supply", || Problem::Sum {
        parts: if overflow {
            "more than can be counted".to_owned()
        } else {
            parts.to_string()
        },
        supply: plan.token.supply,
    });
}

fn governance(f: &mut Findings, plan: &PlanFile) {
    f.address("guardian", &plan.guardian, &plan.chain.home);
    if let Some(stewardship) = &plan.timelock.stewardship {
        let at = "timelock.stewardship.steward";
        f.address(at, &stewardship.steward, &plan.chain.home);
    }
    if let Some(id) = &plan.market_perk {
        let known = plan.voting.perks.iter().any(|perk| perk.id == *id);
        f.that(known, "market_perk", || Problem::UnknownPerk {
            id: id.clone(),
        });
    }
    let dao = &plan.dao;
    let (value, min, max) = (dao.quorum, Decimal::permille(1), Decimal::one());
    f.that((min..=max).contains(&value), "dao.quorum", || {
        Problem::Range { value, min, max }
    });
    f.that(dao.voting_period > 0, "dao.voting_period", || Problem::Zero);
    f.that(
        dao.min_voting_period <= dao.voting_period,
        "dao.min_voting_period",
        || Problem::Long {
            seconds: dao.min_voting_period,
            most: dao.voting_period,
            why: "it is part of the voting period",
        },
    );
    let least = dao
        .voting_period
        .saturating_add(plan.timelock.params.critical.delay);
    let seconds = plan.voting.min_unbonding;
    f.that(seconds >= least, "voting.min_unbonding", || {
        let why = "stake must outlast a vote and the longest delay";
        Problem::Short {
            seconds,
            least,
            why,
        }
    });
}

fn route(f: &mut Findings, plan: &PlanFile) {
    let route = &plan.route;
    for (field, channel) in [
        ("route.home_channel", &route.home_channel),
        ("route.dex_channel", &route.dex_channel),
    ] {
        f.that(is_channel_id(channel), field, || Problem::Channel {
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
        f.that(good, field, || Problem::Denom {
            denom: path.clone(),
        });
    }
}

fn oracle(f: &mut Findings, plan: &PlanFile) {
    let assets = &plan.assets;
    let wanted = [&assets.qer, &assets.stable.oracle, &assets.eth.oracle];
    for asset in wanted {
        let found = plan.oracle.iter().filter(|e| e.asset == *asset).count();
        f.that(found == 1, "oracle", || Problem::OracleEntry {
            asset: asset.clone(),
            found,
        });
    }
    for (i, entry) in plan.oracle.iter().enumerate() {
        let known = wanted.iter().any(|asset| **asset == entry.asset);
        f.that(known, format!("oracle[{i}].asset"), || {
            Problem::UnknownAsset {
                asset: entry.asset.clone(),
            }
        });
        for source in &entry.config.sources {
            if let PriceSource::Feeder { feeders, .. } = source {
                for feeder in feeders {
                    f.address(format!("oracle[{i}].feeders"), feeder, &plan.chain.home);
                }
            }
        }
    }
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
                f.that(!amount.is_zero(), field, || Problem::Zero);
            }
        }
        _ => f.add("outpost.venue", Problem::Venue),
    }
}

/// Nothing that the plan gives away goes to those who sign it.
pub fn deployers(plan: &PlanFile, home: &str, dex: &str) -> Vec<Finding> {
    let mut found = Findings(Vec::new());
    let mut held = vec![("guardian".to_owned(), &plan.guardian)];
    if let Some(stewardship) = &plan.timelock.stewardship {
        let field = "timelock.stewardship.steward".to_owned();
        held.push((field, &stewardship.steward));
    }
    for (i, row) in plan.supply.iter().enumerate() {
        held.push((format!("supply[{i}].to"), &row.to));
    }
    for (i, entry) in plan.oracle.iter().enumerate() {
        for source in &entry.config.sources {
            if let PriceSource::Feeder { feeders, .. } = source {
                held.extend(feeders.iter().map(|a| (format!("oracle[{i}].feeders"), a)));
            }
        }
    }
    for (field, address) in held {
        found.that(address != home, field, || Problem::Deployer);
    }
    let owner = &plan.outpost.owner;
    found.that(owner != dex, "outpost.owner", || Problem::Deployer);
    found.0
}
