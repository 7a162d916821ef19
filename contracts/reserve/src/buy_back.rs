//! Anyone sells QER for surplus ETH; the QER is burned.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, StdError};
use cw20::Cw20ReceiveMsg;

use crate::error::ContractError;

/// To be built.
pub fn receive(
    _deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    _hook: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    Err(StdError::generic_err("to be built").into())
}
