//! The contracts' wasm: files that are what `checksums.txt` says they are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::ArtifactError;

/// The list that `scripts/build-wasm` writes.
pub const CHECKSUMS: &str = "checksums.txt";

/// A folder of wasm files.
#[derive(Clone, Debug)]
pub struct Artifacts {
    folder: PathBuf,
    checksums: BTreeMap<String, String>,
}

impl Artifacts {
    /// Reads the list of checksums, in the format of sha256sum.
    ///
    /// # Errors
    /// [`ArtifactError::Read`], [`ArtifactError::Line`].
    pub fn open(folder: &Path) -> Result<Self, ArtifactError> {
        let path = folder.join(CHECKSUMS);
        let text = read(&path)?;
        let text = String::from_utf8_lossy(&text);
        let mut checksums = BTreeMap::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let (checksum, file) = line
                .split_once(char::is_whitespace)
                .filter(|(sum, _)| sum.len() == 64 && sum.bytes().all(|b| b.is_ascii_hexdigit()))
                .ok_or_else(|| ArtifactError::Line {
                    path: path.clone(),
                    line: line.to_owned(),
                })?;
            let file = file.trim_start().trim_start_matches('*');
            let name = file.strip_suffix(".wasm").unwrap_or(file);
            checksums.insert(name.to_owned(), checksum.to_ascii_lowercase());
        }
        Ok(Artifacts {
            folder: folder.to_owned(),
            checksums,
        })
    }

    /// The checksum of a contract's wasm, hex.
    ///
    /// # Errors
    /// [`ArtifactError::Unlisted`].
    pub fn checksum(&self, name: &str) -> Result<&str, ArtifactError> {
        self.checksums
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| ArtifactError::Unlisted {
                folder: self.folder.clone(),
                name: name.to_owned(),
            })
    }

    /// A contract's wasm.
    ///
    /// # Errors
    /// [`ArtifactError::Changed`] when the file is not the listed one.
    pub fn wasm(&self, name: &str) -> Result<Vec<u8>, ArtifactError> {
        let wanted = self.checksum(name)?;
        let path = self.folder.join(format!("{name}.wasm"));
        let wasm = read(&path)?;
        let found = hex::encode(Sha256::digest(&wasm));
        if found != wanted {
            return Err(ArtifactError::Changed {
                path,
                found,
                wanted: wanted.to_owned(),
            });
        }
        Ok(wasm)
    }
}

fn read(path: &Path) -> Result<Vec<u8>, ArtifactError> {
    std::fs::read(path).map_err(|source| ArtifactError::Read {
        path: path.to_owned(),
        source,
    })
}
