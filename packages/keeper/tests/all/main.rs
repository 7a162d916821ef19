//! All integration tests of this crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod config;
mod fake;
mod feed;
mod housekeeping;
mod lies;
mod liquidate;
mod live;
mod lost;
mod nodes;
mod one_key;
mod runner;
mod sender;
