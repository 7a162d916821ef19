//! What the schemas of the contracts do not have: the payloads of hooks, and the records that anyone may read raw.

use std::path::Path;

use cosmwasm_schema::schema_for;
use cosmwasm_schema::schemars::schema::RootSchema;
use cosmwasm_std::{Addr, Empty, StdError, Uint128};
use qerun_messages::{airdrop, emissions, market, oracle, reserve, timelock, token, voting};
use serde_json::{json, Value};

/// Writes `published.json`.
pub fn write(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let all = json!({
        // What a cw20 `send` to the contract may carry.
        "receive": {
            "market": schema_for!(market::ReceiveMsg),
            "reserve": schema_for!(reserve::ReceiveMsg),
            "timelock": schema_for!(timelock::ReceiveMsg),
            "voting": schema_for!(voting::ReceiveMsg),
        },
        // What the contract sends to receivers of its hooks.
        "notify": {
            "voting": schema_for!(voting::StakeChangedExecuteMsg),
        },
        "records": records()?,
    });
    let text = serde_json::to_string_pretty(&all)?;
    std::fs::write(folder.join("published.json"), text + "\n")?;
    Ok(())
}

/// Each with an example of its key, so that a client can prove its encoding.
fn records() -> Result<Value, StdError> {
    let (text, user) = ("an-id", Addr::unchecked("qer1user"));
    Ok(json!({
        "airdrop": {
            "config": item("config", airdrop::CONFIG.as_slice(), schema_for!(airdrop::Config<Addr>))?,
            "totals": item("totals", airdrop::TOTALS.as_slice(), schema_for!(airdrop::Totals))?,
            "claimed": map("c", "text", json!(user), &airdrop::CLAIMED.key(&user), schema_for!(Uint128))?,
        },
        "emissions": {
            "config": item("config", emissions::CONFIG.as_slice(), schema_for!(emissions::Config<Addr>))?,
            "streams": map("s", "text", json!(text), &emissions::STREAMS.key(text),
                schema_for!(emissions::StreamRecord))?,
        },
        "market": {
            "borrowing_opened": item("bo", market::BORROWING_OPENED.as_slice(), schema_for!(u64))?,
            "earmark": item("em", market::EARMARK.as_slice(), schema_for!(market::Earmark))?,
        },
        "oracle": {
            "prices": map("p", "text", json!(text), &oracle::PRICES.key(text), schema_for!(oracle::PriceRecord))?,
        },
        "reserve": {
            "backing": item("backing", reserve::BACKING.as_slice(), schema_for!(reserve::Backing))?,
            "batches": map("b", "u64", json!("258"), &reserve::BATCHES.key(258), schema_for!(reserve::Batch))?,
            "buyback_opened": item("bo", reserve::BUYBACK_OPENED.as_slice(), schema_for!(u64))?,
            "config": item("config", reserve::CONFIG.as_slice(), schema_for!(reserve::Config<Addr>))?,
            "params": item("params", reserve::PARAMS.as_slice(), schema_for!(reserve::Params))?,
        },
        "token": {
            "burners": map("burners", "text", json!(user), &token::BURNERS.key(&user), schema_for!(Empty))?,
        },
    }))
}

fn item(key: &str, raw: &[u8], value: RootSchema) -> Result<Value, StdError> {
    if raw != key.as_bytes() {
        return Err(StdError::generic_err(format!("{key} is not the key")));
    }
    Ok(json!({ "key": key, "value": value }))
}

/// `of` is `text` or `u64`; `raw` is the whole key of the entry `example`.
fn map(
    key: &str,
    of: &str,
    example: Value,
    raw: &[u8],
    value: RootSchema,
) -> Result<Value, StdError> {
    let namespace = raw.get(2..).unwrap_or_default();
    if !namespace.starts_with(key.as_bytes()) {
        return Err(StdError::generic_err(format!("{key} is not the namespace")));
    }
    let example = json!({ "of": example, "raw": hex::encode(raw) });
    Ok(json!({ "key": key, "of": of, "example": example, "value": value }))
}
