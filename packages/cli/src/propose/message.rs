//! `--message CONTRACT=JSON`: reads it, and refuses what the contract's own messages do not allow.

use cosmwasm_std::{from_json, Binary, Coin, CosmosMsg, Uint128, WasmMsg};
use qerun_messages::{emissions, ibc::is_denom, market, oracle, reserve, timelock, token, voting};
use serde_json::Value;

use super::deployed::{kind, Deployed};
use super::error::ProposeError;
use super::vesting;
use qerun_deployment::address::is_address;
use qerun_deployment::Plan;

/// A message of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The contract's name, or its address.
    pub contract: String,
    /// The execute message's one key, `update_params`.
    pub key: String,
    /// The message that the timelock sends.
    pub message: CosmosMsg,
}

/// Reads a message as the flag gives it.
///
/// # Errors
/// [`ProposeError::Shape`], [`ProposeError::Contract`], [`ProposeError::Coin`], [`ProposeError::File`],
/// [`ProposeError::Message`].
pub fn read(text: &str, plan: &Plan, at: &Deployed) -> Result<Call, ProposeError> {
    let shape = || ProposeError::Shape {
        given: text.to_owned(),
    };
    let (target, body) = text.split_once('=').ok_or_else(shape)?;
    let (target, body) = (target.trim(), body.trim());
    if target.is_empty() || body.is_empty() {
        return Err(shape());
    }
    let given = target.to_owned();
    let mut parts = target.split('+');
    let name = parts.next().unwrap_or_default();
    let address = address(name, plan, at).ok_or_else(|| ProposeError::Contract {
        given: given.clone(),
        name: name.to_owned(),
        names: at.names().join(", "),
        prefix: plan.chain.home.prefix.clone(),
    })?;
    let mut funds = Vec::new();
    for part in parts {
        let coin = coin(part, plan).ok_or_else(|| ProposeError::Coin {
            given: given.clone(),
            coin: part.to_owned(),
        })?;
        funds.push(coin);
    }
    // The bank wants coins in order.
    funds.sort_by(|a, b| a.denom.cmp(&b.denom));
    let json = match body.strip_prefix('@') {
        Some(path) => std::fs::read_to_string(path).map_err(|source| ProposeError::File {
            given: given.clone(),
            path: path.into(),
            source,
        })?,
        None => body.to_owned(),
    };
    let wrong = |reason: String| ProposeError::Message {
        given: given.clone(),
        reason,
    };
    let value: Value = serde_json::from_str(&json).map_err(|e| wrong(format!("no JSON: {e}")))?;
    let key = match &value {
        Value::Object(rows) if rows.len() == 1 => rows.keys().next().cloned().unwrap_or_default(),
        _ => return Err(wrong("a message is a JSON object with one key".to_owned())),
    };
    let msg = Binary::from(value.to_string().into_bytes());
    if let Some(Err(reason)) = parse(name, &msg) {
        return Err(wrong(reason));
    }
    Ok(Call {
        contract: name.to_owned(),
        key,
        message: CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr: address,
            msg,
            funds,
        }),
    })
}

fn address(name: &str, plan: &Plan, at: &Deployed) -> Option<String> {
    if let Some(address) = at.contract(name) {
        return Some(address.to_owned());
    }
    let lower = !name.bytes().any(|c| c.is_ascii_uppercase());
    (lower && is_address(name, &plan.chain.home.prefix)).then(|| name.to_owned())
}

/// `5000stable`, `1eth` or `12ibc/..`: an amount of smallest units and a denom.
fn coin(text: &str, plan: &Plan) -> Option<Coin> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (amount, denom) = text.split_at(end);
    let amount: Uint128 = amount.parse().ok()?;
    let denom = match denom {
        "stable" => plan.stable_home(),
        "eth" => plan.eth_home(),
        other => other.to_owned(),
    };
    (!amount.is_zero() && is_denom(&denom)).then_some(Coin { denom, amount })
}

/// Reads the message as the contract would; none for a contract that is not ours.
fn parse(contract: &str, msg: &Binary) -> Option<Result<(), String>> {
    macro_rules! reads {
        ($messages:ident) => {
            from_json::<$messages::ExecuteMsg>(msg).map(drop)
        };
    }
    let result = match kind(contract) {
        "token" => reads!(token),
        "voting" => reads!(voting),
        "timelock" => reads!(timelock),
        "oracle" => reads!(oracle),
        "market" => reads!(market),
        "reserve" => reads!(reserve),
        "emissions" => reads!(emissions),
        "vesting" => reads!(vesting),
        _ => return None,
    };
    Some(result.map_err(|error| format!("{contract} does not know it: {error}")))
}

/// Whether a contract of ours has a message with this key, whatever its fields.
#[must_use]
pub fn has_message(contract: &str, key: &str) -> bool {
    let msg = Binary::from(serde_json::json!({ key: {} }).to_string().into_bytes());
    match parse(contract, &msg) {
        Some(Err(reason)) => !reason.contains("unknown variant"),
        parsed => parsed.is_some(),
    }
}
