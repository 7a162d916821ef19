//! Each wrong input has its own error and changes nothing.

use crate::common::*;
use cosmwasm_std::testing::message_info;
use cosmwasm_std::{coins, to_json_binary, Binary, CosmosMsg};
use cw20::Cw20ReceiveMsg;
use cw_utils::PaymentError;
use qerun_controls::MigrationError;
use qerun_messages::timelock::ExecuteMsg::{self, *};
use qerun_messages::timelock::{
    Asset, Class, InstantiateMsg, MigrateMsg, Params, PauseRule, Phase, ReceiveMsg, Stage,
};
use qerun_timelock::contract::{execute, migrate};
use qerun_timelock::ContractError::{self, *};

fn queue(messages: Vec<CosmosMsg>, text: &str) -> ExecuteMsg {
    Queue {
        messages,
        text: text.into(),
        not_after: START,
    }
}

fn changed(change: impl Fn(&mut Params)) -> Params {
    let mut params = params();
    change(&mut params);
    params
}

/// (params, error) for instantiation and update.
fn wrong_params() -> Vec<(Params, ContractError)> {
    let max = 30 * u128::from(DAY);
    let half = u128::from(DAY) / 2;
    vec![
        (
            changed(|p| p.routine.floor = 0),
            out_of_bounds("floor", 0, 1, max),
        ),
        (
            changed(|p| p.critical.floor = 31 * DAY),
            out_of_bounds("floor", 31 * u128::from(DAY), 1, max),
        ),
        (
            changed(|p| p.routine.delay = 1),
            out_of_bounds("delay", 1, half, max),
        ),
        (
            changed(|p| p.critical.delay = 31 * DAY),
            out_of_bounds("delay", 31 * u128::from(DAY), 5 * u128::from(DAY), max),
        ),
        (
            changed(|p| p.critical.bond = 10_001u128.into()),
            out_of_bounds("bond", 10_001, 0, 10_000),
        ),
        (
            changed(|p| p.sensitive = terms(DAY / 2 - 1, DAY, 0)),
            MilderThanBefore {
                name: "floor",
                class: Class::Sensitive,
            },
        ),
        (
            changed(|p| p.critical = terms(2 * DAY, 2 * DAY, 9_000)),
            MilderThanBefore {
                name: "delay",
                class: Class::Critical,
            },
        ),
        (
            changed(|p| p.critical.bond = 999u128.into()),
            MilderThanBefore {
                name: "bond",
                class: Class::Critical,
            },
        ),
        (
            changed(|p| p.bond_window = 1),
            out_of_bounds("bond_window", 1, half, 90 * u128::from(DAY)),
        ),
        (
            changed(|p| p.execution_window = 91 * DAY),
            out_of_bounds(
                "execution_window",
                91 * u128::from(DAY),
                half,
                90 * u128::from(DAY),
            ),
        ),
    ]
}

fn wrong_pauses() -> Vec<(PauseRule<String>, ContractError)> {
    let with = |change: &dyn Fn(&mut PauseRule<String>)| {
        let mut rule = halt_rule();
        change(&mut rule);
        rule
    };
    let day = u128::from(DAY);
    vec![
        (
            with(&|r| r.contract = a("timelock")),
            NotItself { field: "contract" },
        ),
        (
            with(&|r| r.contract = a("token")),
            NoPause {
                contract: addr("token"),
                key: "halt".into(),
            },
        ),
        (
            with(&|r| r.pause = Binary::from(br#"{"transfer":{"recipient":"x","amount":"1"}}"#)),
            NoPause {
                contract: addr("oracle"),
                key: "transfer".into(),
            },
        ),
        (
            with(&|r| r.end = Some(Binary::from(br#"{"\u0073end":{}}"#))),
            NoPause {
                contract: addr("oracle"),
                key: "send".into(),
            },
        ),
        (
            with(&|r| r.end = Some(Binary::from(br#"{"update_ownership":"x"}"#))),
            NoPause {
                contract: addr("oracle"),
                key: "update_ownership".into(),
            },
        ),
        (
            with(&|r| r.pause = Binary::from(b"x")),
            InvalidMessage { name: "pause" },
        ),
        (
            with(&|r| r.pause = Binary::from(b"{}")),
            InvalidMessage { name: "pause" },
        ),
        (
            with(&|r| r.end = Some(Binary::from(br#"{"a":1,"b":2}"#))),
            InvalidMessage { name: "end" },
        ),
        (
            with(&|r| r.end = Some(Binary::from(br#"{"resume":{"asset":"eth"}}"#))),
            NotCounterpart {},
        ),
        (
            with(&|r| r.end = Some(Binary::from(br#"{"unpause":{}}"#))),
            NotCounterpart {},
        ),
        (with(&|r| r.end = None), HaltWithoutEnd {}),
        (
            with(&|r| r.effects = vec![]),
            out_of_bounds("effects", 0, 1, 8),
        ),
        (
            with(&|r| r.effects = (0..9).map(|i| format!("e{i}")).collect()),
            out_of_bounds("effects", 9, 1, 8),
        ),
        (
            with(&|r| r.effects = vec!["a".into(), "b".into(), "a".into()]),
            Duplicate { key: "a".into() },
        ),
        (
            with(&|r| r.effects = vec!["a".into(), "Borrow".into()]),
            InvalidKey {
                name: "effect",
                key: "Borrow".into(),
            },
        ),
        (
            with(&|r| r.duration = 0),
            out_of_bounds("duration", 0, 1, 14 * day),
        ),
        (
            with(&|r| r.duration = 15 * DAY),
            out_of_bounds("duration", 15 * day, 1, 14 * day),
        ),
        (
            with(&|r| r.cool_down = DAY),
            out_of_bounds("cool_down", day, 3 * day, 90 * day),
        ),
        // A day at least: else pauses of a second could follow block on block.
        (
            with(&|r| (r.duration, r.cool_down) = (1, DAY - 1)),
            out_of_bounds("cool_down", day - 1, day, 90 * day),
        ),
    ]
}

#[test]
fn messages() {
    let mut world = World::new();
    let open = world.queue(vec![routine()]);
    let unbonded = world.queue(vec![sensitive()]);
    let done = world.queue(vec![routine()]);
    world.execute("dao", Cancel { id: done }).unwrap();
    let phase = Phase::Cancelled;
    let guardian = "guardian";
    let dao_or_steward = "DAO or, in the stage bootstrap, the steward";
    let many = vec![routine(); 11];
    let large = call(
        "voting",
        &format!(r#"{{"set_perk":"{}"}}"#, "x".repeat(30_000)),
    );
    let size = cosmwasm_std::to_json_vec(&vec![large.clone()])
        .unwrap()
        .len()
        + 1;
    let receive = |amount: u128, msg: Binary| {
        Receive(Cw20ReceiveMsg {
            sender: a("sponsor"),
            amount: amount.into(),
            msg,
        })
    };
    let bond = to_json_binary(&ReceiveMsg::PostBond { id: unbonded }).unwrap();
    let forfeit = false;
    let rules = |rules| SetClasses { rules };
    let one = |contract: &str, key: &str| rules(vec![class_rule(contract, key, Class::Routine)]);
    let native = |denom: String| SetSpendLimit {
        asset: Asset::Native { denom },
        limit: Some(limit(1, 2)),
    };
    let mut table: Vec<(&str, ExecuteMsg, ContractError)> = vec![
        (
            "eve",
            queue(vec![routine()], "x"),
            unauthorized("eve", dao_or_steward),
        ),
        (
            "dao",
            queue(vec![], "x"),
            out_of_bounds("messages", 0, 1, 10),
        ),
        (
            "dao",
            queue(many, "x"),
            out_of_bounds("messages", 11, 1, 10),
        ),
        (
            "dao",
            queue(vec![routine()], ""),
            out_of_bounds("text", 0, 1, 1_000),
        ),
        (
            "dao",
            queue(vec![routine()], &"x".repeat(1_001)),
            out_of_bounds("text", 1_001, 1, 1_000),
        ),
        (
            "dao",
            queue(vec![large], "x"),
            out_of_bounds("size", size as u128, 0, 30_000),
        ),
        (
            "eve",
            receive(SENSITIVE_BOND, bond.clone()),
            WrongToken {
                token: addr("token"),
                sent: addr("eve"),
            },
        ),
        (
            "token",
            receive(1, bond),
            WrongBond {
                id: unbonded,
                bond: SENSITIVE_BOND.into(),
                sent: 1u128.into(),
            },
        ),
        (
            "token",
            receive(1, to_json_binary(&ReceiveMsg::PostBond { id: 99 }).unwrap()),
            UnknownOperation { id: 99 },
        ),
        ("eve", Execute { id: 99 }, UnknownOperation { id: 99 }),
        (
            "eve",
            Execute { id: open },
            NotReady {
                id: open,
                ready_at: START + DAY,
            },
        ),
        (
            "eve",
            Execute { id: unbonded },
            WrongPhase {
                id: unbonded,
                phase: Phase::AwaitingBond,
            },
        ),
        ("eve", Execute { id: done }, WrongPhase { id: done, phase }),
        (
            "eve",
            CoSign { id: open },
            unauthorized("eve", "DAO or the steward"),
        ),
        ("steward", CoSign { id: 99 }, UnknownOperation { id: 99 }),
        (
            "steward",
            CoSign { id: done },
            WrongPhase { id: done, phase },
        ),
        (
            "dao",
            Veto { id: open, forfeit },
            unauthorized("dao", guardian),
        ),
        (
            "guardian",
            Veto { id: 99, forfeit },
            UnknownOperation { id: 99 },
        ),
        (
            "guardian",
            Veto { id: done, forfeit },
            WrongPhase { id: done, phase },
        ),
        (
            "guardian",
            Cancel { id: open },
            unauthorized("guardian", "DAO or the steward who queued it"),
        ),
        ("dao", Cancel { id: 99 }, UnknownOperation { id: 99 }),
        ("dao", Cancel { id: done }, WrongPhase { id: done, phase }),
        ("eve", Close { id: 99 }, UnknownOperation { id: 99 }),
        ("eve", Close { id: done }, WrongPhase { id: done, phase }),
        (
            "eve",
            Close { id: open },
            NotExpired {
                id: open,
                expires_at: START + 11 * DAY,
            },
        ),
        (
            "eve",
            Pause {
                id: "borrow".into(),
            },
            unauthorized("eve", guardian),
        ),
        (
            "guardian",
            Pause { id: "x".into() },
            UnknownPause { id: "x".into() },
        ),
        (
            "eve",
            EndPause { id: "x".into() },
            UnknownPause { id: "x".into() },
        ),
        (
            "eve",
            EndPause {
                id: "borrow".into(),
            },
            NothingToEnd {
                id: "borrow".into(),
            },
        ),
        (
            "timelock",
            rules(vec![]),
            out_of_bounds("classes", 0, 1, 100),
        ),
        (
            "timelock",
            rules(vec![class_rule("market", "x", Class::Routine); 101]),
            out_of_bounds("classes", 101, 1, 100),
        ),
        (
            "timelock",
            rules(vec![class_rule("market", "x", Class::Routine); 2]),
            Duplicate { key: "x".into() },
        ),
        (
            "timelock",
            one("timelock", "x"),
            NotItself { field: "contract" },
        ),
        (
            "timelock",
            one("market", ""),
            InvalidKey {
                name: "message key",
                key: "".into(),
            },
        ),
        (
            "timelock",
            one("market", "X"),
            InvalidKey {
                name: "message key",
                key: "X".into(),
            },
        ),
        (
            "timelock",
            native("x".into()),
            InvalidKey {
                name: "denom",
                key: "x".into(),
            },
        ),
        (
            "timelock",
            SetSpendLimit {
                asset: usdc(),
                limit: Some(limit(2, 1)),
            },
            out_of_bounds("sensitive", 1, 2, u128::MAX),
        ),
        (
            "timelock",
            SetSpendLimit {
                asset: Asset::Native {
                    denom: "uother".into(),
                },
                limit: None,
            },
            UnknownLimit {
                key: "native:uother".into(),
            },
        ),
        (
            "timelock",
            SetPause {
                id: "x".into(),
                rule: None,
            },
            UnknownPause { id: "x".into() },
        ),
        (
            "timelock",
            SetPause {
                id: "X".into(),
                rule: Some(halt_rule()),
            },
            InvalidKey {
                name: "name",
                key: "X".into(),
            },
        ),
        (
            "timelock",
            SetDao { dao: a("timelock") },
            NotItself { field: "dao" },
        ),
        (
            "timelock",
            SetDao { dao: a("steward") },
            SameRole {
                address: addr("steward"),
                first: "the DAO",
                second: "the steward",
            },
        ),
        (
            "timelock",
            SetGuardian {
                guardian: Some(a("timelock")),
            },
            NotItself { field: "guardian" },
        ),
        (
            "timelock",
            SetGuardian {
                guardian: Some(a("dao")),
            },
            SameRole {
                address: addr("dao"),
                first: "the DAO",
                second: "the guardian",
            },
        ),
        (
            "timelock",
            SetSteward {
                steward: a("guardian"),
            },
            SameRole {
                address: addr("guardian"),
                first: "the steward",
                second: "the guardian",
            },
        ),
        (
            "timelock",
            SetSteward {
                steward: a("timelock"),
            },
            NotItself { field: "steward" },
        ),
        (
            "timelock",
            SetSteward { steward: a("dao") },
            SameRole {
                address: addr("dao"),
                first: "the DAO",
                second: "the steward",
            },
        ),
        (
            "timelock",
            AdvanceStage {
                stage: Stage::Bootstrap,
            },
            StageNotLater {
                now: Stage::Bootstrap,
                asked: Stage::Bootstrap,
            },
        ),
        (
            "timelock",
            UpdateParams {
                params: changed(|p| p.critical.floor = 4 * DAY),
            },
            FloorLowered {
                class: Class::Critical,
                old: 5 * DAY,
                new: 4 * DAY,
            },
        ),
    ];
    for key in [
        "mint",
        "update_minter",
        "update_ownership",
        "set_guardian",
        "increase_allowance",
        "transfer",
        "send",
    ] {
        table.push((
            "timelock",
            one("market", key),
            FixedClass { key: key.into() },
        ));
    }
    for (params, error) in wrong_params() {
        table.push(("timelock", UpdateParams { params }, error));
    }
    for (rule, error) in wrong_pauses() {
        let (id, rule) = ("x".into(), Some(rule));
        table.push(("timelock", SetPause { id, rule }, error));
    }
    let before = world.storage();
    for (sender, msg, expected) in table {
        let error = world.execute(sender, msg.clone()).unwrap_err();
        assert_eq!(error, expected, "{sender}: {msg:?}");
        assert_eq!(world.storage(), before, "{sender}: {msg:?}");
    }
    for msg in [
        SetDao { dao: "x".into() },
        SetGuardian {
            guardian: Some("x".into()),
        },
        one("market", "x"),
    ] {
        let bad = match msg {
            SetClasses { mut rules } => {
                rules[0].contract = "x".into();
                SetClasses { rules }
            }
            msg => msg,
        };
        let error = world.execute("timelock", bad).unwrap_err();
        assert!(matches!(error, Std(_)), "{error}");
    }
    let error = world
        .execute("token", receive(1, Binary::from(b"{}")))
        .unwrap_err();
    assert!(matches!(error, Std(_)));
    let info = message_info(&addr("dao"), &coins(1, "uusdc"));
    let funded = execute(
        world.deps.as_mut(),
        world.env.clone(),
        info,
        queue(vec![routine()], "x"),
    );
    assert_eq!(funded.unwrap_err(), Payment(PaymentError::NonPayable {}));
    assert_eq!(world.storage(), before);
}

#[test]
fn instantiation() {
    let with = |change: &dyn Fn(&mut InstantiateMsg)| {
        let mut msg = init_msg();
        change(&mut msg);
        World::with(msg).err()
    };
    for (params, error) in wrong_params() {
        assert_eq!(with(&|msg| msg.params = params), Some(error));
    }
    for (rule, error) in wrong_pauses() {
        assert_eq!(with(&|msg| msg.pauses[0].rule = rule.clone()), Some(error));
    }
    let itself = |field| Some(NotItself { field });
    assert_eq!(with(&|msg| msg.dao = a("timelock")), itself("dao"));
    assert_eq!(with(&|msg| msg.token = a("timelock")), itself("token"));
    assert_eq!(
        with(&|msg| msg.guardian = Some(a("timelock"))),
        itself("guardian")
    );
    for (shared_at, community_at) in [
        (START, START + 1),
        (START + 2, START + 2),
        (START + 1, START + 157_788_001),
    ] {
        let error = with(&|msg| {
            let dates = msg.stewardship.as_mut().unwrap();
            (dates.shared_at, dates.community_at) = (shared_at, community_at);
        });
        let (now, latest) = (START, START + 157_788_000);
        let expected = StageDates {
            now,
            shared_at,
            community_at,
            latest,
        };
        assert_eq!(error, Some(expected));
    }
    let duplicate = |key: &str| Some(Duplicate { key: key.into() });
    assert_eq!(
        with(&|msg| msg.pauses.push(msg.pauses[0].clone())),
        duplicate("borrow")
    );
    assert_eq!(
        with(&|msg| msg.spend_limits.push(msg.spend_limits[0].clone())),
        duplicate("native:uusdc")
    );
    assert_eq!(
        with(&|msg| msg.classes.push(msg.classes[0].clone())),
        duplicate("set_perk")
    );
    let count = |name, max| Some(out_of_bounds(name, max + 1, 0, max));
    assert_eq!(
        with(&|msg| msg.classes = vec![msg.classes[0].clone(); 101]),
        count("classes", 100)
    );
    assert_eq!(
        with(&|msg| msg.spend_limits = vec![msg.spend_limits[0].clone(); 21]),
        count("spend_limits", 20)
    );
    assert_eq!(
        with(&|msg| msg.pauses = vec![msg.pauses[0].clone(); 21]),
        count("pauses", 20)
    );
    assert_eq!(with(&|_| {}), None);
}

#[test]
fn queries_and_migration() {
    use qerun_messages::timelock::QueryMsg::{self, *};
    use qerun_timelock::contract::query;
    let mut world = World::new();
    let ask = |world: &World, msg: QueryMsg| query(world.deps.as_ref(), world.env.clone(), msg);
    assert_eq!(
        ask(&world, Operation { id: 1 }).unwrap_err(),
        UnknownOperation { id: 1 }
    );
    assert_eq!(
        ask(&world, Bond { id: 1 }).unwrap_err(),
        UnknownOperation { id: 1 }
    );
    let messages = vec![];
    assert_eq!(
        ask(&world, ClassOf { messages }).unwrap_err(),
        out_of_bounds("messages", 0, 1, 10)
    );
    let migrate =
        |world: &mut World| migrate(world.deps.as_mut(), world.env.clone(), MigrateMsg {});
    assert!(migrate(&mut world).is_ok());
    cw2::set_contract_version(&mut world.deps.storage, "crate:qerun-timelock", "0.1.0").unwrap();
    let (found, oldest) = ("0.1.0".parse().unwrap(), "0.3.0".parse().unwrap());
    let refused = MigrationError::TooOld { found, oldest };
    assert_eq!(migrate(&mut world), Err(refused.into()));
    cw2::set_contract_version(&mut world.deps.storage, "crate:other", "0.0.1").unwrap();
    assert!(migrate(&mut world).is_err());
}
