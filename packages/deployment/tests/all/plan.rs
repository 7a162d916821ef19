//! Plans: the committed one is good, each mistake has its line, a public one has floors.

use std::path::{Path, PathBuf};

use cosmwasm_std::{from_json, Decimal, Uint128};
use qerun_deployment::plan::KeySource;
use qerun_deployment::plan::{Allocation, Part, PlanFile};
use qerun_deployment::{Addresses, InstantiateMsgs};
use qerun_deployment::{Plan, PlanError};
use qerun_messages::oracle::PriceSource;
use qerun_messages::outpost::Venue;
use qerun_messages::timelock::{EndMsg, PauseMsg};
use qerun_messages::voting::ActiveThreshold;

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml")
}

pub fn file() -> PlanFile {
    toml::from_str(&std::fs::read_to_string(committed()).unwrap()).unwrap()
}

pub fn lines(file: PlanFile) -> Vec<String> {
    match Plan::check(file) {
        Ok(_) => vec![],
        Err(findings) => findings.iter().map(ToString::to_string).collect(),
    }
}

fn share(percent: &str) -> Option<ActiveThreshold> {
    let percent = percent.parse().unwrap();
    Some(ActiveThreshold::Percentage { percent })
}

fn count(count: u128) -> Option<ActiveThreshold> {
    let count = Uint128::new(count);
    Some(ActiveThreshold::AbsoluteCount { count })
}

#[test]
fn the_local_plan_is_good() {
    let plan = Plan::load(&committed()).unwrap();
    assert!(!plan.is_public());
    assert_eq!(plan.stable_dex(), "uusdc");
    // Sha256 of `transfer/channel-0/uusdc` and `transfer/channel-0/weth-wei`.
    let voucher = |hash: &str| format!("ibc/{hash}");
    let stable = "8E27BA2D5493AF5636760E354E46004562C46AB7EC0CC4C1CA14E9E20E2545B5";
    assert_eq!(plan.stable_home(), voucher(stable));
    let eth = "ADD91F7979979B9DBBF383BD556BD15E73D4FEECE4210FF80929ADFEBCCF110B";
    assert_eq!(plan.eth_home(), voucher(eth));
    assert!(plan.voting.min_unbonding > plan.decision_time().total());
    let KeySource::File { path, line } = &plan.key.home else {
        panic!("no file");
    };
    assert!(path.ends_with("deploy/../scripts/localnet.d/keys.txt"));
    assert_eq!(line.as_deref(), Some("deployer"));
}

#[test]
fn every_mistake_has_its_line() {
    type Break = fn(&mut PlanFile);
    const OTHER: &str = "dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx";
    let table: Vec<(Break, &str)> = vec![
        (
            |p| p.name = "Main Net".into(),
            "name: `Main Net` is not 1 to 32",
        ),
        (|p| p.name = String::new(), "name: ``"),
        (|p| p.dao.name = String::new(), "dao.name: is empty"),
        (
            |p| p.chain.home.rpc = "tcp://x".into(),
            "chain.home.rpc: `tcp://x` is not reached",
        ),
        (
            |p| p.chain.dex.chain_id = String::new(),
            "chain.dex.chain_id: is empty",
        ),
        (
            |p| p.chain.dex.fee_denom = "1".into(),
            "chain.dex.fee_denom: `1` is no denom",
        ),
        (
            |p| p.chain.home.gas_margin = Decimal::percent(99),
            "chain.home.gas_margin: 0.99 is not between 1 and 10",
        ),
        (
            |p| p.chain.home.timeout = 1,
            "chain.home.timeout: 1 s is less than 5 s",
        ),
        (|p| p.guardian = OTHER.into(), "guardian: `dex15tw7"),
        (
            |p| p.guardian = "home1qqqq".into(),
            "guardian: `home1qqqq` is no address with the prefix `home`",
        ),
        (
            |p| p.supply[0].amount -= Uint128::one(),
            "supply: the parts are 111111110999999, the supply 111111111000000",
        ),
        (
            |p| p.supply[1].amount = Uint128::MAX,
            "supply: the parts are more than can be counted",
        ),
        (|p| p.supply[1].to = OTHER.into(), "supply[1].to: `dex15tw7"),
        (
            |p| p.supply[1].to = p.supply[2].to.clone(),
            "is there twice",
        ),
        (
            |p| {
                p.supply.push(Allocation {
                    to: p.guardian.clone(),
                    part: Part::Community,
                    amount: Uint128::zero(),
                })
            },
            "supply[9].amount: must not be zero",
        ),
        (
            |p| p.market_perk = Some("x".into()),
            "market_perk: `x` is none of voting.perks",
        ),
        (
            |p| p.dao.quorum = Decimal::percent(101),
            "dao.quorum: 1.01 is not between",
        ),
        (
            |p| p.dao.voting_period = 0,
            "dao.voting_period: must not be zero",
        ),
        (
            |p| p.dao.min_voting_period = 61,
            "dao.min_voting_period: 61 s is more than 60 s",
        ),
        (
            |p| p.voting.min_unbonding = 560,
            "voting.min_unbonding: 560 s must be more than the 560 s that a decision may take",
        ),
        (
            |p| p.chain.dex.chain_id = "home-1".into(),
            "chain.dex.chain_id: is the same as chain.home.chain_id",
        ),
        (
            |p| p.chain.home.gas_price = Decimal::MAX,
            "chain.home.gas_price: 340282366920938463463.374607431768211455 is not between 0 and 1000000000000",
        ),
        (
            |p| p.chain.dex.timeout = 3_601,
            "chain.dex.timeout: 3601 s is more than 3600 s",
        ),
        (
            |p| p.chain.home.rpc = "http://a b".into(),
            "chain.home.rpc: `http://a b` is not reached over http or https, without spaces",
        ),
        (
            |p| p.key.dex = KeySource::Env { name: "1X".into() },
            "key.dex: is no name of an environment variable",
        ),
        (
            |p| p.guardian = p.guardian.to_uppercase(),
            "guardian: is written in capitals",
        ),
        (
            |p| p.supply[1].to = p.supply[2].to.to_uppercase(),
            "supply[2].to: `home1rajm0p8j9d7jn8nwf58cvr2whhc2z02htzmd22` is there twice",
        ),
        (
            |p| p.assets.eth.path = p.assets.stable.path.clone(),
            "assets.eth.path: is the same as assets.stable.path",
        ),
        (
            |p| p.assets.eth.oracle = p.assets.qer.clone(),
            "assets.eth.oracle: is the same as assets.qer",
        ),
        (
            |p| p.assets.stable.oracle = p.assets.eth.oracle.clone(),
            "assets.eth.oracle: is the same as assets.stable.oracle",
        ),
        (
            |p| p.voting.active_threshold = share("0"),
            "voting.active_threshold: must not be zero",
        ),
        (
            |p| p.voting.active_threshold = share("1.01"),
            "voting.active_threshold: 1.01 is not between 0 and 1",
        ),
        (
            |p| p.voting.active_threshold = share("1.01"),
            "voting.active_threshold: 112222222110000 is more than 111111111000000: the DAO could",
        ),
        (
            |p| p.voting.active_threshold = count(0),
            "voting.active_threshold: must not be zero",
        ),
        (
            |p| p.voting.active_threshold = count(111_111_111_000_001),
            "voting.active_threshold: 111111111000001 is more than 111111111000000: the DAO could",
        ),
        (
            |p| {
                p.timelock.stewardship = None;
                p.voting.active_threshold = count(10_000_000_000_001);
            },
            "voting.active_threshold: 10000000000001 is more than 10000000000000: nobody could pay",
        ),
        (
            |p| p.route.home_channel = "channel-x".into(),
            "route.home_channel: `channel-x` is no channel id",
        ),
        (
            |p| p.route.dex_channel = "connection-0".into(),
            "route.dex_channel",
        ),
        (
            |p| p.assets.stable.path = "ibc/AB".into(),
            "assets.stable.path: `ibc/AB` is no denom",
        ),
        (
            |p| p.oracle[0].asset = "dog".into(),
            "oracle: the oracle has 0 entries of `qer`, not one",
        ),
        (
            |p| p.oracle[0].asset = "dog".into(),
            "oracle[0].asset: `dog` is none of the plan's assets",
        ),
        (
            |p| p.oracle.push(p.oracle[0].clone()),
            "oracle: the oracle has 2 entries of `qer`",
        ),
        (
            |p| {
                if let PriceSource::Feeder { feeders, .. } = &mut p.oracle[1].config.sources[0] {
                    feeders[0] = OTHER.into()
                }
            },
            "oracle[1].feeders: `dex15tw7",
        ),
        (
            |p| p.outpost.owner = "home1ua387v9l2eywell86hnujq6pzyg24wvj6k72qd".into(),
            "outpost.owner: `home1ua",
        ),
        (
            |p| p.dex_pool = None,
            "outpost.venue: the outpost needs a venue or a dex_pool",
        ),
        (
            |p| p.outpost.venue = Some(Venue::AstroportPair { pair: OTHER.into() }),
            "outpost.venue: the outpost needs a venue or a dex_pool",
        ),
        (
            |p| p.dex_pool.as_mut().unwrap().eth = Uint128::zero(),
            "dex_pool.eth: must not be zero",
        ),
        // What only the contracts know.
        (
            |p| p.token.symbol = "Q".into(),
            "token: the contract refuses it",
        ),
        (
            |p| p.token.max_yearly_mint_bps = 201,
            "token: the contract refuses it",
        ),
        (
            |p| p.voting.tiers[0].multiplier = Decimal::percent(90),
            "voting: the contract refuses it",
        ),
        (
            |p| p.voting.params.half_life = 60,
            "voting: the contract refuses it",
        ),
        (
            |p| p.timelock.params.critical.delay = 1,
            "timelock: the contract refuses it",
        ),
        (
            |p| p.timelock.stewardship.as_mut().unwrap().community_after = 1,
            "timelock: the contract refuses it",
        ),
        (
            |p| p.oracle[0].config.policy.max_age = 1,
            "oracle: the contract refuses it",
        ),
        (
            |p| p.market.max_ltv = Decimal::percent(51),
            "market: the contract refuses it",
        ),
        (
            |p| p.market.debt_cap = Decimal::percent(25),
            "market: the contract refuses it",
        ),
        (|p| p.reserve.grace = 60, "reserve: the contract refuses it"),
        (|p| p.route.timeout = 59, "reserve: the contract refuses it"),
        (
            |p| p.route.return_timeout = 59,
            "outpost: the contract refuses it",
        ),
    ];
    for (mutate, wanted) in table {
        let mut plan = file();
        mutate(&mut plan);
        let found = lines(plan);
        assert!(
            found.iter().any(|line| line.contains(wanted)),
            "{wanted}: {found:#?}"
        );
    }
}

/// Up to the supply with a steward who can pay out of the treasury, up to what others hold without;
/// on a test chain none is needed.
#[test]
fn thresholds_that_can_be_reached() {
    let mut plan = file();
    for threshold in [
        None,
        share("1"),
        count(1),
        share("0.000000000000000001"),
        count(111_111_111_000_000),
    ] {
        plan.voting.active_threshold = threshold;
        assert_eq!(lines(plan.clone()), Vec::<String>::new());
    }
    plan.timelock.stewardship = None;
    plan.voting.active_threshold = count(10_000_000_000_000);
    assert_eq!(lines(plan), Vec::<String>::new());
}

/// All mistakes are told at once.
#[test]
fn findings_are_listed_together() {
    let mut plan = file();
    plan.guardian = "x".into();
    plan.route.home_channel = "y".into();
    plan.dao.voting_period = 0;
    assert!(lines(plan).len() >= 3);
}

#[test]
fn nothing_is_left_with_the_deployer() {
    let plan = Plan::check(file()).unwrap();
    assert!(plan.left_with("home1x", "dex1x").is_empty());
    // In whatever case the signer is written.
    let capitals = plan.guardian.to_uppercase();
    for (address, fields) in [
        (capitals, 4),
        (plan.guardian.clone(), 4),
        (plan.supply[1].to.clone(), 1),
        (plan.timelock.stewardship.clone().unwrap().steward, 4),
    ] {
        assert_eq!(plan.left_with(&address, "dex1x").len(), fields, "{address}");
    }
    let found = plan.left_with("home1x", &plan.outpost.owner.clone());
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].to_string(),
        "outpost.owner: is the deployer, in whose hands nothing stays"
    );
}

#[test]
fn files_that_are_no_plans() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plans");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("x.toml");
    assert!(matches!(
        Plan::load(&folder.join("none.toml")),
        Err(PlanError::Read { .. })
    ));
    let text = std::fs::read_to_string(committed()).unwrap();
    for (from, to, wanted) in [
        ("symbol", "symbool", "unknown field `symbool`"),
        ("deposit = \"1000000000\"\n", "", "missing field `deposit`"),
        (
            "refund = \"only_passed\"",
            "refund = \"maybe\"",
            "unknown variant `maybe`",
        ),
        ("max_ltv = \"0.5\"", "max_ltv = \"half\"", "parsing"),
    ] {
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let error = Plan::load(&path).unwrap_err();
        assert!(matches!(error, PlanError::Parse { .. }));
        assert!(error.to_string().to_lowercase().contains(wanted), "{error}");
    }
}

/// A halt or a revert of a price that the oracle knows by another name fails when it is needed.
#[test]
fn g7_the_guardian_halts_and_reverts_the_plans_own_prices() {
    let mut file = file();
    for entry in &mut file.oracle {
        entry.asset.push_str("-new");
    }
    let assets = &mut file.assets;
    for name in [
        &mut assets.qer,
        &mut assets.stable.oracle,
        &mut assets.eth.oracle,
    ] {
        name.push_str("-new");
    }
    assert_eq!(lines(file.clone()), Vec::<String>::new());
    let at = Addresses::default();
    let (plan, at) = (&file, &at);
    let pauses = InstantiateMsgs { plan, at }.timelock(0).pauses;
    let prices = pauses.iter().filter_map(|row| {
        let asset = match from_json(&row.rule.pause).unwrap() {
            PauseMsg::Halt { asset } => asset,
            PauseMsg::RevertAsset { asset } => return Some((row.id.as_str(), asset)),
            PauseMsg::Pause { .. } => return None,
        };
        let end: EndMsg = from_json(row.rule.end.as_ref().unwrap()).unwrap();
        let resumes = asset.clone();
        assert_eq!(end, EndMsg::Resume { asset: resumes });
        Some((row.id.as_str(), asset))
    });
    let expected = [
        ("price-qer", "qer-new"),
        ("price-eth", "eth-new"),
        ("price-usdc", "usdc-new"),
        ("sources-qer", "qer-new"),
        ("sources-eth", "eth-new"),
        ("sources-usdc", "usdc-new"),
    ];
    let expected = expected.map(|(id, asset)| (id, asset.to_owned()));
    assert_eq!(prices.collect::<Vec<_>>(), expected);
}
