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
mod bond;
mod cancelled;
mod classify;
mod common;
mod effects;
mod encodings;
mod execute;
mod guardian;
mod malicious_proposal;
mod not_after;
mod params;
mod pause_rules;
mod properties;
mod queue;
mod recommended;
mod spend_limits;
mod stage;
mod steward;
mod update;
