//! Sends every row of the table of permissions as everybody, and compares the table with the schema and the page.

mod world;

use std::collections::BTreeSet;

use cosmwasm_std::{coin, Addr};
use qerun_testing::permissions::{print, table, Outcome, Role, Row};
use serde_json::Value;

use world::World;

/// Sends a row's sample and returns the error's words.
fn send(world: &mut World, row: &Row, sender: &Addr) -> Result<(), String> {
    let (contract, msg) = (world.at(row.contract), world.sample(row, sender));
    let funds = match row.funds {
        0 => vec![],
        amount => vec![coin(amount, world.suite.stable.clone())],
    };
    let chain = match row.contract {
        "outpost" => &mut world.suite.net.dex,
        _ => &mut world.suite.net.home,
    };
    let sent = chain.execute(sender, &contract, &msg, &funds);
    sent.map(|_| ()).map_err(|error| format!("{error:#}"))
}

/// Stablecoins for a message that takes some, so that the lack of them refuses nobody.
fn fund(world: &mut World, row: &Row, sender: &Addr) {
    if row.funds == 0 {
        return;
    }
    let has = world.suite.stable_of(sender).unwrap().u128();
    if row.funds > has {
        let missing = (row.funds - has).into();
        world.suite.fund_stable(sender, missing).unwrap();
    }
}

fn allowed(world: &World, row: &Row) -> Vec<Addr> {
    row.may
        .iter()
        .map(|role| world.who(row.contract, *role))
        .collect()
}

#[test]
fn everybody_else_is_refused_and_changes_nothing() {
    let mut world = World::new();
    for row in table() {
        if row.may == [Role::Anyone] {
            continue;
        }
        let allowed = allowed(&world, &row);
        let everybody = world.everybody(row.contract);
        let others: Vec<_> = everybody
            .iter()
            .filter(|who| !allowed.contains(who))
            .collect();
        for sender in &others {
            fund(&mut world, &row, sender);
        }
        let before = world.suite.ledger().unwrap();
        for sender in others {
            let error = send(&mut world, &row, sender).expect_err(row.message);
            let what = format!("{} {} by {sender}", row.contract, row.message);
            assert!(error.contains(row.refusal), "{what}: {error}");
        }
        assert_eq!(world.suite.ledger().unwrap(), before);
    }
}

#[test]
fn those_who_may_get_past_the_question_who_asks() {
    let mut wrong: Vec<String> = vec![];
    for row in table() {
        for role in &row.may {
            // A new deployment each time: a success changes it.
            let mut world = World::new();
            let sender = world.who(row.contract, *role);
            fund(&mut world, &row, &sender);
            let result = send(&mut world, &row, &sender);
            let what = format!("{} {} by {role:?}: {result:?}", row.contract, row.message);
            let right = match (row.outcome, result) {
                (Outcome::Done, result) => result.is_ok(),
                (Outcome::Stopped(words), Err(error)) => {
                    let refused = !row.refusal.is_empty() && error.contains(row.refusal);
                    error.contains(words) && !refused
                }
                (Outcome::Stopped(_), Ok(())) => false,
            };
            if !right {
                wrong.push(what);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_is_refused_what_anyone_may() {
    let refusals: BTreeSet<_> = table()
        .iter()
        .map(|row| row.refusal)
        .filter(|words| !words.is_empty())
        .collect();
    for row in table().iter().filter(|row| row.may == [Role::Anyone]) {
        let mut world = World::new();
        for sender in world.everybody(row.contract) {
            fund(&mut world, row, &sender);
            if let Err(error) = send(&mut world, row, &sender) {
                let refused = refusals.iter().find(|words| error.contains(**words));
                assert_eq!(refused, None, "{} {}: {error}", row.contract, row.message);
            }
        }
    }
}

/// Keys of the execute messages in a contract's schema.
fn messages(schema: &str) -> BTreeSet<String> {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let variants = schema["execute"]["oneOf"].as_array().unwrap();
    let key = |variant: &Value| {
        let keys = variant.get("required").or_else(|| variant.get("enum"));
        keys.unwrap()[0].as_str().unwrap().to_owned()
    };
    variants.iter().map(key).collect()
}

#[test]
fn every_message_of_every_contract_has_its_row() {
    let schemas = [
        ("token", include_str!("../../../../schema/token.json")),
        ("voting", include_str!("../../../../schema/voting.json")),
        ("timelock", include_str!("../../../../schema/timelock.json")),
        ("oracle", include_str!("../../../../schema/oracle.json")),
        ("market", include_str!("../../../../schema/market.json")),
        ("reserve", include_str!("../../../../schema/reserve.json")),
        ("outpost", include_str!("../../../../schema/outpost.json")),
        ("airdrop", include_str!("../../../../schema/airdrop.json")),
        (
            "emissions",
            include_str!("../../../../schema/emissions.json"),
        ),
    ];
    for (contract, schema) in schemas {
        let rows: BTreeSet<String> = table()
            .iter()
            .filter(|row| row.contract == contract)
            .map(|row| row.message.split('/').next().unwrap().to_owned())
            .collect();
        assert_eq!(rows, messages(schema), "{contract}");
    }
}

#[test]
fn the_page_prints_the_table() {
    let page = include_str!("../../../../docs/permissions.md");
    assert_eq!(page, print());
}
