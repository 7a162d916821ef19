//! Unchecked to checked: the configuration.

use cosmwasm_std::{Addr, Api};
use qerun_controls::{ensure_within, first_repeated};
use qerun_messages::ibc::{
    ensure_channel_id, ensure_denom, ensure_foreign_address, validate_address, IdentifierError,
};
use qerun_messages::outpost::{Config, PoolStep, Venue};

use crate::error::ContractError;

/// Bounds of a return packet's timeout, seconds.
pub const RETURN_TIMEOUT: (u64, u64) = (60, 86_400);
/// Most denoms that a route passes through between stablecoin and ETH.
pub const MAX_VIA: usize = 3;
/// Bounds of the number of pools that a swap goes through.
pub const POOLS: (usize, usize) = (1, 4);

/// Validates the whole configuration. Errors: `Identifier`, `Parameter`, `RepeatedDenom`, `RepeatedPool`, `RouteEnd`.
pub fn validate_config(
    api: &dyn Api,
    config: Config<String>,
) -> Result<Config<Addr>, ContractError> {
    ensure_channel_id(&config.channel)?;
    ensure_foreign_address(&config.reserve)?;
    ensure_within("return_timeout", config.return_timeout, RETURN_TIMEOUT)?;
    ensure_route(&config)?;
    Ok(Config {
        venue: validate_venue(api, config.venue)?,
        channel: config.channel,
        reserve: config.reserve,
        stable_denom: config.stable_denom,
        eth_denom: config.eth_denom,
        return_timeout: config.return_timeout,
        transport: config.transport,
    })
}

fn validate_venue(api: &dyn Api, venue: Venue<String>) -> Result<Venue<Addr>, IdentifierError> {
    Ok(match venue {
        Venue::AstroportPair { pair } => Venue::AstroportPair {
            pair: validate_address(api, pair)?,
        },
        Venue::AstroportRouter { router, via } => Venue::AstroportRouter {
            router: validate_address(api, router)?,
            via,
        },
        Venue::OsmosisPoolManager { routes } => Venue::OsmosisPoolManager { routes },
    })
}

/// Refuses a route from stablecoin to ETH that is too long, or passes a pool or a denom twice.
fn ensure_route(config: &Config<String>) -> Result<(), ContractError> {
    let mut denoms: Vec<&str> = vec![&config.stable_denom];
    match &config.venue {
        Venue::AstroportPair { .. } => denoms.push(&config.eth_denom),
        Venue::AstroportRouter { via, .. } => {
            ensure_within("via", via.len(), (0, MAX_VIA))?;
            denoms.extend(via.iter().map(String::as_str));
            denoms.push(&config.eth_denom);
        }
        Venue::OsmosisPoolManager { routes } => {
            ensure_pools(routes, &config.eth_denom)?;
            denoms.extend(routes.iter().map(|step| step.token_out_denom.as_str()));
        }
    }
    for denom in &denoms {
        ensure_denom(denom)?;
    }
    match first_repeated(denoms) {
        Some(denom) => Err(ContractError::RepeatedDenom {
            denom: denom.to_owned(),
        }),
        None => Ok(()),
    }
}

/// Refuses no pools and too many, a pool without an id, one that is named twice, and a last one that does not give the
/// ETH.
fn ensure_pools(steps: &[PoolStep], eth_denom: &str) -> Result<(), ContractError> {
    ensure_within("routes", steps.len(), POOLS)?;
    let pool_ids = || steps.iter().map(|step| step.pool_id.u64());
    for pool_id in pool_ids() {
        ensure_within("pool_id", pool_id, (1, u64::MAX))?;
    }
    if let Some(pool_id) = first_repeated(pool_ids()) {
        return Err(ContractError::RepeatedPool { pool_id });
    }
    match steps.last() {
        Some(last) if last.token_out_denom != eth_denom => Err(ContractError::RouteEnd {
            denom: last.token_out_denom.clone(),
            expected: eth_denom.to_owned(),
        }),
        _ => Ok(()),
    }
}
