//! Bounds of everything that is configured; delays, bonds and windows: `params.rs`, pauses: `pause_rule.rs`.

use cosmwasm_std::{Addr, Api, StdResult, Uint128};
use qerun_messages::timelock::{Asset, ClassRule, Limit, Stewardship, FIXED_CRITICAL, SPENDING};

use crate::address::canonical;
use crate::error::ContractError;
use crate::state::Config;

/// Longest delay and floor, seconds: 30 days.
pub const MAX_DELAY: u64 = 2_592_000;
/// Longest window and cool-down, seconds: 90 days.
pub const MAX_WINDOW: u64 = 7_776_000;
/// Longest stewardship, seconds: 5 years of 365.25 days.
pub const MAX_STEWARDSHIP: u64 = 157_788_000;
/// Longest message key or name, bytes.
pub const MAX_KEY: usize = 64;

/// An address as the chain writes it, in whatever case it is given.
pub fn address(api: &dyn Api, address: &str) -> StdResult<Addr> {
    api.addr_validate(&canonical(address))
}

/// Roles: nobody is the timelock, the steward's signature is another one than the DAO's, and the guardian stops what
/// those two do. Errors: `NotItself`, `SameRole`.
pub fn config(config: &Config, this: &Addr) -> Result<(), ContractError> {
    let (dao, guardian) = (Some(&config.dao), config.guardian.as_ref());
    let steward = config.stewardship.as_ref().map(|s| &s.steward);
    not_itself("token", &config.token, this)?;
    for (field, address) in [("dao", dao), ("guardian", guardian), ("steward", steward)] {
        if let Some(address) = address {
            not_itself(field, address, this)?;
        }
    }
    for (first, one, second, other) in [
        ("the DAO", dao, "the steward", steward),
        ("the DAO", dao, "the guardian", guardian),
        ("the steward", steward, "the guardian", guardian),
    ] {
        if let (Some(address), true) = (one, one == other) {
            let address = address.clone();
            return Err(ContractError::SameRole {
                address,
                first,
                second,
            });
        }
    }
    Ok(())
}

/// Errors: `StageDates`.
pub fn dates<T>(stewardship: &Stewardship<T>, now: u64) -> Result<(), ContractError> {
    let (shared_at, community_at) = (stewardship.shared_at, stewardship.community_at);
    let latest = now.saturating_add(MAX_STEWARDSHIP);
    if now < shared_at && shared_at < community_at && community_at <= latest {
        return Ok(());
    }
    Err(ContractError::StageDates {
        now,
        shared_at,
        community_at,
        latest,
    })
}

/// A row of the registry.
pub fn class_rule(
    api: &dyn Api,
    this: &Addr,
    rule: ClassRule<String>,
) -> Result<ClassRule<Addr>, ContractError> {
    let ClassRule {
        contract,
        key,
        class,
    } = rule;
    let contract = address(api, &contract)?;
    not_itself("contract", &contract, this)?;
    name("message key", &key)?;
    if FIXED_CRITICAL.contains(&key.as_str()) || SPENDING.contains(&key.as_str()) {
        return Err(ContractError::FixedClass { key });
    }
    Ok(ClassRule {
        contract,
        key,
        class,
    })
}

/// An asset.
pub fn asset(api: &dyn Api, asset: Asset<String>) -> Result<Asset<Addr>, ContractError> {
    Ok(match asset {
        Asset::Cw20 { address: cw20 } => Asset::Cw20 {
            address: address(api, &cw20)?,
        },
        // The bank allows 3 to 128 bytes.
        Asset::Native { denom } if (3..=128).contains(&denom.len()) => Asset::Native { denom },
        Asset::Native { denom } => {
            let name = "denom";
            return Err(ContractError::InvalidKey { name, key: denom });
        }
    })
}

/// Errors: `OutOfBounds`.
pub fn limit(limit: &Limit) -> Result<(), ContractError> {
    bounds("sensitive", limit.sensitive, limit.routine, Uint128::MAX)
}

/// Errors: `EntryCount`.
pub fn count(
    name: &'static str,
    count: usize,
    min: usize,
    max: usize,
) -> Result<(), ContractError> {
    if (min..=max).contains(&count) {
        return Ok(());
    }
    Err(ContractError::EntryCount {
        name,
        count,
        min,
        max,
    })
}

/// Errors: `InvalidKey`.
pub fn name(meant: &'static str, key: &str) -> Result<(), ContractError> {
    let allowed = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    if !key.is_empty() && key.len() <= MAX_KEY && key.bytes().all(allowed) {
        return Ok(());
    }
    Err(ContractError::InvalidKey {
        name: meant,
        key: key.to_string(),
    })
}

/// Errors: `NotItself`.
pub fn not_itself(field: &'static str, address: &Addr, this: &Addr) -> Result<(), ContractError> {
    if address == this {
        return Err(ContractError::NotItself { field });
    }
    Ok(())
}

/// Errors: `OutOfBounds`.
pub fn within(name: &'static str, value: u64, min: u64, max: u64) -> Result<(), ContractError> {
    bounds(name, value.into(), min.into(), max.into())
}

/// Errors: `OutOfBounds`.
pub fn bounds(
    name: &'static str,
    value: Uint128,
    min: Uint128,
    max: Uint128,
) -> Result<(), ContractError> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(ContractError::OutOfBounds {
        name,
        value,
        min,
        max,
    })
}
