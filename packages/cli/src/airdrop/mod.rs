//! `qerun airdrop`: the tree over a list of addresses and amounts, and the message by which each claims.
//!
//! Nothing here speaks to a chain. Who has the same list gets the same root, so that anyone can check what the airdrop's
//! contract has.

mod args;
mod error;
mod files;
mod list;
mod proof;
mod tree;

pub use self::args::{AirdropArgs, AirdropCommand, ProofArgs, TreeArgs};
pub use self::error::{AirdropError, LineError, LineProblem};
pub use self::files::{Proof, Summary};
pub use self::list::{read, Rules};
pub use self::proof::claim;
pub use self::tree::make;

/// Runs the command.
///
/// # Errors
/// [`AirdropError`].
pub fn run(args: &AirdropArgs) -> Result<(), AirdropError> {
    match &args.command {
        AirdropCommand::Tree(args) => tree::run(args),
        AirdropCommand::Proof(args) => proof::run(args),
    }
}
