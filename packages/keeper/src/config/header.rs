//! Headers of requests to providers. Their values are secrets, so they stand elsewhere.

use std::path::PathBuf;

use serde::Deserialize;
use ureq::http;

use super::{ensure_private, ConfigError};
use crate::secret::Secret;

/// Longest file with a header's value, bytes.
const LONGEST: u64 = 16 << 10;

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
        let (origin, value) = self.find()?;
        let reason = match http::HeaderValue::from_str(value.reveal()) {
            _ if value.reveal().is_empty() => "it is empty",
            Err(_) => "it has characters that no header may have, a line break for one",
            Ok(_) => return Ok(value),
        };
        Err(ConfigError::Header {
            origin,
            reason: reason.to_owned(),
        })
    }

    /// Where it is, and what is there.
    fn find(&self) -> Result<(String, Secret), ConfigError> {
        match self {
            HeaderValue::File { path } => {
                let path = path.as_path();
                ensure_private(path)?;
                let origin = path.display().to_string();
                match qerun_files::read_to_string(path, LONGEST) {
                    Ok(text) => Ok((origin, Secret::new(&text))),
                    Err(error) => Err(ConfigError::Header {
                        origin,
                        reason: error.to_string(),
                    }),
                }
            }
            HeaderValue::Env { name } => match std::env::var(name) {
                Ok(text) => Ok((format!("${name}"), Secret::new(&text))),
                Err(_) => Err(ConfigError::Header {
                    origin: format!("${name}"),
                    reason: "not set".to_owned(),
                }),
            },
        }
    }
}
