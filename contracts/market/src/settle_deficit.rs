//! The reserve brings the proceeds of earmarked ETH.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, StdError, Uint128};

use crate::error::ContractError;

pub fn settle_deficit(
    _deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    _eth: Uint128,
) -> Result<Response, ContractError> {
    Err(StdError::generic_err("to be built").into())
}
