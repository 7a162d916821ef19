//! The library behind the `qerun` program, so that tests can reach its parts.
//!
//! `prices` reads or makes the daily prices, `demo` lives through them, `report` tells what happened;
//! `args` and `error` are the face towards the shell.

pub mod args;
pub mod demo;
pub mod error;
pub mod prices;
pub mod report;
