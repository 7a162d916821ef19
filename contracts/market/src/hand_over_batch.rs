//! Handing over the open batch: the reserve accepts it, or the reply puts it back.

use cosmwasm_std::{coins, from_json, to_json_binary, DepsMut, Response, SubMsg, WasmMsg};
use qerun_math::MathError;
use qerun_messages::market::OpenBatch;
use qerun_messages::reserve;

use crate::assets::Assets;
use crate::batch::amount;
use crate::error::ContractError;
use crate::events;
use crate::state::{State, STATE};

/// The id of the reply to handing a batch over to the reserve.
pub const HAND_OVER: u64 = 1;

/// SDK gas for handing a batch over, about three times the estimated need. wasmd turns running out of gas into an
/// error reply only when there is a limit: without one a faulty reserve could stop every borrow.
const HAND_OVER_GAS: u64 = 2_000_000;

/// Takes the open batch out of the state and makes the message that hands it over. The reserve has not answered yet.
pub fn hand_over_batch(
    state: &mut State,
    assets: &Assets,
) -> Result<(OpenBatch, WasmMsg), ContractError> {
    let next = state
        .batch
        .id
        .checked_add(1)
        .ok_or(MathError::Overflow { op: "batch id" })?;
    let batch = std::mem::replace(
        &mut state.batch,
        OpenBatch {
            id: next,
            ..Default::default()
        },
    );
    let total = amount(&batch)?;
    let msg = WasmMsg::Execute {
        contract_addr: assets.reserve.to_string(),
        msg: to_json_binary(&reserve::ExecuteMsg::Purchase {
            batch_id: batch.id.into(),
            user_in: batch.user_in,
        })?,
        funds: coins(total.u128(), &assets.stable_denom),
    };
    Ok((batch, msg))
}

/// The same as a submessage. If the reserve refuses, the reply puts the batch back, and the borrow stands.
pub fn try_hand_over_batch(
    state: &mut State,
    assets: &Assets,
) -> Result<(OpenBatch, SubMsg), ContractError> {
    let (batch, msg) = hand_over_batch(state, assets)?;
    let payload = to_json_binary(&batch)?;
    Ok((
        batch,
        SubMsg::reply_on_error(msg, HAND_OVER)
            .with_gas_limit(HAND_OVER_GAS)
            .with_payload(payload),
    ))
}

/// Puts back the batch that the reserve refused. The open batch cannot have changed since, because whatever the refused
/// message did is undone.
pub fn reopen_batch(deps: DepsMut, payload: &[u8], error: &str) -> Result<Response, ContractError> {
    let batch: OpenBatch = from_json(payload)?;
    let mut state = STATE.load(deps.storage)?;
    let event = events::hand_over_failed(&batch, error);
    state.batch = batch;
    STATE.save(deps.storage, &state)?;
    Ok(Response::new().add_event(event))
}
