//! The state file: what a deployment has done so far. It is replaced whole, never written in part.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{replace_file, Planned, Side, StateError};
use qerun_deployment::plan::Both;
use qerun_deployment::Known;

/// What a deployment has done so far; the file that makes it resumable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// The plan's name.
    pub plan: String,
    /// Sha256 of what the plan sends, hex.
    #[serde(default)]
    pub hash: String,
    /// Whether every step is done.
    pub complete: bool,
    /// What is on each chain.
    pub chain: Both<ChainState>,
    /// Transactions in the order in which they were sent.
    pub transactions: Vec<SentTransaction>,
    /// What each step sends, to name what differs if the plan was edited since.
    #[serde(default)]
    pub planned: Planned,
}

/// What is on a chain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainState {
    /// Tells whether the state is of this chain.
    pub chain_id: String,
    /// The account that signs, bech32.
    pub deployer: String,
    /// Stored codes by the name of their file.
    pub codes: BTreeMap<String, CodeRecord>,
    /// Addresses by the contract's name.
    pub contracts: BTreeMap<String, String>,
}

/// A stored code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeRecord {
    /// The chain's id of the code.
    pub id: u64,
    /// Sha256 of the wasm, hex.
    pub checksum: String,
}

/// A transaction of the deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentTransaction {
    /// The step or steps that it was sent for.
    pub step: String,
    /// `home` or `dex`.
    pub side: String,
    /// Upper-case hex.
    pub hash: String,
    /// Of the block that it is in.
    pub height: u64,
    /// SDK gas.
    pub gas_used: u64,
    /// Milliseconds from asking the chain until it was in a block.
    pub milliseconds: u64,
}

impl State {
    /// Reads a state; none if there is no file.
    ///
    /// # Errors
    /// [`StateError::Io`], [`StateError::Json`].
    pub fn load(path: &Path) -> Result<Option<Self>, StateError> {
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                return Err(StateError::Io {
                    verb: "read",
                    path: path.to_owned(),
                    source,
                })
            }
        };
        let state = serde_json::from_slice(&text).map_err(|source| StateError::Json {
            path: path.to_owned(),
            source,
        })?;
        Ok(Some(state))
    }

    /// Writes it beside the file and renames it into place: whoever reads finds the old or the new.
    ///
    /// # Errors
    /// [`StateError::Io`].
    pub fn save(&self, path: &Path) -> Result<(), StateError> {
        replace_file(path, self)
    }

    /// The state of one chain.
    #[must_use]
    pub fn side(&self, side: Side) -> &ChainState {
        self.chain.get(side)
    }

    /// The code ids and addresses that only the chains could tell.
    #[must_use]
    pub fn known(&self) -> Known {
        let address = |side, name| self.address(side, name).unwrap_or_default().to_owned();
        let mut known = Known {
            voting: address(Side::Home, "voting"),
            pair: address(Side::Dex, "pair"),
            qer_pair: address(Side::Home, "qer_pair"),
            lp_token: address(Side::Home, "lp_token"),
            ..Known::default()
        };
        for side in [Side::Home, Side::Dex] {
            for (name, code) in &self.side(side).codes {
                known.learn_code(side, name, code.id);
            }
        }
        known
    }

    /// The address of a contract; none before it exists.
    #[must_use]
    pub fn address(&self, side: Side, name: &str) -> Option<&str> {
        self.side(side).contracts.get(name).map(String::as_str)
    }
}
