//! What liquidations would do, and what has been written off.

use cosmwasm_std::{Deps, StdError, StdResult, Uint128};
use qerun_messages::market::{
    HealthCursor, LiquidatableResponse, QuoteLiquidationResponse, WriteOffs,
};

use super::context::QueryContext;
use crate::error::ContractError;
use crate::state::WRITE_OFFS;

pub fn liquidatable(
    _query: &QueryContext,
    _start_after: Option<HealthCursor>,
    _limit: Option<u32>,
) -> Result<LiquidatableResponse, ContractError> {
    Err(StdError::generic_err("to be built").into())
}

pub fn quote_liquidation(
    _query: &QueryContext,
    _borrower: String,
    _amount: Option<Uint128>,
) -> Result<QuoteLiquidationResponse, ContractError> {
    Err(StdError::generic_err("to be built").into())
}

pub fn write_offs(deps: Deps) -> StdResult<WriteOffs> {
    Ok(WRITE_OFFS.may_load(deps.storage)?.unwrap_or_default())
}
