//! `qerun status`: the protocol at a glance.

mod args;
mod text;

pub use self::args::StatusArgs;
pub use self::text::render;

use crate::verify::{gather, open, root, VerifyError};
use qerun_deployment::Plan;

/// Runs the command.
///
/// # Errors
/// [`VerifyError`]: something could not be read.
pub fn run(args: &StatusArgs) -> Result<(), VerifyError> {
    let plan = Plan::load_with(&args.plan, &(&args.nodes).into())?;
    let root = root(&args.plan, args.state.as_deref(), args.root.as_deref())?;
    let chains = open(&plan)?;
    let facts = gather(&chains.home, &chains.dex, &root)?;
    print!("{}", render(&facts));
    Ok(())
}
