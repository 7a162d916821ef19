//! Open buyback: a milestone that governance reaches once.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::reserve::BUYBACK_OPENED;

use crate::buyback_clock::begin;
use crate::error::ContractError;
use crate::events;
use crate::milestones::missing_for_buyback;
use crate::state::{CONFIG, PARAMS};

/// Opens buyback for good if nothing is missing. Owner only. Its auction begins now, at the first price, however long there
/// has been a surplus that nobody could buy. Errors: `BuybackOpen`, `NotReady`.
pub fn open_buyback(deps: DepsMut, env: Env, info: MessageInfo) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    if let Some(opened_at) = BUYBACK_OPENED.may_load(deps.storage)? {
        return Err(ContractError::BuybackOpen { opened_at });
    }
    let now = env.block.time.seconds();
    let missing = missing_for_buyback(deps.as_ref(), &env.contract.address, now)?;
    if !missing.is_empty() {
        return Err(ContractError::NotReady { missing });
    }
    let above = PARAMS.load(deps.storage)?.buyback_above;
    let config = CONFIG.load(deps.storage)?;
    begin(deps.storage, &deps.querier, &config, now)?;
    BUYBACK_OPENED.save(deps.storage, &now)?;
    Ok(Response::new().add_event(events::open_buyback(now, above)))
}
