//! A whole proposal: its words, what a member sends, and what the page is given.

use super::{args, base64, deployed};
use cosmwasm_std::{Binary, CosmosMsg, WasmMsg};
use qerun::propose::write_proposal;
use serde_json::{json, Value};

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
