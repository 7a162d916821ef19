//! Our voting contract beside the official dao-voting-cw20-staked and cw20-stake 2.6.0: the same messages, the same
//! answers, the same records; what differs on purpose is listed in `exceptions`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod voting {
    pub mod compare;
    pub mod exceptions;
    pub mod listener;
    pub mod pair;
    pub mod random;
    pub mod raw;
    pub mod setup;
    pub mod side;
    pub mod table;
    pub mod variants;
}
