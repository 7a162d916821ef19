//! QER: a cw20 with a governed, bounded supply.
//!
//! cw20-base's library does the accounting and keeps its wire interface; this contract adds who may mint how much
//! (`mint.rs`, `minter.rs`), who may burn (`burn.rs`, `burners.rs`) and how long a text may be (`marketing.rs`).

mod allowance;
mod burn;
mod burners;
pub mod contract;
mod error;
mod events;
mod instantiate;
mod marketing;
mod mint;
mod minter;
mod query;
pub mod state;

pub use error::ContractError;
