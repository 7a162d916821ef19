//! Who the sender is.

use cosmwasm_std::{Addr, Env, MessageInfo, Storage};
use qerun_messages::timelock::Stage;

use crate::error::ContractError;
use crate::stage;
use crate::state::Config;

/// Whether `sender` is the steward and still in office.
pub fn is_steward(
    storage: &dyn Storage,
    config: &Config,
    sender: &Addr,
    now: u64,
) -> Result<bool, ContractError> {
    let named = config
        .stewardship
        .as_ref()
        .is_some_and(|stewardship| stewardship.steward == sender);
    Ok(named && stage::current(storage, config, now)? < Stage::Community)
}

/// Errors unless the sender is the guardian.
pub fn ensure_guardian(config: &Config, info: &MessageInfo) -> Result<(), ContractError> {
    if config.guardian.as_ref() == Some(&info.sender) {
        return Ok(());
    }
    Err(unauthorized(info, "the guardian"))
}

/// Errors unless the timelock calls itself, which only an operation can make it do.
pub fn ensure_itself(env: &Env, info: &MessageInfo) -> Result<(), ContractError> {
    if info.sender == env.contract.address {
        return Ok(());
    }
    Err(unauthorized(info, "the timelock itself"))
}

/// The error for a sender without the role.
pub fn unauthorized(info: &MessageInfo, role: &'static str) -> ContractError {
    ContractError::Unauthorized {
        sender: info.sender.clone(),
        role,
    }
}
