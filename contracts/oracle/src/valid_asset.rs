//! An asset's configuration, unchecked from the wire to checked for storage.

use cosmwasm_std::{Addr, Api, Decimal};
use qerun_controls::{ensure_within, first_repeated, ParameterError};
use qerun_messages::oracle::{
    AssetConfig, Policy, AGE_BOUNDS, MAX_DEPTH, MAX_DEVIATION, MAX_GRACE, MAX_GROWTH_DAY,
    MAX_GROWTH_HOUR, MAX_PRICE, MAX_SOURCES, MIN_PRICE,
};

use crate::asset::ensure_asset_id;
use crate::sources::{self, feeders, origin};
use crate::ContractError;

/// Least deviation and least growth that a policy can allow: a thousandth.
const LEAST_SHARE: Decimal = Decimal::permille(1);

/// A configuration within its bounds. How far it may be from the one before: `step.rs`.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidAsset(AssetConfig<Addr>);

impl ValidAsset {
    /// Checks id, sources and policy of an asset. Errors: `InvalidAsset`, `OutOfBounds`, `ZeroPrice`, `TooLarge`,
    /// `DuplicateFeeder`, `DuplicateSource`, `InvalidFeedId`, `SameToken`, `QuotedInItself`, `Std` for an address.
    pub fn validate(
        api: &dyn Api,
        asset: &str,
        config: AssetConfig<String>,
    ) -> Result<Self, ContractError> {
        ensure_asset_id(asset)?;
        let length = config.sources.len();
        ensure_within("number of sources", length, (1, MAX_SOURCES))?;
        ensure_policy(&config.policy, length)?;
        let sources = config
            .sources
            .into_iter()
            .map(|source| sources::validate(api, source, asset))
            .collect::<Result<_, _>>()?;
        let config = AssetConfig {
            sources,
            policy: config.policy,
        };
        // Nobody counts twice, not in two sources either.
        if let Some(feeder) = first_repeated(feeders(&config)) {
            let feeder = feeder.clone();
            return Err(ContractError::DuplicateFeeder { feeder });
        }
        let origins: Vec<String> = config.sources.iter().filter_map(origin).collect();
        if let Some(origin) = first_repeated(&origins) {
            let origin = origin.clone();
            return Err(ContractError::DuplicateSource { origin });
        }
        Ok(ValidAsset(config))
    }

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

fn ensure_policy(policy: &Policy, sources: usize) -> Result<(), ParameterError> {
    let most = u32::try_from(sources).unwrap_or(u32::MAX);
    ensure_within("min_sources", policy.min_sources, (1, most))?;
    ensure_within("max_age", policy.max_age, AGE_BOUNDS)?;
    ensure_within(
        "max_deviation",
        policy.max_deviation,
        (LEAST_SHARE, MAX_DEVIATION),
    )?;
    if let Some(growth) = policy.max_growth_hour {
        ensure_within("max_growth_hour", growth, (LEAST_SHARE, MAX_GROWTH_HOUR))?;
    }
    if let Some(growth) = policy.max_growth_day {
        // The hourly limit would have no effect above the daily one.
        let least = policy.max_growth_hour.unwrap_or(LEAST_SHARE);
        ensure_within("max_growth_day", growth, (least, MAX_GROWTH_DAY))?;
    }
    ensure_within("min_price", policy.min_price, (MIN_PRICE, MAX_PRICE))?;
    ensure_within("max_price", policy.max_price, (policy.min_price, MAX_PRICE))?;
    ensure_within(
        "min_liquidity",
        policy.min_liquidity,
        (Decimal::zero(), MAX_DEPTH),
    )?;
    ensure_within("grace", policy.grace, (0, MAX_GRACE))
}
