//! The contract as its authors published it, with its entry points.
pub use dao_rewards_distributor::contract::*;
