//! All integration tests of this crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod bad_input;
mod common;
mod hooks;
mod pools;
mod records;
mod retry_by_owner;
mod return_packets;
mod serve;
