//! Anyone buys earmarked ETH; the proceeds go into the market's deficit.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, StdError, Uint128};

use crate::error::ContractError;

/// To be built.
pub fn buy_eth(
    _deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    _min_eth: Option<Uint128>,
) -> Result<Response, ContractError> {
    Err(StdError::generic_err("to be built").into())
}
