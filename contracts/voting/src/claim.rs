//! A staker takes the tokens whose unbonding is over.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use crate::state::{CLAIMS, TOKEN};
use crate::unstake::pay;
use crate::{events, ContractError};

/// Pays every claim of the sender that has matured. Errors: `NothingToClaim`.
pub fn claim(deps: DepsMut, env: Env, info: MessageInfo) -> Result<Response, ContractError> {
    let matured = CLAIMS
        .query_claims(deps.as_ref(), &info.sender)?
        .claims
        .iter()
        .any(|claim| claim.release_at.is_expired(&env.block));
    if !matured {
        return Err(ContractError::NothingToClaim {});
    }
    let amount = CLAIMS.claim_tokens(deps.storage, &info.sender, &env.block, None)?;
    let token = TOKEN.load(deps.storage)?;
    Ok(Response::new()
        .add_message(pay(&token, &info.sender, amount)?)
        .add_event(events::claim(&info.sender, amount)))
}
