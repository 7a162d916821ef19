//! A JSON file that is replaced whole, never written in part.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::StateError;

/// Writes JSON beside the file and renames it into place: whoever reads finds the old or the new. Makes the folder.
///
/// # Errors
/// [`StateError::Io`].
pub fn replace_file(path: &Path, content: &impl Serialize) -> Result<(), StateError> {
    let io = |source| StateError::Io {
        verb: "write",
        path: path.to_owned(),
        source,
    };
    let mut text = serde_json::to_vec_pretty(content).map_err(|source| StateError::Json {
        path: path.to_owned(),
        source,
    })?;
    text.push(b'\n');
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(io)?;
    }
    let aside = path.with_extension("json.new");
    let mut file = File::create(&aside).map_err(io)?;
    file.write_all(&text).map_err(io)?;
    file.sync_all().map_err(io)?;
    fs::rename(&aside, path).map_err(io)
}
