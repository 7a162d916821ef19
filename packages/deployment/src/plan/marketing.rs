//! What wallets show of the token beside its name.

use std::path::{Path, PathBuf};

use cosmwasm_std::Binary;
use serde::{Deserialize, Serialize};

use super::file::PlanFile;

/// Longest file of a logo that is read, bytes; what a logo may have is checked with all else.
const LONGEST_FILE: u64 = 1 << 20;

/// Texts and logo of the token (cw20's marketing info), which the timelock may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarketingPlan {
    /// The project's page, `https://..`; at most 512 bytes.
    pub project: Option<String>,
    /// What the token is; at most 1,024 bytes.
    pub description: Option<String>,
    /// Kept by the token itself; at most 5,120 bytes.
    pub logo: Option<LogoPlan>,
    /// The same picture in the other format, for lists of assets; it goes to no chain.
    pub list_logo: Option<LogoPlan>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum LogoPlan {
    /// A file whose path is relative to the plan, `.svg` or `.png`. Reading the plan puts its content in its place.
    File {
        /// The file.
        path: PathBuf,
    },
    /// An SVG that begins with an XML declaration.
    Svg {
        /// The file's bytes, base64.
        data: Binary,
    },
    /// A PNG.
    Png {
        /// The file's bytes, base64.
        data: Binary,
    },
}

impl LogoPlan {
    /// How the file's name ends, and its bytes; none if it was not read.
    #[must_use]
    pub fn content(&self) -> Option<(&'static str, &[u8])> {
        match self {
            LogoPlan::File { .. } => None,
            LogoPlan::Svg { data } => Some(("svg", data)),
            LogoPlan::Png { data } => Some(("png", data)),
        }
    }

    /// The token's own rules: cw20-base's format and 5,120 bytes.
    ///
    /// # Errors
    /// Which rule it breaks.
    pub(crate) fn ensure_picture(&self) -> Result<(), String> {
        const MOST: usize = 5 * 1_024;
        let Some((end, bytes)) = self.content() else {
            return Ok(());
        };
        let begin: &[u8] = match end {
            "svg" => b"<?xml ",
            _ => b"\x89PNG\r\n\x1a\n",
        };
        if !bytes.starts_with(begin) {
            return Err(format!("it does not begin as {end} does"));
        }
        if bytes.len() > MOST {
            return Err(format!("{} bytes are more than {MOST}", bytes.len()));
        }
        Ok(())
    }

    /// Puts a file's content in its place.
    ///
    /// # Errors
    /// The file that cannot be read, and why.
    fn read(&mut self, folder: &Path) -> Result<(), (PathBuf, std::io::Error)> {
        let LogoPlan::File { path } = self else {
            return Ok(());
        };
        let path = folder.join(&*path);
        let data = match qerun_files::read(&path, LONGEST_FILE) {
            Ok(bytes) => Binary::from(bytes),
            Err(source) => return Err((path, source)),
        };
        let png = path.extension().is_some_and(|end| end == "png");
        *self = match png {
            true => LogoPlan::Png { data },
            false => LogoPlan::Svg { data },
        };
        Ok(())
    }
}

impl PlanFile {
    /// Puts the content of the logos' files in their place. Paths are relative to `folder`.
    ///
    /// # Errors
    /// The first file that cannot be read, and why.
    pub fn read_logos(&mut self, folder: &Path) -> Result<(), (PathBuf, std::io::Error)> {
        let Some(marketing) = &mut self.token.marketing else {
            return Ok(());
        };
        let logos = [&mut marketing.logo, &mut marketing.list_logo];
        for logo in logos.into_iter().flatten() {
            logo.read(folder)?;
        }
        Ok(())
    }
}
