//! Unchecked to checked: configuration and route. The bounds on buying: `params.rs`.

use cosmwasm_std::{Addr, Api, Uint128};
use qerun_messages::ibc::{
    denom_of_path, is_channel_id, is_denom, is_foreign_address, TRANSFER_PORT,
};
use qerun_messages::oracle::MAX_ASSET_LENGTH;
use qerun_messages::reserve::{Config, Route, SkipRoute, Transport};

use crate::error::ContractError;

/// Most decimals of a token.
pub const MAX_DECIMALS: u8 = 18;
/// Bounds of a packet's timeout, seconds.
pub const TIMEOUT: (u64, u64) = (60, 3_600);
/// Bounds of the time that a packet of Skip's has to return, seconds.
pub const RETURN_TIMEOUT: (u64, u64) = (60, 86_400);
/// Bounds of the number of steps of a swap by Skip.
pub const OPERATIONS: (u64, u64) = (1, 4);
/// Longest name of a pool or a venue of Skip's.
pub const MAX_NAME: usize = 128;

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

/// Checks that ETH, and the stablecoin where it is a voucher, are what comes over the route's channel. A voucher's denom is a
/// hash, so the paths are told, and have to make the denoms. Errors: `PathMismatch`, `NotAVoucher`, `ChannelFixed`.
pub fn paths(
    config: &Config<Addr>,
    route: &Route,
    eth_path: &str,
    stable_path: &str,
) -> Result<(), ContractError> {
    for (denom, path) in [
        (&config.eth_denom, eth_path),
        (&config.stable_denom, stable_path),
    ] {
        if denom_of_path(path) != *denom {
            return Err(ContractError::PathMismatch {
                denom: denom.clone(),
                path: path.to_owned(),
            });
        }
    }
    let Some(of_eth) = first_channel(eth_path) else {
        return Err(ContractError::NotAVoucher {
            denom: config.eth_denom.clone(),
        });
    };
    for expected in [Some(of_eth), first_channel(stable_path)]
        .into_iter()
        .flatten()
    {
        if route.channel != expected {
            return Err(ContractError::ChannelFixed {
                channel: route.channel.clone(),
                expected: expected.to_owned(),
            });
        }
    }
    Ok(())
}

/// This chain's end of the channel over which the tokens of a path came; `None` if they are native here.
fn first_channel(path: &str) -> Option<&str> {
    let rest = path.strip_prefix(TRANSFER_PORT)?.strip_prefix('/')?;
    let (channel, base) = rest.split_once('/')?;
    (!base.is_empty()).then_some(channel)
}

/// Checks the way to the DEX.
pub fn route(route: &Route) -> Result<(), ContractError> {
    channel(&route.channel)?;
    foreign_address(&route.outpost)?;
    let (min, max) = TIMEOUT;
    within("timeout", route.timeout.into(), min.into(), max.into())?;
    match &route.transport {
        Transport::Callbacks {} | Transport::IbcHooks {} => Ok(()),
        Transport::Skip(skip) => skip_route(skip),
    }
}

/// Checks what Skip is told: well-formed, and each step takes what the one before gives. Whether it
/// begins with the stablecoin and ends in the ETH, and whose addresses these are, only the other chain
/// knows; a wrong route there is refused, and refunded, or brings what is not credited.
fn skip_route(skip: &SkipRoute) -> Result<(), ContractError> {
    foreign_address(&skip.adapter)?;
    foreign_address(&skip.recover_address)?;
    channel(&skip.return_channel)?;
    name("venue", &skip.venue)?;
    let (min, max) = RETURN_TIMEOUT;
    within(
        "return_timeout",
        skip.return_timeout.into(),
        min.into(),
        max.into(),
    )?;
    denom_bought(skip)?;
    let mut stops: Vec<&str> = vec![];
    for step in &skip.operations {
        name("pool", &step.pool)?;
        denom(&step.denom_in)?;
        denom(&step.denom_out)?;
        match stops.last() {
            None => stops.push(&step.denom_in),
            Some(before) if *before != step.denom_in => {
                return Err(ContractError::BrokenPath {
                    denom_out: (*before).to_owned(),
                    denom_in: step.denom_in.clone(),
                });
            }
            Some(_) => {}
        }
        if stops.contains(&step.denom_out.as_str()) {
            return Err(ContractError::RepeatedDenom {
                denom: step.denom_out.clone(),
            });
        }
        stops.push(&step.denom_out);
    }
    Ok(())
}

/// The denom that the last step gives, on the DEX chain. Errors: `OutOfBounds` for none or too many
/// steps.
pub fn denom_bought(skip: &SkipRoute) -> Result<&str, ContractError> {
    let steps = u64::try_from(skip.operations.len()).unwrap_or(u64::MAX);
    let (min, max) = OPERATIONS;
    within("operations", steps.into(), min.into(), max.into())?;
    Ok(skip
        .operations
        .last()
        .map_or("", |step| step.denom_out.as_str()))
}

fn channel(channel: &str) -> Result<(), ContractError> {
    if is_channel_id(channel) {
        return Ok(());
    }
    Err(ContractError::InvalidChannel {
        channel: channel.to_owned(),
    })
}

fn foreign_address(address: &str) -> Result<(), ContractError> {
    if is_foreign_address(address) {
        return Ok(());
    }
    Err(ContractError::InvalidForeignAddress {
        address: address.to_owned(),
    })
}

/// 1 to 128 letters, digits and `-_./:`.
fn name(name: &'static str, value: &str) -> Result<(), ContractError> {
    let good = |b: u8| b.is_ascii_alphanumeric() || b"-_./:".contains(&b);
    if (1..=MAX_NAME).contains(&value.len()) && value.bytes().all(good) {
        return Ok(());
    }
    Err(ContractError::InvalidName {
        name,
        value: value.to_owned(),
    })
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
