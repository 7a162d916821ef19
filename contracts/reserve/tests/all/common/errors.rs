//! Errors that many tests expect.

use cosmwasm_std::Addr;
use qerun_controls::{AccessError, Figure, ParameterError, PauseError};
use qerun_messages::ibc::IdentifierError;
use qerun_reserve::ContractError;

pub fn out_of_bounds<T: Into<Figure>>(
    name: &'static str,
    value: T,
    min: T,
    max: T,
) -> ContractError {
    let (value, min, max) = (value.into(), min.into(), max.into());
    ParameterError::OutOfBounds {
        name,
        value,
        min,
        max,
    }
    .into()
}

pub fn unauthorized(who: &Addr, role: &'static str) -> ContractError {
    let sender = who.clone();
    AccessError::Unauthorized { sender, role }.into()
}

pub fn invalid_channel(channel: &str) -> ContractError {
    let channel = channel.into();
    IdentifierError::Channel { channel }.into()
}

pub fn invalid_address(address: &str) -> ContractError {
    let address = address.into();
    IdentifierError::ForeignAddress { address }.into()
}

pub fn invalid_denom(denom: &str) -> ContractError {
    let denom = denom.into();
    IdentifierError::Denom { denom }.into()
}

pub fn not_guardian(who: &Addr) -> ContractError {
    unauthorized(who, "guardian or owner")
}

pub fn too_long(duration: u64) -> ContractError {
    let max = 1_209_600;
    PauseError::Duration { duration, max }.into()
}

pub fn not_covered(unaccounted: u128, needed: u128) -> ContractError {
    ContractError::NotCovered {
        unaccounted: unaccounted.into(),
        needed: needed.into(),
    }
}

/// Own ETH that is not there, while nothing is earmarked.
pub fn insufficient_own(amount: u128, free: u128) -> ContractError {
    ContractError::InsufficientUnencumbered {
        amount: amount.into(),
        free: free.into(),
        earmarked: 0u128.into(),
    }
}
