//! Owns the protocol and holds the main treasury. What governance decides waits here: its class says
//! how long and against which bond, the guardian may end it meanwhile, and anyone executes it then.
//!
//! How a class is found: `classify.rs` (an operation and its messages), `nested.rs` (messages inside
//! messages), `encoding.rs` (how those are written), `spending.rs` (what leaves the treasury).

pub mod address;
pub mod advance_stage;
pub mod assert_bonds;
pub mod cancel;
pub mod classify;
pub mod close;
pub mod co_sign;
pub mod contract;
pub mod effects;
pub mod encoding;
pub mod end_pause;
pub mod error;
pub mod events;
pub mod execute;
pub mod instantiate;
pub mod json;
pub mod nested;
pub mod operations;
pub mod params;
pub mod pause;
pub mod pause_rule;
pub mod post_bond;
pub mod query;
pub mod queue;
pub mod record_pauses;
pub mod roles;
pub mod set_classes;
pub mod set_dao;
pub mod set_guardian;
pub mod set_pause;
pub mod set_spend_limit;
pub mod set_steward;
pub mod spending;
pub mod stage;
pub mod state;
pub mod update_params;
pub mod validate;
pub mod veto;

pub use error::ContractError;
