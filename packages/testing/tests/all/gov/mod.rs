//! Governance under use and under attack, on DAO DAO's official contracts.

mod attack;
mod attacks_hidden;
mod attacks_money;
mod attacks_power;
mod attacks_terms;
mod attacks_token;
mod bonds;
mod core_alone;
mod core_taken;
mod deposits;
mod evil;
mod first_staker;
mod guardian;
mod hooks;
mod late;
mod pauses;
mod perk;
mod picture;
mod puppet;
mod reentry;
mod steward;
mod trap;
mod treasury;
pub mod world;
