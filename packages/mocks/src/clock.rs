//! Block times.

use cosmwasm_std::testing::mock_env;
use cosmwasm_std::{Env, Timestamp};

use crate::addr;

/// The time at which tests begin, Unix seconds.
pub const START: u64 = 1_700_000_000;
/// Seconds.
pub const HOUR: u64 = 3_600;
/// Seconds.
pub const DAY: u64 = 24 * HOUR;

/// The environment of the contract of that name at a block time, Unix seconds.
pub fn env_at(contract: &str, time: u64) -> Env {
    let mut env = mock_env();
    env.contract.address = addr(contract);
    env.block.time = Timestamp::from_seconds(time);
    env
}

/// Block time, Unix seconds.
pub fn now(env: &Env) -> u64 {
    env.block.time.seconds()
}

/// The next block, so many seconds later.
pub fn wait(env: &mut Env, seconds: u64) {
    env.block.time = env.block.time.plus_seconds(seconds);
    env.block.height += 1;
}
