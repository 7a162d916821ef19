//! Every message and query of cw20-base, as JSON, to cw20-base itself and to us: same answers, same errors.

use std::collections::BTreeSet;

use crate::common::{addr, init_msg, Token, GENESIS};
use cosmwasm_schema::{schema_for, QueryResponses};
use cosmwasm_std::testing::{message_info, mock_dependencies};
use cosmwasm_std::{from_json, to_json_string, to_json_vec};
use cw20::{Cw20Coin, Cw20ExecuteMsg, MinterResponse};
use cw20_base::contract as official;
use qerun_messages::token::ExecuteMsg;
use qerun_token::contract as ours;

/// Sender and message; `@name` stands for an address.
const EXECUTES: &[(&str, &str)] = &[
    (
        "alice",
        r#"{"transfer":{"recipient":"@dave","amount":"1000"}}"#,
    ),
    (
        "dave",
        r#"{"transfer":{"recipient":"@alice","amount":"1001"}}"#,
    ),
    (
        "dave",
        r#"{"transfer":{"recipient":"nobody","amount":"1"}}"#,
    ),
    ("dave", r#"{"transfer":{"recipient":"@dave","amount":"0"}}"#),
    ("dave", r#"{"transfer":{"recipient":"@alice","amount":1}}"#),
    (
        "alice",
        r#"{"send":{"contract":"@market","amount":"70","msg":"eyJkZXBvc2l0Ijp7fX0="}}"#,
    ),
    (
        "carol",
        r#"{"send":{"contract":"@market","amount":"70","msg":""}}"#,
    ),
    (
        "alice",
        r#"{"increase_allowance":{"spender":"@dave","amount":"900","expires":{"at_height":999999}}}"#,
    ),
    (
        "alice",
        r#"{"increase_allowance":{"spender":"@burner","amount":"900"}}"#,
    ),
    (
        "alice",
        r#"{"increase_allowance":{"spender":"@erin","amount":"5","expires":{"at_time":"1571797419879305540"}}}"#,
    ),
    (
        "alice",
        r#"{"increase_allowance":{"spender":"@alice","amount":"5","expires":{"never":{}}}}"#,
    ),
    (
        "alice",
        r#"{"increase_allowance":{"spender":"@erin","amount":"5","expires":{"at_height":1}}}"#,
    ),
    (
        "alice",
        r#"{"decrease_allowance":{"spender":"@dave","amount":"100"}}"#,
    ),
    (
        "alice",
        r#"{"decrease_allowance":{"spender":"@nobody","amount":"100","expires":null}}"#,
    ),
    (
        "dave",
        r#"{"transfer_from":{"owner":"@alice","recipient":"@carol","amount":"300"}}"#,
    ),
    (
        "dave",
        r#"{"transfer_from":{"owner":"@alice","recipient":"@carol","amount":"501"}}"#,
    ),
    (
        "erin",
        r#"{"transfer_from":{"owner":"@alice","recipient":"@carol","amount":"6"}}"#,
    ),
    (
        "dave",
        r#"{"send_from":{"owner":"@alice","contract":"@market","amount":"200","msg":"e30="}}"#,
    ),
    (
        "carol",
        r#"{"send_from":{"owner":"@alice","contract":"@market","amount":"1","msg":"e30="}}"#,
    ),
    (
        "alice",
        r#"{"transfer":{"recipient":"@burner","amount":"50"}}"#,
    ),
    ("burner", r#"{"burn":{"amount":"20"}}"#),
    ("burner", r#"{"burn":{"amount":"31"}}"#),
    (
        "burner",
        r#"{"burn_from":{"owner":"@alice","amount":"899"}}"#,
    ),
    ("burner", r#"{"burn_from":{"owner":"@alice","amount":"2"}}"#),
    ("burner", r#"{"burn_from":{"owner":"@carol","amount":"2"}}"#),
    (
        "alice",
        r#"{"decrease_allowance":{"spender":"@burner","amount":"100"}}"#,
    ),
    (
        "timelock",
        r#"{"mint":{"recipient":"@carol","amount":"12345"}}"#,
    ),
    ("timelock", r#"{"mint":{"recipient":"x","amount":"1"}}"#),
    (
        "alice",
        r#"{"mint":{"recipient":"@alice","amount":"12345"}}"#,
    ),
    (
        "bob",
        r#"{"update_marketing":{"project":"","description":"text","marketing":null}}"#,
    ),
    ("alice", r#"{"update_marketing":{"project":"mine"}}"#),
    (
        "bob",
        r#"{"upload_logo":{"url":"https://qerun.example/logo.svg"}}"#,
    ),
    (
        "bob",
        r#"{"upload_logo":{"embedded":{"png":"iVBORw0KGgo="}}}"#,
    ),
    ("bob", r#"{"upload_logo":{"embedded":{"svg":"aGVsbG8="}}}"#),
    ("alice", r#"{"upload_logo":{"url":"https://evil.example"}}"#),
    (
        "bob",
        r#"{"upload_logo":{"embedded":{"svg":"PD94bWwgdmVyc2lvbj0iMS4wIj8+PHN2Zy8+"}}}"#,
    ),
    ("bob", r#"{"update_marketing":{"marketing":"@alice"}}"#),
    ("alice", r#"{"update_minter":{"new_minter":"@alice"}}"#),
    (
        "timelock",
        r#"{"update_minter":{"new_minter":"@timelock"}}"#,
    ),
    ("timelock", r#"{"update_minter":{"new_minter":null}}"#),
    ("timelock", r#"{"update_minter":{}}"#),
    (
        "timelock",
        r#"{"mint":{"recipient":"@carol","amount":"1"}}"#,
    ),
    ("alice", r#"{"no_such":{}}"#),
    (
        "alice",
        r#"{"transfer":{"recipient":"@dave","amount":"1","memo":""}}"#,
    ),
];

const QUERIES: &[&str] = &[
    r#"{"balance":{"address":"@alice"}}"#,
    r#"{"balance":{"address":"@nobody"}}"#,
    r#"{"balance":{"address":"nobody"}}"#,
    r#"{"token_info":{}}"#,
    r#"{"minter":{}}"#,
    r#"{"allowance":{"owner":"@alice","spender":"@dave"}}"#,
    r#"{"allowance":{"owner":"@carol","spender":"@dave"}}"#,
    r#"{"all_allowances":{"owner":"@alice"}}"#,
    r#"{"all_allowances":{"owner":"@alice","start_after":"@dave","limit":1}}"#,
    r#"{"all_spender_allowances":{"spender":"@dave","start_after":null,"limit":100}}"#,
    r#"{"all_accounts":{}}"#,
    r#"{"all_accounts":{"start_after":"@alice","limit":2}}"#,
    r#"{"marketing_info":{}}"#,
    r#"{"download_logo":{}}"#,
    r#"{"no_such":{}}"#,
];

fn fill(json: &str) -> String {
    let names = [
        "alice", "bob", "carol", "dave", "erin", "burner", "market", "timelock", "nobody",
    ];
    names.iter().fold(json.to_owned(), |json, name| {
        json.replace(&format!("\"@{name}\""), &format!("\"{}\"", addr(name)))
    })
}

fn names(jsons: impl Iterator<Item = &'static str>) -> BTreeSet<String> {
    jsons
        .filter_map(|json| json.split('"').nth(1))
        .map(str::to_owned)
        .collect()
}

#[test]
fn same_answers_as_cw20_base() {
    let mut ours_token = Token::new(200);
    ours_token
        .execute(
            "timelock",
            ExecuteMsg::AddBurner {
                address: addr("burner").into(),
            },
        )
        .unwrap();
    let mut theirs = mock_dependencies();
    let env = ours_token.env.clone();
    let deployer = message_info(&addr("deployer"), &[]);
    let init = cw20_base::msg::InstantiateMsg {
        name: "Qerun".into(),
        symbol: "QER".into(),
        decimals: 6,
        initial_balances: vec![Cw20Coin {
            address: addr("alice").into(),
            amount: GENESIS.into(),
        }],
        mint: Some(MinterResponse {
            minter: addr("timelock").into(),
            cap: None,
        }),
        marketing: init_msg(0, true).marketing,
    };
    official::instantiate(theirs.as_mut(), env.clone(), deployer, init).unwrap();

    let (mut accepted, mut refused) = (BTreeSet::new(), 0);
    for (sender, json) in EXECUTES {
        let filled = fill(json);
        let info = message_info(&addr(sender), &[]);
        // Both sides parse the same bytes; a parse error is compared as yes or no, its text names the enum's size.
        let expected = from_json(&filled).map(|msg| {
            official::execute(theirs.as_mut(), env.clone(), info.clone(), msg)
                .map(|response| to_json_string(&response).unwrap())
                .map_err(|error| error.to_string())
        });
        let actual = from_json(&filled).map(|msg| {
            ours::execute(ours_token.deps.as_mut(), env.clone(), info, msg)
                .map(|response| to_json_string(&response).unwrap())
                .map_err(|error| error.to_string())
        });
        if matches!(expected, Ok(Ok(_))) {
            accepted.insert(json.split('"').nth(1).unwrap().to_owned());
        } else {
            refused += 1;
        }
        assert_eq!(actual.ok(), expected.ok(), "{sender}: {json}");

        for json in QUERIES {
            let filled = fill(json);
            let expected = from_json(&filled).map(|msg| {
                official::query(theirs.as_ref(), env.clone(), msg).map_err(|e| e.to_string())
            });
            let actual = from_json(&filled).map(|msg| {
                ours::query(ours_token.deps.as_ref(), env.clone(), msg).map_err(|e| e.to_string())
            });
            assert_eq!(actual.ok(), expected.ok(), "{json}");
        }
    }
    // Each of cw20-base's messages was accepted at least once, and many were refused alike.
    let schema: cosmwasm_schema::schemars::schema::RootSchema = schema_for!(Cw20ExecuteMsg);
    let all: BTreeSet<String> = schema
        .schema
        .subschemas
        .unwrap()
        .one_of
        .unwrap()
        .into_iter()
        .map(|variant| {
            variant
                .into_object()
                .object
                .unwrap()
                .required
                .pop_first()
                .unwrap()
        })
        .collect();
    assert_eq!(all.len(), 12);
    assert_eq!(accepted, all);
    assert!(refused > 15, "{refused}");
    let asked = names(QUERIES.iter().copied());
    for query in cw20_base::msg::QueryMsg::response_schemas().unwrap().keys() {
        assert!(asked.contains(query), "{query} was not asked");
    }
}

/// What cw20-base's own types write is what we read, and the other way round.
#[test]
fn same_bytes() {
    for (_, json) in EXECUTES {
        let filled = fill(json);
        let (theirs, ours) = (
            from_json::<Cw20ExecuteMsg>(&filled),
            from_json::<ExecuteMsg>(&filled),
        );
        match (theirs, ours) {
            (Ok(theirs), Ok(ours)) => {
                assert_eq!(to_json_vec(&theirs).unwrap(), to_json_vec(&ours).unwrap());
            }
            (Err(_), Err(_)) => (),
            (theirs, ours) => panic!("{json}: {theirs:?}, {ours:?}"),
        }
    }
}

/// The raw keys that wallets and explorers read are cw20-base's.
#[test]
fn same_storage_keys() {
    let token = Token::new(0);
    for key in [
        &b"token_info"[..],
        b"marketing_info",
        b"contract_info",
        b"ownership",
    ] {
        assert!(
            token.storage().iter().any(|(stored, _)| stored == key),
            "{key:?}"
        );
    }
    let balance = [b"\x00\x07balance", addr("alice").as_bytes()].concat();
    assert!(token.storage().iter().any(|(key, value)| {
        *key == balance && *value == format!("\"{GENESIS}\"").into_bytes()
    }));
}
