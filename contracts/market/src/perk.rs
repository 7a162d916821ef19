//! The lower contribution share for those to whom voting gives the perk.

use cosmwasm_std::{Addr, Decimal, QuerierWrapper, Storage};
use qerun_messages::market::Params;
use qerun_messages::voting::{HasAccessResponse, QueryMsg};

use crate::error::ContractError;
use crate::state::CONFIG;

/// The share of the reserve part that goes to the protocol; with the perk, the smaller of the two shares. Voting is
/// queried only if the borrower wants the perk, so that a voting contract that fails or burns gas stops nobody else. One
/// that gives wrong answers can give away no more than the difference of the two shares.
///
/// Errors: `NoPerk`, `NoAccess`, a failed query.
pub fn contribution_share(
    querier: &QuerierWrapper,
    storage: &dyn Storage,
    params: &Params,
    borrower: &Addr,
    use_perk: bool,
) -> Result<Decimal, ContractError> {
    if !use_perk {
        return Ok(params.contribution_share);
    }
    let gate = CONFIG.load(storage)?.perk.ok_or(ContractError::NoPerk {})?;
    let answer: HasAccessResponse = querier.query_wasm_smart(
        &gate.voting,
        &QueryMsg::HasAccess {
            address: borrower.to_string(),
            perk: gate.id.clone(),
        },
    )?;
    if !answer.access {
        return Err(ContractError::NoAccess {
            perk: gate.id.clone(),
        });
    }
    Ok(params.perk_contribution_share)
}
