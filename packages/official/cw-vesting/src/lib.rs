//! The contract as its authors published it, with its entry points.
pub use cw_vesting::contract::*;
