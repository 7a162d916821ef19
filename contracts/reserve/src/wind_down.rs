//! The owner settles in stablecoins a batch for which ETH can no longer be bought.

use cosmwasm_std::{coins, to_json_binary, DepsMut, Env, MessageInfo, Response, WasmMsg};
use cw_utils::nonpayable;
use qerun_messages::market;
use qerun_messages::reserve::{BACKING, BATCHES, WIND_DOWN_AFTER};

use crate::backing;
use crate::batch::{close_part, wind_down_stable};
use crate::error::ContractError;
use crate::events;
use crate::records::load_batch;
use crate::state::{CONFIG, PARAMS, WAITING, WAITS_SINCE};

/// Sends all that waits of a batch to the market, which alone pays stablecoins, and settles it. Owner only. None of
/// it may be in an open order, and some of it must have been waiting for [`WIND_DOWN_AFTER`]. Fails whole if the market
/// refuses. Errors: `UnknownBatch`, `BatchNotWaiting`, `OrdersUnderWay`, `WaitedTooShort`.
pub fn wind_down(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    batch_id: u64,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let mut batch = load_batch(deps.storage, batch_id)?;
    let waiting = WAITING
        .may_load(deps.storage, batch_id)?
        .ok_or(ContractError::BatchNotWaiting { batch_id })?;
    let in_flight = batch.open.checked_sub(waiting)?;
    if !in_flight.is_zero() {
        return Err(ContractError::OrdersUnderWay {
            batch_id,
            in_flight,
        });
    }
    let since = WAITS_SINCE.load(deps.storage, batch_id)?;
    let from = since.saturating_add(WIND_DOWN_AFTER);
    if env.block.time.seconds() < from {
        return Err(ContractError::WaitedTooShort { batch_id, from });
    }

    let params = PARAMS.load(deps.storage)?;
    let mut backing = BACKING.load(deps.storage)?;
    let user_out = wind_down_stable(&mut batch, waiting)?;
    close_part(&mut batch, waiting)?;
    backing::stable_wound_down(&mut backing, &params, waiting)?;
    backing::batch_closed(&mut backing, &params)?;
    WAITING.remove(deps.storage, batch_id);
    WAITS_SINCE.remove(deps.storage, batch_id);
    BATCHES.save(deps.storage, batch_id, &batch)?;
    BACKING.save(deps.storage, &backing)?;

    let config = CONFIG.load(deps.storage)?;
    Ok(Response::new()
        .add_event(events::wound_down(batch_id, &batch, user_out))
        .add_message(WasmMsg::Execute {
            contract_addr: config.market.into_string(),
            msg: to_json_binary(&market::ExecuteMsg::ReturnBatch {
                batch_id: batch_id.into(),
                user_out,
            })?,
            funds: coins(waiting.u128(), config.stable_denom),
        }))
}
