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
mod airdrop_deployed;
mod chart_emission;
mod dangers;
mod deploy;
mod deployment_file;

mod distribution;
mod dust;
mod economics;
mod flags;
mod genesis_deployed;
mod integrate;
mod keeper;
mod migrated;
mod onchain;
mod plan_words;
mod planned;
mod prices_demo;
mod propose;
mod qer_pair_deployed;
mod resumed;
mod same_messages;
mod simulate;
mod status;
mod verify;
mod walk;
