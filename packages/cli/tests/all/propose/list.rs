//! The list of messages: every registered one, with what it asks for, and none that no contract has.

use super::{deployed, whole};
use crate::onchain::whole_plan_file;
use cosmwasm_std::CosmosMsg;
use qerun::propose::{all, has_message, list_messages, read, PlannedRegistry, Registry};
use qerun_deployment::Plan;
use qerun_messages::timelock::{Class, FIXED_CRITICAL, RECOMMENDED_CLASSES};
use serde_json::json;

/// Every registered message, with what it asks for; critical ones; and what the page offers in vain.
#[test]
fn d4_the_list() {
    let (mut world, at) = deployed("d4-list");
    let plan = world.plan.clone();
    let offline = list_messages(&plan, &at, None).unwrap();
    let online = world
        .ask_home(|chain| list_messages(&plan, &at, Some(chain)))
        .unwrap();
    assert_eq!(
        offline.lines().skip(1).collect::<Vec<_>>(),
        online.lines().skip(1).collect::<Vec<_>>()
    );
    assert!(offline
        .starts_with("Messages that the DAO sends through the timelock; as the plan has them.\n"));
    let parts: Vec<&str> = offline.split("\n\n").collect();
    let [_, routine, sensitive, critical, _] = parts[..] else {
        panic!("{offline}");
    };
    assert!(
        routine.starts_with("routine: waits 5 seconds, no bond\n"),
        "{routine}"
    );
    assert!(sensitive.starts_with("sensitive: a bond of 10,000 QER, then waits 10 seconds\n"));
    assert!(critical.starts_with("critical: a bond of 50,000 QER, then waits 20 seconds\n"));
    for (contract, key, class) in RECOMMENDED_CLASSES {
        let part = [routine, sensitive, critical][class as usize];
        let row = part
            .lines()
            .find(|line| line.trim_start().split(' ').next() == Some(&format!("{contract}.{key}")));
        let row = row.unwrap_or_else(|| panic!("{contract}.{key}: {offline}"));
        assert!(
            row.split_whitespace().count() > 2,
            "no words for {contract}.{key}"
        );
        assert!(has_message(contract, key), "{contract}.{key}");
    }
    for key in FIXED_CRITICAL
        .iter()
        .filter(|key| !["update_ownership", "increase_allowance"].contains(key))
    {
        assert!(critical.contains(&format!(".{key}")), "{key}");
    }
    // Whoever takes a receiver of hooks away, or comes before it, has newcomers paid for the past.
    for key in ["voting.add_hook", "voting.remove_hook"] {
        assert!(critical.contains(&format!("  {key} ")), "{critical}");
    }
    // Staking configuration, rewards and minting: the page's own buttons fail.
    for (key, page) in [
        ("voting.update_config", "Update staking configuration"),
        ("voting.add_hook", "Rewards distributions"),
        ("token.mint", "Mint tokens"),
    ] {
        let (_, after) = offline.split_once(key).unwrap();
        let next = after.lines().nth(1).unwrap();
        assert!(
            next.contains("in place of the page's \"") && next.contains(page),
            "{key}: {next}"
        );
    }
    // No name is there that no contract has.
    for entry in all() {
        assert!(has_message(entry.contract, entry.key), "{entry:?}");
        assert!(!entry.description.is_empty(), "{entry:?}");
    }
    assert!(!has_message("market", "spend") && !has_message("dao", "pause"));
}

/// As the runbook has it: the burner and the parameter in one operation, which is as strict as its strictest message.
#[test]
fn d4_buyback_is_switched_on() {
    let (world, at) = deployed("d4-buyback");
    let plan = &world.plan;
    let mut params = plan.reserve.clone();
    params.buyback_above = Some(5_000_000_000_000_000_000u128.into());
    let update = json!({"update_params": {"params": params}});
    let burner = json!({"add_burner": {"address": at.contracts.reserve}});
    let calls: Vec<_> = [format!("token={burner}"), format!("reserve={update}")]
        .iter()
        .map(|text| read(text, plan, &at).unwrap())
        .collect();
    let messages: Vec<CosmosMsg> = calls.iter().map(|call| call.message.clone()).collect();
    let planned = PlannedRegistry::new(plan, &at, 1_700_000_000).unwrap();
    let answer = planned.class_of(&messages).unwrap();
    assert_eq!(answer.messages, [Class::Critical, Class::Sensitive]);
    assert_eq!(answer.class, Class::Critical);
    // What the treasury and others do without governance is none of the list.
    let listed = all();
    for (contract, key) in [
        ("market", "liquidate"),
        ("market", "settle_deficit"),
        ("reserve", "buy_eth"),
        ("reserve", "receive"),
    ] {
        assert!(has_message(contract, key), "{contract} {key}");
        let there = listed
            .iter()
            .any(|e| (e.contract, e.key) == (contract, key));
        assert!(!there, "{contract} {key}");
    }
}

/// They are in the list of a deployment that has them, and in no other one.
#[test]
fn contracts_of_the_distribution_are_listed() {
    let (_, _, at) = whole("propose-list");
    let (plain, plainly) = deployed("propose-list-plain");
    let whole = Plan::check(whole_plan_file()).unwrap();
    let text = list_messages(&whole, &at, None).unwrap();
    let parts: Vec<&str> = text.split("\n\n").collect();
    let [_, routine, sensitive, critical, _] = parts[..] else {
        panic!("{text}");
    };
    for (part, name) in [
        (routine, "emissions.set_rate"),
        (sensitive, "vesting-NAME.cancel"),
        (routine, "liquidity_voting.set_perk"),
        (sensitive, "liquidity_voting.update_params"),
        (critical, "liquidity_voting.remove_hook"),
    ] {
        let row = part
            .lines()
            .find(|line| line.trim_start().starts_with(name));
        let row = row.unwrap_or_else(|| panic!("{name}: {text}"));
        // Names are a column, also the longest.
        let words = row[2..].trim_start_matches(name).trim_start();
        assert_eq!(row.len() - words.len(), 2 + 30 + 1, "{row}");
    }
    let text = list_messages(&plain.plan, &plainly, None).unwrap();
    for name in ["emissions", "vesting", "liquidity_voting"] {
        assert!(!text.contains(&format!("  {name}")), "{name}: {text}");
    }
}
