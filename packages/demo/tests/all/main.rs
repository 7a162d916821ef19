//! All integration tests of this crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod common;
mod crowd;
mod downturn;
mod figures;
mod flags;
mod governance;
mod keepers;
mod losses;
mod price_files;
mod prices_c1;
mod prices_c1_forms;
mod prices_file;
mod prices_path;
mod replay;
mod report;
