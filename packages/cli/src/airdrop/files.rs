//! What `tree` writes and `proof` reads: the same bytes for the same list.

use std::path::{Path, PathBuf};

use cosmwasm_std::{HexBinary, Uint128};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::AirdropError;

/// `airdrop.json`: the tree as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// The chain on which it is claimed.
    pub chain_id: String,
    /// The airdrop's name: that of the deployment.
    pub name: String,
    /// Of the tree over all entries.
    pub root: HexBinary,
    /// Number of entries.
    pub count: u32,
    /// Their sum, smallest units.
    pub total: Uint128,
}

/// A line of `proofs.jsonl`: an entry with its proof, in the order of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// Its place in the list, from 0.
    pub index: u32,
    /// Who may claim it.
    pub account: String,
    /// Smallest units.
    pub amount: Uint128,
    /// Siblings on the way to the root, the entry's own first.
    pub proof: Vec<HexBinary>,
}

/// Where the summary is in a folder.
pub fn summary_path(folder: &Path) -> PathBuf {
    folder.join("airdrop.json")
}

/// Where the proofs are in a folder.
pub fn proofs_path(folder: &Path) -> PathBuf {
    folder.join("proofs.jsonl")
}

/// A file's bytes.
///
/// # Errors
/// [`AirdropError::Io`].
pub fn read(path: &Path) -> Result<Vec<u8>, AirdropError> {
    std::fs::read(path).map_err(|source| AirdropError::Io {
        verb: "read",
        path: path.to_owned(),
        source,
    })
}

/// Writes both files, and the folder if it is not there.
///
/// # Errors
/// [`AirdropError::Io`].
pub fn write(folder: &Path, summary: &Summary, proofs: &[Proof]) -> Result<(), AirdropError> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| AirdropError::Io {
            verb: "write",
            path,
            source,
        }
    };
    std::fs::create_dir_all(folder).map_err(io(folder))?;
    let mut lines = String::new();
    for proof in proofs {
        lines.push_str(&text(proof));
        lines.push('\n');
    }
    for (path, text) in [
        (proofs_path(folder), lines),
        (summary_path(folder), text(summary) + "\n"),
    ] {
        std::fs::write(&path, text).map_err(io(&path))?;
    }
    Ok(())
}

/// JSON on one line. All of these types can be written so.
pub fn text(of: &impl Serialize) -> String {
    serde_json::to_string(of).unwrap_or_default()
}

/// Reads JSON of a line of a file, counted from 1.
///
/// # Errors
/// [`AirdropError::Json`].
pub fn parse<T: DeserializeOwned>(path: &Path, line: usize, text: &str) -> Result<T, AirdropError> {
    serde_json::from_str(text).map_err(|error| AirdropError::Json {
        path: path.to_owned(),
        line,
        reason: error.to_string(),
    })
}
