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
mod g9;
mod halt;
mod liars;
mod policy;
mod properties;
mod published;
mod recommended_pauses;
mod step;
mod submit;
