//! Bid, ask and mid prices from guarded sources, published for raw reading.
//!
//! `sources/` turns what each source says into an observation, `combine.rs` joins them under the asset's policy,
//! `track.rs` clamps growth and averages over time, `update.rs` writes the record that consumers read, `tighten.rs` says what
//! new guards do to it.

mod asset;
mod combine;
pub mod contract;
mod error;
mod events;
mod guardian;
mod halt;
mod instantiate;
mod poke;
mod policy;
mod query;
pub mod sources;
pub mod state;
mod step;
mod submit;
mod tighten;
pub mod track;
mod update;

pub use error::ContractError;
