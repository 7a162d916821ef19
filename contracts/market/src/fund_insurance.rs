//! Fund the insurance: stablecoins given to the protocol for good.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use cw_utils::must_pay;

use crate::error::ContractError;
use crate::events;
use crate::state::{COMPACT_CONFIG, STATE};

/// Adds the coins sent to the insurance, for good. See `ExecuteMsg::FundInsurance`.
pub fn fund_insurance(deps: DepsMut, info: MessageInfo) -> Result<Response, ContractError> {
    let amount = must_pay(
        &info,
        &COMPACT_CONFIG.load(deps.storage)?.assets.stable_denom,
    )?;
    let mut state = STATE.load(deps.storage)?;
    state.insurance = state.insurance.checked_add(amount)?;
    STATE.save(deps.storage, &state)?;
    let event = events::fund_insurance(&info.sender, amount, state.insurance);
    Ok(Response::new().add_event(event))
}
