//! DAO DAO's voting module and cw20 staking contract in one, with tiers, reputation and perks.
//!
//! `account.rs` changes a stake and everything that follows from it (power, totals, reputation) at once; `stake.rs`,
//! `unstake.rs` and `raise_tier.rs` are its three users. `tiers.rs` and `params.rs` hold what governance may set.

pub mod account;
mod active;
mod claim;
mod config;
pub mod contract;
mod error;
mod events;
pub mod hooks;
mod instantiate;
mod migrate;
mod params;
mod pause;
mod perks;
mod query;
mod raise_tier;
mod receive;
mod stake;
mod staking_query;
pub mod state;
pub mod tiers;
mod unstake;
mod voting_query;

pub use error::ContractError;
