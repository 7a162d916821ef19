//! The keeper: does what keeps a deployment healthy and what anyone may do, again and again.
//!
//! [`run`] reads nothing but its configuration and the chains. Each task is a thread that reads, decides and hands its
//! transactions to the courier of the account, which alone knows the account's sequence.

pub mod config;
mod error;
pub mod node;
pub mod observe;
mod protocol;
mod run;
pub mod secret;
pub mod sender;
mod stop;
pub mod task;
pub mod tasks;

pub use self::error::KeeperError;
pub use self::protocol::{Protocol, Token};
pub use self::run::{run, run_until};
pub use self::stop::Stop;
