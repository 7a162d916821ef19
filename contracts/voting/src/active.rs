//! How much stake makes the DAO active.

use cosmwasm_std::{Addr, Decimal, Deps, Env, Uint128};
use cw20::{Cw20QueryMsg, TokenInfoResponse};
use qerun_math::active_count_ceil;
use qerun_messages::voting::ActiveThreshold;

use crate::state::{ACTIVE_THRESHOLD, BOOST, TOKEN, TOTAL_POWER};
use crate::ContractError;

/// Supply of the token. Errors: `NotCw20`.
pub fn supply(deps: Deps, token: &Addr) -> Result<Uint128, ContractError> {
    deps.querier
        .query_wasm_smart(token, &Cw20QueryMsg::TokenInfo {})
        .map(|info: TokenInfoResponse| info.total_supply)
        .map_err(|_| ContractError::NotCw20 {
            token: token.clone(),
        })
}

/// Refuses a threshold that no stake can reach, or any can. Errors: `ActivePercentage`, `ActiveCount`.
pub fn ensure_reachable(threshold: &ActiveThreshold, supply: Uint128) -> Result<(), ContractError> {
    match *threshold {
        ActiveThreshold::Percentage { percent }
            if percent.is_zero() || percent > Decimal::one() =>
        {
            Err(ContractError::ActivePercentage { percent })
        }
        ActiveThreshold::AbsoluteCount { count } if count.is_zero() || count > supply => {
            Err(ContractError::ActiveCount { count, supply })
        }
        _ => Ok(()),
    }
}

/// Whether enough is staked. Stake counts, not power, as it was before this block's changes.
pub fn is_active(deps: Deps, env: &Env) -> Result<bool, ContractError> {
    let Some(threshold) = ACTIVE_THRESHOLD.may_load(deps.storage)? else {
        return Ok(true);
    };
    let height = env.block.height;
    let power = TOTAL_POWER
        .may_load_at_height(deps.storage, height)?
        .unwrap_or_default();
    let boost = BOOST.may_load(deps.storage)?.unwrap_or_default();
    let staked = power.checked_sub(boost.before(height))?;
    let needed = match threshold {
        ActiveThreshold::AbsoluteCount { count } => count,
        ActiveThreshold::Percentage { percent } => {
            let token = TOKEN.load(deps.storage)?;
            active_count_ceil(supply(deps, &token)?, percent)?
        }
    };
    Ok(staked >= needed)
}
