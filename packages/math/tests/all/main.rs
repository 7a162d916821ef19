//! All integration tests of this crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod average;
mod claim;
mod clamp;
mod common;
mod debt;
mod dutch;
mod exp;
mod fraction;
mod health;
mod interest;
mod liquidation;
mod median;
mod merkle;
mod quote;
mod ramp;
mod reputation;
mod sampled;
mod scale;
mod schedule;
mod share;
mod shares;
mod sliding_sum;
mod step;
mod stress;
mod write_off;
