//! A deployment described once: the plan, the addresses, the steps, and the message of each.
//!
//! `qerun deploy` sends these messages to live chains and the suite of qerun-testing to chains in one process. Nothing
//! here reads a chain or sends anything.

pub mod address;
mod dry_run;
mod messages;
pub mod plan;
mod step;

pub use self::messages::{Addresses, InstantiateMsgs};
pub use self::step::*;
