//! The library behind the `qerun` program, so that tests can reach its parts.
//!
//! `prices` reads or makes the daily prices, `demo` lives through them, `report` tells what happened.
//! `plan` is what is wanted on real chains, `chain` speaks to them, `deploy` makes it so, `verify` audits
//! it, `status` shows it, `propose` makes proposals. `args` and `error` are the face towards the shell.

pub mod args;
pub mod chain;
pub mod demo;
pub mod deploy;
pub mod error;
pub mod plan;
pub mod prices;
pub mod propose;
pub mod report;
pub mod status;
pub mod verify;
