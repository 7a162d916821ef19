//! Sending: one courier for each account, which alone knows the account's sequence.

mod attempt;
mod courier;
mod error;
mod flight;
mod queue;
mod transaction;

pub use self::courier::{Courier, Terms};
pub use self::error::SendError;
pub use self::queue::Sender;
pub use self::transaction::{Receipt, Transaction};
