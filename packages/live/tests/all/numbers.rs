//! JavaScript holds whole numbers up to 2^53. Every number of the schemas that could be larger by its type is
//! listed here, with the reason why it never is; amounts and ids that may grow are text (`Uint64`, `Uint128`).

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// A contract's each, and what is read raw or carried by a `send`.
const SCHEMAS: [&str; 10] = [
    "airdrop",
    "emissions",
    "market",
    "oracle",
    "outpost",
    "published",
    "reserve",
    "timelock",
    "token",
    "voting",
];

const TIME: &str = "Unix seconds: 2^53 is in 285 million years";
const ELAPSED: &str = "seconds since an asset was added, at most those of all time";
const COUNTED: &str = "counted up by one from one";
const HEIGHT: &str = "a block height, counted up by one";
const BOUNDED: &str = "seconds within bounds of the contract, none above four years";
const SCHEDULED: &str = "seconds within bounds of the contract, none above twenty years";
const FOREIGN: &str =
    "cosmwasm-std's own message type, stored for DAO and steward; small ids and heights";

/// Field, the contracts whose schemas have it, why it cannot reach 2^53.
const LISTED: &[(&str, &[&str], &str)] = &[
    ("accrued_at", &["market"], TIME),
    ("after", &["emissions", "published"], SCHEDULED),
    ("as_of", &["oracle", "published"], TIME),
    (
        "at_height",
        &[
            "emissions",
            "market",
            "oracle",
            "outpost",
            "reserve",
            "token",
            "voting",
        ],
        HEIGHT,
    ),
    ("bond_window", &["timelock"], BOUNDED),
    ("borrow", &["market"], TIME),
    ("code_id", &["timelock"], FOREIGN),
    ("community_at", &["timelock"], TIME),
    ("cool_down", &["timelock"], BOUNDED),
    ("deadline", &["reserve"], TIME),
    ("delay", &["timelock"], BOUNDED),
    ("distribution", &["emissions", "published"], COUNTED),
    ("due_at", &["market"], TIME),
    (
        "duration",
        &["market", "published", "reserve", "timelock", "voting"],
        BOUNDED,
    ),
    ("end", &["airdrop", "published"], TIME),
    ("execution_window", &["timelock"], BOUNDED),
    ("expires", &["oracle", "published"], TIME),
    ("expires_at", &["timelock"], TIME),
    ("floor", &["timelock"], BOUNDED),
    ("grace", &["oracle", "published", "reserve"], BOUNDED),
    ("grace_ends", &["oracle", "published"], TIME),
    ("half_life", &["voting"], BOUNDED),
    ("height", &["timelock", "voting"], HEIGHT),
    (
        "hook_gas",
        &["voting"],
        "gas within bounds of the contract, at most 2,000,000",
    ),
    ("id", &["market", "published", "timelock"], COUNTED),
    ("max_age", &["market", "oracle"], BOUNDED),
    ("max_idle", &["oracle"], BOUNDED),
    ("min_unbonding", &["voting"], BOUNDED),
    ("new_code_id", &["timelock"], FOREIGN),
    ("next", &["timelock"], COUNTED),
    ("next_at", &["timelock"], TIME),
    ("not_after", &["timelock"], TIME),
    ("opened_at", &["market", "reserve"], TIME),
    ("params_ready_at", &["market", "reserve", "timelock"], TIME),
    ("paused_until", &["published", "reserve", "voting"], TIME),
    ("proposal_id", &["timelock"], FOREIGN),
    ("queued_at", &["timelock"], TIME),
    ("ramp_end", &["market"], TIME),
    ("rate_since", &["published"], TIME),
    ("ready_at", &["oracle", "timelock"], TIME),
    ("return_timeout", &["outpost", "reserve"], BOUNDED),
    ("revertible_until", &["oracle"], TIME),
    ("revision", &["timelock"], FOREIGN),
    (
        "sequence",
        &["outpost"],
        "a packet's number on its channel, counted up by one; sent by the chain, not by wallets",
    ),
    ("shared_at", &["timelock"], TIME),
    ("since", &["reserve"], TIME),
    ("start", &["airdrop", "emissions", "published"], TIME),
    ("start_after", &["timelock"], COUNTED),
    ("steward_term", &["timelock"], COUNTED),
    ("supply", &["market"], TIME),
    (
        "time",
        &["voting"],
        "seconds of unbonding within bounds of the contract, at most four years",
    ),
    ("started", &["published"], TIME),
    ("timeout", &["reserve"], BOUNDED),
    ("timestamp", &["oracle"], TIME),
    ("top", &["published"], TIME),
    ("unbonding", &["voting"], BOUNDED),
    ("until", &["market", "timelock"], TIME),
    ("updated_at", &["oracle", "published"], TIME),
    ("uptime", &["oracle", "published"], ELAPSED),
    ("window", &["oracle"], BOUNDED),
    ("window_ends", &["timelock"], TIME),
    ("withdraw_collateral", &["market"], TIME),
];

/// A number: its field, or what it is in.
fn walk(value: &Value, field: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, field, found)),
        Value::Object(fields) => {
            let is = |kind: &str| match fields.get("type") {
                Some(Value::String(text)) => text == kind,
                Some(Value::Array(list)) => list.iter().any(|entry| entry == kind),
                _ => false,
            };
            assert!(!is("number"), "{field} may be a fraction");
            let format = fields.get("format").and_then(Value::as_str);
            let small = ["uint8", "uint16", "uint32", "int8", "int16", "int32"];
            if is("integer") && !format.is_some_and(|format| small.contains(&format)) {
                found.insert(field.to_owned());
            }
            for (key, inner) in fields {
                match (key.as_str(), inner) {
                    ("properties" | "definitions", Value::Object(named)) => {
                        for (name, inner) in named {
                            walk(inner, name, found);
                        }
                    }
                    _ => walk(inner, field, found),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn no_number_of_the_schemas_can_pass_what_a_double_holds() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema");
    let mut found = BTreeSet::new();
    for contract in SCHEMAS {
        let text = std::fs::read_to_string(schemas.join(format!("{contract}.json"))).unwrap();
        let mut fields = BTreeSet::new();
        walk(&serde_json::from_str(&text).unwrap(), "top", &mut fields);
        found.extend(fields.into_iter().map(|field| (field, contract.to_owned())));
    }
    let mut listed = BTreeSet::new();
    for (field, contracts, reason) in LISTED {
        assert!(!reason.is_empty());
        for contract in *contracts {
            listed.insert(((*field).to_owned(), (*contract).to_owned()));
        }
    }
    let unlisted: Vec<_> = found.difference(&listed).collect();
    assert!(
        unlisted.is_empty(),
        "give these as text, or list why they stay small: {unlisted:?}"
    );
    let stale: Vec<_> = listed.difference(&found).collect();
    assert!(stale.is_empty(), "listed, but in no schema: {stale:?}");
}

#[test]
fn there_is_no_other_schema() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema");
    let files = std::fs::read_dir(schemas).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<String> = names.collect();
    let known = SCHEMAS.iter().map(|name| format!("{name}.json")).collect();
    assert_eq!(names, known);
}

#[test]
fn finds_numbers_wherever_they_are() {
    let mut found = BTreeSet::new();
    let schema = serde_json::json!({
        "properties": {
            "a": {"type": "integer", "format": "uint64"},
            "b": {"type": ["integer", "null"], "format": "uint64"},
            "c": {"type": "array", "items": {"type": "integer", "format": "int64"}},
            "d": {"type": "integer", "format": "uint32"},
            "e": {"anyOf": [{"type": "integer", "format": "uint128"}, {"type": "null"}]},
        },
        "definitions": {"F": {"type": "integer"}},
    });
    walk(&schema, "top", &mut found);
    let names = ["F", "a", "b", "c", "e"].map(str::to_owned);
    assert_eq!(found, BTreeSet::from(names));
}
