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
mod astroport;
mod astroport_source;
mod calls;
mod common;
mod cost;
mod drain;
mod exits;
mod faults_closed;
mod faults_donations;
mod faults_forged;
mod faults_hand_over;
mod faults_lost;
mod faults_missed_callback;
mod faults_packets;
mod faults_pause;
mod faults_release;
mod faults_return;
mod faults_swap;
mod faults_wind_down;
mod genesis;
mod gov;
mod governance;
mod guides;
mod ibc_callbacks;
mod ibc_hooks;
mod ibc_random;
mod ibc_transfer;
mod incidents;
mod lending_loop;
mod measure;
mod osmosis_messages;
mod permissions;
mod phases;
mod probe;
mod readme;
mod rewards;
mod runbook;
mod simulator;
mod stateful;
mod trace;
mod voting;
