use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, StdError};

use crate::ContractError;

pub fn revert_asset(
    _deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    _asset: String,
) -> Result<Response, ContractError> {
    Err(StdError::generic_err("to be built").into())
}
