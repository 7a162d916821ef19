//! Checks an asset's configuration: unchecked from the wire, checked into storage.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, Api, Decimal};
use qerun_messages::oracle::{
    AssetConfig, Policy, AGE_BOUNDS, MAX_ASSET_LENGTH, MAX_DEVIATION, MAX_GROWTH_DAY,
    MAX_GROWTH_HOUR, MAX_PRICE, MAX_SOURCES, MIN_PRICE,
};

use crate::{sources, ContractError};

/// The least step of a share: a thousandth.
const PERMILLE: Decimal = Decimal::permille(1);

/// A configuration within its bounds; how it may follow another one: `step.rs`.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked(AssetConfig<Addr>);

impl Checked {
    /// The guards.
    pub fn policy(&self) -> &Policy {
        &self.0.policy
    }

    /// Sources and guards.
    pub fn config(&self) -> &AssetConfig<Addr> {
        &self.0
    }

    /// The configuration.
    pub fn into_inner(self) -> AssetConfig<Addr> {
        self.0
    }
}

/// Checks sources and policy of an asset.
pub fn check_config(
    api: &dyn Api,
    asset: &str,
    config: AssetConfig<String>,
) -> Result<Checked, ContractError> {
    check_asset_id(asset)?;
    let length = config.sources.len();
    if length == 0 || length > MAX_SOURCES {
        return Err(ContractError::ListLength {
            list: "sources",
            length,
            min: 1,
            max: MAX_SOURCES,
        });
    }
    check_policy(&config.policy, length)?;
    let mut feeders = BTreeSet::new();
    let sources = config
        .sources
        .into_iter()
        .map(|source| sources::check(api, source, asset, &mut feeders))
        .collect::<Result<_, _>>()?;
    Ok(Checked(AssetConfig {
        sources,
        policy: config.policy,
    }))
}

/// An age within the hard bounds.
pub fn check_age(parameter: &'static str, value: u64) -> Result<(), ContractError> {
    let (min, max) = AGE_BOUNDS;
    if value < min || value > max {
        return Err(ContractError::AgeOutOfRange {
            parameter,
            value,
            min,
            max,
        });
    }
    Ok(())
}

fn check_policy(policy: &Policy, sources: usize) -> Result<(), ContractError> {
    let min_sources = policy.min_sources;
    if min_sources == 0 || usize::try_from(min_sources).map_or(true, |min| min > sources) {
        return Err(ContractError::MinSourcesOutOfRange {
            min_sources,
            sources,
        });
    }
    check_age("max_age", policy.max_age)?;
    check_range(
        "max_deviation",
        policy.max_deviation,
        PERMILLE,
        MAX_DEVIATION,
    )?;
    if let Some(growth) = policy.max_growth_hour {
        check_range("max_growth_hour", growth, PERMILLE, MAX_GROWTH_HOUR)?;
    }
    if let Some(growth) = policy.max_growth_day {
        // A daily limit below the hourly one would make the latter dead letters.
        let least = policy.max_growth_hour.unwrap_or(PERMILLE);
        check_range("max_growth_day", growth, least, MAX_GROWTH_DAY)?;
    }
    check_range("min_price", policy.min_price, MIN_PRICE, MAX_PRICE)?;
    check_range("max_price", policy.max_price, policy.min_price, MAX_PRICE)
}

fn check_range(
    parameter: &'static str,
    value: Decimal,
    min: Decimal,
    max: Decimal,
) -> Result<(), ContractError> {
    if value < min || value > max {
        return Err(ContractError::ParameterOutOfRange {
            parameter,
            value,
            min,
            max,
        });
    }
    Ok(())
}

fn check_asset_id(asset: &str) -> Result<(), ContractError> {
    let valid = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-');
    if asset.is_empty() || asset.len() > MAX_ASSET_LENGTH || !asset.bytes().all(valid) {
        return Err(ContractError::InvalidAsset {
            asset: asset.to_owned(),
            max: MAX_ASSET_LENGTH,
        });
    }
    Ok(())
}
