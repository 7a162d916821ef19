//! Who may set off a pause.

use cosmwasm_std::{Addr, StdError, Storage};
use thiserror::Error;

/// Errors unless `sender` is the guardian or the contract's owner.
pub fn ensure_guardian_or_owner(
    storage: &dyn Storage,
    guardian: Option<&Addr>,
    sender: &Addr,
) -> Result<(), NotGuardian> {
    if guardian == Some(sender) || cw_ownable::is_owner(storage, sender)? {
        return Ok(());
    }
    let sender = sender.clone();
    Err(NotGuardian::Sender { sender })
}

/// Why somebody may not pause.
#[derive(Error, Debug, PartialEq)]
pub enum NotGuardian {
    /// Neither guardian nor owner.
    #[error("{sender} is neither guardian nor owner")]
    Sender {
        /// Who asked.
        sender: Addr,
    },
    /// The owner cannot be read.
    #[error(transparent)]
    Std(#[from] StdError),
}
