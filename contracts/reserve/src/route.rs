//! What a route may be: its channel, its time limit, and what Skip is told.

use cosmwasm_std::Addr;
use qerun_controls::ensure_within;
use qerun_messages::ibc::{
    denom_of_path, ensure_channel_id, ensure_denom, ensure_foreign_address, TRANSFER_PORT,
};
use qerun_messages::reserve::{Config, Route, SkipRoute, Transport};

use crate::error::ContractError;

/// Bounds of a packet's timeout, seconds.
pub const TIMEOUT: (u64, u64) = (60, 3_600);
/// Bounds of the time that Skip's packet has to return, seconds.
pub const RETURN_TIMEOUT: (u64, u64) = (60, 86_400);
/// Bounds of the number of steps of a swap by Skip.
pub const OPERATIONS: (u64, u64) = (1, 4);
/// Longest name of a pool or a venue for Skip, bytes.
pub const MAX_NAME: usize = 128;

/// Refuses a route that is not well-formed. Errors: one for each bound.
pub fn ensure_route(route: &Route) -> Result<(), ContractError> {
    ensure_channel_id(&route.channel)?;
    ensure_foreign_address(&route.receiver)?;
    ensure_within("timeout", route.timeout, TIMEOUT)?;
    match &route.transport {
        Transport::Callbacks {} | Transport::IbcHooks {} => Ok(()),
        Transport::Skip(skip) => ensure_skip_route(skip),
    }
}

/// Refuses what Skip could not read, and a step that does not take what the one before gives. Whether the steps begin
/// with the stablecoin and end in the ETH, and whose addresses these are, only the other chain knows: a wrong route is
/// refused there, and refunded, or brings what is not credited.
fn ensure_skip_route(skip: &SkipRoute) -> Result<(), ContractError> {
    ensure_foreign_address(&skip.adapter)?;
    ensure_foreign_address(&skip.recover_address)?;
    ensure_channel_id(&skip.return_channel)?;
    ensure_name("venue", &skip.venue)?;
    ensure_within("return_timeout", skip.return_timeout, RETURN_TIMEOUT)?;
    denom_bought(skip)?;
    let mut passed: Vec<&str> = vec![];
    for step in &skip.operations {
        ensure_name("pool", &step.pool)?;
        ensure_denom(&step.denom_in)?;
        ensure_denom(&step.denom_out)?;
        match passed.last() {
            None => passed.push(&step.denom_in),
            Some(before) if *before != step.denom_in => {
                return Err(ContractError::BrokenPath {
                    denom_out: (*before).to_owned(),
                    denom_in: step.denom_in.clone(),
                });
            }
            Some(_) => {}
        }
        if passed.contains(&step.denom_out.as_str()) {
            return Err(ContractError::RepeatedDenom {
                denom: step.denom_out.clone(),
            });
        }
        passed.push(&step.denom_out);
    }
    Ok(())
}

/// The denom that the last step gives, on the DEX chain. Errors: `OutOfBounds` for none or too many steps.
pub fn denom_bought(skip: &SkipRoute) -> Result<&str, ContractError> {
    let steps = u64::try_from(skip.operations.len()).unwrap_or(u64::MAX);
    ensure_within("operations", steps, OPERATIONS)?;
    Ok(skip
        .operations
        .last()
        .map_or("", |step| step.denom_out.as_str()))
}

/// Refuses an ETH, or a stablecoin that is a voucher, that does not come over the route's channel. A voucher's denom is
/// a hash, so its path has to be told, and must make the denom. Errors: `PathMismatch`, `NotAVoucher`, `ChannelFixed`.
pub fn ensure_paths(
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
    let Some(eth_channel) = first_channel(eth_path) else {
        return Err(ContractError::NotAVoucher {
            denom: config.eth_denom.clone(),
        });
    };
    ensure_channel(route, eth_channel)?;
    match first_channel(stable_path) {
        Some(stable_channel) => ensure_channel(route, stable_channel),
        None => Ok(()),
    }
}

/// This chain's end of the channel over which the tokens of a path came; `None` if they are native here.
fn first_channel(path: &str) -> Option<&str> {
    let rest = path.strip_prefix(TRANSFER_PORT)?.strip_prefix('/')?;
    let (channel, base) = rest.split_once('/')?;
    (!base.is_empty()).then_some(channel)
}

/// Refuses a route over another channel than this one. Errors: `ChannelFixed`.
pub fn ensure_channel(route: &Route, expected: &str) -> Result<(), ContractError> {
    if route.channel == expected {
        return Ok(());
    }
    Err(ContractError::ChannelFixed {
        channel: route.channel.clone(),
        expected: expected.to_owned(),
    })
}

/// Refuses a name that is not 1 to [`MAX_NAME`] letters, digits and `-_./:`. Errors: `InvalidName`.
fn ensure_name(name: &'static str, value: &str) -> Result<(), ContractError> {
    let good = |b: u8| b.is_ascii_alphanumeric() || b"-_./:".contains(&b);
    if (1..=MAX_NAME).contains(&value.len()) && value.bytes().all(good) {
        return Ok(());
    }
    Err(ContractError::InvalidName {
        name,
        value: value.to_owned(),
    })
}
