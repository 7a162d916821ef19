//! All integration tests of this crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod astroport_twap;
mod bad_input;
mod clock;
mod common;
mod cost;
mod depth;
mod external;
mod faulty_feeders;
mod faulty_sources;
mod halt;
mod history;
mod migrate;
mod osmosis_twap;
mod policy;
mod pool;
mod properties;
mod published;
mod pyth;
mod recommended_pauses;
mod revert_asset;
mod set_asset;
mod slots;
mod step;
mod submit;
mod two_sources;
