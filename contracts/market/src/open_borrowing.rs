//! Open borrowing: a milestone that governance reaches once.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::market::BORROWING_OPENED;

use crate::accrue::AccruedMarket;
use crate::error::ContractError;
use crate::events;
use crate::milestones::missing_for_borrowing;
use crate::state::PAUSES;

/// Opens borrowing for good if nothing is missing. See `ExecuteMsg::OpenBorrowing`.
pub fn open_borrowing(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    if let Some(opened_at) = BORROWING_OPENED.may_load(deps.storage)? {
        return Err(ContractError::BorrowingOpen { opened_at });
    }
    let now = env.block.time.seconds();
    let market = AccruedMarket::load(deps.storage, now)?;
    let missing = missing_for_borrowing(deps.as_ref(), &market, &env.contract.address)?;
    if !missing.is_empty() {
        return Err(ContractError::NotReady { missing });
    }
    let mut pauses = PAUSES.load(deps.storage)?;
    pauses.borrowing_not_open = false;
    PAUSES.save(deps.storage, &pauses)?;
    BORROWING_OPENED.save(deps.storage, &now)?;
    Ok(Response::new().add_event(events::open_borrowing(now, &market.state)))
}
