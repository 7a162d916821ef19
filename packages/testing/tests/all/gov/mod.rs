//! Governance under use and under attack, on DAO DAO's official contracts.

mod attack_table;
mod attacks_hidden;
mod attacks_money;
mod attacks_power;
mod attacks_terms;
mod attacks_token;
mod bonds;
mod controlled_voting;
mod core_alone;
mod core_replaced;
mod deposits;
mod first_staker;
mod guardian;
mod hooks;
mod pauses;
mod perk;
mod proxy;
mod queue_deadline;
mod reentry;
mod snapshot;
mod steward;
mod stuck_token;
mod treasury;
pub mod world;
