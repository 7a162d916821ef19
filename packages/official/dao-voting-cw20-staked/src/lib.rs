//! The contract as its authors published it, with its entry points.
pub use dao_voting_cw20_staked::contract::*;
