//! Where the words of a key are; the words themselves are never in a plan.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Where the 24 words are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum KeySource {
    /// In a file, relative to the plan: alone, or in the line `name: words`.
    File {
        /// The file.
        path: PathBuf,
        /// The name in front of the words, if the file holds several.
        line: Option<String>,
    },
    /// In an environment variable.
    Env {
        /// Its name.
        name: String,
    },
}
