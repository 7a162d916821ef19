//! ADR-8: which callbacks a memo asks for, and how they reach the contract.

use anyhow::{bail, Result};
use cosmwasm_std::{IbcDestinationCallbackMsg, IbcSourceCallbackMsg};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// cw-multi-test's contracts have no callback entry points, so a callback travels as this
/// sudo message, which only [`crate::Wrapper`] understands.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CallbackSudo {
    QerunTestingIbcSourceCallback(IbcSourceCallbackMsg),
    QerunTestingIbcDestinationCallback(IbcDestinationCallbackMsg),
}

/// The address in `{"src_callback":{"address":..,"gas_limit":".."}}`, if the memo asks for one.
///
/// # Errors
/// The memo asks for it in a malformed way. ibc-go rejects such a packet.
pub(super) fn source(memo: &str) -> Result<Option<String>> {
    callback(memo, "src_callback")
}

/// As [`source`], of `dest_callback`.
pub(super) fn destination(memo: &str) -> Result<Option<String>> {
    callback(memo, "dest_callback")
}

fn callback(memo: &str, key: &str) -> Result<Option<String>> {
    if !memo.contains(key) {
        return Ok(None);
    }
    let Ok(Value::Object(memo)) = serde_json::from_str::<Value>(memo) else {
        return Ok(None);
    };
    let Some(request) = memo.get(key) else {
        return Ok(None);
    };
    if let Some(limit) = request.get("gas_limit") {
        let number = limit.as_str().and_then(|text| text.parse::<u64>().ok());
        if number.is_none() {
            bail!("{key}: gas_limit must be a decimal number in a string");
        }
    }
    match request.get("address") {
        Some(Value::String(address)) if !address.trim().is_empty() => Ok(Some(address.clone())),
        _ => bail!("{key}: address must be a string that is not empty"),
    }
}
