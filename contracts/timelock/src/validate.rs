//! Bounds of what is configured, except delays, bonds and windows (`params.rs`) and pauses (`pause_rule.rs`).

use cosmwasm_std::{Addr, Api, StdResult};
use qerun_messages::timelock::{Asset, ClassRule, Stewardship, FIXED_CRITICAL, SPENDING_KEYS};

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
/// Most rules of the registry in one message.
pub const MAX_RULES: usize = 100;
/// Most spending limits at instantiation, and most pauses ever.
pub const MAX_TABLE: usize = 20;

/// An address as the chain writes it, in whatever case it is given.
pub fn address(api: &dyn Api, address: &str) -> StdResult<Addr> {
    api.addr_validate(&canonical(address))
}

/// Refuses one address in two roles: no role is the timelock's own, DAO and steward approve each other's operations,
/// and the guardian stops what those two do. Errors: `NotItself`, `SameRole`.
pub fn ensure_separate_roles(config: &Config, this: &Addr) -> Result<(), ContractError> {
    let (dao, guardian) = (Some(&config.dao), config.guardian.as_ref());
    let steward = config.stewardship.as_ref().map(|s| &s.steward);
    ensure_not_itself("token", &config.token, this)?;
    for (field, address) in [("dao", dao), ("guardian", guardian), ("steward", steward)] {
        if let Some(address) = address {
            ensure_not_itself(field, address, this)?;
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

/// Refuses stages that do not begin one after the other, or end after [`MAX_STEWARDSHIP`]. Errors: `StageDates`.
pub fn ensure_dates<T>(stewardship: &Stewardship<T>, now: u64) -> Result<(), ContractError> {
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

/// A rule of the registry with its contract as the chain writes it. Errors: `NotItself`, `InvalidKey`, `FixedClass`.
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
    ensure_not_itself("contract", &contract, this)?;
    ensure_name("message key", &key)?;
    if FIXED_CRITICAL.contains(&key.as_str()) || SPENDING_KEYS.contains(&key.as_str()) {
        return Err(ContractError::FixedClass { key });
    }
    Ok(ClassRule {
        contract,
        key,
        class,
    })
}

/// An asset with its contract as the chain writes it. Errors: `InvalidKey`.
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

/// Refuses what is not 1 to [`MAX_KEY`] of `a-z 0-9 _ -`; `meant` names what is needed. Errors: `InvalidKey`.
pub fn ensure_name(meant: &'static str, key: &str) -> Result<(), ContractError> {
    let allowed = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    if !key.is_empty() && key.len() <= MAX_KEY && key.bytes().all(allowed) {
        return Ok(());
    }
    Err(ContractError::InvalidKey {
        name: meant,
        key: key.to_string(),
    })
}

/// Refuses the timelock where another contract is needed. Errors: `NotItself`.
pub fn ensure_not_itself(
    field: &'static str,
    address: &Addr,
    this: &Addr,
) -> Result<(), ContractError> {
    if address == this {
        return Err(ContractError::NotItself { field });
    }
    Ok(())
}
