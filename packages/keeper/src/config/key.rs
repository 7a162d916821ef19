//! Files with secrets are their owner's alone.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::ConfigError;

/// Every bit of group and others.
const OTHERS: u32 = 0o077;

/// Refuses a file that others than its owner can read or change.
///
/// # Errors
/// [`ConfigError::ReadableByOthers`]; [`ConfigError::NoFile`]: a folder, a pipe or a device; [`ConfigError::KeyFile`] if there is
/// none.
pub fn ensure_private(path: &Path) -> Result<(), ConfigError> {
    let metadata = std::fs::metadata(path).map_err(|source| ConfigError::KeyFile {
        path: path.to_owned(),
        source,
    })?;
    // Reading a pipe or a device might never end.
    if !metadata.is_file() {
        return Err(ConfigError::NoFile {
            path: path.to_owned(),
        });
    }
    let mode = metadata.mode() & 0o7777;
    if mode & OTHERS != 0 {
        return Err(ConfigError::ReadableByOthers {
            path: path.to_owned(),
            mode,
        });
    }
    Ok(())
}
