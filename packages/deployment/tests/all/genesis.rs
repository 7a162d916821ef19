//! The genesis of a plan: each mistake has its line, and every unit of the supply is somebody's.

use cosmwasm_std::{from_json, Decimal, Uint128, WasmMsg};
use qerun_deployment::address::{encode, AddressError};
use qerun_deployment::plan::{Both, MemberPlan, Part, PlanFile, QerPoolPlan, Side, StreamPlan};
use qerun_deployment::{Contract, Deployment, Known, Plan, Step, StepMessage};
use qerun_messages::timelock::{
    Class, RECOMMENDED_CLASSES, RECOMMENDED_PAUSES, RECOMMENDED_REVERTS,
};
use qerun_messages::{emissions, timelock, token, voting};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

use crate::plan::{file, lines};

type Break = fn(&mut PlanFile);

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn member(i: u8) -> MemberPlan {
    MemberPlan {
        name: format!("m{i}"),
        address: encode("home", &[i; 20]).unwrap(),
        amount: Uint128::one(),
        cliff: 60,
        duration: 240,
    }
}

#[track_caller]
fn refused(table: &[(Break, &str)]) {
    for (mutate, wanted) in table {
        let mut plan = file();
        mutate(&mut plan);
        let found = lines(plan);
        let told = found.iter().any(|line| line.starts_with(wanted));
        assert!(told, "{wanted}: {found:#?}");
    }
}

#[test]
fn shares() {
    refused(&[
        (
            |p| p.shares.team = dec("0.16"),
            "shares: the shares add up to 1.01, not to 1",
        ),
        (
            |p| p.shares.team = dec("0.16"),
            "shares.team: its members add up to 16666666650000, not to its share of the supply, 17777777760000",
        ),
        (
            |p| p.shares.team = Decimal::MAX,
            "shares: the shares add up to more than 1, not to 1",
        ),
        (
            |p| p.shares.team = Decimal::MAX,
            "shares.team: 340282366920938463463.374607431768211455 of the supply",
        ),
        (
            |p| (p.shares.community, p.shares.treasury) = (dec("0.5"), dec("0.2")),
            "shares.community: 0.5 is not more than 0.5: the community has the majority",
        ),
        (
            |p| (p.shares.treasury, p.shares.liquidity) = (dec("0.1500000000000001"), dec("0.1499999999999999")),
            "shares.treasury: 0.1500000000000001 of the supply, 111111111000000, is no whole amount",
        ),
        (
            |p| p.supply[1].amount += Uint128::one(),
            "shares.community: its rows of supply add up to 61111111050001, not to its share of the supply, 61111111050000",
        ),
        (
            |p| p.supply[6].part = Part::Liquidity,
            "shares.treasury: its rows of supply add up to 0, not to its share",
        ),
        (
            |p| p.supply[1].amount = Uint128::MAX,
            "shares.community: its rows of supply add up to more than can be counted",
        ),
        (
            |p| p.supply[6].part = Part::Team,
            "supply[6].part: is team, which has no rows of its own: what a member gets is in [[team]]",
        ),
        // The same holder in two parts is none that is there twice, in one part it is.
        (
            |p| p.supply[6].part = Part::Community,
            "supply[6].to: `timelock` is there twice",
        ),
    ]);
    // A bare majority is one.
    let mut plan = file();
    plan.shares.community = dec("0.500000000000000001");
    let found = lines(plan).join("\n");
    assert!(!found.contains("is not more than"), "{found}");
}

fn lock(plan: &mut PlanFile) -> &mut StreamPlan {
    &mut plan.emissions.as_mut().unwrap().lock
}

fn liquidity(plan: &mut PlanFile) -> &mut Option<StreamPlan> {
    &mut plan.emissions.as_mut().unwrap().liquidity
}

fn pool(plan: &mut PlanFile) -> &mut QerPoolPlan {
    plan.qer_pool.as_mut().unwrap()
}

#[test]
fn emissions() {
    refused(&[
        (
            |p| p.emissions = None,
            "supply[7].to: is a stream, which the plan does not describe: an [emissions.lock] is missing",
        ),
        (
            |p| p.emissions = None,
            "supply[8].to: is a stream, which the plan does not describe: an [emissions.liquidity] is missing",
        ),
        (
            |p| *liquidity(p) = None,
            "supply[8].to: is a stream, which the plan does not describe: an [emissions.liquidity] is missing",
        ),
        (
            |p| *liquidity(p) = None,
            "qer_pool: needs an [emissions.liquidity]: its LP token is staked for those rewards",
        ),
        (
            |p| p.qer_pool = None,
            "emissions.liquidity: needs a [qer_pool]: its LP token is what is staked",
        ),
        (
            |p| p.supply[7].to = "timelock".into(),
            "emissions.lock.points: 22222222200000 is not what the rows of supply give to `lock_rewards`, 0",
        ),
        (
            |p| p.supply[8].amount -= Uint128::one(),
            "emissions.liquidity.points: 16666666650000 is not what the rows of supply give to `liquidity_rewards`, 16666666649999",
        ),
        (
            |p| lock(p).points.clear(),
            "emissions.lock.points: 0 is not what the rows of supply give to `lock_rewards`, 22222222200000",
        ),
        (
            |p| lock(p).points.truncate(3),
            "emissions.lock.points: 19999999980000 is not what the rows",
        ),
        // What only the contract knows.
        (
            |p| lock(p).points[1].after = 21_600,
            "emissions: the contract refuses it: stream lock, point 2: 21600 s after the start is not after 21600 s",
        ),
        (
            |p| lock(p).points[0].released = Uint128::zero(),
            "emissions: the contract refuses it: stream lock, point 1: 0 is not above 0",
        ),
        (
            |p| lock(p).points[1].after = 22_600,
            "emissions: the contract refuses it: stream lock, point 2: more comes out a second than before it",
        ),
        (
            |p| lock(p).start_after = 31_536_001,
            "emissions: the contract refuses it: start, seconds from now, is 31536001",
        ),
        (
            |p| pool(p).unbonding = 59,
            "qer_pool: the contract refuses it: ",
        ),
        (
            |p| pool(p).fee_bps = None,
            "qer_pool: a factory or the fee of one that is deployed, one of them",
        ),
        (
            |p| pool(p).factory = Some(p.guardian.clone()),
            "qer_pool: a factory or the fee of one that is deployed, one of them",
        ),
        (
            |p| {
                pool(p).fee_bps = None;
                pool(p).factory = Some(p.outpost.owner.clone());
            },
            "qer_pool.factory: `dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx` is no address",
        ),
    ]);
    // Two rows of two parts make one stream, and rewards for locking alone need no pair.
    let mut plan = file();
    plan.supply[6].to = "lock_rewards".into();
    let more = liquidity(&mut plan).clone().unwrap().points;
    for (point, more) in lock(&mut plan).points.iter_mut().zip(more) {
        point.released += more.released;
    }
    assert_eq!(lines(plan.clone()), Vec::<String>::new());
    plan.supply[8].to = "timelock".into();
    (*liquidity(&mut plan), plan.qer_pool) = (None, None);
    assert_eq!(lines(plan), Vec::<String>::new());
}

#[test]
fn team() {
    refused(&[
        (
            |p| p.team[0].amount += Uint128::one(),
            "shares.team: its members add up to 16666666650001",
        ),
        (
            |p| p.team[1].amount = Uint128::zero(),
            "team[1].amount: must not be zero",
        ),
        (
            |p| p.team[1].name = "frank".into(),
            "team[1].name: `frank` is there twice",
        ),
        (
            |p| p.team[1].name = "Frank".into(),
            "team[1].name: `Frank` is not 1 to 16 of a-z, 0-9 and -",
        ),
        (|p| p.team[1].name = String::new(), "team[1].name: `` is not 1 to 16"),
        (
            |p| p.team[1].name = "a".repeat(17),
            "team[1].name: `aaaaaaaaaaaaaaaaa` is not 1 to 16",
        ),
        (
            |p| p.team[1].address = p.team[0].address.clone(),
            "team[1].address: `home1tzfnvs9qdj5nfgjurqptwl96l8jczk88rx7k4t` is there twice",
        ),
        (
            |p| p.team[1].address = p.team[0].address.to_uppercase(),
            "team[1].address: is written in capitals",
        ),
        (
            |p| p.team[1].address = p.outpost.owner.clone(),
            "team[1].address: `dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx` is no address with the prefix `home`",
        ),
        (|p| p.team[1].cliff = 0, "team[1].cliff: 0 s is less than 2 s: nothing vests before it"),
        (|p| p.team[1].cliff = 1, "team[1].cliff: 1 s is less than 2 s"),
        (
            |p| p.team[1].cliff = 481,
            "team[1].cliff: 481 s is more than 480 s: it is part of the duration",
        ),
        (
            |p| p.team[1].duration = 630_720_001,
            "team[1].duration: 630720001 s is more than 630720000 s: it would hardly ever vest",
        ),
        (
            |p| p.team = (0..33).map(member).collect(),
            "team: 33 are more than 32: each is a contract",
        ),
    ]);
    let mut plan = file();
    let all = plan.team_total();
    plan.team = (0..32).map(member).collect();
    plan.team[31].amount = all - Uint128::new(31);
    plan.team[31].name = "abcdefghijklm-16".into();
    (plan.team[30].cliff, plan.team[30].duration) = (2, 2);
    assert_eq!(lines(plan), Vec::<String>::new());
}

/// Nothing before the cliff, at the cliff what a straight line from the start gives, rounded down, and all at the end.
#[test]
fn a_members_schedule() {
    let of = |amount: u128, cliff, duration| {
        let plan = MemberPlan {
            amount: Uint128::new(amount),
            cliff,
            duration,
            ..member(1)
        };
        let points = plan.schedule().into_iter();
        points
            .map(|(at, amount)| (at, amount.u128()))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(48, 12, 48), [(11, 0), (12, 12), (48, 48)]);
    assert_eq!(of(100, 1, 3), [(0, 0), (1, 33), (3, 100)]);
    assert_eq!(of(1, 2, 7), [(1, 0), (2, 0), (7, 1)]);
    assert_eq!(of(7, 5, 5), [(4, 0), (5, 7)]);
    assert_eq!(
        of(u128::MAX, 31_536_000, 126_144_000),
        [
            (31_535_999, 0),
            (31_536_000, u128::MAX / 4),
            (126_144_000, u128::MAX)
        ]
    );
}

#[test]
fn nothing_stays_with_a_deployer_who_is_a_member() {
    let plan = Plan::check(file()).unwrap();
    let found = plan.left_with(&plan.team[0].address, "dex1x");
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(
        found
            .contains(&"team[0].address: is the deployer, in whose hands nothing stays".to_owned()),
        "{found:?}"
    );
}

const DEPLOYER: &str = "home1rtwdgerzddgzny2mzvjfwyw9l7est4tcyh2fc9";

/// The plan by one deployer, with a checksum for each code.
pub fn deployment(plan: &PlanFile) -> Deployment<'_> {
    let deployers = Both {
        home: DEPLOYER.to_owned(),
        dex: "dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx".to_owned(),
    };
    let checksum = |code: &'static str| Ok::<_, AddressError>(hex::encode(Sha256::digest(code)));
    Deployment::new(plan, &deployers, checksum).unwrap()
}

fn sent(plan: &PlanFile, step: Step) -> WasmMsg {
    let sent = deployment(plan).message(step, &Known::default(), 1_700_000_000);
    match sent.unwrap() {
        StepMessage::Wasm(message) => message,
        StepMessage::Store { code } => panic!("{code}"),
    }
}

/// Balances by holder: one row each, whatever the number of parts, and the team's with the deployer.
#[test]
fn a_genesis_gives_each_holder_once() {
    let plan = file();
    let contract = Contract::Token;
    let WasmMsg::Instantiate2 { msg, .. } = sent(&plan, Step::Instantiate { contract }) else {
        panic!();
    };
    let genesis: token::InstantiateMsg = from_json(msg).unwrap();
    let rows: Vec<(&str, u128)> = genesis
        .initial_balances
        .iter()
        .map(|row| (row.address.as_str(), row.amount.u128()))
        .collect();
    let (deployment, at) = (deployment(&plan), |i: usize| plan.supply[i].to.as_str());
    assert_eq!(
        rows,
        [
            (
                deployment.predicted(Contract::Timelock),
                28_888_888_850_000 + 16_666_666_650_000
            ),
            (at(1), 4_000_000_000_000),
            (at(2), 2_000_000_000_000),
            (at(3), 2_000_000_000_000),
            (at(4), 1_000_000_000_000),
            (at(5), 1_000_000_000_000),
            (
                deployment.predicted(Contract::Emissions),
                22_222_222_200_000 + 16_666_666_650_000
            ),
            (DEPLOYER, 16_666_666_650_000),
        ]
    );
    let sum: u128 = rows.iter().map(|(_, amount)| amount).sum();
    assert_eq!(sum, plan.token.supply.u128());
}

/// A contract of the DAO's that nobody can migrate, and the message by which the deployer fills it.
#[test]
fn a_member_has_a_vesting_contract() {
    let plan = file();
    let (deployment, contract) = (deployment(&plan), Contract::Vesting(1));
    let WasmMsg::Instantiate2 {
        admin,
        label,
        msg,
        funds,
        salt,
        ..
    } = sent(&plan, Step::Instantiate { contract })
    else {
        panic!();
    };
    assert_eq!(
        (admin, label.as_str(), funds.len()),
        (None, "localnet vesting-erin", 0)
    );
    assert_eq!(salt.as_slice(), b"qerun/localnet/vesting-erin");
    let msg: Value = from_json(msg).unwrap();
    assert_eq!(
        msg,
        json!({
            "owner": deployment.predicted(Contract::Timelock),
            "recipient": "home1nxve58rs5hwgqrz9fp6gamy3m64qxdmq7n464h",
            "title": "Qerun team: erin",
            "description": null,
            "total": "6666666650000",
            "denom": {"cw20": deployment.predicted(Contract::Token)},
            "schedule": {"piecewise_linear": [[119, "0"], [120, "1666666662500"], [480, "6666666650000"]]},
            "start_time": null,
            "vesting_duration_seconds": 480,
            "unbonding_duration_seconds": 0,
        })
    );
    let WasmMsg::Execute {
        contract_addr,
        msg,
        funds,
    } = sent(&plan, Step::FundVesting { place: 1 })
    else {
        panic!();
    };
    assert_eq!(contract_addr, deployment.predicted(Contract::Token));
    assert!(funds.is_empty());
    let msg: token::ExecuteMsg = from_json(msg).unwrap();
    let token::ExecuteMsg::Send {
        contract,
        amount,
        msg,
    } = msg
    else {
        panic!("{msg:?}");
    };
    assert_eq!(contract, deployment.predicted(Contract::Vesting(1)));
    assert_eq!(
        (amount, msg.as_slice()),
        (plan.team[1].amount, br#"{"fund":{}}"#.as_slice())
    );
}

/// A contract's address tells its member: another order of the members changes none.
#[test]
fn members_keep_their_addresses() {
    let plan = file();
    let mut turned = plan.clone();
    turned.team.reverse();
    let (before, after) = (deployment(&plan), deployment(&turned));
    let [first, second] = [0, 1].map(Contract::Vesting);
    assert_eq!(before.predicted(first), after.predicted(second));
    assert_eq!(before.predicted(second), after.predicted(first));
    assert_ne!(before.predicted(first), before.predicted(second));
    assert_eq!(first.name(&plan), "vesting-frank");
    assert_eq!(first.name(&turned), "vesting-erin");
}

fn instantiated<T: serde::de::DeserializeOwned>(
    plan: &PlanFile,
    known: &Known,
    contract: Contract,
) -> T {
    let msg = deployment(plan).instantiate_msg(contract, known, 1_700_000_000);
    from_json(msg.unwrap()).unwrap()
}

/// Emissions owns the distributor, both voting contracts tell emissions first, and every owner and admin is the timelock.
#[test]
fn rewards_are_wired() {
    let plan = file();
    let deployment = deployment(&plan);
    let known = Known {
        voting: "voting".into(),
        lp_token: "lp".into(),
        ..Known::default()
    };
    let at = |contract| deployment.predicted(contract).to_owned();
    let (timelock, emissions_at) = (at(Contract::Timelock), at(Contract::Emissions));
    let owner: Value = instantiated(&plan, &known, Contract::Distributor);
    assert_eq!(owner, json!({"owner": emissions_at}));
    let msg: emissions::InstantiateMsg = instantiated(&plan, &known, Contract::Emissions);
    assert_eq!(msg.owner, timelock);
    assert_eq!(
        msg.config,
        emissions::Config {
            token: at(Contract::Token),
            treasury: timelock.clone(),
            distributor: at(Contract::Distributor),
        }
    );
    let streams: Vec<_> = msg
        .streams
        .iter()
        .map(|stream| {
            (
                stream.id.as_str(),
                stream.voting.as_str(),
                stream.schedule.start,
            )
        })
        .collect();
    let liquidity_voting = at(Contract::LiquidityVoting);
    assert_eq!(
        streams,
        [
            ("lock", "voting", 1_700_000_000),
            ("liquidity", liquidity_voting.as_str(), 1_700_000_000)
        ]
    );
    assert_eq!(
        msg.streams[0].schedule.points,
        plan.emissions.as_ref().unwrap().lock.points
    );
    let hooks = vec![emissions_at, at(Contract::Distributor)];
    let second: voting::InstantiateMsg = instantiated(&plan, &known, Contract::LiquidityVoting);
    assert_eq!(
        (
            second.owner.as_ref(),
            second.guardian.as_ref(),
            second.dao.as_deref()
        ),
        (
            Some(&timelock),
            Some(&timelock),
            Some(at(Contract::Dao).as_str())
        )
    );
    assert_eq!((second.token.as_str(), second.tiers.len()), ("lp", 1));
    assert_eq!(second.hooks, hooks);
    let core: Value = instantiated(&plan, &known, Contract::Dao);
    let first = core["voting_module_instantiate_info"]["msg"]
        .as_str()
        .unwrap();
    let first = cosmwasm_std::Binary::from_base64(first).unwrap();
    let first: voting::InstantiateMsg = from_json(first).unwrap();
    assert_eq!(first.hooks, hooks);
    for contract in [
        Contract::Distributor,
        Contract::Emissions,
        Contract::LiquidityVoting,
    ] {
        assert_eq!(deployment.admin(contract), Some(timelock.as_str()));
    }
}

/// Rates are routine, a member's end is sensitive, and the voting over the LP token is governed as the first.
#[test]
fn the_timelock_knows_the_contracts() {
    let plan = file();
    let (deployment, known) = (deployment(&plan), Known::default());
    let at = |contract| deployment.predicted(contract).to_owned();
    let msg: timelock::InstantiateMsg = instantiated(&plan, &known, Contract::Timelock);
    let of = |contract: &str| {
        let rows = msg.classes.iter().filter(|row| row.contract == contract);
        rows.map(|row| (row.key.clone(), row.class))
            .collect::<Vec<_>>()
    };
    let (voting, second) = (of(""), of(&at(Contract::LiquidityVoting)));
    assert_eq!(voting, second);
    // Who is told of changes of power is in no row, and therefore critical.
    assert_eq!(voting.len(), 6);
    let of_hooks = |(key, _): &(String, Class)| key.contains("hook");
    assert!(!voting.iter().any(of_hooks), "{voting:?}");
    assert_eq!(
        of(&at(Contract::Emissions)),
        [("set_rate".to_owned(), Class::Routine)]
    );
    for contract in Contract::vesting(&plan) {
        assert_eq!(of(&at(contract)), [("cancel".to_owned(), Class::Sensitive)]);
    }
    let pauses = |contract: &str| {
        let rows = msg
            .pauses
            .iter()
            .filter(|row| row.rule.contract == contract);
        rows.map(|row| (row.id.as_str(), row.rule.effects.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(pauses(""), [("staking", vec!["stake".to_owned()])]);
    assert_eq!(
        pauses(&at(Contract::LiquidityVoting)),
        [("liquidity-staking", vec!["liquidity-stake".to_owned()])]
    );
    // None of it without those sections.
    let mut plain = plan.clone();
    plain.team.clear();
    (plain.emissions, plain.qer_pool) = (None, None);
    let plain: timelock::InstantiateMsg = instantiated(&plain, &known, Contract::Timelock);
    assert_eq!(plain.classes.len(), RECOMMENDED_CLASSES.len());
    assert_eq!(
        plain.pauses.len(),
        RECOMMENDED_PAUSES.len() + RECOMMENDED_REVERTS.len()
    );
}

/// A named factory is asked for the pair, and none of its codes is stored.
#[test]
fn a_named_factory() {
    let mut plan = file();
    let factory = encode("home", &[8; 32]).unwrap();
    plan.qer_pool.as_mut().unwrap().fee_bps = None;
    plan.qer_pool.as_mut().unwrap().factory = Some(factory.clone());
    let steps = Step::all(&plan);
    let contract = Contract::QerPoolFactory;
    assert!(!steps.contains(&Step::Instantiate { contract }));
    let code = "astroport_factory";
    assert!(!steps.contains(&Step::Store {
        side: Side::Home,
        code
    }));
    assert!(steps.contains(&Step::Store {
        side: Side::Dex,
        code
    }));
    assert_eq!(deployment(&plan).qer_factory(), factory);
    let WasmMsg::Execute {
        contract_addr, msg, ..
    } = sent(&plan, Step::CreateQerPair)
    else {
        panic!();
    };
    let (token, denom) = (
        deployment(&plan).predicted(Contract::Token).to_owned(),
        plan.stable_home(),
    );
    let msg: Value = from_json(msg).unwrap();
    assert_eq!(contract_addr, factory);
    assert_eq!(
        msg["create_pair"]["asset_infos"],
        json!([{"token": {"contract_addr": token}}, {"native_token": {"denom": denom}}])
    );
}

/// What somebody else could do between two steps is why they are one transaction; all others are on their own.
#[test]
fn what_leaves_together() {
    let plan = file();
    let transactions = Step::transactions(&plan);
    assert_eq!(transactions.concat(), Step::all(&plan));
    let instantiate = |contract| Step::Instantiate { contract };
    let together: Vec<Vec<Step>> = transactions
        .iter()
        .filter(|steps| steps.len() != 1)
        .cloned()
        .collect();
    let member = |place| {
        vec![
            instantiate(Contract::Vesting(place)),
            Step::FundVesting { place },
        ]
    };
    let token = vec![instantiate(Contract::Token), Step::CreateQerPair];
    assert_eq!(together, [token, member(0), member(1)]);
    // The factory that is asked for the pair is there before.
    let at = |wanted: Step| {
        let mut places = transactions.iter();
        places.position(|steps| steps.contains(&wanted)).unwrap()
    };
    assert!(at(instantiate(Contract::QerPoolFactory)) < at(Step::CreateQerPair));
    // None needs what the chain tells of the one before it.
    let mut known = Known {
        voting: "voting".to_owned(),
        pair: "pair".to_owned(),
        qer_pair: "qer_pair".to_owned(),
        lp_token: "lp_token".to_owned(),
        ..Known::default()
    };
    known.learn_code(Side::Home, "qerun_token_voting", 7);
    known.learn_code(Side::Home, "cw_vesting", 8);
    let deployment = deployment(&plan);
    for steps in &together {
        let (side, step) = (steps[0].side(), steps[1]);
        assert_eq!(step.side(), side);
        let before = deployment.message(step, &Known::default(), 1).unwrap();
        assert_eq!(before, deployment.message(step, &known, 2).unwrap());
    }
    // Without a pair and a team nothing does.
    let mut plain = plan.clone();
    plain.team.clear();
    (plain.emissions, plain.qer_pool) = (None, None);
    let all = Step::transactions(&plain);
    assert!(all.iter().all(|steps| steps.len() == 1));
}
