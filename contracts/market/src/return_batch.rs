//! Return a batch: the reserve sends the stablecoins of a batch that governance has wound down.

use cosmwasm_std::{DepsMut, MessageInfo, Response, Uint128};
use cw_utils::must_pay;
use qerun_controls::ensure_sender;

use crate::error::ContractError;
use crate::events;
use crate::state::{CompactConfig, COMPACT_CONFIG, STATE, WOUND_DOWN};

/// Keeps the borrowers' part for the claims on the batch, which fold into it as they fold into ETH; the rest joins
/// the insurance. See `ExecuteMsg::ReturnBatch`.
pub fn return_batch(
    deps: DepsMut,
    info: MessageInfo,
    batch_id: u64,
    user_out: Uint128,
) -> Result<Response, ContractError> {
    let CompactConfig { assets, .. } = COMPACT_CONFIG.load(deps.storage)?;
    ensure_sender(&info.sender, &assets.reserve, "reserve")?;
    let amount = must_pay(&info, &assets.stable_denom)?;
    let protocol = amount
        .checked_sub(user_out)
        .map_err(|_| ContractError::UserPartTooLarge { user_out, amount })?;
    let mut state = STATE.load(deps.storage)?;
    state.kept = state.kept.checked_add(user_out)?;
    state.insurance = state.insurance.checked_add(protocol)?;
    STATE.save(deps.storage, &state)?;
    if !user_out.is_zero() {
        let before = WOUND_DOWN
            .may_load(deps.storage, batch_id)?
            .unwrap_or_default();
        WOUND_DOWN.save(deps.storage, batch_id, &before.checked_add(user_out)?)?;
    }
    let event = events::return_batch(batch_id, user_out, protocol, state.insurance);
    Ok(Response::new().add_event(event))
}
