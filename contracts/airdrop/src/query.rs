//! Answers to queries.

use cosmwasm_std::Deps;
use qerun_messages::airdrop::{ClaimedResponse, TotalsResponse, CLAIMED, CONFIG, TOTALS};

use crate::ContractError;

/// What was claimed and returned, and what is left.
pub fn totals(deps: Deps) -> Result<TotalsResponse, ContractError> {
    let (total, totals) = (CONFIG.load(deps.storage)?.total, TOTALS.load(deps.storage)?);
    let returned = totals.returned.unwrap_or_default();
    let left = total.checked_sub(totals.claimed)?.checked_sub(returned)?;
    Ok(TotalsResponse {
        total,
        claimed: totals.claimed,
        claims: totals.claims,
        returned,
        left,
    })
}

/// What an account has claimed.
pub fn claimed(deps: Deps, account: &str) -> Result<ClaimedResponse, ContractError> {
    let account = deps.api.addr_validate(account)?;
    let amount = CLAIMED.may_load(deps.storage, &account)?;
    Ok(ClaimedResponse { amount })
}
