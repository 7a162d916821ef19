//! Unchecked to checked: the configuration.

use cosmwasm_std::{Addr, Api};
use qerun_messages::ibc::{is_channel_id, is_denom, is_foreign_address};
use qerun_messages::outpost::{Config, Venue};

use crate::error::ContractError;

/// Bounds of a return packet's timeout, seconds.
pub const RETURN_TIMEOUT: (u64, u64) = (60, 86_400);
/// Most denoms that a route passes through.
pub const MAX_VIA: u64 = 3;

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
    if let Venue::AstroportRouter { via, .. } = &config.venue {
        let length = u64::try_from(via.len()).unwrap_or(u64::MAX);
        within("via", length, 0, MAX_VIA)?;
        stops.extend(via.iter().map(String::as_str));
    }
    stops.push(&config.eth_denom);
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
        },
        channel: config.channel,
        reserve: config.reserve,
        stable_denom: config.stable_denom,
        eth_denom: config.eth_denom,
        return_timeout: config.return_timeout,
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
