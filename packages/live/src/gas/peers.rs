//! Contracts of others on the protocol's chain, measured in the same run for comparison.

use anyhow::Result;
use serde_json::{json, Value};

use crate::net::Net;

/// Stores a code unless it is there, and returns its id.
pub fn code(net: &Net, name: &str) -> Result<u64> {
    net.code(name)
}

/// Instantiates a code unless the run has done so, and returns the address.
pub fn create(net: &Net, name: &str, label: &str, msg: &Value) -> Result<String> {
    net.create(name, label, msg)
}

/// A cw20-base with the same decimals and large balances of alice and bob.
pub fn cw20_base(net: &Net) -> Result<String> {
    let holder = |name: &str| -> Result<Value> {
        let address = net.people.get(name)?.at_home();
        Ok(json!({"address": address, "amount": "2000000000000"}))
    };
    let msg = json!({
        "name": "Peer", "symbol": "PEER", "decimals": 6, "mint": null, "marketing": null,
        "initial_balances": [holder("alice")?, holder("bob")?],
    });
    create(net, "cw20_base", "cw20-base", &msg)
}
