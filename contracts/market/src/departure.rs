//! How a batch of reserve halves leaves for the reserve, and comes back when it cannot.

use cosmwasm_std::{coins, from_json, to_json_binary, Addr, DepsMut, Response, SubMsg, WasmMsg};
use qerun_messages::market::{BatchRule, Config, OpenBatch};
use qerun_messages::reserve::{self, Backing};

use crate::error::ContractError;
use crate::events;
use crate::reply::DEPARTURE;
use crate::state::{State, STATE};

/// SDK gas that a departure may use, about three times its estimated need: a reserve gone wrong must
/// not be able to stop a borrow (see [`crate::reply`]).
const DEPARTURE_GAS: u64 = 2_000_000;

/// Whether nothing is in a batch.
pub fn is_empty(batch: &OpenBatch) -> bool {
    batch.user.is_zero() && batch.protocol.is_zero()
}

/// Whether a batch should leave: large enough, or old enough and not empty.
pub fn due(batch: &OpenBatch, rule: &BatchRule, now: u64) -> Result<bool, ContractError> {
    let total = batch.user.checked_add(batch.protocol)?;
    let old = now >= batch.opened_at.saturating_add(rule.max_age);
    Ok(total >= rule.min_size || (!total.is_zero() && old))
}

/// Whether the reserve can be expected to take a batch, from its public record: asking costs one
/// raw read that a borrow makes anyway, a refusal costs a whole contract call.
pub fn room(backing: &Backing, batch: &OpenBatch, rule: &BatchRule, now: u64) -> bool {
    let needed = rule.min_size.min(batch.user.saturating_add(batch.protocol));
    now >= backing.paused_until
        && backing.batch_room > 0
        && backing.order_room > 0
        && backing.room >= needed
}

/// Takes the open batch out of the state and makes the message that hands it over.
pub fn depart(
    state: &mut State,
    config: &Config<Addr>,
) -> Result<(OpenBatch, WasmMsg), ContractError> {
    let next = state
        .batch
        .id
        .checked_add(1)
        .ok_or(qerun_math::MathError::Overflow { op: "batch id" })?;
    let batch = std::mem::replace(
        &mut state.batch,
        OpenBatch {
            id: next,
            ..Default::default()
        },
    );
    let total = batch.user.checked_add(batch.protocol)?;
    let msg = WasmMsg::Execute {
        contract_addr: config.reserve.to_string(),
        msg: to_json_binary(&reserve::ExecuteMsg::Purchase {
            batch_id: batch.id.into(),
            user_in: batch.user,
        })?,
        funds: coins(total.u128(), &config.stable_denom),
    };
    Ok((batch, msg))
}

/// The same as a submessage whose failure brings the batch back instead of failing the borrow.
pub fn try_depart(
    state: &mut State,
    config: &Config<Addr>,
) -> Result<(OpenBatch, SubMsg), ContractError> {
    let (batch, msg) = depart(state, config)?;
    let payload = to_json_binary(&batch)?;
    Ok((
        batch,
        SubMsg::reply_on_error(msg, DEPARTURE)
            .with_gas_limit(DEPARTURE_GAS)
            .with_payload(payload),
    ))
}

/// The reserve refused: the batch is open again, as it was. Nothing else can have touched it, the
/// refusal comes in the transaction that handed it over.
pub fn bring_back(deps: DepsMut, payload: &[u8], error: &str) -> Result<Response, ContractError> {
    let batch: OpenBatch = from_json(payload)?;
    let mut state = STATE.load(deps.storage)?;
    let event = events::departure_failed(&batch, error);
    state.batch = batch;
    STATE.save(deps.storage, &state)?;
    Ok(Response::new().add_event(event))
}
