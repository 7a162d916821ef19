//! A deployment with team, rewards and pair of QER, killed at each of its steps: every unit of the supply ends where the plan
//! puts it, and no vesting contract is funded twice.

use cosmwasm_std::{Addr, Uint128};
use qerun::deploy::{DeployError, State, Step};
use qerun_deployment::plan::{Holder, PlanFile, Side};
use qerun_deployment::{Contract, Plan};
use qerun_messages::emissions::{QueryMsg, StreamsResponse};
use qerun_testing::suite::DEPLOYER;
use serde_json::{json, Value};

use crate::onchain::{whole_plan_file, Kill, World};

fn world(name: &str) -> World {
    World::with(name, Plan::check(whole_plan_file()).unwrap())
}

fn at(state: &State, name: &str) -> Addr {
    Addr::unchecked(&state.chain.home.contracts[name])
}

fn balance(world: &World, state: &State, account: &Addr) -> Uint128 {
    let question = json!({"balance": {"address": account}});
    let answer: Value = world
        .net
        .home
        .query(&at(state, "token"), &question)
        .unwrap();
    answer["balance"].as_str().unwrap().parse().unwrap()
}

/// Who holds what, and that it is all.
#[track_caller]
fn ensure_as_planned(world: &World, state: &State) {
    let plan: &PlanFile = &world.plan;
    let mut sum = Uint128::zero();
    for member in &plan.team {
        let vesting = at(state, &member.contract_name());
        assert_eq!(balance(world, state, &vesting), member.amount);
        sum += member.amount;
        let vest: Value = world
            .net
            .home
            .query(&vesting, &json!({"info": {}}))
            .unwrap();
        assert_eq!(vest["status"], "funded");
        assert_eq!(vest["recipient"], json!(member.address));
    }
    for (name, holders) in [
        ("timelock", [Holder::Treasury].as_slice()),
        (
            "emissions",
            &[Holder::LockRewards, Holder::LiquidityRewards],
        ),
    ] {
        let wanted: Uint128 = holders.iter().map(|holder| plan.given(*holder)).sum();
        assert_eq!(balance(world, state, &at(state, name)), wanted, "{name}");
        sum += wanted;
    }
    for row in &plan.supply {
        if let Holder::Account(account) = row.holder() {
            let account = Addr::unchecked(account);
            assert_eq!(balance(world, state, &account), row.amount);
            sum += row.amount;
        }
    }
    assert_eq!(sum, plan.token.supply);
    let deployer = world.net.home.addr(DEPLOYER);
    assert!(balance(world, state, &deployer).is_zero());
}

#[test]
fn deployed_whole() {
    let mut world = world("genesis-whole");
    let mut state = State::default();
    let outcome = world.run(&mut state).unwrap();
    let steps = Step::all(&world.plan).len();
    assert_eq!((outcome.steps, outcome.sent), (steps, steps));
    ensure_as_planned(&world, &state);
    let home = &world.net.home;
    // Both streams have their distribution, and nothing is released while nobody has staked.
    let streams: StreamsResponse = home
        .query(&at(&state, "emissions"), &QueryMsg::Streams {})
        .unwrap();
    let rows: Vec<_> = streams
        .streams
        .iter()
        .map(|row| (row.id.as_str(), row.voting.clone(), row.distribution))
        .collect();
    assert_eq!(
        rows,
        [
            ("liquidity", at(&state, "liquidity_voting"), 2),
            ("lock", at(&state, "voting"), 1)
        ]
    );
    let owner: Value = home
        .query(&at(&state, "distributor"), &json!({"ownership": {}}))
        .unwrap();
    assert_eq!(owner["owner"], json!(at(&state, "emissions")));
    // What liquidity voting takes is the pair's LP token, of which there is none yet.
    let token: Addr = home
        .query(
            &at(&state, "liquidity_voting"),
            &json!({"token_contract": {}}),
        )
        .unwrap();
    assert_eq!(token, at(&state, "lp_token"));
    let pool: Value = home
        .query(&at(&state, "qer_pair"), &json!({"pool": {}}))
        .unwrap();
    assert_eq!(pool["total_share"], "0");
    assert_eq!(
        pool["assets"][0]["info"]["token"]["contract_addr"],
        json!(at(&state, "token"))
    );
    // Again, and without its memory, there is nothing to do.
    let before = state.clone();
    assert_eq!(world.run(&mut state).unwrap().sent, 0);
    assert_eq!(state, before);
    let mut fresh = State::default();
    assert_eq!(world.run(&mut fresh).unwrap().sent, 0);
    assert_eq!(fresh.chain, before.chain);
}

/// At each transaction of the genesis, before it is in a block and after.
#[test]
fn resumes_at_every_step() {
    let transactions = Step::transactions(&world("genesis-steps").plan);
    let own = |step: &Step| match step {
        Step::FundVesting { .. } | Step::CreateQerPair => true,
        Step::Instantiate { contract } => matches!(
            contract,
            Contract::Vesting(_)
                | Contract::Emissions
                | Contract::Distributor
                | Contract::LiquidityVoting
                | Contract::QerPoolFactory
        ),
        _ => false,
    };
    for (at, steps) in transactions.iter().enumerate() {
        if !steps.iter().any(own) {
            continue;
        }
        for included in [false, true] {
            let mut world = world("genesis-resumed");
            let mut state = State::default();
            let after = u32::try_from(at).unwrap();
            world.kill = Some(Kill { after, included });
            let died = world.run(&mut state);
            assert!(
                matches!(died, Err(DeployError::Sending { .. })),
                "{steps:?}"
            );
            world.kill = None;
            world.net.home.advance(30);
            // One that forgot all, and one that remembers.
            let mut state = if included { State::default() } else { state };
            world
                .run(&mut state)
                .unwrap_or_else(|e| panic!("{steps:?} {included}: {e}"));
            let sent = world.sent as usize;
            assert_eq!(sent, transactions.len(), "{steps:?} {included}");
            ensure_as_planned(&world, &state);
        }
    }
}

/// A member's terms, a stream's and the pair's on the chain are compared with the plan.
#[test]
fn an_edited_plan_is_refused() {
    let mut world = world("genesis-edited");
    world.run(&mut State::default()).unwrap();
    type Edit = fn(&mut PlanFile);
    let table: [(Edit, &str); 6] = [
        (
            |p| p.team[0].cliff += 1,
            "vesting-frank.schedule.piecewise_linear[0][0]",
        ),
        (
            |p| p.team[1].address = p.guardian.clone(),
            "vesting-erin.recipient",
        ),
        (
            |p| p.emissions.as_mut().unwrap().lock.min_power += Uint128::one(),
            "emissions.streams[0].min_power",
        ),
        // Both streams count from one time.
        (
            |p| p.emissions.as_mut().unwrap().lock.start_after = 1_000,
            "emissions.streams[1].schedule.start",
        ),
        (
            |p| p.qer_pool.as_mut().unwrap().unbonding = 61,
            "liquidity_voting.tiers[0].unbonding",
        ),
        (
            |p| p.qer_pool.as_mut().unwrap().fee_bps = Some(31),
            "qer_factory.pair_configs[0].total_fee_bps",
        ),
    ];
    for (edit, wanted) in table {
        let mut file = whole_plan_file();
        edit(&mut file);
        world.plan = Plan::check(file).unwrap();
        match world.run(&mut State::default()) {
            Err(DeployError::OtherPlan { differences }) => {
                let fields: Vec<&str> = differences.iter().map(|one| one.field.as_str()).collect();
                assert!(fields.contains(&wanted), "{wanted}: {fields:?}");
            }
            other => panic!("{wanted}: {other:?}"),
        }
    }
}

/// A vesting contract that somebody could migrate is not the plan's.
#[test]
fn nobody_can_migrate_a_vesting_contract() {
    let mut world = world("genesis-admin");
    let mut state = State::default();
    world.run(&mut state).unwrap();
    for member in &world.plan.team {
        let vesting = at(&state, &member.contract_name());
        let data = world.net.home.app.contract_data(&vesting).unwrap();
        assert_eq!(data.admin, None);
    }
    assert_eq!(Contract::Vesting(0).side(), Side::Home);
}
