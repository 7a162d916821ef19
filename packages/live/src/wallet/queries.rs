//! Every query of every contract on the chain: no answer has a number that JavaScript cannot represent.

use anyhow::{Context, Result};
use qerun_chain::{Chain, ChainError};
use qerun_deployment::plan::{LIQUIDITY_STREAM, LOCK_STREAM};
use serde_json::{json, Value};

use super::numbers;
use super::rows::timelock::PERK;
use super::schema::Schema;
use super::sender::Wallet;
use crate::ops::List;

/// Questions of the official modules that DAO DAO's page requests.
const OFFICIAL: [(&str, &[&str]); 3] = [
    (
        "dao",
        &[
            "config",
            "dump_state",
            "info",
            "proposal_modules",
            "active_proposal_modules",
            "proposal_module_count",
            "pause_info",
            "voting_module",
            "total_power_at_height",
            "cw20_balances",
            "list_items",
        ],
    ),
    (
        "proposals",
        &[
            "config",
            "list_proposals",
            "reverse_proposals",
            "proposal_count",
            "proposal_creation_policy",
            "proposal_hooks",
            "vote_hooks",
            "dao",
            "info",
        ],
    ),
    (
        "pre_propose",
        &[
            "proposal_module",
            "dao",
            "config",
            "proposal_submitted_hooks",
        ],
    ),
];

/// Counts of the queries.
#[derive(Default)]
pub struct Asked {
    /// Queries that were answered.
    pub answers: usize,
    /// Queries that the contract refuses, as expected.
    pub refusals: usize,
    /// The largest JSON number in an answer.
    pub largest: u64,
}

pub fn run(w: &Wallet<'_>) -> Result<Asked> {
    let mut asked = Asked::default();
    for schema in Schema::all()? {
        for variant in schema.variants("query")? {
            let mut list = fields(w, schema.contract, &variant.name)?;
            if variant.bare {
                list.push(json!({}));
            }
            let name = format!("{}/{}", schema.contract, variant.name);
            anyhow::ensure!(!list.is_empty(), "no fields are known for the query {name}");
            for fields in list {
                ask(w, schema.contract, &variant.name, fields, &mut asked)?;
            }
        }
    }
    for (contract, names) in OFFICIAL {
        for name in names {
            ask(w, contract, name, json!({}), &mut asked)?;
        }
    }
    let erin = w.net.people.get("erin")?.at_home();
    let more = [
        ("proposals", "proposal", json!({"proposal_id": 1})),
        ("proposals", "list_votes", json!({"proposal_id": 1})),
        (
            "proposals",
            "get_vote",
            json!({"proposal_id": 1, "voter": erin}),
        ),
        ("pre_propose", "deposit_info", json!({"proposal_id": 1})),
        ("dao", "voting_power_at_height", json!({"address": erin})),
    ];
    for (contract, name, fields) in more {
        ask(w, contract, name, fields, &mut asked)?;
    }
    Ok(asked)
}

fn ask(
    w: &Wallet<'_>,
    contract: &'static str,
    name: &str,
    fields: Value,
    asked: &mut Asked,
) -> Result<()> {
    let (live, address) = w.contract(contract)?;
    let mut question = serde_json::Map::new();
    question.insert(name.to_owned(), fields);
    let question = Value::Object(question);
    let path = format!("{contract} {question}");
    asked.largest = asked
        .largest
        .max(numbers::largest_number(&question, &path)?);
    match live.smart(address, question.to_string().as_bytes()) {
        Ok(answer) => {
            let answer: Value = serde_json::from_slice(&answer).with_context(|| path.clone())?;
            asked.largest = asked.largest.max(numbers::largest_number(&answer, &path)?);
            asked.answers = asked.answers.saturating_add(1);
            Ok(())
        }
        // QER has no logo.
        Err(ChainError::Query { log, .. })
            if name == "download_logo" && log.contains("not found") =>
        {
            asked.refusals = asked.refusals.saturating_add(1);
            Ok(())
        }
        Err(error) => Err(error).context(path),
    }
}

/// Fields for the queries that need or accept some.
fn fields(w: &Wallet<'_>, contract: &str, name: &str) -> Result<Vec<Value>> {
    let net = w.net;
    let [alice, bob, dave] =
        ["alice", "bob", "dave"].map(|name| net.people.get(name).map(|p| p.at_home()));
    let (alice, bob, dave) = (alice?, bob?, dave?);
    let page = |limit: u32| json!({ "limit": limit });
    Ok(match (contract, name) {
        ("token", "balance") => vec![json!({"address": alice})],
        ("token", "allowance") => vec![json!({"owner": alice, "spender": bob})],
        ("token", "all_allowances") => vec![json!({"owner": alice})],
        ("token", "all_spender_allowances") => vec![json!({"spender": bob})],
        ("token", "all_accounts") => vec![page(30)],
        ("market", "position" | "owed" | "max_borrow") => {
            vec![json!({"user": bob}), json!({"user": alice})]
        }
        ("market", "supplier" | "max_withdraw") => vec![json!({"user": alice})],
        ("market", "quote_borrow") => vec![
            json!({"user": bob, "amount": "1000000"}),
            json!({"user": bob, "amount": "1000000", "use_perk": true}),
        ],
        ("market", "quote_liquidation") => vec![
            json!({"borrower": bob}),
            json!({"borrower": bob, "amount": "1000000"}),
        ],
        (
            "market",
            "positions"
            | "positions_by_health"
            | "liquidatable"
            | "suppliers"
            | "owed_list"
            | "barred",
        ) => {
            vec![page(30)]
        }
        ("oracle", "price" | "asset" | "slots") => {
            let assets = &net.plan.assets;
            let names = [&assets.qer, &assets.eth.oracle, &assets.stable.oracle];
            names.map(|asset| json!({ "asset": asset })).to_vec()
        }
        ("reserve", "batch") => vec![json!({"batch_id": "1"})],
        ("reserve", "order") | ("outpost", "purchase") => vec![json!({"order_id": "1"})],
        ("reserve", "order_of_packet") => {
            let order = net.order(1)?;
            let sequence = order.sequence.context("the order was sent")?;
            vec![json!({"channel": order.channel, "sequence": sequence})]
        }
        ("reserve", "batches" | "orders" | "waiting") | ("outpost", "purchases") => vec![page(30)],
        ("voting", "voting_power_at_height" | "staked_balance_at_height") => {
            let height = net.home.head()?.height;
            vec![
                json!({"address": dave}),
                json!({"address": dave, "height": height}),
            ]
        }
        ("voting", "staked_value" | "claims" | "account" | "reputation") => {
            vec![json!({"address": dave})]
        }
        ("voting", "has_access") => vec![json!({"address": dave, "perk": PERK})],
        ("airdrop", "claimed") => {
            let claimed = List::person(&net.plan, 0)?;
            vec![
                json!({"account": claimed.at_home()}),
                json!({"account": bob}),
            ]
        }
        ("emissions", "stream") => [LOCK_STREAM, LIQUIDITY_STREAM]
            .map(|id| json!({ "id": id }))
            .to_vec(),
        ("timelock", "operation" | "bond") => vec![json!({"id": 1}), json!({"id": 2})],
        ("timelock", "operations") => vec![page(30)],
        ("timelock", "class_of") => {
            vec![json!({"messages": [super::rows::timelock::perk(w)?]})]
        }
        _ => vec![],
    })
}
