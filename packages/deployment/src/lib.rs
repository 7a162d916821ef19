//! A deployment described once: the plan, the addresses, the steps, and the message of each.
//!
//! `qerun deploy` sends these messages to live chains, the suite of qerun-testing to chains in one process. Nothing
//! here reads a chain or sends anything.

pub mod address;
mod addresses;
mod contract;
pub mod defaults;
mod deployment;
mod dry_run;
mod known;
mod load;
mod messages;
mod nodes;
pub mod plan;
mod step;

pub use self::addresses::Addresses;
pub use self::contract::*;
pub use self::deployment::{Deployment, StepMessage};
pub use self::known::Known;
pub use self::load::{Plan, PlanError};
pub use self::messages::{pool_assets, qer_pool_assets, InstantiateMsgs};
pub use self::nodes::Nodes;
pub use self::step::*;
