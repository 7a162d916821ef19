//! Unchecked to checked: configuration, route and bounds.

use cosmwasm_std::{Addr, Api, Decimal, Uint128};
use qerun_messages::ibc::{is_channel_id, is_denom, is_foreign_address};
use qerun_messages::oracle::MAX_ASSET_LENGTH;
use qerun_messages::reserve::{Config, Params, Route};

use crate::error::ContractError;

/// Most decimals of a token.
pub const MAX_DECIMALS: u8 = 18;
/// Bounds of a packet's timeout, seconds.
pub const TIMEOUT: (u64, u64) = (60, 3_600);
/// Bounds of the grace before an order may be resolved, seconds.
pub const GRACE: (u64, u64) = (3_600, 2_592_000);
/// Most orders under way.
pub const MAX_OPEN_ORDERS: u32 = 32;
/// Most batches not settled.
pub const MAX_OPEN_BATCHES: u32 = 15;
/// Bounds of the largest slippage.
pub const SLIPPAGE: (Decimal, Decimal) = (Decimal::permille(1), Decimal::percent(10));

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

/// Checks the bounds on buying.
pub fn params(params: &Params) -> Result<(), ContractError> {
    let (min, max) = SLIPPAGE;
    let value = params.max_slippage;
    if value < min || value > max {
        return Err(ContractError::SlippageOutOfBounds { value, min, max });
    }
    let no_bound = Uint128::MAX.u128();
    within("min_order", params.min_order.u128(), 1, no_bound)?;
    let twice = params.min_order.checked_add(params.min_order)?.u128();
    within("max_order", params.max_order.u128(), twice, no_bound)?;
    within(
        "max_in_flight",
        params.max_in_flight.u128(),
        params.max_order.u128(),
        no_bound,
    )?;
    within(
        "max_open_orders",
        params.max_open_orders.into(),
        1,
        MAX_OPEN_ORDERS.into(),
    )?;
    within(
        "max_open_batches",
        params.max_open_batches.into(),
        1,
        MAX_OPEN_BATCHES.into(),
    )?;
    within("grace", params.grace.into(), GRACE.0.into(), GRACE.1.into())
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
