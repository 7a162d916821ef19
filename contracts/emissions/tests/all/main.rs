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
mod instantiate;
mod properties;
mod records;
mod release;
mod return_withheld;
mod set_rate;
mod stake_change_hook;
mod update_ownership;
