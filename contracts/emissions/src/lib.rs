//! Emissions: QER that a schedule releases, stream by stream, to the official rewards distributor, which pays it by voting
//! power.
//!
//! Begin with `release.rs`. `stake_change_hook.rs` does the same before each change of power; `set_rate.rs` and
//! `return_withheld.rs` are governance's part. The line of a schedule is `qerun_math::scheduled_floor`, what a stream's record
//! says at a time `qerun_messages::emissions::StreamRecord::amounts`.

pub mod contract;
mod distributor;
mod error;
mod events;
mod instantiate;
mod query;
mod release;
mod return_withheld;
mod set_rate;
mod stake_change_hook;
pub mod state;
mod streams;
mod update_ownership;
mod validate;

pub use error::ContractError;
