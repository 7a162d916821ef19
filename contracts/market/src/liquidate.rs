//! Liquidate an unhealthy position.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, StdError, Uint128};

use crate::error::ContractError;

pub fn liquidate(
    _deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    _borrower: String,
    _min_collateral: Option<Uint128>,
    _min_eth: Option<Uint128>,
) -> Result<Response, ContractError> {
    Err(StdError::generic_err("to be built").into())
}
