//! The JSON in the contracts' READMEs is what the contracts accept, and no message is missing there.
//!
//! `..` stands for what is left out: as a whole value or at the end of one it is filled in here, as an
//! object or a list (`{..}`, `[..]`) it makes the example a shape that is not parsed.

use qerun_messages::{airdrop, ibc, market, oracle, outpost, reserve, timelock, token, voting};
use serde::de::DeserializeOwned;
use serde::Deserialize;
use serde_json::Value;

/// Whether a text is one of a contract's types.
type Reads = fn(&str) -> bool;

fn reads<T: DeserializeOwned>(text: &str) -> bool {
    serde_json::from_str::<T>(text).is_ok()
}

struct Readme {
    name: &'static str,
    page: &'static str,
    schema: &'static str,
    execute: Reads,
    query: Reads,
    /// What else is shown: the instantiate message, parameters, records, answers, what a `send` carries.
    others: &'static [Reads],
}

macro_rules! readme {
    ($name:ident, $($other:ty),*) => {
        Readme {
            name: stringify!($name),
            page: include_str!(concat!("../../../../contracts/", stringify!($name), "/README.md")),
            schema: include_str!(concat!("../../../../schema/", stringify!($name), ".json")),
            execute: reads::<$name::ExecuteMsg>,
            query: reads::<$name::QueryMsg>,
            others: &[reads::<$name::InstantiateMsg>, reads::<$name::MigrateMsg>, $(reads::<$other>),*],
        }
    };
}

/// Part of the outpost's configuration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Way {
    #[serde(rename = "venue")]
    _venue: outpost::Venue<String>,
    #[serde(rename = "transport")]
    _transport: outpost::Transport,
}

fn readmes() -> [Readme; 8] {
    [
        readme!(airdrop, airdrop::Totals, airdrop::ClaimedResponse),
        readme!(token,),
        readme!(
            voting,
            voting::ReceiveMsg,
            voting::ActiveThreshold,
            voting::TiersResponse,
            voting::AccountResponse,
            voting::StakersResponse,
            voting::TotalsResponse,
            voting::ReputationResponse,
            voting::HasAccessResponse,
            voting::AboutResponse,
            voting::StakeChangedExecuteMsg
        ),
        readme!(timelock, timelock::ReceiveMsg),
        readme!(oracle, oracle::PriceRecord),
        readme!(
            market,
            market::Params,
            market::ReceiveMsg,
            market::MissingForBorrowing
        ),
        readme!(
            reserve,
            reserve::Params,
            reserve::Backing,
            reserve::Batch,
            reserve::Resolution,
            reserve::ReceiveMsg,
            reserve::Route,
            reserve::Transport
        ),
        readme!(
            outpost,
            ibc::Memo<ibc::PurchaseOrder>,
            ibc::PurchaseReturn,
            ibc::HookMemo<outpost::ExecuteMsg>,
            outpost::ReturnStatus,
            outpost::Transport,
            Way
        ),
    ]
}

/// Fenced JSON, and what stands in backticks and begins as an object: text, line, whether the first of
/// its table row.
fn snippets(page: &str) -> Vec<(String, usize, bool)> {
    let mut all = vec![];
    let mut fence: Option<String> = None;
    for (number, line) in page.lines().enumerate() {
        match (&mut fence, line.starts_with("```")) {
            (Some(text), true) => {
                if text.starts_with('{') {
                    all.push((text.clone(), number, true));
                }
                fence = None;
            }
            (Some(text), false) => text.push_str(line),
            (None, true) => fence = Some(String::new()),
            (None, false) => {
                let code = line.split('`').skip(1).step_by(2);
                for (place, text) in code.filter(|text| text.starts_with('{')).enumerate() {
                    let first = place == 0 && line.starts_with('|');
                    all.push((text.to_owned(), number, first));
                }
            }
        }
    }
    all
}

/// Fills in `..` where it stands for a value; none if it stands for an object or a list.
fn filled(text: &str) -> Option<String> {
    let text = text.replace("...", "..").replace("<base64>", "e30=");
    if text.contains("{..}") || text.contains("[..]") {
        return None;
    }
    Some(text.replace("\"..\"", "\"1\""))
}

#[test]
fn every_example_is_what_the_contract_accepts() {
    let mut wrong = vec![];
    for readme in readmes() {
        let mut messages = 0;
        for (text, line, first) in snippets(readme.page) {
            let Some(text) = filled(&text) else { continue };
            let message = (readme.execute)(&text) || (readme.query)(&text);
            messages += usize::from(message);
            // In running text and in later cells there are also answers without their values.
            let is_json = first || serde_json::from_str::<Value>(&text).is_ok();
            if is_json && !message && !readme.others.iter().any(|reads| reads(&text)) {
                wrong.push(format!("{} line {}: {text}", readme.name, line + 1));
            }
        }
        assert!(messages >= 5, "{}: {messages} messages", readme.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Types of other crates, and of a memo, which take what they do not know: nothing is added inside of these.
const FOREIGN: [&str; 7] = [
    "order",
    "receive",
    "update_ownership",
    "messages",
    "expires",
    "initial_balances",
    "marketing",
];

/// The value with one more field in one of its objects, once for each of them.
fn with_a_field_more(value: &Value) -> Vec<Value> {
    let mut all = vec![];
    match value {
        Value::Object(fields) => {
            let mut more = fields.clone();
            more.insert("nobody_knows".to_owned(), Value::Null);
            all.push(Value::Object(more));
            for (key, inner) in fields {
                if FOREIGN.contains(&key.as_str()) {
                    continue;
                }
                for inner in with_a_field_more(inner) {
                    let mut fields = fields.clone();
                    fields.insert(key.clone(), inner);
                    all.push(Value::Object(fields));
                }
            }
        }
        Value::Array(items) => {
            for (place, inner) in items.iter().enumerate() {
                for inner in with_a_field_more(inner) {
                    let mut items = items.clone();
                    items[place] = inner;
                    all.push(Value::Array(items));
                }
            }
        }
        _ => {}
    }
    all
}

/// Else a misspelled bound of a trade, or the guardian's name misspelled, would mean none.
#[test]
fn a_field_that_nobody_knows_is_refused() {
    let mut wrong = vec![];
    for readme in readmes() {
        for (text, line, _) in snippets(readme.page) {
            let Some(text) = filled(&text) else { continue };
            let messages = match readme.name {
                // Takes whatever cw20-base takes.
                "token" => vec![readme.others[0]],
                _ => vec![readme.execute, readme.query, readme.others[0]],
            };
            for reads in messages {
                if !reads(&text) {
                    continue;
                }
                let value: Value = serde_json::from_str(&text).unwrap();
                for more in with_a_field_more(&value) {
                    let more = more.to_string();
                    if reads(&more) {
                        wrong.push(format!("{} line {}: {more}", readme.name, line + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Keys of the messages of one kind in a contract's schema.
fn keys(schema: &str, kind: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let variants = schema[kind]["oneOf"].as_array().unwrap();
    let key = |variant: &Value| {
        let keys = variant.get("required").or_else(|| variant.get("enum"));
        keys.unwrap()[0].as_str().unwrap().to_owned()
    };
    variants.iter().map(key).collect()
}

#[test]
fn every_message_is_named() {
    let mut missing = vec![];
    for readme in readmes() {
        for kind in ["execute", "query"] {
            for key in keys(readme.schema, kind) {
                let named = [format!("{{\"{key}\""), format!("`{key}`")];
                if !named.iter().any(|name| readme.page.contains(name)) {
                    missing.push(format!("{} {kind} {key}", readme.name));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
