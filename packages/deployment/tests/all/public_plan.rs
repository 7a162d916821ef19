//! Plans for a public chain (G4, G7): a sound one passes, contracts included, and each thing that no careful operator
//! would want is refused with its field; at each bound the last good value and the first bad one.

use std::path::Path;

use cosmwasm_std::{Decimal, Uint128};
use qerun_deployment::address::encode;
use qerun_deployment::plan::KeySource;
use qerun_deployment::plan::{
    AirdropPlan, Allocation, DecisionTime, Part, PlanFile, AIRDROP, QUEUE_ALLOWANCE,
};
use qerun_deployment::Plan;
use qerun_messages::oracle::{PoolPrice, PriceSource};
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

#[test]
fn g7_a_sound_public_plan_passes() {
    assert_eq!(lines(sound()), Vec::<String>::new());
    assert_eq!(contracts(sound()), Vec::<String>::new());
    let mutations: [(Mutation, &str); 4] = [
        (
            |p| p.token.symbol = "Q".into(),
            "token: the contract refuses it",
        ),
        (
            |p| p.market.max_ltv = Decimal::percent(99),
            "market: the contract refuses it",
        ),
        (
            |p| p.voting.tiers[0].multiplier = Decimal::percent(200),
            "voting: the contract refuses it",
        ),
        (|p| p.reserve.grace = 60, "reserve: the contract refuses it"),
    ];
    for (mutate, wanted) in mutations {
        let mut plan = sound();
        mutate(&mut plan);
        let found = contracts(plan);
        assert!(
            found.len() == 1 && found[0].starts_with(wanted),
            "{found:?}"
        );
    }
}

/// The committed example, as `qerun deploy` would read it; and it is what it says: the design's shares and times.
#[test]
fn the_public_example_is_good() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/public.example.toml");
    let plan = Plan::load(&path).unwrap_or_else(|error| panic!("{error}"));
    assert!(plan.chain.home.public && plan.chain.dex.public);
    let share = |part| plan.share_of(part).unwrap().u128();
    assert_eq!(
        Part::ALL.map(share),
        [
            61_111_111_050_000,
            16_666_666_650_000,
            16_666_666_650_000,
            16_666_666_650_000
        ]
    );
    for member in &plan.team {
        assert_eq!((member.cliff, member.duration), (365 * DAY, 4 * 365 * DAY));
    }
    let emissions = plan.emissions.as_ref().unwrap();
    for stream in [Some(&emissions.lock), emissions.liquidity.as_ref()] {
        let stream = stream.unwrap();
        let total = stream.total().u128();
        let years: Vec<u128> = stream
            .points
            .iter()
            .map(|point| point.released.u128() * 100 / total)
            .collect();
        assert_eq!(
            (years, stream.duration()),
            (vec![40, 70, 90, 100], 4 * 365 * DAY)
        );
    }
    assert_eq!(plan.market, qerun_deployment::defaults::market(6));
    assert_eq!(
        plan.reserve.storefront,
        qerun_deployment::defaults::storefront()
    );
}

/// The local plan with `public = true`: everything that makes it local is refused.
#[test]
fn a_public_plan_has_floors() {
    let mut plan = local();
    plan.chain.home.public = true;
    // What a wallet is told has tests of its own.
    plan.chain.home.wallet = None;
    let found = lines(plan.clone());
    for wanted in [
        "timelock.params.routine.floor: 5 s is less than 43200 s",
        "timelock.params.sensitive.floor: 10 s is less than 172800 s",
        "timelock.params.critical.floor: 15 s is less than 432000 s",
        "timelock.params.bond_window: 120 s is less than 86400 s",
        "timelock.params.execution_window: 300 s is less than 86400 s",
        "dao.voting_period: 60 s is less than 259200 s",
        "dao.min_voting_period: 5 s is less than 86400 s",
        "voting.min_unbonding: 600 s is less than 1209600 s",
        "voting.active_threshold: 111111111000 is less than 1111111110000: who decides alone",
        "route.timeout: 60 s is less than 600 s",
        "route.return_timeout: 120 s is less than 600 s",
        "dex_pool: not on a public chain",
        "chain.home.rpc: `http://127.0.0.1:26601` is not reached over https",
        "key.home: not on a public chain",
        "oracle[0].sources: 1 of 2 that are needed on a public chain",
        "oracle[1].policy.min_sources: 1 of 2 that are needed on a public chain",
        "oracle[0].policy.max_price: 0.000001 to 1000000 is wider than 1000000 times",
        "oracle[2].policy.min_price: 0.000001 is not between 0.5 and 2",
        "oracle[2].policy.max_price: 1000000 is not between 0.5 and 2",
        "team[0].cliff: 60 s is less than 31536000 s: who leaves within a year gets nothing",
        "team[0].duration: 240 s is less than 126144000 s: the team earns its part over four years",
        "team[1].cliff: 120 s is less than 31536000 s",
        "team[1].duration: 480 s is less than 126144000 s",
        "emissions.lock.points: 86400 s is less than 126144000 s: rewards are",
        "emissions.liquidity.points: 86400 s is less than 126144000 s: rewards are",
        "emissions.lock.points: 22222222200000 is more than 11111111100000: in the first year",
        "emissions.liquidity.points: 16666666650000 is more than 8333333325000: in the first year",
        "qer_pool.factory: needed on a public chain: a pair of a factory that nobody knows",
        "supply[1].to: not on a public chain: the community's part is claimed, released",
        "supply[5].to: not on a public chain: the community's part is claimed, released",
    ] {
        let there = found.iter().any(|line| line.starts_with(wanted));
        assert!(there, "{wanted}: {found:#?}");
    }
    // Of sources, of their number and of their bounds there are three each.
    assert_eq!(found.len(), 42, "{found:#?}");

    plan.voting.active_threshold = None;
    let found = lines(plan);
    let wanted = "voting.active_threshold: needed on a public chain: else a single unit";
    assert!(
        found.iter().any(|line| line.starts_with(wanted)),
        "{found:#?}"
    );
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

fn feeders(plan: &mut PlanFile, entry: usize, source: usize) -> &mut Vec<String> {
    match &mut plan.oracle[entry].config.sources[source] {
        PriceSource::Feeder { feeders, .. } => feeders,
        other => panic!("{other:?}"),
    }
}

#[test]
fn g7_money() {
    const OUTSIDE: u128 = 10_000_000_000_000;
    refused(&[
        (|p| p.timelock.max_bond = Uint128::MAX, "timelock.max_bond: 340282366920938463463374607431768211455 is more than 10000000000000: nobody has"),
        (|p| p.timelock.max_bond = (OUTSIDE + 1).into(), "timelock.max_bond: 10000000000001 is more"),
        (|p| p.timelock.params.critical.bond = (OUTSIDE + 1).into(), "timelock.params.critical.bond: 10000000000001 is more"),
        (|p| p.timelock.params.sensitive.bond = (OUTSIDE + 1).into(), "timelock.params.sensitive.bond: 10000000000001 is more"),
        (|p| p.timelock.params.routine.bond = (OUTSIDE + 1).into(), "timelock.params.routine.bond: 10000000000001 is more"),
        (|p| p.dao.deposit = Uint128::MAX, "dao.deposit: 340282366920938463463374607431768211455 is more"),
        (|p| p.dao.deposit = (OUTSIDE + 1).into(), "dao.deposit: 10000000000001 is more than 10000000000000"),
        (|p| p.dao.deposit = Uint128::zero(), "dao.deposit: must not be zero"),
        (|p| p.dao.deposit = 111_111_110u128.into(), "dao.deposit: 111111110 is less than 111111111"),
        (|p| p.timelock.params.sensitive.bond = Uint128::zero(), "timelock.params.sensitive.bond: must not be zero"),
        (|p| p.timelock.params.critical.bond = Uint128::zero(), "timelock.params.critical.bond: must not be zero"),
        (|p| p.timelock.params.critical.bond = Uint128::one(), "timelock.params.critical.bond: 1 is less than 1000000000"),
        (|p| p.timelock.params.sensitive.bond = 999_999_999u128.into(), "timelock.params.sensitive.bond: 999999999 is less than 1000000000"),
        (|p| p.timelock.spend_limits[0].routine = Uint128::MAX, "timelock.spend_limits[0].routine: 340282366920938463463374607431768211455 is more than 455555555000"),
        (|p| p.timelock.spend_limits[0].sensitive = Uint128::MAX, "timelock.spend_limits[0].sensitive: 340282366920938463463374607431768211455 is more than 4555555550000"),
        (|p| p.dao.quorum = Decimal::permille(1), "dao.quorum: 0.001 is not between 0.05 and 0.5"),
        (|p| p.dao.quorum = dec("0.049"), "dao.quorum: 0.049 is not"),
        (|p| p.dao.quorum = dec("0.51"), "dao.quorum: 0.51 is not"),
        (|p| p.token.decimals = 5, "token.decimals: 5 decimals are not between 6 and 18"),
        (|p| p.assets.stable.decimals = 5, "assets.stable.decimals: 5 decimals are not between 6 and 18"),
        (|p| p.assets.eth.decimals = 7, "assets.eth.decimals: 7 decimals are not between 8 and 18"),
        (|p| p.voting.active_threshold = share("0.009"), "voting.active_threshold: "),
        (|p| {
            p.timelock.spend_limits[0].asset = qerun_deployment::plan::AssetName::Stable;
            p.timelock.spend_limits[0].routine = 100_000_000_001u128.into();
            p.timelock.spend_limits[0].sensitive = 1_000_000_000_001u128.into();
        }, "timelock.spend_limits[0].routine: 100000000001 is more than 100000000000: so much"),
        (|p| {
            p.timelock.spend_limits[0].asset = qerun_deployment::plan::AssetName::Eth;
            p.timelock.spend_limits[0].sensitive = 500_000_000_000_000_000_001u128.into();
        }, "timelock.spend_limits[0].sensitive: 500000000000000000001 is more than 500000000000000000000"),
    ]);
}

#[test]
fn g7_roles() {
    refused(&[
        (
            |p| p.timelock.stewardship.as_mut().unwrap().steward = p.guardian.clone(),
            "timelock.stewardship.steward: is the same as guardian",
        ),
        (
            |p| p.team[0].address = p.guardian.clone(),
            "team[0].amount: 10000000000000 is more than 1111111110000: the guardian",
        ),
        (
            |p| {
                p.voting.perks[0].min_power = Uint128::zero();
                p.voting.perks[0].min_reputation = Uint128::zero();
            },
            "voting.perks[0]: needed on a public chain: a perk of some",
        ),
        (
            |p| p.voting.params.hook_gas = 599_999,
            "voting.params.hook_gas: 599999 is less than 600000",
        ),
        (
            |p| p.chain.dex.chain_id = p.chain.home.chain_id.clone(),
            "chain.dex.chain_id: is the same as",
        ),
    ]);
}

/// Who is given what, and how soon.
#[test]
fn g7_genesis() {
    fn account(plan: &mut PlanFile, row: usize) {
        plan.supply[row].to = encode("home", &[9; 20]).unwrap();
    }
    refused(&[
        (
            |p| account(p, 0),
            "supply[0].to: not on a public chain: the community's part is claimed, released",
        ),
        (
            |p| account(p, 1),
            "supply[1].to: not on a public chain: it is the DAO's or released by a schedule",
        ),
        (
            |p| account(p, 3),
            "supply[3].to: not on a public chain: it is the DAO's or released by a schedule",
        ),
        (
            |p| {
                let emissions = p.emissions.as_mut().unwrap();
                emissions.liquidity.as_mut().unwrap().points[3].after -= 1;
            },
            "emissions.liquidity.points: 126143999 s is less than 126144000 s: rewards",
        ),
        (
            |p| p.emissions.as_mut().unwrap().lock.points[0].released = 11_111_111_100_001u128.into(),
            "emissions.lock.points: 11111111100001 is more than 11111111100000: in the first year at most half",
        ),
        (
            |p| p.emissions.as_mut().unwrap().lock.min_power = 0u128.into(),
            "emissions.lock.min_power: 0 is less than 1: the first to stake would get all",
        ),
        (
            |p| p.emissions.as_mut().unwrap().lock.min_power = 1_111_111_110_001u128.into(),
            "emissions.lock.min_power: 1111111110001 is more than 1111111110000: with more than a hundredth",
        ),
        (
            |p| p.team[1].cliff -= 1,
            "team[1].cliff: 31535999 s is less than 31536000 s: who leaves within a year",
        ),
        (
            |p| p.team[0].duration -= 1,
            "team[0].duration: 126143999 s is less than 126144000 s: the team earns",
        ),
    ]);
}

#[test]
fn g7_prices() {
    refused(&[
        (
            |p| p.oracle[0].config.policy.max_growth_hour = None,
            "oracle[0].policy.max_growth_hour: needed on a public chain",
        ),
        (
            |p| p.oracle[0].config.policy.max_growth_day = None,
            "oracle[0].policy.max_growth_day: needed on a public chain",
        ),
        (
            |p| p.oracle[0].config.policy.max_growth_hour = Some(dec("0.11")),
            "oracle[0].policy.max_growth_hour: 0.11 is not between 0 and 0.1",
        ),
        (
            |p| p.oracle[0].config.policy.max_growth_day = Some(dec("0.51")),
            "oracle[0].policy.max_growth_day: 0.51 is not between 0 and 0.5",
        ),
        (
            |p| drop(p.oracle[1].config.sources.pop()),
            "oracle[1].sources: 1 of 2",
        ),
        (
            |p| p.oracle[2].config.policy.min_sources = 1,
            "oracle[2].policy.min_sources: 1 of 2",
        ),
        (
            |p| p.oracle[1].config.policy.max_age = 3_601,
            "oracle[1].policy.max_age: 3601 s is more than 3600 s",
        ),
        (
            |p| {
                if let PriceSource::Feeder { max_age, .. } = &mut p.oracle[1].config.sources[1] {
                    *max_age = 3_601
                }
            },
            "oracle[1].sources: 3601 s is more than 3600 s",
        ),
        (
            |p| p.oracle[0].config.policy.max_price = dec("100.000001"),
            "oracle[0].policy.max_price: 0.0001 to 100.000001 is wider",
        ),
        (
            |p| p.oracle[2].config.policy.min_price = dec("0.49"),
            "oracle[2].policy.min_price: 0.49 is not between 0.5 and 2",
        ),
        (
            |p| p.oracle[2].config.policy.max_price = dec("2.01"),
            "oracle[2].policy.max_price: 2.01 is not between 0.5 and 2",
        ),
        (
            |p| drop(feeders(p, 1, 1).pop()),
            "oracle[1].sources: needed on a public chain: four feeders",
        ),
        (
            |p| {
                p.oracle[0].config.sources[0] = PriceSource::Fixed {
                    price: Decimal::one(),
                    depth: None,
                }
            },
            "oracle[0].sources: not on a public chain: a price that nobody",
        ),
    ]);
}

/// QER by an average of its pool too.
fn with_pool(plan: &mut PlanFile, window: u64) {
    let pool = PoolPrice {
        base: "uqer".into(),
        base_decimals: 6,
        quote: "uusd".into(),
        quote_decimals: 6,
        quote_asset: "usdc".into(),
        window,
    };
    let pool_id = 7u64.into();
    let config = &mut plan.oracle[0].config;
    config
        .sources
        .push(PriceSource::OsmosisTwap { pool_id, pool });
}

/// ETH by Pyth too.
fn with_pyth(plan: &mut PlanFile, max_age: u64, max_confidence: &str) {
    plan.oracle[1].config.sources.push(PriceSource::Pyth {
        contract: encode("home", &[9; 32]).unwrap(),
        feed_id: "ab".repeat(32),
        max_age,
        max_confidence: dec(max_confidence),
    });
}

#[test]
fn g7_prices_of_pools_and_feeds() {
    refused(&[
        (
            |p| p.oracle[0].config.policy.grace = 1_799,
            "oracle[0].policy.grace: 1799 s is less than 1800 s: borrowers need time",
        ),
        (
            |p| p.oracle[2].config.policy.grace = 0,
            "oracle[2].policy.grace: 0 s is less than 1800 s",
        ),
        (
            |p| with_pool(p, 3_600),
            "oracle[0].policy.min_liquidity: needed on a public chain: the price of an almost empty pool",
        ),
        (
            |p| {
                p.oracle[0].config.policy.min_liquidity = dec("100000");
                with_pool(p, 3_599);
            },
            "oracle[0].sources.pool.window: 3599 s is less than 3600 s: a shorter average",
        ),
        (
            |p| with_pyth(p, 60, "0.021"),
            "oracle[1].sources.max_confidence: 0.021 is not between 0 and 0.02",
        ),
        (
            |p| with_pyth(p, 3_601, "0.02"),
            "oracle[1].sources: 3601 s is more than 3600 s",
        ),
    ]);
    let mut plan = sound();
    plan.oracle[0].config.policy.min_liquidity = dec("100000");
    with_pool(&mut plan, 3_600);
    with_pyth(&mut plan, 3_600, "0.02");
    let found = lines(plan);
    let ours = |line: &&String| !line.contains("the contract refuses it");
    assert_eq!(
        found.iter().filter(ours).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}

#[test]
fn g7_liquidation() {
    refused(&[
        (
            |p| p.reserve.storefront.duration = 10_799,
            "reserve.storefront.duration: 10799 s is less than 10800 s",
        ),
        (
            |p| p.reserve.storefront.duration = 86_401,
            "reserve.storefront.duration: 86401 s is more than 86400 s",
        ),
        (
            |p| p.reserve.storefront.premium = Decimal::zero(),
            "reserve.storefront.premium: needed on a public chain: a sale that begins above",
        ),
        (
            |p| p.reserve.buyback_above = Some(Uint128::one()),
            "reserve.buyback_above: not on a public chain: governance switches it on",
        ),
        (
            |p| p.reserve.storefront.discount = dec("0.11"),
            "reserve.storefront.discount: 0.11 is above market.stress.own_discount, 0.1",
        ),
    ]);
}

#[test]
fn g7_times() {
    refused(&[
        (
            |p| p.dao.voting_period = 3 * DAY - 1,
            "dao.voting_period: 259199 s is less than 259200 s",
        ),
        (
            |p| p.dao.min_voting_period = DAY - 1,
            "dao.min_voting_period: 86399 s is less",
        ),
        (
            |p| p.timelock.params.routine.floor = DAY / 2 - 1,
            "timelock.params.routine.floor: 43199 s is less",
        ),
        (
            |p| p.timelock.params.sensitive.floor = 2 * DAY - 1,
            "timelock.params.sensitive.floor: 172799 s is less",
        ),
        (
            |p| p.timelock.params.critical.floor = 5 * DAY - 1,
            "timelock.params.critical.floor: 431999 s is less",
        ),
        (
            |p| p.timelock.params.bond_window = DAY - 1,
            "timelock.params.bond_window: 86399 s is less",
        ),
        (
            |p| p.timelock.params.execution_window = DAY - 1,
            "timelock.params.execution_window: 86399 s is less",
        ),
        (
            |p| p.route.timeout = 599,
            "route.timeout: 599 s is less than 600 s",
        ),
        (
            |p| p.route.timeout = 1_801,
            "route.timeout: 1801 s is more than 1800 s",
        ),
        (
            |p| p.route.return_timeout = 599,
            "route.return_timeout: 599 s is less than 600 s",
        ),
        (
            |p| p.route.return_timeout = 1_801,
            "route.return_timeout: 1801 s is more than 1800 s",
        ),
        (
            |p| p.voting.min_unbonding = 14 * DAY - 1,
            "voting.min_unbonding: 1209599 s is less than 1209600 s",
        ),
        // Longer windows than stake is bound for.
        (
            |p| p.timelock.params.bond_window = 90 * DAY,
            "voting.min_unbonding: 2419200 s must be more than the 9504000 s",
        ),
        (
            |p| p.timelock.params.execution_window = 90 * DAY,
            "voting.min_unbonding: 2419200 s must be more than the 9504000 s",
        ),
        (
            |p| p.timelock.params.critical.delay = 30 * DAY,
            "voting.min_unbonding: 2419200 s must be more than the 4320000 s",
        ),
    ]);
}

/// At their bounds all of these are good: together, as the contracts take it.
#[test]
fn g7_bounds_are_good_themselves() {
    let mut plan = sound();
    let outside = Uint128::new(10_000_000_000_000);
    plan.timelock.max_bond = outside;
    plan.timelock.params.critical.bond = outside;
    plan.timelock.params.sensitive.bond = 111_111_111u128.into();
    plan.dao.deposit = 111_111_111u128.into();
    plan.dao.quorum = dec("0.05");
    plan.timelock.spend_limits[0].routine = 455_555_555_000u128.into();
    plan.timelock.spend_limits[0].sensitive = 4_555_555_550_000u128.into();
    plan.dao.voting_period = 3 * DAY;
    plan.timelock.params.critical.delay = 5 * DAY;
    plan.timelock.params.bond_window = DAY;
    plan.timelock.params.execution_window = DAY;
    // The design's shortest tier: 3 + 1 + 1 + 5 + 1 days.
    plan.voting.min_unbonding = 14 * DAY;
    (plan.route.timeout, plan.route.return_timeout) = (600, 1_800);
    let policy = &mut plan.oracle[0].config.policy;
    policy.max_growth_hour = Some(dec("0.1"));
    policy.max_growth_day = Some(dec("0.5"));
    plan.reserve.storefront.duration = 10_800;
    assert_eq!(lines(plan.clone()), Vec::<String>::new());
    assert_eq!(contracts(plan.clone()), Vec::<String>::new());
    plan.dao.quorum = dec("0.5");
    (plan.route.timeout, plan.route.return_timeout) = (1_800, 600);
    plan.reserve.storefront.duration = 86_400;
    assert_eq!(lines(plan), Vec::<String>::new());
}

/// What is let through on purpose; `deploy/README.md` says why.
#[test]
fn g7_let_through_on_purpose() {
    let table: [(&str, Mutation); 7] = [
        ("a community that the DAO spends for", |p| {
            let all = p.supply.remove(0).amount;
            p.supply.last_mut().unwrap().amount += all;
            p.airdrop.as_mut().unwrap().total += all;
        }),
        ("no team and no treasury", |p| {
            p.shares.community = Decimal::one();
            (p.shares.team, p.shares.treasury) = (Decimal::zero(), Decimal::zero());
            p.shares.liquidity = Decimal::zero();
            p.team.clear();
            p.supply.retain(|row| row.to == AIRDROP);
            (p.emissions, p.qer_pool) = (None, None);
            p.supply[0].amount = p.token.supply;
            p.airdrop.as_mut().unwrap().total = p.token.supply;
            p.timelock.spend_limits.clear();
        }),
        ("a mint bound of 2 %", |p| p.token.max_yearly_mint_bps = 200),
        ("no fees", |p| p.chain.home.gas_price = Decimal::zero()),
        ("a steward for five years", |p| {
            let stewardship = p.timelock.stewardship.as_mut().unwrap();
            (stewardship.shared_after, stewardship.community_after) = (150_000_000, 157_000_000);
        }),
        ("no steward", |p| p.timelock.stewardship = None),
        ("ETH without a growth clamp", |p| {
            assert!(p.oracle[1].config.policy.max_growth_hour.is_none())
        }),
    ];
    for (what, mutate) in table {
        let mut plan = sound();
        mutate(&mut plan);
        assert_eq!(lines(plan.clone()), Vec::<String>::new(), "{what}");
        assert_eq!(contracts(plan), Vec::<String>::new(), "{what}");
    }
}

/// G4: stake is bound for longer than all that a decision may take, and each term of the sum counts.
#[test]
fn g4_stake_outlasts_what_it_decided() {
    let whole = "voting.min_unbonding: 2332800 s must be more than the 2332800 s that a decision may take: \
                 432000 s of voting (dao.voting_period), 86400 s to queue what passed (its not_after), \
                 604800 s to post the bond (timelock.params.bond_window), 604800 s of delay \
                 (timelock.params.critical.delay), 604800 s to execute (timelock.params.execution_window)";
    let mut plan = sound();
    plan.voting.min_unbonding = 27 * DAY;
    assert_eq!(lines(plan.clone()), [whole]);
    plan.voting.min_unbonding += 1;
    assert_eq!(lines(plan.clone()), Vec::<String>::new());
    // A second more of any term is too much.
    let terms: [Mutation; 4] = [
        |p| p.dao.voting_period += 1,
        |p| p.timelock.params.bond_window += 1,
        |p| p.timelock.params.critical.delay += 1,
        |p| p.timelock.params.execution_window += 1,
    ];
    for mutate in terms {
        let mut longer = plan.clone();
        mutate(&mut longer);
        let found = lines(longer);
        let wanted = "voting.min_unbonding: 2332801 s must be more than the 2332801 s";
        assert!(
            found.len() == 1 && found[0].starts_with(wanted),
            "{found:?}"
        );
    }
}

#[test]
fn g4_what_is_left_for_queueing() {
    let plan = sound();
    let decision = plan.decision_time();
    assert_eq!(decision.queue, QUEUE_ALLOWANCE);
    assert_eq!(decision.total(), 27 * DAY);
    // 26 days without queueing, and unbonding must be longer by a second.
    assert_eq!(decision.queue_slack(28 * DAY), Some(2 * DAY - 1));
    assert_eq!(decision.queue_slack(26 * DAY + 1), Some(0));
    assert_eq!(decision.queue_slack(26 * DAY), None);
    assert_eq!(decision.queue_slack(DAY), None);
    // On a test chain another vote's time is all.
    let mut params = plan.timelock.params;
    params.critical.delay = u64::MAX;
    let short = DecisionTime::new(60, &params);
    assert_eq!((short.queue, short.total()), (60, u64::MAX));
}
