//! All integration tests of this crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod accrual;
mod admin;
mod bad_input;
mod bad_params;
mod barred;
mod borrow;
mod collect;
mod common;
mod cool_off;
mod deposit_collateral;
mod figures;
mod flush;
mod fund_insurance;
mod gap;
mod leaving_suppliers;
mod liquidate;
mod liquidation_properties;
mod liquidation_queries;
mod loss_properties;
mod migrate;
mod open_borrowing;
mod parameter_steps;
mod pause;
mod perk;
mod plan_liquidation;
mod properties;
mod queries;
mod quotes;
mod recommended_pauses;
mod repay;
mod reply;
mod seizure_cap;
mod settle_deficit;
mod storage_gas;
mod supply;
mod update_params;
mod wind_down;
mod withdraw;
mod withdraw_collateral;
mod write_off;
