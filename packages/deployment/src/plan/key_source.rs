//! Where the mnemonic of a key is; a plan never contains the mnemonic itself.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Where a mnemonic of 24 words is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum KeySource {
    /// In a file whose path is relative to the plan. It holds one mnemonic, or lines `name: mnemonic`.
    File {
        /// The file.
        path: PathBuf,
        /// The name in front of the mnemonic, if the file holds several.
        line: Option<String>,
    },
    /// In an environment variable.
    Env {
        /// Its name.
        name: String,
    },
}
