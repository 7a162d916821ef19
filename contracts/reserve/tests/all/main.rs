//! All integration tests of this crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod auction_clock;
mod bad_config;
mod bad_messages;
mod buy_back;
mod buy_eth;
mod callbacks;
mod capacity;
mod common;
mod division;
mod flush;
mod lost;
mod open_buyback;
mod own_eth;
mod params;
mod pause;
mod pay_out_and_spend;
mod properties;
mod purchase;
mod recommended_pauses;
mod records;
mod route_channel;
mod sales;
mod sync_and_resolve;
mod transports;
mod wind_down;
