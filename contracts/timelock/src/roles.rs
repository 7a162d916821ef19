//! Who may send a message.

use cosmwasm_std::{Addr, Env, MessageInfo, Storage};
use qerun_controls::{ensure_sender, AccessError};
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

/// Refuses a sender that is not the guardian. Errors: `Access`.
pub fn ensure_guardian(config: &Config, info: &MessageInfo) -> Result<(), ContractError> {
    ensure_allowed(
        config.guardian.as_ref() == Some(&info.sender),
        info,
        "guardian",
    )
}

/// Refuses a sender that is not the timelock itself, which only an operation can make it be. Errors: `Access`.
pub fn ensure_itself(env: &Env, info: &MessageInfo) -> Result<(), ContractError> {
    let this = &env.contract.address;
    Ok(ensure_sender(&info.sender, this, "timelock itself")?)
}

/// Refuses the sender unless it is `allowed`; `role` says who would be. Errors: `Access`.
pub fn ensure_allowed(
    allowed: bool,
    info: &MessageInfo,
    role: &'static str,
) -> Result<(), ContractError> {
    if allowed {
        return Ok(());
    }
    let sender = info.sender.clone();
    Err(AccessError::Unauthorized { sender, role }.into())
}
