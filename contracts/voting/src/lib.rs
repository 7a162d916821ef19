//! Our voting module for DAO DAO and its cw20 staking contract in one, with tiers, reputation and perks.
//!
//! `account.rs` changes a stake and everything that follows from it (power, totals, reputation) at once; `stake.rs`,
//! `unstake.rs` and `raise_tier.rs` are its three users. `tiers.rs` and `params.rs` hold what governance may set.

pub mod account;
mod account_query;
mod active;
mod add_hook;
mod claim;
pub mod contract;
mod error;
mod events;
pub mod hooks;
mod instantiate;
mod migrate;
mod params;
mod pause;
mod perk_query;
mod query;
mod raise_tier;
mod receive;
mod remove_hook;
mod remove_perk;
mod set_guardian;
mod set_perk;
mod stake;
mod staking_query;
pub mod state;
pub mod tiers;
mod unpause;
mod unstake;
mod update_active_threshold;
mod update_config;
mod update_params;
mod update_tiers;
mod voting_query;

pub use error::ContractError;
