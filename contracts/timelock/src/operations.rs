//! What the verbs of an operation share: loading it in a phase, ending it, and what becomes of its bond.

use cosmwasm_std::{to_json_binary, CosmosMsg, Storage, WasmMsg};
use cw20::Cw20ExecuteMsg;
use qerun_messages::timelock::{BondState, Kind, Operation, Phase};

use crate::error::ContractError;
use crate::state::{BONDS_HELD, CONFIG, OPERATIONS};

/// The phases in which an operation can still be executed.
pub const OPEN: [Phase; 2] = [Phase::AwaitingBond, Phase::Scheduled];
/// The open phases, and the one in which a bond may still be held.
pub const UNFINISHED: [Phase; 3] = [Phase::AwaitingBond, Phase::Scheduled, Phase::Cancelled];

/// Loads an operation. Errors: `UnknownOperation`.
pub fn load(storage: &dyn Storage, id: u64) -> Result<Operation, ContractError> {
    OPERATIONS
        .may_load(storage, id)?
        .ok_or(ContractError::UnknownOperation { id })
}

/// Loads an operation that must be in one of these phases. Errors: `UnknownOperation`, `WrongPhase`.
pub fn load_in(
    storage: &dyn Storage,
    id: u64,
    phases: &[Phase],
) -> Result<Operation, ContractError> {
    let operation = load(storage, id)?;
    if phases.contains(&operation.phase) {
        return Ok(operation);
    }
    let phase = operation.phase;
    Err(ContractError::WrongPhase { id, phase })
}

/// Loads an operation that must be open, or cancelled with its bond still held. Errors: `UnknownOperation`,
/// `WrongPhase`.
pub fn load_unfinished(storage: &dyn Storage, id: u64) -> Result<Operation, ContractError> {
    let operation = load_in(storage, id, &UNFINISHED)?;
    let phase = operation.phase;
    if phase == Phase::Cancelled && operation.bond_state != BondState::Held {
        return Err(ContractError::WrongPhase { id, phase });
    }
    Ok(operation)
}

/// Refuses an operation whose time is over. Errors: `Expired`.
pub fn ensure_not_expired(id: u64, operation: &Operation, now: u64) -> Result<(), ContractError> {
    if now >= operation.expires_at {
        let expired_at = operation.expires_at;
        return Err(ContractError::Expired { id, expired_at });
    }
    Ok(())
}

/// Ends an operation and saves it. The message, if any, gives the bond back; a forfeited bond stays here and belongs to
/// the treasury from now on.
pub fn end(
    storage: &mut dyn Storage,
    id: u64,
    operation: &mut Operation,
    phase: Phase,
    forfeit: bool,
) -> Result<Option<CosmosMsg>, ContractError> {
    operation.phase = phase;
    let mut refund = None;
    if let (BondState::Held, Some(sponsor)) = (operation.bond_state, &operation.sponsor) {
        let held = BONDS_HELD.load(storage)?.checked_sub(operation.bond)?;
        BONDS_HELD.save(storage, &held)?;
        operation.bond_state = BondState::Forfeited;
        if !forfeit {
            operation.bond_state = BondState::Returned;
            let transfer = Cw20ExecuteMsg::Transfer {
                recipient: sponsor.to_string(),
                amount: operation.bond,
            };
            let token = CONFIG.load(storage)?.token.to_string();
            refund = Some(contract_message(token, &transfer)?);
        }
    }
    OPERATIONS.save(storage, id, operation)?;
    Ok(refund)
}

/// Whether a veto could still forfeit the bond.
pub fn is_forfeitable(operation: &Operation, now: u64) -> bool {
    operation.bond_state == BondState::Held
        && operation.kind != Kind::SetGuardian
        && operation.ready_at.is_some_and(|at| now < at)
}

/// A message to a contract, without funds.
pub fn contract_message(
    contract_addr: String,
    msg: &impl serde::Serialize,
) -> Result<CosmosMsg, ContractError> {
    Ok(CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr,
        msg: to_json_binary(msg)?,
        funds: vec![],
    }))
}
