//! The market: supply one stablecoin, borrow it against QER, and keep the ledger of reserve claims.
//!
//! Start at [`contract`] for the messages; each verb is a file: how borrowing works is `borrow.rs`
//! from top to bottom. Money rules are in `limits.rs` (what a borrow may not exceed), `accrue.rs`
//! (interest), `claim.rs` (who owns which part of the reserve) and `step.rs` (how far governance may
//! move a parameter at a time).

pub mod accrue;
mod batch;
mod borrow;
mod bounds;
pub mod claim;
mod collect;
mod config;
pub mod contract;
mod deposit_collateral;
pub mod error;
pub mod events;
mod flush;
mod fund_insurance;
mod hand_over_batch;
pub mod limits;
pub mod params;
mod pause;
mod pay_out;
mod perk;
mod plan_borrow;
pub mod position;
pub mod prices;
mod query;
mod repay;
pub mod reply;
mod return_batch;
pub mod risk_context;
mod set_barred;
mod set_guardian;
mod set_perk;
pub mod state;
mod step;
mod stress_cover;
mod supply;
mod update_ownership;
mod update_params;
pub mod valid_params;
mod withdraw;
mod withdraw_collateral;

pub use error::ContractError;
