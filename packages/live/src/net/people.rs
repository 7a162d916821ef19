//! People with keys: those of the net by name, and as many derived ones as a run needs.

use std::collections::BTreeMap;

use anyhow::{anyhow, Context, Result};
use cosmrs::crypto::secp256k1::SigningKey;
use qerun_chain::{load_key, Key};
use qerun_deployment::plan::{KeySource, PlanFile};
use qerun_deployment::Plan;
use sha2::{Digest, Sha256};

use super::endpoints::Endpoints;

/// Someone with one key and an address on each chain.
pub struct Person {
    /// Name in the endpoints file, or the name that the key is derived from.
    pub name: String,
    /// Signs on the protocol's chain.
    pub home: Key,
    /// Signs on the DEX chain.
    pub dex: Key,
}

/// The net's people by name.
pub struct People(BTreeMap<String, Person>);

impl People {
    /// Loads every key of the net.
    ///
    /// # Errors
    /// A key file that cannot be read.
    pub fn load(endpoints: &Endpoints, plan: &Plan) -> Result<Self> {
        let person = |(name, key): (&String, &super::endpoints::Key)| {
            let source = KeySource::File {
                path: key.mnemonic_file.clone(),
                line: None,
            };
            let load = |chain: &qerun_deployment::plan::ChainPlan| {
                load_key(&source, chain.coin_type, &chain.prefix)
            };
            let person = Person {
                name: name.clone(),
                home: load(&plan.chain.home)?,
                dex: load(&plan.chain.dex)?,
            };
            Ok((name.clone(), person))
        };
        endpoints
            .keys
            .iter()
            .map(person)
            .collect::<Result<_>>()
            .map(Self)
    }

    /// The person with a name.
    ///
    /// # Errors
    /// Nobody has the name.
    pub fn get(&self, name: &str) -> Result<&Person> {
        self.0
            .get(name)
            .with_context(|| format!("no key named {name}"))
    }
}

impl Person {
    /// Derives a key from a name. For tests only, because anyone can derive it.
    ///
    /// # Errors
    /// One in 2^128 names gives no key.
    pub fn derived(name: &str, plan: &PlanFile) -> Result<Self> {
        let secret = Sha256::digest(format!("qerun/live/{name}"));
        let key = |prefix: &str| -> Result<Key> {
            let signing = SigningKey::from_slice(&secret).map_err(|e| anyhow!("{name}: {e}"))?;
            let address = signing.public_key().account_id(prefix);
            let address = address.map_err(|e| anyhow!("{name}: {e}"))?.to_string();
            Ok(Key { signing, address })
        };
        Ok(Person {
            name: name.to_owned(),
            home: key(&plan.chain.home.prefix)?,
            dex: key(&plan.chain.dex.prefix)?,
        })
    }

    /// The address on the protocol's chain.
    #[must_use]
    pub fn at_home(&self) -> &str {
        &self.home.address
    }

    /// The address on the DEX chain.
    #[must_use]
    pub fn on_dex(&self) -> &str {
        &self.dex.address
    }
}
