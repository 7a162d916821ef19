//! All integration tests of this crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod admin;
mod bad_input;
mod common;
mod dao_dao_view;
mod findings;
mod hooks;
mod interface;
mod migrate;
mod pause;
mod perks;
mod properties;
mod raise_tier;
mod receivers;
mod recommended_pauses;
mod reputation;
mod reputation_history;
mod second_instance;
mod stake;
mod tiers;
mod unstake;
mod voting_power;
