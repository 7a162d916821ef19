//! How a batch of reserve halves leaves for the reserve, and comes back when it cannot.

use cosmwasm_std::{
    coins, from_json, to_json_binary, Addr, DepsMut, Response, SubMsg, Uint128, WasmMsg,
};
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

/// Stablecoins in a batch.
pub fn amount(batch: &OpenBatch) -> Result<Uint128, ContractError> {
    Ok(batch.user.checked_add(batch.protocol)?)
}

/// From when on a batch may leave by its age, Unix seconds; zero while it is empty.
pub fn due_at(batch: &OpenBatch, rule: &BatchRule) -> u64 {
    if is_empty(batch) {
        return 0;
    }
    batch.opened_at.saturating_add(rule.max_age)
}

/// Refuses to let a batch leave that is neither large enough nor old enough, that is no order by itself, or that
/// the reserve cannot be expected to take, from its public record: asking costs one raw read, which a borrow
/// makes anyway, a refusal costs a whole contract call. One rule for the borrow that would take the batch along
/// and for `flush`. Errors: `BatchNotDue`, `BatchTooSmall`, `PurchasesPaused`, `NoCapacity`.
pub fn check_ready(
    batch: &OpenBatch,
    rule: &BatchRule,
    backing: &Backing,
    now: u64,
) -> Result<(), ContractError> {
    let (batch_id, amount) = (batch.id, amount(batch)?);
    let due_at = batch.opened_at.saturating_add(rule.max_age);
    if amount.is_zero() || (amount < rule.min_size && now < due_at) {
        return Err(ContractError::BatchNotDue {
            batch_id,
            amount,
            min_size: rule.min_size,
            due_at,
        });
    }
    if amount < backing.min_order {
        return Err(ContractError::BatchTooSmall {
            batch_id,
            amount,
            min_order: backing.min_order,
        });
    }
    if now < backing.paused_until {
        let until = backing.paused_until;
        return Err(ContractError::PurchasesPaused { until });
    }
    // A batch of twice the smallest order or more is bought in several, so that room for the least is enough. Of a
    // smaller one no order could leave a rest.
    let needed = if amount < backing.min_order.saturating_mul(Uint128::new(2)) {
        amount
    } else {
        rule.min_size.max(backing.min_order).min(amount)
    };
    if backing.batch_capacity == 0 || backing.order_capacity == 0 || backing.capacity < needed {
        return Err(ContractError::NoCapacity {
            batches: backing.batch_capacity,
            orders: backing.order_capacity,
            available: backing.capacity,
            needed,
        });
    }
    Ok(())
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
    let total = amount(&batch)?;
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
