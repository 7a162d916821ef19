//! Which channels, denoms and addresses can exist: here, or on a chain that cannot be asked.

use cosmwasm_std::{Addr, Api};
use thiserror::Error;

/// Why a channel, a denom or an address is refused.
#[derive(Error, Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the messages say it
pub enum IdentifierError {
    #[error("{channel} is not a channel id")]
    Channel { channel: String },
    #[error("{denom} is not a denom")]
    Denom { denom: String },
    #[error("{address} is not an address of this chain: {reason}")]
    Address { address: String, reason: String },
    #[error("{address} cannot be an address on another chain")]
    ForeignAddress { address: String },
}

/// Refuses what [`is_channel_id`] does not take. Errors: `Channel`.
pub fn ensure_channel_id(id: &str) -> Result<(), IdentifierError> {
    if is_channel_id(id) {
        return Ok(());
    }
    let channel = id.to_owned();
    Err(IdentifierError::Channel { channel })
}

/// Refuses what [`is_denom`] does not take. Errors: `Denom`.
pub fn ensure_denom(denom: &str) -> Result<(), IdentifierError> {
    if is_denom(denom) {
        return Ok(());
    }
    let denom = denom.to_owned();
    Err(IdentifierError::Denom { denom })
}

/// Refuses what [`is_foreign_address`] does not take. Errors: `ForeignAddress`.
pub fn ensure_foreign_address(address: &str) -> Result<(), IdentifierError> {
    if is_foreign_address(address) {
        return Ok(());
    }
    let address = address.to_owned();
    Err(IdentifierError::ForeignAddress { address })
}

/// An address of this chain, with its prefix and checksum. Errors: `Address`.
pub fn validate_address(api: &dyn Api, address: String) -> Result<Addr, IdentifierError> {
    api.addr_validate(&address)
        .map_err(|error| IdentifierError::Address {
            address,
            reason: error.to_string(),
        })
}

/// Whether this is a channel's id as ibc-go makes them: `channel-` and a number.
pub fn is_channel_id(id: &str) -> bool {
    match id.strip_prefix("channel-") {
        Some(digits) => {
            (1..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
        }
        None => false,
    }
}

/// Whether the bank module takes this as a denom: a letter, then 2 to 127 of letters, digits and
/// `/:._-` (cosmos-sdk `types/coin.go`).
pub fn is_denom(denom: &str) -> bool {
    (3..=128).contains(&denom.len())
        && denom.starts_with(|c: char| c.is_ascii_alphabetic())
        && denom
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/:._-".contains(&b))
}

/// Whether this can be an address on another chain, whose prefix and checksum cannot be checked
/// here: 3 to 128 lower-case letters and digits, as bech32 is written.
pub fn is_foreign_address(address: &str) -> bool {
    (3..=128).contains(&address.len())
        && address
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}
