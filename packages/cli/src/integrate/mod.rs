//! `qerun integrate`: what wallets, explorers, lists of assets and web pages want to know of a finished deployment, as
//! files in their own formats. Nothing here speaks to a chain.

mod args;
mod asset_list;
mod dao;
mod denoms;
mod error;
mod missing;
mod suggest_chain;
mod tokens;
mod write;

pub use self::args::IntegrateArgs;
pub use self::asset_list::asset_list;
pub use self::dao::{dao_dao, dao_json};
pub use self::denoms::{denoms, DenomRow};
pub use self::error::{IntegrateError, Missing};
pub use self::missing::missing;
pub use self::suggest_chain::{suggest_chain, suggest_tokens};
pub use self::tokens::{tokens, Kind, Token};
pub use self::write::files;

use std::path::Path;

use qerun_deployment::plan::{PlanFile, Side};

use crate::deploy::State;

/// Runs the command.
///
/// # Errors
/// [`IntegrateError`]: a plan, state or folder that cannot be used; nothing is written but for the last.
pub fn run(args: &IntegrateArgs) -> Result<(), IntegrateError> {
    let plan = args.deployment.load_plan()?;
    let path = args.deployment.state_path();
    let no_state = || IntegrateError::NoState { path: path.clone() };
    let state = State::load(&path)?.ok_or_else(no_state)?;
    ensure_of_plan(&plan, &state, &path)?;
    let missing = missing(&plan);
    if !missing.is_empty() {
        return Err(IntegrateError::Missing { missing });
    }
    let files = files(&plan, &state);
    write::write(&args.out, &files)?;
    print!("{}", render(&plan, &state, &args.out, &files));
    Ok(())
}

/// The state is of a finished deployment of this plan.
fn ensure_of_plan(plan: &PlanFile, state: &State, path: &Path) -> Result<(), IntegrateError> {
    for (what, found, wanted) in [
        ("the plan", &state.plan, &plan.name),
        (
            "the chain",
            &state.side(Side::Home).chain_id,
            &plan.chain.home.chain_id,
        ),
        (
            "the chain",
            &state.side(Side::Dex).chain_id,
            &plan.chain.dex.chain_id,
        ),
    ] {
        if found != wanted {
            return Err(IntegrateError::OtherDeployment {
                path: path.to_owned(),
                what,
                found: found.clone(),
                wanted: wanted.clone(),
            });
        }
    }
    if !state.complete {
        let path = path.to_owned();
        return Err(IntegrateError::Unfinished { path });
    }
    Ok(())
}

/// The table of denoms, and what was written. Pure.
fn render(plan: &PlanFile, state: &State, out: &Path, files: &[(String, Vec<u8>)]) -> String {
    let rows = denoms(plan, &tokens(plan, state));
    let wide = |text: fn(&DenomRow) -> &str| rows.iter().map(|row| text(row).len()).max();
    let chain = wide(|row| &row.chain_id).unwrap_or_default();
    let symbol = wide(|row| &row.symbol).unwrap_or_default();
    let lines = rows.iter().map(|row| {
        let DenomRow {
            chain_id,
            symbol: name,
            denom,
            decimals,
            ..
        } = row;
        format!("{chain_id:<chain$}  {name:<symbol$}  {decimals:>2}  {denom}\n")
    });
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let table: String = lines.collect();
    format!(
        "{table}\nwritten to {}: {}\n",
        out.display(),
        names.join(", ")
    )
}
