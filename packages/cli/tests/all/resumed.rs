//! G5: a deployment that is resumed with an edited plan, or with a state that somebody changed, does not go on.

use crate::onchain::{plan_file, Kill, World};
use cosmwasm_std::{Decimal, Uint128};
use qerun::deploy::{hash, DeployError, Difference, State, StateError, Step};
use qerun::verify::Severity;
use qerun_deployment::plan::KeySource;
use qerun_deployment::plan::PlanFile;
use qerun_deployment::Plan;

/// A run that dies with so many steps left to do.
fn died(name: &str, left: u32) -> (World, State) {
    let mut world = World::new(name);
    let mut state = State::default();
    let steps = u32::try_from(Step::all(&world.plan).len()).unwrap();
    world.kill = Some(Kill {
        after: steps - left,
        included: false,
    });
    assert!(matches!(
        world.run(&mut state),
        Err(DeployError::Sending { .. })
    ));
    world.kill = None;
    (world, state)
}

fn edited(mutate: impl FnOnce(&mut PlanFile)) -> Plan {
    let mut file = plan_file();
    mutate(&mut file);
    Plan::check(file).unwrap()
}

fn fields(differences: &[Difference]) -> Vec<&str> {
    differences.iter().map(|one| one.field.as_str()).collect()
}

/// What the auditor did: token, DAO and timelock stand, then steward, limits, bond, quorum and perk are others.
fn audited(file: &mut PlanFile) {
    file.timelock.params.critical.bond = Uint128::new(400_000_000_000);
    file.timelock.stewardship.as_mut().unwrap().steward = file.supply[1].to.clone();
    file.timelock.spend_limits.clear();
    file.dao.quorum = Decimal::percent(40);
    file.voting.perks[0].min_reputation = Uint128::MAX;
}

#[test]
fn g5_an_edited_plan_does_not_go_on() {
    let (mut world, mut state) = died("g5-edited", 4);
    let before = state.clone();
    assert!(state.chain.home.contracts.contains_key("timelock"));
    world.plan = edited(audited);
    let sent = world.sent;
    let error = world.run(&mut state).unwrap_err();
    let DeployError::State(StateError::Plan { differences, .. }) = &error else {
        panic!("{error}");
    };
    let module = "create dao on home.msg.proposal_modules_instantiate_info[0].msg.threshold.threshold_quorum.quorum.percent";
    assert_eq!(
        fields(differences),
        [
            module,
            "create dao on home.msg.voting_module_instantiate_info.msg.perks[0].min_reputation",
            "create timelock on home.msg.params.critical.bond",
            "create timelock on home.msg.spend_limits[0]",
            "create timelock on home.msg.stewardship.steward",
        ]
    );
    let text = error.to_string();
    let wanted = "create timelock on home.msg.params.critical.bond is \"50000000000\" when it began, \"400000000000\" now";
    assert!(text.contains(wanted), "{text}");
    assert!(text.contains("--state"), "{text}");
    assert_eq!((world.sent, &state), (sent, &before));

    // The plan as it was goes on, and what is there is its.
    world.plan = Plan::check(plan_file()).unwrap();
    world.run(&mut state).unwrap();
    let facts = world.facts(&state.chain.home.contracts["timelock"]);
    let audit = qerun::verify::audit(&facts, &world.plan, &world.artifacts);
    assert_eq!(audit.count(Severity::Fail), 0, "{:#?}", audit.findings);
    // A complete one does not take another plan either.
    world.plan = edited(|p| p.market.min_debt = Decimal::percent(5_100));
    let error = world.run(&mut state).unwrap_err().to_string();
    assert!(
        error.contains(
            "create market on home.msg.params.min_debt is \"50\" when it began, \"51\" now"
        ),
        "{error}"
    );
}

/// Without the file the chains tell: what stands was made with other messages than the plan's.
#[test]
fn g5_what_stands_is_compared() {
    let (mut world, _) = died("g5-stands", 4);
    world.plan = edited(audited);
    let sent = world.sent;
    let error = world.run(&mut State::default()).unwrap_err();
    let DeployError::OtherPlan { differences } = &error else {
        panic!("{error}");
    };
    assert_eq!(
        fields(differences),
        [
            "dao.proposal_modules_instantiate_info[0].msg.threshold.threshold_quorum.quorum.percent",
            "dao.voting_module_instantiate_info.msg.perks[0].min_reputation",
            "timelock.params.critical.bond",
            "timelock.spend_limits[0]",
            "timelock.stewardship.steward",
        ]
    );
    let text = error.to_string();
    let wanted = "timelock.params.critical.bond is \"50000000000\" on the chain, \"400000000000\" in the plan";
    assert!(text.contains(wanted), "{text}");
    assert_eq!(world.sent, sent);
    // What does not stand yet may be another's: without the file nothing says what it was to be.
    world.plan = edited(|p| p.market.min_debt = Decimal::percent(5_100));
    let mut state = State::default();
    world.run(&mut state).unwrap();
    assert!(state.complete);
}

/// Each contract that stands: one field of each.
#[test]
fn g5_every_contract_is_compared() {
    let mut world = World::new("g5-each");
    world.run(&mut State::default()).unwrap();
    type Mutation = fn(&mut PlanFile);
    let table: [(Mutation, &str); 10] = [
        (
            |p| p.dex_pool.as_mut().unwrap().fee_bps = 31,
            "pool_factory.pair_configs[0].total_fee_bps",
        ),
        (|p| p.token.symbol = "QERR".into(), "token.symbol"),
        (
            |p| {
                p.supply[1].amount += Uint128::one();
                p.supply[2].amount -= Uint128::one();
            },
            "token.initial_balances[1].amount",
        ),
        (|p| p.dao.description = "x".into(), "dao.description"),
        (
            |p| p.timelock.max_bond -= Uint128::one(),
            "timelock.max_bond",
        ),
        (
            |p| p.timelock.stewardship.as_mut().unwrap().community_after += 1,
            "timelock.stewardship.community_at",
        ),
        (
            |p| p.oracle[1].config.policy.max_age = 3_000,
            "oracle.assets[1].config.policy.max_age",
        ),
        (
            |p| p.market.min_debt = Decimal::percent(5_100),
            "market.params.min_debt",
        ),
        (|p| p.reserve.grace = 3_601, "reserve.params.grace"),
        (
            |p| p.route.return_timeout = 121,
            "outpost.config.return_timeout",
        ),
    ];
    for (mutate, wanted) in table {
        world.plan = edited(mutate);
        let error = world.run(&mut State::default()).unwrap_err();
        let DeployError::OtherPlan { differences } = &error else {
            panic!("{wanted}: {error}");
        };
        assert_eq!(fields(differences)[0], wanted);
    }
}

/// The steward's time counts from the deployment: dates in the future of the chain are nobody's.
#[test]
fn g5_the_stewards_dates_are_compared() {
    let mut world = World::new("g5-dates");
    world.run(&mut State::default()).unwrap();
    let mutate = |p: &mut PlanFile| {
        let stewardship = p.timelock.stewardship.as_mut().unwrap();
        stewardship.shared_after -= 10_000;
        stewardship.community_after -= 10_000;
    };
    world.plan = edited(mutate);
    let error = world.run(&mut State::default()).unwrap_err().to_string();
    assert!(
        error.contains("timelock.stewardship.community_at is "),
        "{error}"
    );
    assert!(
        error.contains("timelock.stewardship.shared_at is "),
        "{error}"
    );
}

/// Nodes, fees, patience and keys are no part of what is sent.
#[test]
fn g5_other_nodes_and_keys_go_on() {
    let (mut world, mut state) = died("g5-nodes", 4);
    let hash_before = state.hash.clone();
    world.plan = edited(|p| {
        p.chain.home.rpc = "http://10.0.0.1:26657".into();
        p.chain.dex.gas_price = Decimal::percent(1);
        p.chain.dex.gas_margin = Decimal::percent(200);
        p.chain.home.timeout = 100;
        p.key.home = KeySource::Env {
            name: "WORDS".into(),
        };
    });
    world.run(&mut state).unwrap();
    assert!(state.complete);
    assert_eq!(state.hash, hash_before);
    assert_eq!(state.hash.len(), 64);
    assert_eq!(hash(&state.planned), state.hash);
    assert_eq!(state.planned.len(), Step::all(&world.plan).len());
}

/// An older state without a hash is accepted; what is on the chains is compared with the plan either way.
#[test]
fn g5_a_state_without_hash() {
    let (mut world, mut state) = died("g5-old", 4);
    state.hash.clear();
    state.planned.clear();
    let text = serde_json::to_string(&state).unwrap();
    let old = text
        .replace(r#""hash":"","#, "")
        .replace(r#","planned":{}"#, "");
    assert!(!old.contains("planned") && !old.contains("hash\":\"\""));
    let old: State = serde_json::from_str(&old).unwrap();
    world.plan = edited(audited);
    let error = world.run(&mut old.clone()).unwrap_err();
    assert!(matches!(error, DeployError::OtherPlan { .. }), "{error}");
    world.plan = Plan::check(plan_file()).unwrap();
    let mut old = old;
    world.run(&mut old).unwrap();
    assert_eq!(old.hash.len(), 64);
}

/// A state from before token and voting were one code: the codes of old are named, not looked for among the artifacts.
#[test]
fn g5_a_state_with_codes_of_old() {
    let (mut world, mut state) = died("g5-codes", 4);
    let code = state.chain.home.codes.remove("qerun_token_voting").unwrap();
    let sends = state.planned.remove("store qerun_token_voting on home");
    for old in ["qerun_token", "qerun_voting"] {
        state.chain.home.codes.insert(old.to_owned(), code.clone());
        let step = format!("store {old} on home");
        state.planned.insert(step, sends.clone().unwrap());
    }
    state.hash = hash(&state.planned);
    let before = state.clone();
    let error = world.run(&mut state).unwrap_err();
    let DeployError::State(StateError::Plan { differences, .. }) = &error else {
        panic!("{error}");
    };
    assert_eq!(
        fields(differences),
        [
            "store qerun_token on home",
            "store qerun_token_voting on home",
            "store qerun_voting on home",
        ]
    );
    assert_eq!(state, before);
}

/// The same wasm stored twice: ids differ, codes do not.
#[test]
fn g5_codes_stored_twice_are_the_same() {
    let mut world = World::new("g5-twice");
    world.run(&mut State::default()).unwrap();
    let again = world.store_again("qerun_token_voting");
    let mut fresh = State::default();
    let sent = world.sent;
    world.run(&mut fresh).unwrap();
    assert_eq!(world.sent, sent);
    assert_eq!(fresh.chain.home.codes["qerun_token_voting"].id, again);
}

/// d2: addresses and ids that somebody changed in the file.
#[test]
fn g5_a_tampered_state_is_noticed() {
    let (mut world, state) = died("g5-tampered", 4);
    let eve = world.net.home.addr("eve").to_string();
    let sent = world.sent;
    let error = |world: &mut World, state: &State| {
        let error = world.run(&mut state.clone()).unwrap_err();
        assert!(
            matches!(
                error,
                DeployError::State(StateError::Tampered { .. } | StateError::Gone { .. })
            ),
            "{error}"
        );
        error.to_string()
    };
    for name in [
        "voting",
        "token",
        "dao",
        "proposals",
        "pre_propose",
        "timelock",
    ] {
        let mut changed = state.clone();
        changed
            .chain
            .home
            .contracts
            .insert(name.into(), eve.clone());
        let text = error(&mut world, &changed);
        assert!(
            text.contains(&format!("the state remembers the {name} of ")),
            "{text}"
        );
        assert!(text.contains(&eve), "{text}");
    }
    for name in ["pair", "liquidity_token", "pool_factory"] {
        let mut changed = state.clone();
        changed.chain.dex.contracts.insert(name.into(), eve.clone());
        let text = error(&mut world, &changed);
        assert!(
            text.contains(&format!("the state remembers the {name} of ")),
            "{text}"
        );
    }
    // A contract that is not there yet.
    let mut changed = state.clone();
    changed
        .chain
        .home
        .contracts
        .insert("market".into(), eve.clone());
    assert!(error(&mut world, &changed).contains("the state remembers market at"));
    // An id of another code, and one of none.
    let market = state.chain.home.codes["qerun_market"].id;
    for (id, wanted) in [
        (market, "the state remembers the checksum of qerun_oracle"),
        (999, "was the chain reset"),
    ] {
        let mut changed = state.clone();
        changed.chain.home.codes.get_mut("qerun_oracle").unwrap().id = id;
        let text = error(&mut world, &changed);
        assert!(text.contains(wanted), "{text}");
    }
    assert_eq!(world.sent, sent);
    // What is sent, and its hash.
    for mutate in [
        (|state: &mut State| state.hash = "00".repeat(32)) as fn(&mut State),
        |state| drop(state.planned.remove("create market on home")),
        |state| drop(state.planned.insert("create eve on home".into(), 1.into())),
    ] {
        let mut changed = state.clone();
        mutate(&mut changed);
        let error = world.run(&mut changed).unwrap_err();
        assert!(
            matches!(error, DeployError::State(StateError::Plan { .. })),
            "{error}"
        );
    }
    // Untouched it goes on.
    world.run(&mut state.clone()).unwrap();
}
