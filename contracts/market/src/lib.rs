//! The market: supply one stablecoin, borrow it against QER, and keep the ledger of reserve claims.
//!
//! Start at [`contract`] for the messages. Each verb is a file: how borrowing works is `borrow.rs` from top to bottom,
//! and what exactly it does `plan_borrow.rs`. Money rules are in `limits.rs` and `stress_cover.rs` (what a borrow may
//! not exceed), `milestones.rs` (what must be there before governance can open borrowing), `accrue.rs` (interest),
//! `claim.rs` (who owns which part of the reserve), `plan_liquidation.rs` (what a liquidation pays), `write_off.rs` and `expected_loss.rs` (who bears a loss, and that leaving first gains nothing),
//! `bounds.rs` and `step.rs` (which parameters governance may set, and how far it may move them at a time).

pub mod accrue;
pub mod assets;
mod batch;
mod borrow;
mod bounds;
pub mod claim;
mod collect;
mod compact_config;
mod config;
pub mod contract;
mod deposit_collateral;
pub mod error;
pub mod events;
mod expected_loss;
mod flush;
mod fund_insurance;
mod hand_over_batch;
mod instantiate;
pub mod limits;
mod liquidate;
pub mod liquidation_context;
mod migrate;
mod milestones;
mod open_borrowing;
pub mod own_eth;
pub mod params;
mod pause;
mod pay_out;
mod perk;
mod plan_borrow;
pub mod plan_liquidation;
pub mod position;
pub mod price_reader;
pub mod prices;
mod query;
mod recoverable;
mod repay;
pub mod reply;
mod return_batch;
pub mod risk_context;
pub mod seizable;
pub mod seizure_cap;
mod set_barred;
mod set_guardian;
mod set_perk;
mod settle_deficit;
mod settlement;
pub mod state;
mod step;
mod stored_params;
mod stored_position;
mod stress_cover;
mod supply;
mod totals;
mod update_ownership;
mod update_params;
pub mod valid_params;
mod withdraw;
mod withdraw_collateral;
pub mod write_off;

pub use error::ContractError;
