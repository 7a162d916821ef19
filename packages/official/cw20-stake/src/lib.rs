//! The contract as its authors published it, with its entry points.
pub use cw20_stake::contract::*;
