//! From which code an instance may come.

use cosmwasm_std::{StdError, Storage};
use semver::Version;
use thiserror::Error;

/// Why an instance is not migrated.
#[derive(Error, Debug, PartialEq)]
pub enum MigrationError {
    /// It was stored by code whose records the new code cannot read.
    #[error("records of version {found} cannot be read, only those of {oldest} and later")]
    TooOld {
        /// The instance's version.
        found: Version,
        /// The first one whose records have the present shape.
        oldest: Version,
    },
    /// Of another contract, or of a newer version of it.
    #[error(transparent)]
    Std(#[from] StdError),
}

/// Moves an instance of contract `name` to `version`, and returns the version that it had. `oldest` is the first version whose records have the shape that the
/// code reads. Errors: `TooOld`, `Std`; the caller's transaction undoes what was written before.
pub fn migrate(
    storage: &mut dyn Storage,
    name: &str,
    version: &str,
    oldest: Version,
) -> Result<Version, MigrationError> {
    let found = cw2::ensure_from_older_version(storage, name, version)?;
    if found < oldest {
        return Err(MigrationError::TooOld { found, oldest });
    }
    Ok(found)
}
