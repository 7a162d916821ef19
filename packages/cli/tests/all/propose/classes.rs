//! Class, delay and bond of a message: the chain's word before the plan's, and what its money adds.

use std::path::Path;

use super::{args, deployed, whole};
use cosmwasm_std::{Addr, Binary, Coin, CosmosMsg, WasmMsg};
use qerun::propose::{
    all, list_messages, read, write_proposal, ChainRegistry, PlannedRegistry, ProposeError,
    Registry,
};
use qerun_messages::timelock::Class;
use serde_json::{json, Value};

/// Where governance has changed the registry since, the chain's word counts and the plan's is told.
#[test]
fn d4_the_chain_has_the_last_word() {
    let (mut world, at) = deployed("d4-changed");
    let plan = world.plan.clone();
    let timelock = Addr::unchecked(&at.contracts.timelock);
    let rules = json!({"set_classes": {"rules": [
        {"contract": at.contracts.market, "key": "flush", "class": "routine"},
        {"contract": at.contracts.oracle, "key": "poke", "class": "critical"},
    ]}});
    world
        .net
        .home
        .execute(&timelock, &timelock, &rules, &[])
        .unwrap();
    for (message, chain, planned) in [
        (
            r#"market={"flush":{}}"#,
            "routine: waits 5 seconds, no bond (on the chain now)",
            "critical: a bond of 50,000 QER, then waits 20 seconds (in the plan)",
        ),
        (
            r#"oracle={"poke":{"assets":["qer"]}}"#,
            "critical: a bond of 50,000 QER, then waits 20 seconds (on the chain now)",
            "routine: waits 5 seconds, no bond (in the plan)",
        ),
    ] {
        let args = args(&[message]);
        let text = world
            .ask_home(|chain| write_proposal(&args, &plan, &at, Some(chain)))
            .unwrap();
        assert!(text.contains(&format!("\n{chain}\n{planned}\n")), "{text}");
    }
    // The class of each message, too.
    let poke = args(&[r#"oracle={"poke":{"assets":["qer"]}}"#]);
    let text = world
        .ask_home(|chain| write_proposal(&poke, &plan, &at, Some(chain)))
        .unwrap();
    assert!(
        text.contains("\n  oracle.poke                critical   prices"),
        "{text}"
    );
    // Vote, windows and unbonding are the chain's.
    let core = Addr::unchecked(&at.contracts.dao);
    let proposals = Addr::unchecked(&at.proposals);
    let home = &mut world.net.home;
    let mut rules: Value = home.query(&proposals, &json!({"config": {}})).unwrap();
    rules["max_voting_period"] = json!({"time": 75});
    let update = json!({"update_config": rules});
    home.execute(&core, &proposals, &update, &[]).unwrap();
    let mut params = plan.timelock.params;
    params.bond_window = 100;
    let update = json!({"update_params": {"params": params}});
    home.execute(&timelock, &timelock, &update, &[]).unwrap();
    let text = world
        .ask_home(|chain| write_proposal(&poke, &plan, &at, Some(chain)))
        .unwrap();
    let wanted = "1 minute 15 seconds to vote, 1 minute 44 seconds to queue what passed";
    assert!(text.contains(wanted), "{text}");
    let list = world
        .ask_home(|chain| list_messages(&plan, &at, Some(chain)))
        .unwrap();
    let of_class = list.split("\ncritical: ").nth(1).unwrap();
    assert!(of_class.contains("oracle.poke"), "{list}");
    // A state that names another DAO.
    let mut other = at.clone();
    other.contracts.dao = at.contracts.market.clone();
    let args = args(&[r#"market={"flush":{}}"#]);
    let error = world
        .ask_home(|chain| write_proposal(&args, &plan, &other, Some(chain)))
        .unwrap_err();
    assert!(matches!(error, ProposeError::OtherDao { .. }), "{error}");
}

/// Coins sent along count against the treasury's limits; a contract that is not ours is critical.
#[test]
fn d4_coins_and_other_contracts() {
    let (world, at) = deployed("d4-coins");
    let plan = &world.plan;
    let call = read(r#"market+5000stable={"fund_insurance":{}}"#, plan, &at).unwrap();
    let CosmosMsg::Wasm(WasmMsg::Execute {
        funds,
        contract_addr,
        ..
    }) = &call.message
    else {
        panic!("{call:?}");
    };
    assert_eq!(contract_addr, &at.contracts.market);
    assert_eq!(funds, &[Coin::new(5_000u128, plan.stable_home())]);
    assert_eq!(
        (call.contract.as_str(), call.key.as_str()),
        ("market", "fund_insurance")
    );
    let planned = PlannedRegistry::new(plan, &at, 1_700_000_000).unwrap();
    // The plan has a limit for QER only.
    assert_eq!(
        planned.class_of(&[call.message]).unwrap().class,
        Class::Critical
    );
    let spend = |amount: &str| {
        let text = format!(
            r#"token={{"transfer":{{"recipient":"{}","amount":"{amount}"}}}}"#,
            at.contracts.market
        );
        planned
            .class_of(&[read(&text, plan, &at).unwrap().message])
            .unwrap()
            .class
    };
    assert_eq!(spend("10000000000"), Class::Routine);
    assert_eq!(spend("10000000001"), Class::Sensitive);
    assert_eq!(spend("100000000001"), Class::Critical);

    let text = format!(
        r#"{}+1eth+2stable+3uosmo={{"create":{{}}}}"#,
        at.contracts.dao
    );
    let call = read(&text, plan, &at).unwrap();
    let CosmosMsg::Wasm(WasmMsg::Execute { funds, .. }) = &call.message else {
        panic!("{call:?}");
    };
    assert!(funds.windows(2).all(|pair| pair[0].denom < pair[1].denom) && funds.len() == 3);
    assert_eq!(
        planned.class_of(&[call.message]).unwrap().class,
        Class::Critical
    );

    // From a file.
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("d4-message.json");
    std::fs::write(&path, "{ \"flush\" : { } }\n").unwrap();
    let call = read(&format!("oracle=@{}", path.display()), plan, &at).unwrap_err();
    assert!(
        call.to_string().contains("oracle does not know it"),
        "{call}"
    );
    let call = read(&format!("market=@{}", path.display()), plan, &at).unwrap();
    let CosmosMsg::Wasm(WasmMsg::Execute { msg, .. }) = &call.message else {
        panic!("{call:?}");
    };
    assert_eq!(msg.as_slice(), br#"{"flush":{}}"#);
}

/// Where not the message but its money decides about the class, that is said.
#[test]
fn d4_what_is_spent_is_named_where_it_decides() {
    let (world, at) = deployed("d4-spending");
    let told = |message: &str| write_proposal(&args(&[message]), &world.plan, &at, None).unwrap();
    let line = "what they spend            critical   more than its limit in 30 days";
    let text = told(r#"market+5000000stable={"fund_insurance":{}}"#);
    assert!(text.contains(line), "{text}");
    assert!(text.contains("critical: a bond of 50,000 QER"), "{text}");
    let text = told(r#"market={"pause":{"actions":["borrow"],"duration":60}}"#);
    assert!(!text.contains("what they spend"), "{text}");
}

/// Chain and plan agree on every message of the list, one by one.
#[test]
fn d4_both_registries_agree() {
    let (mut world, _, at) = whole("d4-agree");
    let planned = PlannedRegistry::new(&world.plan, &at, 1_700_000_000).unwrap();
    for entry in all() {
        let message = CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr: at.listed(entry.contract).unwrap().to_owned(),
            msg: Binary::from(json!({ entry.key: {} }).to_string().into_bytes()),
            funds: vec![],
        });
        let here = planned.class_of(std::slice::from_ref(&message)).unwrap();
        let timelock = at.contracts.timelock.clone();
        let there = world
            .ask_home(|chain| {
                ChainRegistry {
                    chain,
                    timelock: &timelock,
                }
                .class_of(&[message])
            })
            .unwrap();
        assert_eq!(here, there, "{entry:?}");
    }
}
