//! All integration tests of this crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

mod allocations;
mod attack;
mod bad_input;
mod common;
mod deterministic;
mod history;
mod liquidations;
mod losses;
mod process;
mod report;
mod rules;
mod summary;
mod sweep;
