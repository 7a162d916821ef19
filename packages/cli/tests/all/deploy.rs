//! Deploying on the in-process chains: complete, once only, and whatever moment it is killed at.

use crate::onchain::{Kill, World};
use cosmwasm_std::{to_json_binary, Addr};
use proptest::prelude::*;
use qerun::deploy::{DeployError, State, StateError, Step};
use qerun::verify::Severity;
use qerun_messages::voting;
use qerun_testing::dao::Dao;
use serde_json::json;

#[test]
fn deploys_once() {
    let mut world = World::new("deploys-once");
    let mut state = State::default();
    let outcome = world.run(&mut state).unwrap();
    let steps = Step::all(&world.plan).len();
    assert_eq!((outcome.steps, outcome.sent), (steps, steps));
    assert_eq!(world.sent as usize, steps);
    assert_eq!(state.transactions.len(), steps);
    assert!(state.complete);
    assert_eq!(state.chain.home.contracts.len(), 9);
    assert_eq!(state.chain.dex.contracts.len(), 4);

    // Again: nothing is sent, nothing is written.
    let before = state.clone();
    let outcome = world.run(&mut state).unwrap();
    assert_eq!((outcome.sent, world.sent as usize), (0, steps));
    assert_eq!(state, before);

    // Without its memory: everything is found on the chains.
    let mut fresh = State::default();
    assert_eq!(world.run(&mut fresh).unwrap().sent, 0);
    assert_eq!(world.sent as usize, steps);
    assert_eq!(fresh.chain, before.chain);
}

/// What is deployed is what `verify` wants: nothing fails, and the only warning is about a test chain's
/// floors. The DAO waits for the stake that the plan asks for.
#[test]
fn what_is_deployed_is_clean() {
    let mut world = World::new("deployed-clean");
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let facts = world.facts(&state.chain.home.contracts["timelock"]);
    let audit = qerun::verify::audit(&facts, &world.plan, &world.artifacts);
    let lines: Vec<String> = audit.findings.iter().map(ToString::to_string).collect();
    assert_eq!(audit.count(Severity::Fail), 0, "{lines:#?}");
    assert_eq!(audit.count(Severity::Warn), 1, "{lines:#?}");
    // A market that does not tell its write-offs is an older one.
    let older = |line: &&String| !line.starts_with("NOTE write-off: the market's code");
    let notes = lines.iter().filter(|l| l.starts_with("NOTE"));
    let notes: Vec<&String> = notes.filter(older).collect();
    assert_eq!(notes.len(), 3, "{lines:#?}");
    assert!(notes[0].starts_with("NOTE outpost"), "{lines:#?}");
    let wanted = "NOTE active: nobody can propose before 111111111000 units are staked, 0 are";
    assert_eq!(notes[1], wanted);
    let wanted = "NOTE holders: units of QER: timelock 101111111000000, others 10000000000000";
    assert_eq!(notes[2], wanted);
    assert_eq!(facts.voting.threshold, world.plan.voting.active_threshold);
    let glance = qerun::status::render(&facts);
    let wanted = "stake      0 QER of 0 stakers, power 0; proposals from 111,111 QER on\n";
    assert!(glance.contains(wanted), "{glance}");
    assert!(audit.checks > 100, "{}", audit.checks);
}

/// The deployed DAO starts asleep: one unit below the threshold nobody can propose, at it a member can.
#[test]
fn the_dao_wakes_with_the_stake_of_the_plan() {
    let mut world = World::new("wakes");
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let at = |name: &str| Addr::unchecked(&state.chain.home.contracts[name]);
    let dao = Dao {
        core: at("dao"),
        voting: at("voting"),
        proposals: at("proposals"),
        pre_propose: at("pre_propose"),
    };
    let alice = Addr::unchecked(&world.plan.supply[1].to);
    let (token, home) = (at("token"), &mut world.net.home);
    let allow = json!({"increase_allowance": {
        "spender": dao.pre_propose, "amount": world.plan.dao.deposit,
    }});
    home.execute(&alice, &token, &allow, &[]).unwrap();
    let stake = to_json_binary(&voting::ReceiveMsg::Stake { tier: None }).unwrap();
    for (amount, wakes) in [("111111110999", false), ("1", true)] {
        let send = json!({"send": {"contract": dao.voting, "amount": amount, "msg": stake}});
        home.execute(&alice, &token, &send, &[]).unwrap();
        home.advance(5);
        let proposed = dao.propose(home, &alice, "First.", &[], None);
        if wakes {
            assert_eq!(proposed.unwrap(), 1);
        } else {
            let error = format!("{:#}", proposed.unwrap_err());
            assert!(error.contains("inactive"), "{error}");
        }
    }
    assert_eq!(dao.status(home, 1).unwrap(), "open");
}

fn killed_and_resumed(name: &str, kills: &[Kill], forgetful: bool) {
    let mut world = World::new(name);
    let mut state = State::default();
    for kill in kills {
        world.kill = Some(*kill);
        match world.run(&mut state) {
            Err(DeployError::Sending { .. }) => {}
            // It was done before it could be killed.
            Ok(_) => assert!(world.kill.is_some()),
            Err(other) => panic!("{other}"),
        }
        world.kill = None;
        if forgetful {
            state = State::default();
        }
    }
    world.run(&mut state).unwrap();
    // Every step was done exactly once.
    assert_eq!(world.sent as usize, Step::all(&world.plan).len());
    assert!(state.complete);
    let facts = world.facts(&state.chain.home.contracts["timelock"]);
    let audit = qerun::verify::audit(&facts, &world.plan, &world.artifacts);
    assert_eq!(audit.count(Severity::Fail), 0, "{:#?}", audit.findings);
}

/// Each transaction once as the one at which the run dies, before and after it is in a block.
#[test]
fn killed_at_every_step() {
    let steps = Step::all(&World::new("killed").plan).len() as u32;
    let kills: Vec<Kill> = (0..steps)
        .map(|at| Kill {
            after: 0,
            included: at % 2 == 0,
        })
        .collect();
    // One world dies at every single step, in turn before and after the block.
    killed_and_resumed("killed", &kills, false);
    let kills: Vec<Kill> = kills
        .iter()
        .map(|kill| Kill {
            included: !kill.included,
            ..*kill
        })
        .collect();
    killed_and_resumed("killed", &kills, true);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn killed_anywhere(
        kills in proptest::collection::vec((0u32..24, any::<bool>()), 1..4),
        forgetful in any::<bool>(),
    ) {
        let kills: Vec<Kill> = kills
            .into_iter()
            .map(|(after, included)| Kill { after, included })
            .collect();
        killed_and_resumed("killed-anywhere", &kills, forgetful);
    }
}

#[test]
fn a_state_of_something_else_is_refused() {
    let mut world = World::new("other-state");
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let refused = |world: &mut World, state: &State| {
        let error = world.run(&mut state.clone()).unwrap_err();
        match error {
            DeployError::State(error) => error.to_string(),
            other => panic!("{other}"),
        }
    };
    let mut other = state.clone();
    other.plan = "mainnet".to_owned();
    let text = refused(&mut world, &other);
    assert!(
        text.contains("the plan mainnet, this is localnet"),
        "{text}"
    );

    let mut other = state.clone();
    other.chain.dex.chain_id = "dex-2".to_owned();
    assert!(refused(&mut world, &other).contains("the chain dex-2"));

    let mut other = state.clone();
    other.chain.home.deployer = "someone".to_owned();
    assert!(refused(&mut world, &other).contains("the deployer someone"));

    let mut other = state.clone();
    let code = other.chain.home.codes.get_mut("qerun_market").unwrap();
    code.checksum = "00".repeat(32);
    assert!(refused(&mut world, &other).contains("a code with the checksum 00"));

    // A reset chain: the file remembers what is not there.
    let mut empty = World::new("other-state");
    let text = refused(&mut empty, &state);
    assert!(text.contains("was the chain reset"), "{text}");
    let error = StateError::Gone {
        what: "x".to_owned(),
        chain: "y".to_owned(),
    };
    assert!(error.to_string().contains("--state"));
}

#[test]
fn a_channel_that_leads_elsewhere_is_refused() {
    let mut world = World::new("channel");
    world.net.close_channel("channel-3", "channel-7").unwrap();
    let error = world.run(&mut State::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the channel channel-3 of the home chain is not open"
    );
    let mut world = World::new("channel");
    world.net.open_channel("channel-9", "channel-7").unwrap();
    let error = world.run(&mut State::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the channel channel-7 of the dex chain leads to channel-9"
    );
    assert_eq!(world.sent, 0);
}

/// Anybody can make a chain of any name, and a channel of any number to it: what the deployment sent there would be his.
#[test]
fn a_channel_to_a_chain_that_only_has_the_name_is_refused() {
    let mut world = World::new("channel-impostor");
    world.registries.dex.state_of = Some("evil-1");
    let error = world.run(&mut State::default()).unwrap_err();
    let wanted =
        "the channel channel-3 of the home chain leads to another chain that calls itself dex-1";
    assert_eq!(error.to_string(), wanted);
    assert_eq!(world.sent, 0);
}

#[test]
fn wasm_that_changed_is_refused() {
    let mut world = World::new("changed-wasm");
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed-wasm");
    std::fs::write(folder.join("qerun_token_voting.wasm"), "other bytes").unwrap();
    let error = world.run(&mut State::default()).unwrap_err();
    assert!(error.to_string().contains("the list says"), "{error}");
    assert_eq!(world.sent, 0);
}

#[test]
fn the_state_file_survives() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("state-file");
    let _ = std::fs::remove_dir_all(&folder);
    let path = folder.join("deep/x.state.json");
    assert!(State::load(&path).unwrap().is_none());
    let mut state = State {
        plan: "x".to_owned(),
        ..State::default()
    };
    state.save(&path).unwrap();
    state.complete = true;
    state.save(&path).unwrap();
    assert_eq!(State::load(&path).unwrap(), Some(state));
    // Nothing is left beside it.
    assert_eq!(
        std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
        1
    );
    std::fs::write(&path, "{\"plan\":").unwrap();
    assert!(matches!(State::load(&path), Err(StateError::Json { .. })));
}
