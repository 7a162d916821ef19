//! The files, and writing them.

use std::fs;
use std::path::Path;

use qerun_deployment::plan::{PlanFile, Side};
use serde::Serialize;
use serde_json::{json, Value};

use super::asset_list::{asset_list, picture_name};
use super::dao::{dao_dao, dao_json};
use super::denoms::denoms;
use super::error::IntegrateError;
use super::suggest_chain::{suggest_chain, suggest_tokens};
use super::tokens::tokens;
use crate::deploy::{DeploymentFile, State};

/// Every file by its name in the folder.
#[must_use]
pub fn files(plan: &PlanFile, state: &State) -> Vec<(String, Vec<u8>)> {
    let tokens = tokens(plan, state);
    let chain = |side| suggest_chain(plan, side).unwrap_or(Value::Null);
    let chains = json!({"home": chain(Side::Home), "dex": chain(Side::Dex)});
    let mut files: Vec<(String, Vec<u8>)> = [
        (
            "deployment.json",
            json_file(&DeploymentFile::new(plan, state)),
        ),
        ("assetlist.json", json_file(&asset_list(plan, &tokens))),
        ("denoms.json", json_file(&denoms(plan, &tokens))),
        ("suggest-chain.json", json_file(&chains)),
        (
            "suggest-token.json",
            json_file(&suggest_tokens(plan, &tokens)),
        ),
        ("dao.json", json_file(&dao_json(plan, state))),
        ("dao-dao.json", json_file(&dao_dao(plan, state))),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into();
    let marketing = plan.token.marketing.as_ref();
    let logos = marketing.map(|told| [told.logo.as_ref(), told.list_logo.as_ref()]);
    for logo in logos.into_iter().flatten().flatten() {
        if let (Some((_, name)), Some((_, bytes))) = (picture_name(plan, logo), logo.content()) {
            files.push((name, bytes.to_vec()));
        }
    }
    files
}

/// JSON with an end of line. All of these types can be written so.
fn json_file(of: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(of).unwrap_or_default();
    text.push(b'\n');
    text
}

/// Writes them, and the folder if it is not there.
///
/// # Errors
/// [`IntegrateError::Write`].
pub fn write(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), IntegrateError> {
    for (name, bytes) in files {
        let path = folder.join(name);
        let io = |path: &Path| {
            let path = path.to_owned();
            move |source| IntegrateError::Write { path, source }
        };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(io(parent))?;
        }
        fs::write(&path, bytes).map_err(io(&path))?;
    }
    Ok(())
}
