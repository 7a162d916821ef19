//! Headers of requests to providers. Their values are secrets, so they stand elsewhere.

use std::path::PathBuf;

use serde::Deserialize;

use super::{ensure_private, ConfigError};
use crate::secret::Secret;

/// A header.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Its name, `X-Api-Key`.
    pub name: String,
    /// Where its value is.
    pub value: HeaderValue,
}

/// Where a header's value is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum HeaderValue {
    /// In a file, readable by its owner alone; its path is relative to the configuration.
    File {
        /// The file.
        path: PathBuf,
    },
    /// In an environment variable.
    Env {
        /// Its name.
        name: String,
    },
}

impl HeaderValue {
    /// Reads it.
    ///
    /// # Errors
    /// [`ConfigError::Header`], [`ConfigError::ReadableByOthers`].
    pub fn read(&self) -> Result<Secret, ConfigError> {
        match self {
            HeaderValue::File { path } => {
                let path = path.as_path();
                ensure_private(path)?;
                let text = std::fs::read_to_string(path).map_err(|error| ConfigError::Header {
                    origin: path.display().to_string(),
                    reason: error.to_string(),
                })?;
                Ok(Secret::new(&text))
            }
            HeaderValue::Env { name } => match std::env::var(name) {
                Ok(text) => Ok(Secret::new(&text)),
                Err(_) => Err(ConfigError::Header {
                    origin: format!("${name}"),
                    reason: "not set".to_owned(),
                }),
            },
        }
    }
}
