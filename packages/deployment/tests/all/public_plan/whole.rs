//! Whole plans: a sound one, the committed example, the local one, and what is let through on purpose.

use std::path::Path;

use super::{contracts, lines, local, sound, Mutation, DAY};
use cosmwasm_std::Decimal;
use qerun_deployment::plan::{Part, AIRDROP};
use qerun_deployment::Plan;

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
