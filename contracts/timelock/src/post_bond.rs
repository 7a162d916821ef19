//! A sponsor posts the bond of an operation; its delay starts.

use cosmwasm_std::{from_json, DepsMut, Env, MessageInfo, Response};
use cw20::Cw20ReceiveMsg;
use qerun_messages::timelock::{BondState, Phase, ReceiveMsg};

use crate::error::ContractError;
use crate::state::{BONDS_HELD, CONFIG, OPERATIONS};
use crate::{events, operations};

/// Takes the bond that the bond token's `send` brings. Errors: `WrongToken`, `UnknownOperation`, `WrongPhase`,
/// `Expired`, `WrongBond`.
pub fn receive(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let token = CONFIG.load(deps.storage)?.token;
    if info.sender != token {
        let sent = info.sender;
        return Err(ContractError::WrongToken { token, sent });
    }
    let ReceiveMsg::PostBond { id } = from_json(&msg.msg)?;
    let now = env.block.time.seconds();
    let mut operation = operations::load_in(deps.storage, id, &[Phase::AwaitingBond])?;
    operations::ensure_not_expired(id, &operation, now)?;
    if msg.amount != operation.bond {
        return Err(ContractError::WrongBond {
            id,
            bond: operation.bond,
            sent: msg.amount,
        });
    }
    let held = BONDS_HELD.load(deps.storage)?.checked_add(msg.amount)?;
    BONDS_HELD.save(deps.storage, &held)?;
    let ready_at = now.saturating_add(operation.delay);
    operation.sponsor = Some(deps.api.addr_validate(&msg.sender)?);
    operation.bond_state = BondState::Held;
    operation.phase = Phase::Scheduled;
    operation.ready_at = Some(ready_at);
    operation.expires_at = ready_at.saturating_add(operation.execution_window);
    OPERATIONS.save(deps.storage, id, &operation)?;
    Ok(Response::new().add_event(events::post_bond(id, &operation)))
}
