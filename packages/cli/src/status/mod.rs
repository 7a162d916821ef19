//! `qerun status`: the protocol at a glance.

mod airdrop;
mod args;
mod distribution;
mod losses;
mod milestones;
mod row;
mod text;

pub use self::args::StatusArgs;
pub use self::text::render;

use crate::verify::{gather, open, root, VerifyError};

/// Runs the command.
///
/// # Errors
/// [`VerifyError`]: something could not be read.
pub fn run(args: &StatusArgs) -> Result<(), VerifyError> {
    let plan = args.deployment.load_plan()?;
    let root = root(&args.deployment, args.root.as_deref())?;
    let chains = open(&plan)?;
    let facts = gather(&chains.home, &chains.dex, &root)?;
    print!("{}", render(&facts));
    Ok(())
}
