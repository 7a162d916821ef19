//! Bid, ask and mid prices from guarded sources, published for raw reading.
//!
//! `sources/` turns what each source reports into an observation, `combine.rs` joins them under the asset's policy,
//! `history.rs`, `growth.rs` and `depth.rs` bound it by what was before, `publish.rs` writes the record that consumers
//! read, `clock.rs` counts how long it was live, `tighten.rs` applies new guards to it. `kept.rs` and `slots.rs` store
//! what lies behind it.

mod asset;
mod clock;
pub mod combine;
pub mod contract;
pub mod depth;
mod error;
mod events;
mod growth;
mod halt;
pub mod history;
mod instantiate;
mod kept;
mod poke;
mod publish;
mod query;
mod remove_asset;
mod revert_asset;
mod set_asset;
mod set_guardian;
mod slots;
pub mod sources;
pub mod state;
mod step;
mod submit;
mod tighten;
mod valid_asset;

pub use error::ContractError;
