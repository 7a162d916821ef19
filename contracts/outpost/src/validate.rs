//! Unchecked to checked: the configuration.

use cosmwasm_std::{Addr, Api};
use qerun_messages::ibc::{is_channel_id, is_denom, is_foreign_address};
use qerun_messages::outpost::{Config, PoolStep, Venue};

use crate::error::ContractError;

/// Bounds of a return packet's timeout, seconds.
pub const RETURN_TIMEOUT: (u64, u64) = (60, 86_400);
/// Most denoms that a route passes through.
pub const MAX_VIA: u64 = 3;

/// Bounds of the number of pools that a swap goes through.
pub const POOLS: (u64, u64) = (1, 4);

/// Checks the whole configuration.
pub fn config(api: &dyn Api, config: Config<String>) -> Result<Config<Addr>, ContractError> {
    if !is_channel_id(&config.channel) {
        return Err(ContractError::InvalidChannel {
            channel: config.channel,
        });
    }
    if !is_foreign_address(&config.reserve) {
        return Err(ContractError::InvalidForeignAddress {
            address: config.reserve,
        });
    }
    within(
        "return_timeout",
        config.return_timeout,
        RETURN_TIMEOUT.0,
        RETURN_TIMEOUT.1,
    )?;
    let mut stops: Vec<&str> = vec![&config.stable_denom];
    match &config.venue {
        Venue::AstroportPair { .. } => stops.push(&config.eth_denom),
        Venue::AstroportRouter { via, .. } => {
            within("via", count(via), 0, MAX_VIA)?;
            stops.extend(via.iter().map(String::as_str));
            stops.push(&config.eth_denom);
        }
        Venue::OsmosisPoolManager { routes } => {
            check_pools(routes, &config.eth_denom)?;
            stops.extend(routes.iter().map(|step| step.token_out_denom.as_str()));
        }
    }
    check_stops(&stops)?;
    Ok(Config {
        venue: match config.venue {
            Venue::AstroportPair { pair } => Venue::AstroportPair {
                pair: local_address(api, pair)?,
            },
            Venue::AstroportRouter { router, via } => Venue::AstroportRouter {
                router: local_address(api, router)?,
                via,
            },
            Venue::OsmosisPoolManager { routes } => Venue::OsmosisPoolManager { routes },
        },
        channel: config.channel,
        reserve: config.reserve,
        stable_denom: config.stable_denom,
        eth_denom: config.eth_denom,
        return_timeout: config.return_timeout,
        transport: config.transport,
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

/// One to four pools with ids, none of them twice; the last gives the ETH.
fn check_pools(steps: &[PoolStep], eth_denom: &str) -> Result<(), ContractError> {
    within("routes", count(steps), POOLS.0, POOLS.1)?;
    for (place, step) in steps.iter().enumerate() {
        let pool_id = step.pool_id.u64();
        within("pool_id", pool_id, 1, u64::MAX)?;
        if steps
            .iter()
            .take(place)
            .any(|before| before.pool_id == step.pool_id)
        {
            return Err(ContractError::RepeatedPool { pool_id });
        }
    }
    match steps.last() {
        Some(last) if last.token_out_denom != eth_denom => Err(ContractError::RouteEnd {
            denom: last.token_out_denom.clone(),
            expected: eth_denom.to_owned(),
        }),
        _ => Ok(()),
    }
}

fn count<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}

/// Every stop is a denom and none comes twice; at most five of them.
fn check_stops(stops: &[&str]) -> Result<(), ContractError> {
    for (place, denom) in stops.iter().enumerate() {
        if !is_denom(denom) {
            return Err(ContractError::InvalidDenom {
                denom: (*denom).to_owned(),
            });
        }
        if stops.iter().take(place).any(|before| before == denom) {
            return Err(ContractError::RepeatedDenom {
                denom: (*denom).to_owned(),
            });
        }
    }
    Ok(())
}

fn within(name: &'static str, value: u64, min: u64, max: u64) -> Result<(), ContractError> {
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
