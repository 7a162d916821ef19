//! D4: `qerun propose` makes what the timelock takes and what DAO DAO's page reads, and says class, delay and bond.

use std::path::Path;
use std::process::{Command, Output};

use crate::onchain::{whole_plan_file, World};
use cosmwasm_std::{from_json, to_json_binary, Addr, Binary, Coin, CosmosMsg, Uint128, WasmMsg};
use qerun::deploy::State;
use qerun::propose::{
    all, format_duration, format_qer, has_message, list_messages, read, write_proposal,
    ChainRegistry, Deployed, NotAfter, PlannedRegistry, Proposal, ProposeArgs, ProposeError, Queue,
    Registry, Terms, LARGEST, PAGE,
};
use qerun_deployment::Plan;
use qerun_messages::timelock::{Class, FIXED_CRITICAL, MAX_NOT_AFTER, RECOMMENDED_CLASSES};
use qerun_messages::{timelock, voting};
use qerun_testing::dao::Dao;
use serde_json::{json, Value};

fn deployed(name: &str) -> (World, Deployed) {
    let mut world = World::new(name);
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let at = Deployed::from_state(&state, Path::new("x")).unwrap();
    (world, at)
}

fn args(messages: &[&str]) -> ProposeArgs {
    ProposeArgs {
        deployment: Default::default(),
        offline: true,
        list: false,
        message: messages.iter().map(|text| (*text).to_owned()).collect(),
        title: Some("Hook for rewards".to_owned()),
        description: None,
        text: None,
        allowance: None,
        page: PAGE.to_owned(),
    }
}

fn base64(text: &str) -> Vec<u8> {
    Binary::from_base64(text).unwrap().to_vec()
}

/// The form that the page reads out of a link.
fn form(link: &str) -> Value {
    let (_, prefill) = link.split_once("?prefill=").unwrap();
    assert!(!prefill.contains(['+', '/', '=']));
    let plain = prefill
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    let json = base64(&plain);
    assert!(json.is_ascii());
    serde_json::from_slice(&json).unwrap()
}

/// On the chain and from the plan: the same figures, and a message that the page and the module take.
#[test]
fn d4_a_proposal() {
    let (mut world, at) = deployed("d4-proposal");
    let plan = world.plan.clone();
    let hook = format!(
        r#"voting={{"add_hook":{{"addr":"{}"}}}}"#,
        at.contracts.oracle
    );
    let mut args = args(&[
        &hook,
        r#"market={"pause":{"actions":["borrow"],"duration":86400}}"#,
    ]);
    args.description = Some("Zinsen für alle, 🦉".to_owned());
    args.text = Some("why".to_owned());
    let text = world
        .ask_home(|chain| write_proposal(&args, &plan, &at, Some(chain)))
        .unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "Hook for rewards");
    assert!(
        lines[1].starts_with("  voting.add_hook            critical   a receiver of stake changes"),
        "{text}"
    );
    assert!(
        lines[2].starts_with("  market.pause               routine    none of what it names"),
        "{text}"
    );
    assert_eq!(
        lines[3],
        "critical: a bond of 50,000 QER, then waits 20 seconds (on the chain and in the plan)"
    );
    // 600 s of unbonding, less 500 s for vote, bond, delay and execution, less a second.
    let now = world.ask_home(|chain| chain.head().unwrap().time);
    let until = now + 60 + 99;
    assert!(
        lines[4].contains(&format!(
            "({until}): 1 minute to vote, 1 minute 39 seconds to queue"
        )),
        "{text}"
    );
    assert!(!text.contains("mind:"), "{text}");

    // What a member sends.
    let sent: Value = serde_json::from_str(lines[7]).unwrap();
    assert!(
        lines[6].contains(&at.pre_propose) && lines[6].contains("1,000 QER"),
        "{text}"
    );
    let propose = &sent["propose"]["msg"]["propose"];
    assert_eq!(propose["title"], "Hook for rewards");
    assert_eq!(propose["description"], "Zinsen für alle, 🦉");
    assert_eq!(propose["vote"], Value::Null);
    assert_eq!(propose["msgs"].as_array().unwrap().len(), 1);
    let execute = &propose["msgs"][0]["wasm"]["execute"];
    assert_eq!(execute["contract_addr"], at.contracts.timelock.as_str());
    assert_eq!(execute["funds"], json!([]));
    let queue: Value = serde_json::from_slice(&base64(execute["msg"].as_str().unwrap())).unwrap();
    let queue = &queue["queue"];
    assert_eq!(queue["text"], "why");
    assert_eq!(queue["not_after"], until);
    let messages: Vec<CosmosMsg> = serde_json::from_value(queue["messages"].clone()).unwrap();
    let wanted = |contract: &str, msg: Value| {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr: contract.to_owned(),
            msg: Binary::from(msg.to_string().into_bytes()),
            funds: vec![],
        })
    };
    assert_eq!(
        messages,
        [
            wanted(
                &at.contracts.voting,
                json!({"add_hook": {"addr": at.contracts.oracle}})
            ),
            wanted(
                &at.contracts.market,
                json!({"pause": {"actions": ["borrow"], "duration": 86_400}})
            ),
        ]
    );

    // What the page is given.
    let link = lines.last().unwrap();
    let start = format!(
        "https://daodao.zone/dao/{}/proposals/create?prefill=",
        at.contracts.dao
    );
    assert!(link.starts_with(&start), "{link}");
    let form = form(link);
    assert_eq!(form["id"], "DaoProposalSingle");
    let data = &form["data"];
    assert_eq!(data["title"], "Hook for rewards");
    assert_eq!(data["description"], "Zinsen für alle, 🦉");
    assert_eq!(data["actionData"].as_array().unwrap().len(), 1);
    let action = &data["actionData"][0];
    assert_eq!(action["actionKey"], "execute");
    assert_eq!(action["data"]["chainId"], "home-1");
    assert_eq!(action["data"]["sender"], at.contracts.dao.as_str());
    assert_eq!(action["data"]["address"], at.contracts.timelock.as_str());
    assert_eq!(action["data"]["funds"], json!([]));
    let message: Value = serde_json::from_str(action["data"]["message"].as_str().unwrap()).unwrap();
    assert_eq!(&message["queue"], queue);

    // Without a node.
    let text = write_proposal(&args, &plan, &at, None).unwrap();
    assert!(text.contains("\ncritical: a bond of 50,000 QER, then waits 20 seconds (the plan's; no node was asked)\n"), "{text}");
}

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

#[test]
fn d4_bad_messages_have_clear_errors() {
    let (world, at) = deployed("d4-bad");
    let stranger = "dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx";
    let capitals = at.contracts.dao.to_uppercase();
    for (message, wanted) in [
        (
            "market",
            "--message market: write CONTRACT=JSON or CONTRACT=@FILE".to_owned(),
        ),
        ("=1", "--message =1: write CONTRACT=JSON".to_owned()),
        (
            "market=",
            "--message market=: write CONTRACT=JSON".to_owned(),
        ),
        (
            "bank={}",
            "--message bank: `bank` is none of this deployment's contracts (token, voting, timelock, oracle, market, reserve), and"
                .to_owned(),
        ),
        (
            &format!("{stranger}={{}}"),
            format!("--message {stranger}: `{stranger}` is none of"),
        ),
        (
            &format!("{capitals}={{\"x\":{{}}}}"),
            format!("`{capitals}` is none of"),
        ),
        (
            "market+5={}",
            "--message market+5: `5` is no coin".to_owned(),
        ),
        ("market+stable={}", "`stable` is no coin".to_owned()),
        ("market+0stable={}", "`0stable` is no coin".to_owned()),
        ("market+5!={}", "`5!` is no coin".to_owned()),
        (
            "market=@none.json",
            "--message market: cannot read none.json: No such file".to_owned(),
        ),
        ("market={", "--message market: no JSON: EOF".to_owned()),
        (
            "market=[]",
            "--message market: a message is a JSON object with one key".to_owned(),
        ),
        (
            r#"market={"flush":{},"pause":{}}"#,
            "a message is a JSON object with one key".to_owned(),
        ),
        (
            r#"market={"fluhs":{}}"#,
            "--message market: market does not know it".to_owned(),
        ),
        (
            r#"market={"flush":{"x":1}}"#,
            "market does not know it".to_owned(),
        ),
    ] {
        let error = read(message, &world.plan, &at).unwrap_err().to_string();
        assert!(error.contains(&wanted), "{message}: {error}");
    }
}

/// Texts, number of messages and sizes as timelock and proposal module have them.
#[test]
fn d4_limits() {
    let (world, at) = deployed("d4-limits");
    let plan = &world.plan;
    let flush = r#"market={"flush":{}}"#;
    let text_of = |change: &dyn Fn(&mut ProposeArgs)| {
        let mut args = args(&[flush]);
        change(&mut args);
        write_proposal(&args, plan, &at, None).map_err(|error| error.to_string())
    };
    assert!(text_of(&|_| {}).is_ok());
    assert!(text_of(&|a| a.message = vec![flush.to_owned(); 10]).is_ok());
    let error = text_of(&|a| a.message = vec![flush.to_owned(); 11]).unwrap_err();
    assert!(
        error.starts_with("the timelock would refuse it: "),
        "{error}"
    );
    assert!(text_of(&|a| a.message.clear()).is_err());
    assert!(text_of(&|a| a.text = Some("x".repeat(1_000))).is_ok());
    assert!(text_of(&|a| a.text = Some("x".repeat(1_001)))
        .unwrap_err()
        .starts_with("the timelock would refuse it"));
    assert!(text_of(&|a| a.text = Some(String::new()))
        .unwrap_err()
        .starts_with("the timelock would refuse it"));
    assert_eq!(
        text_of(&|a| a.title = Some(" ".into())).unwrap_err(),
        "--title is empty"
    );
    assert_eq!(
        text_of(&|a| a.description = Some(String::new())).unwrap_err(),
        "--description is empty"
    );
    let error = text_of(&|a| a.description = Some("x".repeat(LARGEST))).unwrap_err();
    assert!(
        error.contains("bytes, the DAO takes 28500: shorten it"),
        "{error}"
    );
    // The timelock's own limit.
    let long = format!(
        r#"token={{"update_marketing":{{"description":"{}"}}}}"#,
        "x".repeat(30_000)
    );
    let error = text_of(&|a| a.message = vec![long.clone()]).unwrap_err();
    assert!(
        error.starts_with("the timelock would refuse it: "),
        "{error}"
    );
    assert_eq!(
        text_of(&|a| a.page = "daodao.zone".into()).unwrap_err(),
        "--page daodao.zone: an address begins with https:// or http://"
    );
    let text = text_of(&|a| a.page = "http://localhost:3000/".into()).unwrap();
    assert!(text.contains("\nhttp://localhost:3000/dao/home1"), "{text}");
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

#[test]
fn d4_the_largest_proposal() {
    let (world, at) = deployed("d4-largest");
    let call = read(r#"market={"flush":{}}"#, &world.plan, &at).unwrap();
    let mut proposal = Proposal {
        title: "t".into(),
        description: "x".into(),
        queue: Queue {
            messages: vec![call.message],
            text: "t".into(),
            not_after: u64::MAX,
        },
    };
    let size = |proposal: &Proposal| {
        proposal.json(&at).unwrap()["propose"]["msg"]["propose"]
            .to_string()
            .len()
    };
    proposal.description = "x".repeat(1 + LARGEST - size(&proposal));
    assert_eq!(size(&proposal), LARGEST);
    proposal.ensure_accepted(&at).unwrap();
    proposal.description.push('x');
    assert!(
        matches!(proposal.ensure_accepted(&at), Err(ProposeError::TooLarge { size, most: LARGEST }) if size == LARGEST + 1)
    );
}

/// The official contracts take it as it is printed, the largest, too; what passed is the timelock's to queue.
#[test]
fn d4_the_dao_takes_it() {
    let (mut world, at) = deployed("d4-dao");
    let plan = world.plan.clone();
    let dao = Dao {
        core: Addr::unchecked(&at.contracts.dao),
        voting: Addr::unchecked(&at.contracts.voting),
        proposals: Addr::unchecked(&at.proposals),
        pre_propose: Addr::unchecked(&at.pre_propose),
    };
    let alice = Addr::unchecked(&plan.supply[1].to);
    let token = Addr::unchecked(&at.contracts.token);
    let stake = to_json_binary(&voting::ReceiveMsg::Stake { tier: None }).unwrap();
    let home = &mut world.net.home;
    for msg in [
        json!({"send": {"contract": dao.voting, "amount": "1000000000000", "msg": stake}}),
        json!({"increase_allowance": {"spender": dao.pre_propose, "amount": "10000000000"}}),
    ] {
        home.execute(&alice, &token, &msg, &[]).unwrap();
    }
    home.advance(5);
    let message = format!(
        r#"voting={{"add_hook":{{"addr":"{}"}}}}"#,
        at.contracts.oracle
    );
    let flags = args(&[&message]);
    let text = world
        .ask_home(|chain| write_proposal(&flags, &plan, &at, Some(chain)))
        .unwrap();
    let printed: Value = serde_json::from_str(text.lines().nth(6).unwrap()).unwrap();
    let home = &mut world.net.home;
    home.execute(&alice, &dao.pre_propose, &printed, &[])
        .unwrap();
    assert_eq!(dao.status(home, 1).unwrap(), "open");

    let mut largest = Proposal {
        title: "t".into(),
        description: "x".into(),
        queue: Queue {
            messages: vec![read(&message, &plan, &at).unwrap().message],
            text: "t".into(),
            not_after: u64::MAX,
        },
    };
    let inner = largest.json(&at).unwrap()["propose"]["msg"]["propose"].to_string();
    largest.description = "x".repeat(1 + LARGEST - inner.len());
    largest.ensure_accepted(&at).unwrap();
    home.execute(&alice, &dao.pre_propose, &largest.json(&at).unwrap(), &[])
        .unwrap();
    assert_eq!(dao.status(home, 2).unwrap(), "open");

    let vote = json!({"vote": {"proposal_id": 1, "vote": "yes"}});
    home.execute(&alice, &dao.proposals, &vote, &[]).unwrap();
    home.advance(30);
    let execute = json!({"execute": {"proposal_id": 1}});
    home.execute(&alice, &dao.proposals, &execute, &[]).unwrap();
    let sent = &printed["propose"]["msg"]["propose"]["msgs"][0]["wasm"]["execute"]["msg"];
    let sent = base64(sent.as_str().unwrap());
    // The timelock of this build must know all of its fields.
    let known = from_json::<timelock::ExecuteMsg>(&sent).is_ok();
    let wanted = if known {
        "executed"
    } else {
        "execution_failed"
    };
    assert_eq!(dao.status(home, 1).unwrap(), wanted);
}

#[test]
fn d4_until_when_it_may_be_queued() {
    let (world, _) = deployed("d4-until");
    let planned = Terms::planned(&world.plan);
    let terms = Terms {
        now: 1_000,
        ..planned
    };
    let of = |allowance| terms.not_after(allowance).unwrap();
    let wanted = |allowance, outlasted| NotAfter {
        at: 1_060 + allowance,
        vote: 60,
        allowance,
        outlasted,
    };
    // Least unbonding 600, of which 500 for vote, bond, delay and execution.
    assert_eq!(of(None), wanted(99, true));
    assert_eq!(of(Some(99)), wanted(99, true));
    assert_eq!(of(Some(100)), wanted(100, false));
    assert_eq!(of(Some(0)), wanted(0, true));
    let most = MAX_NOT_AFTER - 60;
    assert_eq!(of(Some(most)), wanted(most, false));
    let error = terms.not_after(Some(most + 1)).unwrap_err();
    assert!(
        matches!(error, ProposeError::TooFar { ahead, .. } if ahead == MAX_NOT_AFTER + 1),
        "{error}"
    );
    // A week at most by itself; and the least where stake does not outlast it anyway.
    let long = Terms {
        unbonding: 10_000_000,
        ..terms
    };
    assert_eq!(long.not_after(None).unwrap().allowance, 604_800);
    let short = Terms {
        unbonding: 100,
        ..terms
    };
    assert_eq!(short.not_after(None).unwrap(), wanted(60, false));
    let clock = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    assert!(clock.as_secs().abs_diff(planned.now) < 60);
}

#[test]
fn d4_words() {
    let (world, at) = deployed("d4-words");
    for (seconds, wanted) in [
        (0, "no time"),
        (1, "1 second"),
        (90, "1 minute 30 seconds"),
        (86_400, "1 day"),
        (259_200, "3 days"),
        (129_661, "1 day 12 hours 1 minute 1 second"),
    ] {
        assert_eq!(format_duration(seconds), wanted);
    }
    for (amount, wanted) in [
        (0u128, "0 QER"),
        (1, "0.000001 QER"),
        (1_000_000, "1 QER"),
        (1_234_567_500_000, "1,234,567.5 QER"),
        (999_000_000, "999 QER"),
    ] {
        assert_eq!(format_qer(Uint128::new(amount), &world.plan), wanted);
    }
    // The steward's approval is named where it is asked for; the local net begins in the stage bootstrap.
    let planned = PlannedRegistry::new(&world.plan, &at, 5).unwrap();
    let call = read(r#"market={"flush":{}}"#, &world.plan, &at).unwrap();
    let mut answer = planned.class_of(&[call.message]).unwrap();
    assert!(!qerun::propose::describe(&answer, &world.plan).contains("approval"));
    answer.co_sign = true;
    let wanted =
        "critical: a bond of 50,000 QER, then waits 20 seconds, and the steward's approval";
    assert_eq!(qerun::propose::describe(&answer, &world.plan), wanted);
    assert_eq!(
        qerun::propose::format_time(1_700_000_000),
        "2023-11-14 22:13:20 UTC (1700000000)"
    );
}

/// The plan with team, rewards and a pair of QER.
fn whole(name: &str) -> (World, State, Deployed) {
    let mut world = World::with(name, Plan::check(whole_plan_file()).unwrap());
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let at = Deployed::from_state(&state, Path::new("x")).unwrap();
    (world, state, at)
}

/// Emissions, the voting over the LP token and the members' contracts have their names in a message as the others have.
#[test]
fn contracts_of_the_distribution_have_names() {
    let (world, state, at) = whole("propose-names");
    let plan = &world.plan;
    let planned = PlannedRegistry::new(plan, &at, 1_700_000_000).unwrap();
    for (name, msg, class) in [
        (
            "emissions",
            r#"{"set_rate":{"stream":"lock","rate":"0.5"}}"#,
            Class::Routine,
        ),
        ("liquidity_voting", r#"{"unpause":{}}"#, Class::Sensitive),
        (
            "liquidity_voting",
            r#"{"remove_hook":{"addr":"x"}}"#,
            Class::Critical,
        ),
        ("vesting-frank", r#"{"cancel":{}}"#, Class::Sensitive),
        (
            "vesting-erin",
            r#"{"withdraw_canceled_payment":{"amount":"5"}}"#,
            Class::Critical,
        ),
    ] {
        let call = read(&format!("{name}={msg}"), plan, &at).unwrap();
        let CosmosMsg::Wasm(WasmMsg::Execute { contract_addr, .. }) = &call.message else {
            panic!("{call:?}");
        };
        assert_eq!(*contract_addr, state.chain.home.contracts[name]);
        assert_eq!(call.contract, name);
        let answer = planned.class_of(&[call.message]).unwrap();
        assert_eq!(answer.class, class, "{name} {msg}");
    }
    for (message, wanted) in [
        (r#"emissions={"set_rate":{"stream":"lock"}}"#, "emissions does not know it: "),
        (r#"liquidity_voting={"borrow":{}}"#, "liquidity_voting does not know it: "),
        (r#"vesting-frank={"cancel":{"now":true}}"#, "vesting-frank does not know it: "),
        (r#"vesting-frank={"delegate":{"validator":"x","amount":"1"}}"#, "vesting-frank does not know it: "),
        (
            r#"vesting-eve={"cancel":{}}"#,
            "`vesting-eve` is none of this deployment's contracts (token, voting, timelock, oracle, market, reserve, emissions, \
             liquidity_voting, vesting-erin, vesting-frank), and no address that begins with home1",
        ),
        (r#"vesting={"cancel":{}}"#, "`vesting` is none of"),
        (r#"vesting-NAME={"cancel":{}}"#, "`vesting-NAME` is none of"),
    ] {
        let error = read(message, plan, &at).unwrap_err().to_string();
        assert!(error.contains(wanted), "{message}: {error}");
    }
    // A deployment without them has no such names.
    let (world, at) = deployed("propose-names-plain");
    for name in ["emissions", "liquidity_voting", "vesting-frank"] {
        let error = read(&format!("{name}={{\"x\":{{}}}}"), &world.plan, &at).unwrap_err();
        assert!(matches!(error, ProposeError::Contract { .. }), "{error}");
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

fn qerun(args: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_qerun"));
    program.arg("propose").args(args).output().unwrap()
}

/// The program: flags, a state that is missing, and the list without a node.
#[test]
fn d4_the_command() {
    // The program reads the committed plan, and so is that what is deployed.
    let (_, state, _) = whole("d4-command");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("d4-command-state");
    let file = folder.join("x.state.json");
    state.save(&file).unwrap();
    let file = file.to_str().unwrap();
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml");
    let plan = plan.to_str().unwrap();
    let missing = folder.join("none.json");
    let flush = r#"market={"flush":{}}"#;
    for (args, wanted) in [
        (
            vec!["--plan", plan],
            "required arguments were not provided: --title <TEXT> <--list|--message",
        ),
        (
            vec!["--plan", plan, "--message", flush],
            "required arguments were not provided: --title <TEXT>",
        ),
        (
            vec!["--plan", plan, "--list", "--message", flush],
            "cannot be used with",
        ),
        (
            vec!["--plan", plan, "--list", "--title", "x"],
            "cannot be used with",
        ),
        (
            vec!["--plan", "none.toml", "--list"],
            "cannot read the plan none.toml",
        ),
        (
            vec![
                "--plan",
                plan,
                "--state",
                missing.to_str().unwrap(),
                "--list",
            ],
            "does not know where token is; deploy first, or name another state with --state",
        ),
        (
            vec![
                "--plan",
                plan,
                "--state",
                file,
                "--offline",
                "--title",
                "x",
                "--message",
                "x",
            ],
            "--message x: write CONTRACT=JSON or CONTRACT=@FILE",
        ),
    ] {
        let output = qerun(&args);
        let shown = String::from_utf8(output.stderr).unwrap();
        assert!(
            shown.starts_with("error: ") && shown.contains(wanted),
            "{args:?}: {shown}"
        );
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
    }
    let output = qerun(&["--plan", plan, "--state", file, "--offline", "--list"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout)
        .unwrap()
        .contains("market.update_params"));
    // No node: said, and the plan's word is given.
    let down = "http://127.0.0.1:1";
    let output = qerun(&[
        "--plan",
        plan,
        "--state",
        file,
        "--home-rpc",
        down,
        "--title",
        "x",
        "--message",
        flush,
    ]);
    let shown = String::from_utf8(output.stderr).unwrap();
    assert!(
        shown.starts_with(down) && shown.contains("class, delay and bond below are the plan's"),
        "{shown}"
    );
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("critical: a bond of 50,000 QER"), "{text}");
}
