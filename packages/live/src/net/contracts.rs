//! Further contracts on the protocol's chain that a run needs beside the deployment.

use anyhow::Result;
use cosmwasm_std::{to_json_binary, WasmMsg};
use qerun::deploy::Artifacts;
use qerun_chain::{load_key, store_message, wasm_message, Chain, Gas, Key};
use qerun_deployment::address::predict;
use serde_json::Value;

use super::Net;

impl Net {
    /// Stores a code unless it is there, and returns its id.
    ///
    /// # Errors
    /// The artifact is missing, or the chain's words.
    pub fn code(&self, name: &str) -> Result<u64> {
        let artifacts = Artifacts::open(&self.artifacts)?;
        let deployer = self.deployer()?;
        let checksum = artifacts.checksum(name)?;
        let find = || self.home.find_code(checksum, &deployer.address);
        if let Some(id) = find()? {
            return Ok(id);
        }
        let message = store_message(&deployer.address, &artifacts.wasm(name)?)?;
        self.home
            .deliver(&deployer, vec![message], Gas::Simulated)?;
        find()?.ok_or_else(|| anyhow::anyhow!("{name} was stored and is not there"))
    }

    /// Instantiates a code unless that was done before, and returns the address.
    ///
    /// # Errors
    /// See [`Self::code`].
    pub fn create(&self, name: &str, label: &str, msg: &Value) -> Result<String> {
        let code_id = self.code(name)?;
        let deployer = self.deployer()?;
        let label = format!("{} {label}", self.plan.name);
        let checksum = Artifacts::open(&self.artifacts)?.checksum(name)?.to_owned();
        let address = predict(&checksum, &deployer.address, label.as_bytes())?;
        if self.home.contract(&address)?.is_none() {
            let message = WasmMsg::Instantiate2 {
                admin: Some(deployer.address.clone()),
                code_id,
                salt: label.clone().into_bytes().into(),
                label,
                msg: to_json_binary(msg)?,
                funds: vec![],
            };
            let message = wasm_message(&deployer.address, &message)?;
            self.home
                .deliver(&deployer, vec![message], Gas::Simulated)?;
        }
        Ok(address)
    }

    fn deployer(&self) -> Result<Key> {
        let chain = &self.plan.chain.home;
        Ok(load_key(
            &self.plan.key.home,
            chain.coin_type,
            &chain.prefix,
        )?)
    }
}
