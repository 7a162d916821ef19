//! Contracts of others on the protocol's chain, to be measured in the same run.

use anyhow::Result;
use cosmwasm_std::to_json_vec;
use qerun::chain::{load_key, predict, Action, Chain, Gas, Key};
use qerun::deploy::Artifacts;
use serde_json::{json, Value};

use crate::net::Net;

/// Stores a code unless it is there, and returns its id.
pub fn code(net: &Net, name: &str) -> Result<u64> {
    let artifacts = Artifacts::open(&net.artifacts)?;
    let deployer = deployer(net)?;
    let checksum = artifacts.checksum(name)?;
    let look = || net.home.find_code(checksum, &deployer.address);
    if let Some(id) = look()? {
        return Ok(id);
    }
    let store = Action::Store {
        wasm: artifacts.wasm(name)?,
    };
    let message = store.message(&deployer.address)?;
    net.home.deliver(&deployer, vec![message], Gas::Simulated)?;
    look()?.ok_or_else(|| anyhow::anyhow!("{name} was stored and is not there"))
}

/// Instantiates a code unless the run has done so, and returns the address.
pub fn create(net: &Net, name: &str, label: &str, msg: &Value) -> Result<String> {
    let code_id = code(net, name)?;
    let deployer = deployer(net)?;
    let label = format!("{} {label}", net.plan.name);
    let checksum = Artifacts::open(&net.artifacts)?.checksum(name)?.to_owned();
    let address = predict(&checksum, &deployer.address, label.as_bytes())?;
    if net.home.contract(&address)?.is_none() {
        let action = Action::Instantiate {
            code_id,
            salt: label.clone().into_bytes(),
            label,
            msg: to_json_vec(msg)?,
            admin: deployer.address.clone(),
        };
        let message = action.message(&deployer.address)?;
        net.home.deliver(&deployer, vec![message], Gas::Simulated)?;
    }
    Ok(address)
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

fn deployer(net: &Net) -> Result<Key> {
    let chain = &net.plan.chain.home;
    Ok(load_key(
        &net.plan.key.home,
        chain.coin_type,
        &chain.prefix,
    )?)
}
