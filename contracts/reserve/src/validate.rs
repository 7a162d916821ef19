//! Unchecked to checked: the configuration.

use cosmwasm_std::{Addr, Api};
use qerun_controls::ensure_within;
use qerun_messages::ibc::{ensure_denom, validate_address};
use qerun_messages::oracle::MAX_ASSET_LENGTH;
use qerun_messages::reserve::Config;

use crate::error::ContractError;

/// Most decimals of a token.
pub const MAX_DECIMALS: u32 = 18;

/// Validates the configuration: addresses, denoms and asset ids that can exist, and stablecoin, ETH and QER that differ.
pub fn validate_config(
    api: &dyn Api,
    config: Config<String>,
) -> Result<Config<Addr>, ContractError> {
    ensure_denom(&config.stable_denom)?;
    ensure_denom(&config.eth_denom)?;
    ensure_asset_id(&config.stable_asset)?;
    ensure_asset_id(&config.eth_asset)?;
    ensure_asset_id(&config.token_asset)?;
    ensure_different(&config.stable_denom, &config.eth_denom)?;
    ensure_different(&config.stable_asset, &config.eth_asset)?;
    ensure_different(&config.stable_asset, &config.token_asset)?;
    ensure_different(&config.eth_asset, &config.token_asset)?;
    for (name, decimals) in [
        ("stable_decimals", config.stable_decimals),
        ("eth_decimals", config.eth_decimals),
        ("token_decimals", config.token_decimals),
    ] {
        ensure_within(name, u32::from(decimals), (0, MAX_DECIMALS))?;
    }
    Ok(Config {
        market: validate_address(api, config.market)?,
        token: validate_address(api, config.token)?,
        token_decimals: config.token_decimals,
        token_asset: config.token_asset,
        oracle: validate_address(api, config.oracle)?,
        guardian: config
            .guardian
            .map(|address| validate_address(api, address))
            .transpose()?,
        stable_denom: config.stable_denom,
        stable_decimals: config.stable_decimals,
        stable_asset: config.stable_asset,
        eth_denom: config.eth_denom,
        eth_decimals: config.eth_decimals,
        eth_asset: config.eth_asset,
    })
}

fn ensure_asset_id(asset: &str) -> Result<(), ContractError> {
    if (1..=MAX_ASSET_LENGTH).contains(&asset.len()) {
        return Ok(());
    }
    Err(ContractError::InvalidAsset {
        asset: asset.to_owned(),
    })
}

fn ensure_different(one: &str, other: &str) -> Result<(), ContractError> {
    if one != other {
        return Ok(());
    }
    Err(ContractError::SameAsset {
        name: other.to_owned(),
    })
}
