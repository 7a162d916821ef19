//! What liquidations would do, and what has been written off.

use cosmwasm_std::{StdError, Uint128};
use qerun_messages::market::{
    HealthCursor, LiquidatableResponse, QuoteLiquidationResponse, WriteOffs,
};

use super::context::QueryContext;
use crate::error::ContractError;

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

pub fn write_offs(_query: &QueryContext) -> Result<WriteOffs, ContractError> {
    Err(StdError::generic_err("to be built").into())
}
