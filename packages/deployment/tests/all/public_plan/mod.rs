//! Plans for a public chain (G4, G7): a sound one passes, contracts included, and each thing that no careful operator
//! would want is refused with its field; at each bound the last good value and the first bad one.

mod money;
mod prices;
mod roles;
mod times;
mod whole;

use std::path::Path;

use cosmwasm_std::Decimal;
use qerun_deployment::address::encode;
use qerun_deployment::plan::{AirdropPlan, Allocation, KeySource, Part, PlanFile, AIRDROP};
use qerun_deployment::Plan;
use qerun_messages::oracle::PriceSource;
use qerun_messages::outpost::Venue;
use qerun_messages::voting::ActiveThreshold;

const DAY: u64 = 86_400;

type Mutation = fn(&mut PlanFile);

fn local() -> PlanFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The local plan as somebody would write it for a public chain.
pub fn sound() -> PlanFile {
    let mut plan = local();
    for chain in [&mut plan.chain.home, &mut plan.chain.dex] {
        chain.public = true;
        chain.rpc = "https://rpc.example.org".into();
        chain.wallet.as_mut().unwrap().rest = "https://rest.example.org".into();
    }
    for key in [&mut plan.key.home, &mut plan.key.dex] {
        *key = KeySource::Env {
            name: "WORDS".into(),
        };
    }
    plan.dao.voting_period = 5 * DAY;
    plan.dao.min_voting_period = DAY;
    plan.voting.min_unbonding = 28 * DAY;
    plan.voting.active_threshold = share("0.01");
    for (tier, days) in plan.voting.tiers.iter_mut().zip([28, 90, 365, 730]) {
        tier.unbonding = days * DAY;
    }
    let params = &mut plan.timelock.params;
    (params.routine.floor, params.routine.delay) = (DAY / 2, DAY);
    (params.sensitive.floor, params.sensitive.delay) = (2 * DAY, 3 * DAY);
    (params.critical.floor, params.critical.delay) = (5 * DAY, 7 * DAY);
    (params.bond_window, params.execution_window) = (7 * DAY, 7 * DAY);
    (plan.route.timeout, plan.route.return_timeout) = (1_200, 1_200);
    plan.dex_pool = None;
    // What the accounts had is claimed.
    let accounts: Vec<_> = plan.supply.drain(1..6).collect();
    let total = accounts.iter().map(|row| row.amount).sum();
    plan.supply.push(Allocation {
        to: AIRDROP.to_owned(),
        part: Part::Community,
        amount: total,
    });
    plan.airdrop = Some(AirdropPlan {
        root: [0xab; 32].into(),
        count: 1_000,
        total,
        start_after: 3_600,
        duration: 90 * DAY,
    });
    let emissions = plan.emissions.as_mut().unwrap();
    for stream in [Some(&mut emissions.lock), emissions.liquidity.as_mut()] {
        for (point, years) in stream.unwrap().points.iter_mut().zip(1..) {
            point.after = years * 365 * DAY;
        }
    }
    let pool = plan.qer_pool.as_mut().unwrap();
    (pool.factory, pool.fee_bps) = (Some(encode("home", &[8; 32]).unwrap()), None);
    for member in &mut plan.team {
        (member.cliff, member.duration) = (365 * DAY, 4 * 365 * DAY);
    }
    let pair = "dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx".to_owned();
    plan.outpost.venue = Some(Venue::AstroportPair { pair });
    for (entry, (min, max)) in
        plan.oracle
            .iter_mut()
            .zip([("0.0001", "100"), ("100", "100000"), ("0.5", "2")])
    {
        let feeders = (1..=4u8).map(|i| encode("home", &[i; 20]).unwrap());
        entry.config.sources.push(PriceSource::Feeder {
            feeders: feeders.collect(),
            max_age: 3_600,
        });
        let policy = &mut entry.config.policy;
        policy.min_sources = 2;
        policy.grace = 1_800;
        (policy.min_price, policy.max_price) = (dec(min), dec(max));
    }
    plan
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn share(percent: &str) -> Option<ActiveThreshold> {
    let percent = dec(percent);
    Some(ActiveThreshold::Percentage { percent })
}

/// Everything that is wrong, apart from what a build without TLS says about nodes.
fn lines(plan: PlanFile) -> Vec<String> {
    let found = Plan::check(plan).err().unwrap_or_default();
    let lines = found.iter().map(ToString::to_string);
    lines.filter(|l| !l.contains("feature `tls`")).collect()
}

/// The contracts' own word, which is asked only if nothing else is wrong: the same plan as a test chain's.
fn contracts(mut plan: PlanFile) -> Vec<String> {
    for chain in [&mut plan.chain.home, &mut plan.chain.dex] {
        chain.public = false;
        chain.rpc = "http://rpc.example.org".into();
    }
    let found = Plan::check(plan).err().unwrap_or_default();
    found.iter().map(ToString::to_string).collect()
}

fn refused(table: &[(Mutation, &str)]) {
    for (mutate, wanted) in table {
        let mut plan = sound();
        mutate(&mut plan);
        let found = lines(plan);
        let there = found.iter().any(|line| line.starts_with(wanted));
        assert!(there, "{wanted}: {found:#?}");
    }
}
