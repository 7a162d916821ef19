//! The airdrop: an account claims what the list gives it with a proof, until a date; then anyone sends the rest to the
//! treasury.
//!
//! Nobody owns it, because nothing in it can be set. `claim.rs` and `return_rest.rs` are its two verbs; what a proof is
//! stands in `qerun_messages::airdrop` and `qerun_math`.

mod claim;
pub mod contract;
mod error;
mod events;
mod hash;
mod instantiate;
mod pay;
mod query;
mod return_rest;
pub mod state;

pub use error::ContractError;
