//! Unchecked to checked: configuration and route. The bounds on buying: `params.rs`.

use cosmwasm_std::{Addr, Api, Uint128};
use qerun_messages::ibc::{is_channel_id, is_denom, is_foreign_address};
use qerun_messages::oracle::MAX_ASSET_LENGTH;
use qerun_messages::reserve::{Config, Route};

use crate::error::ContractError;

/// Most decimals of a token.
pub const MAX_DECIMALS: u8 = 18;
/// Bounds of a packet's timeout, seconds.
pub const TIMEOUT: (u64, u64) = (60, 3_600);

/// Checks a whole number against its bounds, both allowed.
pub fn within(name: &'static str, value: u128, min: u128, max: u128) -> Result<(), ContractError> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    let (value, min, max) = (Uint128::new(value), Uint128::new(min), Uint128::new(max));
    Err(ContractError::OutOfBounds {
        name,
        value,
        min,
        max,
    })
}

/// An address of this chain.
pub fn local_address(api: &dyn Api, address: String) -> Result<Addr, ContractError> {
    api.addr_validate(&address)
        .map_err(|error| ContractError::InvalidAddress {
            address,
            reason: error.to_string(),
        })
}

/// Checks whom the reserve serves.
pub fn config(api: &dyn Api, config: Config<String>) -> Result<Config<Addr>, ContractError> {
    denom(&config.stable_denom)?;
    denom(&config.eth_denom)?;
    asset(&config.stable_asset)?;
    asset(&config.eth_asset)?;
    different(&config.stable_denom, &config.eth_denom)?;
    different(&config.stable_asset, &config.eth_asset)?;
    within(
        "stable_decimals",
        config.stable_decimals.into(),
        0,
        MAX_DECIMALS.into(),
    )?;
    within(
        "eth_decimals",
        config.eth_decimals.into(),
        0,
        MAX_DECIMALS.into(),
    )?;
    Ok(Config {
        market: local_address(api, config.market)?,
        oracle: local_address(api, config.oracle)?,
        guardian: config
            .guardian
            .map(|address| local_address(api, address))
            .transpose()?,
        stable_denom: config.stable_denom,
        stable_decimals: config.stable_decimals,
        stable_asset: config.stable_asset,
        eth_denom: config.eth_denom,
        eth_decimals: config.eth_decimals,
        eth_asset: config.eth_asset,
    })
}

/// Checks the way to the outpost.
pub fn route(route: &Route) -> Result<(), ContractError> {
    if !is_channel_id(&route.channel) {
        return Err(ContractError::InvalidChannel {
            channel: route.channel.clone(),
        });
    }
    if !is_foreign_address(&route.outpost) {
        let address = route.outpost.clone();
        return Err(ContractError::InvalidForeignAddress { address });
    }
    within(
        "timeout",
        route.timeout.into(),
        TIMEOUT.0.into(),
        TIMEOUT.1.into(),
    )
}

fn denom(denom: &str) -> Result<(), ContractError> {
    if is_denom(denom) {
        return Ok(());
    }
    Err(ContractError::InvalidDenom {
        denom: denom.to_owned(),
    })
}

fn asset(asset: &str) -> Result<(), ContractError> {
    if (1..=MAX_ASSET_LENGTH).contains(&asset.len()) {
        return Ok(());
    }
    Err(ContractError::InvalidAsset {
        asset: asset.to_owned(),
    })
}

fn different(stable: &str, eth: &str) -> Result<(), ContractError> {
    if stable != eth {
        return Ok(());
    }
    Err(ContractError::SameAsset {
        name: eth.to_owned(),
    })
}
