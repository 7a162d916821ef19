//! Two versions: the interface's, by which DAO DAO's page knows the contract, and the contract's own, which migrations
//! check.

use cosmwasm_std::{Response, Storage};
use cw2::ContractVersion;
use qerun_messages::voting::{INTERFACE_NAME, INTERFACE_VERSION};
use semver::Version;

use crate::state::{CONTRACT_NAME, CONTRACT_VERSION, OWN_VERSION};
use crate::ContractError;

/// Writes both versions.
pub fn write_versions(storage: &mut dyn Storage) -> Result<(), ContractError> {
    cw2::set_contract_version(storage, INTERFACE_NAME, INTERFACE_VERSION)?;
    let own = ContractVersion {
        contract: CONTRACT_NAME.to_owned(),
        version: CONTRACT_VERSION.to_owned(),
    };
    Ok(OWN_VERSION.save(storage, &own)?)
}

/// From an older (or the same) version of this contract only; the interface's name proves nothing. Errors:
/// `WrongContract`, `WrongVersion`.
pub fn migrate(storage: &mut dyn Storage) -> Result<Response, ContractError> {
    let found = OWN_VERSION.may_load(storage)?;
    let Some(own) = found.filter(|own| own.contract == CONTRACT_NAME) else {
        return Err(ContractError::WrongContract {
            found: OWN_VERSION.may_load(storage)?,
            expected: CONTRACT_NAME,
        });
    };
    let older = match (
        Version::parse(&own.version),
        Version::parse(CONTRACT_VERSION),
    ) {
        (Ok(stored), Ok(this)) => stored <= this,
        _ => false,
    };
    if !older {
        return Err(ContractError::WrongVersion {
            found: own.version,
            expected: CONTRACT_VERSION,
        });
    }
    write_versions(storage)?;
    Ok(Response::new())
}
