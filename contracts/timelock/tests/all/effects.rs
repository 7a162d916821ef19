//! One cool-down for each effect, whatever rule or operation stopped it.

use crate::common::*;
use cosmwasm_std::{Binary, CosmosMsg, WasmMsg};
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{NamedPause, PauseRule};
use qerun_timelock::ContractError;

const WEEK: u64 = 7 * DAY;

fn rule(contract: &str, pause: &str, end: Option<&str>, effects: &[&str]) -> PauseRule<String> {
    PauseRule {
        contract: a(contract),
        pause: Binary::from(pause.as_bytes()),
        end: end.map(|end| Binary::from(end.as_bytes())),
        duration: WEEK,
        cool_down: 9 * DAY,
        effects: effects.iter().map(|id| (*id).into()).collect(),
    }
}

const MARKET: &str = r#"{"pause":{"actions":["supply","borrow"],"duration":604800}}"#;
const UNPAUSE: &str = r#"{"unpause":{"actions":["supply","borrow"]}}"#;
const BUYING: &str = r#"{"pause":{"duration":604800}}"#;

fn halt(asset: &str) -> String {
    format!(r#"{{"halt":{{"asset":"{asset}"}}}}"#)
}

fn resume(asset: &str) -> String {
    format!(r#"{{"resume":{{"asset":"{asset}"}}}}"#)
}

/// `market` stops supplying and borrowing, `qer` borrowing, `usdc` borrowing and buying, `buying` buying.
fn world() -> World {
    let mut msg = init_msg();
    let oracle =
        |asset: &str, effects: &[&str]| rule("oracle", &halt(asset), Some(&resume(asset)), effects);
    msg.pauses = [
        (
            "market",
            rule("market", MARKET, None, &["supply", "borrow"]),
        ),
        ("qer", oracle("qer", &["borrow"])),
        ("usdc", oracle("usdc", &["borrow", "buying"])),
        ("buying", rule("reserve", BUYING, None, &["buying"])),
    ]
    .map(|(id, rule)| NamedPause {
        id: id.into(),
        rule,
    })
    .to_vec();
    World::with(msg).unwrap()
}

#[track_caller]
fn cools(world: &mut World, id: &str, effect: &str, ready_at: u64) {
    assert_eq!(
        world.pause(id),
        Err(ContractError::PauseCoolDown {
            id: id.into(),
            effect: effect.into(),
            ready_at
        })
    );
}

#[track_caller]
fn halted(world: &mut World, id: &str, effect: &str, rule: &str) {
    assert_eq!(
        world.pause(id),
        Err(ContractError::EffectHalted {
            id: id.into(),
            effect: effect.into(),
            rule: rule.into()
        })
    );
}

/// It is refused a second before, and taken then.
#[track_caller]
fn ready(world: &mut World, id: &str, effect: &str, ready_at: u64) {
    assert_eq!(world.pause_row(id).ready_at, ready_at);
    world.wait_until(ready_at - 1);
    cools(world, id, effect, ready_at);
    world.wait(1);
    world.pause(id).unwrap();
}

/// Governance sends it: seven days from now.
fn decide(world: &mut World, contract: &str, text: &str) {
    world.enact(vec![call(contract, text)]).unwrap();
}

fn end(world: &mut World, id: &str) -> Result<(), ContractError> {
    world.execute("anyone", EndPause { id: id.into() })
}

#[test]
fn rules_of_one_effect_do_not_chain() {
    let mut world = world();
    world.pause("market").unwrap();
    let ready_at = START + 16 * DAY;
    cools(&mut world, "qer", "borrow", ready_at);
    cools(&mut world, "usdc", "borrow", ready_at);
    // What stops something else is free.
    world.pause("buying").unwrap();
    ready(&mut world, "qer", "borrow", ready_at);
    assert_eq!(world.told.len(), 3);
    // A refused rule has left no trace: `usdc` stops buying, too.
    assert_eq!(world.pause_row("buying").ready_at, START + 16 * DAY);
}

/// Whatever pause it asks for, every day for two years: each effect is open at least as long as it is stopped.
#[test]
fn it_keeps_nothing_stopped_for_good() {
    let mut world = world();
    let ids = ["usdc", "market", "qer", "buying"];
    let mut stopped = 0;
    let mut until = 0;
    for day in 0..730 {
        for turn in 0..ids.len() {
            let id = ids[(day + turn) % ids.len()];
            let borrow = id != "buying";
            if world.pause(id).is_ok() && borrow {
                until = world.now() + WEEK;
            }
            // Honest people end a halt as soon as they can.
            let _ = end(&mut world, id);
        }
        if world.now() < until {
            stopped += 1;
        }
        world.wait(DAY);
    }
    // 7 of every 16.
    assert!((300..=322).contains(&stopped), "{stopped}");
}

#[test]
fn a_halt_that_nobody_ends_lasts_and_cools_down_from_its_end() {
    let mut world = world();
    world.pause("qer").unwrap();
    world.wait(WEEK - 1);
    cools(&mut world, "market", "borrow", START + 16 * DAY);
    world.wait(1);
    // Its time is over, and it is not ended.
    for _ in 0..13 {
        let earliest = (START + 16 * DAY).max(world.now() + 9 * DAY);
        assert_eq!(world.pause_row("market").ready_at, earliest);
        world.wait(DAY);
    }
    halted(&mut world, "market", "borrow", "qer");
    halted(&mut world, "qer", "borrow", "qer");
    end(&mut world, "qer").unwrap();
    assert_eq!(world.pause_row("qer").until, START + 20 * DAY);
    assert!(!world.pause_row("qer").end_due);
    ready(&mut world, "market", "borrow", START + 29 * DAY);
}

#[test]
fn an_early_end_by_governance_starts_the_cool_down() {
    let mut world = world();
    let id = world.schedule(vec![call("market", UNPAUSE)]);
    world.wait(3 * DAY);
    world.pause("market").unwrap();
    world.wait(4 * DAY);
    world.execute("anyone", Execute { id }).unwrap();
    assert_eq!(world.pause_row("market").until, START + 7 * DAY);
    ready(&mut world, "qer", "borrow", START + 16 * DAY);
    // And of a halt, however its message is written.
    let (text, mut world) = (" {\"resume\":{ \"asset\":\"qer\"}} ", self::world());
    let id = world.schedule(vec![call("oracle", text)]);
    world.wait(4 * DAY);
    world.pause("qer").unwrap();
    world.wait(3 * DAY);
    world.execute("anyone", Execute { id }).unwrap();
    ready(&mut world, "market", "borrow", START + 16 * DAY);
}

#[test]
fn an_end_of_some_actions_ends_none() {
    let mut world = world();
    let some = r#"{"unpause":{"actions":["borrow","withdraw"]}}"#;
    let id = world.schedule(vec![call("market", some)]);
    world.wait(3 * DAY);
    world.pause("market").unwrap();
    world.wait(4 * DAY);
    world.execute("anyone", Execute { id }).unwrap();
    assert_eq!(world.pause_row("market").until, START + 10 * DAY);
    ready(&mut world, "qer", "borrow", START + 19 * DAY);
}

#[test]
fn what_governance_pauses_counts() {
    let mut world = world();
    // Of one action of the rule, for three days: cool-down as long.
    decide(
        &mut world,
        "market",
        r#"{"pause":{"actions":["withdraw","borrow"],"duration":259200}}"#,
    );
    let row = world.pause_row("market");
    assert_eq!(row.until, START + 10 * DAY);
    assert!(!row.halted_by_operation);
    ready(&mut world, "qer", "borrow", START + 13 * DAY);

    // A short one: a day. Of another action or contract: nothing.
    let mut world = self::world();
    decide(
        &mut world,
        "market",
        r#"{"pause":{"actions":["withdraw"],"duration":9}}"#,
    );
    decide(&mut world, "voting", r#"{"pause":{"duration":9}}"#);
    assert_eq!(world.pause_row("market").ready_at, 0);
    assert_eq!(world.pause_row("buying").ready_at, 0);
    decide(&mut world, "reserve", r#"{"pause":{"duration":9}}"#);
    ready(&mut world, "usdc", "buying", START + 22 * DAY + 9);

    // It never shortens the guardian's.
    let mut world = self::world();
    let id = world.schedule(vec![call(
        "market",
        r#"{"pause":{"actions":["borrow"],"duration":9}}"#,
    )]);
    world.wait(6 * DAY);
    world.pause("market").unwrap();
    world.wait(DAY);
    world.execute("anyone", Execute { id }).unwrap();
    assert_eq!(world.pause_row("market").until, START + 13 * DAY);
    ready(&mut world, "market", "supply", START + 22 * DAY);
}

#[test]
fn what_governance_halts_stays_until_it_resumes_it() {
    let mut world = world();
    decide(&mut world, "oracle", &halt("qer"));
    assert!(world.pause_row("qer").halted_by_operation && !world.pause_row("qer").end_due);
    world.wait(100 * DAY);
    halted(&mut world, "market", "borrow", "qer");
    assert!(end(&mut world, "qer").is_err());
    // The wrong one is none.
    decide(&mut world, "oracle", &resume("eth"));
    halted(&mut world, "market", "borrow", "qer");
    decide(&mut world, "oracle", &resume("qer"));
    assert!(!world.pause_row("qer").halted_by_operation);
    let ready_at = world.now() + 9 * DAY;
    ready(&mut world, "market", "borrow", ready_at);

    // Resumed and halted in one operation, in that order, it is halted.
    let mut world = self::world();
    world.pause("qer").unwrap();
    let both = vec![call("oracle", &resume("qer")), call("oracle", &halt("qer"))];
    world.enact(both).unwrap();
    halted_after(&mut world, START + 16 * DAY);
}

/// The time-based answer comes first.
#[track_caller]
fn halted_after(world: &mut World, ready_at: u64) {
    cools(world, "market", "borrow", ready_at);
    world.wait_until(ready_at);
    halted(world, "market", "borrow", "qer");
}

/// A pause is recorded in whatever case an operation writes the address: else anyone could end what governance decided.
#[test]
fn pauses_are_recorded_in_capitals() {
    let mut world = world();
    world.pause("qer").unwrap();
    let up = |text: &str| -> CosmosMsg {
        let msg = WasmMsg::Execute {
            contract_addr: a("oracle").to_uppercase(),
            msg: Binary::from(text.as_bytes()),
            funds: vec![],
        };
        msg.into()
    };
    world
        .enact(vec![up(&resume("qer")), up(&halt("qer"))])
        .unwrap();
    let id = "qer".to_string();
    assert_eq!(
        end(&mut world, "qer"),
        Err(ContractError::NothingToEnd { id })
    );
    assert!(world.pause_row("qer").halted_by_operation);
}

#[test]
fn another_rule_that_goes_on_keeps_the_effect_stopped() {
    let mut world = world();
    let id = world.schedule(vec![call("oracle", &resume("usdc"))]);
    world.wait(6 * DAY);
    world.pause("buying").unwrap();
    world.wait(DAY);
    // Ends nothing that `buying` stops until day 13; only its own cool-down comes on top, which is over earlier.
    world.execute("anyone", Execute { id }).unwrap();
    ready(&mut world, "buying", "buying", START + 22 * DAY);
}

#[test]
fn replacing_or_removing_a_rule_forgets_no_cool_down() {
    let mut world = world();
    let set = |id: &str, rule: Option<PauseRule<String>>| {
        let id = id.into();
        own(SetPause { id, rule })
    };
    let market = || rule("market", MARKET, None, &["supply", "borrow"]);
    let both = world.schedule(vec![set("market", None), set("market", Some(market()))]);
    world.wait(6 * DAY);
    world.pause("market").unwrap();
    world.wait(DAY);
    world.execute("anyone", Execute { id: both }).unwrap();
    ready(&mut world, "market", "supply", START + 22 * DAY);

    // A halt of governance's counts as ended when its rule goes.
    let mut world = self::world();
    decide(&mut world, "oracle", &halt("qer"));
    world.enact(vec![set("qer", None)]).unwrap();
    ready(&mut world, "market", "borrow", START + 23 * DAY);
}

/// An ending message is due only where there is one, and only once.
#[test]
fn an_end_is_due_where_there_is_one() {
    let mut world = world();
    assert!(!world.pause_row("qer").end_due);
    world.pause("market").unwrap();
    world.pause("buying").unwrap();
    assert!(!world.pause_row("market").end_due);
    world.wait(30 * DAY);
    for id in ["market", "buying", "qer", "usdc"] {
        let expected = ContractError::NothingToEnd { id: id.into() };
        assert_eq!(end(&mut world, id), Err(expected));
    }
    world.pause("qer").unwrap();
    assert!(world.pause_row("qer").end_due);
}

/// A pause that ended by itself has no end that is due: sent later, it would end another rule's pause of the same.
#[test]
fn an_end_that_comes_late_ends_no_other_pause() {
    let borrow = r#"{"pause":{"actions":["borrow"],"duration":604800}}"#;
    let mut msg = init_msg();
    let both = &["supply", "borrow"];
    msg.pauses = [
        ("market", rule("market", MARKET, Some(UNPAUSE), both)),
        ("borrow", rule("market", borrow, None, &["borrow"])),
    ]
    .map(|(id, rule)| NamedPause {
        id: id.into(),
        rule,
    })
    .to_vec();
    let mut world = World::with(msg).unwrap();
    world.pause("market").unwrap();
    world.wait(16 * DAY);
    world.pause("borrow").unwrap();
    let told = world.told.clone();
    let expected = ContractError::NothingToEnd {
        id: "market".into(),
    };
    assert_eq!(end(&mut world, "market"), Err(expected));
    assert_eq!(world.told, told);
    assert_eq!(world.pause_row("borrow").until, START + 23 * DAY);
}

const REVERT: &str = r#"{"revert_asset":{"asset":"qer"}}"#;

/// The rule that reverts: 7 days and the cool-down from the guardian's use or an operation's of the same asset. Nothing
/// ends it, and it leaves the halt of the same price free.
#[test]
fn a_revert_cools_down_whoever_sent_it() {
    let mut world = world();
    let set = |asset: &str| {
        let text = REVERT.replace("qer", asset);
        let effects = format!("sources-{asset}");
        SetPause {
            id: effects.clone(),
            rule: Some(rule("oracle", &text, None, &[&effects])),
        }
    };
    for asset in ["qer", "eth"] {
        world.execute("timelock", set(asset)).unwrap();
    }
    world.pause("sources-qer").unwrap();
    assert_eq!(world.told.last(), Some(&(a("oracle"), REVERT.to_owned())));
    let ready_at = START + 16 * DAY;
    cools(&mut world, "sources-qer", "sources-qer", ready_at);
    let nothing = ContractError::NothingToEnd {
        id: "sources-qer".into(),
    };
    assert_eq!(end(&mut world, "sources-qer"), Err(nothing));
    world.pause("qer").unwrap();
    world.wait_until(ready_at);
    world
        .execute("anyone", EndPause { id: "qer".into() })
        .unwrap();
    // Governance reverts: that counts for the rule of this asset, and of no other.
    decide(&mut world, "oracle", REVERT);
    let now = world.now();
    let least = now + 7 * DAY + 7 * DAY;
    cools(&mut world, "sources-qer", "sources-qer", least);
    assert_eq!(world.pause_row("sources-qer").until, now + 7 * DAY);
    world.pause("sources-eth").unwrap();
}
