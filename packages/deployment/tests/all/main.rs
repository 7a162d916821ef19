//! All integration tests of this crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod airdrop;
mod defaults;
mod genesis;
mod plan;
mod public_plan;
mod risk;
mod wallet;
