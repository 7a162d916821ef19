//! Who may send a message.

use cosmwasm_std::{Addr, StdError, Storage};
use thiserror::Error;

/// Why a message is refused for who sends it.
#[derive(Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum AccessError {
    #[error("only the {role} may do this, not {sender}")]
    Unauthorized { sender: Addr, role: &'static str },
    /// The owner cannot be read.
    #[error(transparent)]
    Std(#[from] StdError),
}

/// Refuses a sender that is not the holder of a role, as `ensure_sender(&info.sender, &config.market, "market")`.
/// Errors: `Unauthorized`.
pub fn ensure_sender(sender: &Addr, holder: &Addr, role: &'static str) -> Result<(), AccessError> {
    if sender == holder {
        return Ok(());
    }
    let sender = sender.clone();
    Err(AccessError::Unauthorized { sender, role })
}

/// Refuses a sender that is neither the guardian nor the contract's owner. Errors: `Unauthorized`.
pub fn ensure_guardian_or_owner(
    storage: &dyn Storage,
    guardian: Option<&Addr>,
    sender: &Addr,
) -> Result<(), AccessError> {
    if guardian == Some(sender) || cw_ownable::is_owner(storage, sender)? {
        return Ok(());
    }
    Err(AccessError::Unauthorized {
        sender: sender.clone(),
        role: "guardian or owner",
    })
}
