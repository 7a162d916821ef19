//! The stake from which on the DAO is active.

use cosmwasm_std::{Addr, Decimal, Deps, DepsMut, Env, MessageInfo, Response, Uint128};
use cw20::{Cw20QueryMsg, TokenInfoResponse};
use qerun_math::active_count_ceil;
use qerun_messages::voting::ActiveThreshold;

use crate::state::{ACTIVE_THRESHOLD, BOOST, DAO, TOKEN, TOTAL_POWER};
use crate::{events, ContractError};

/// Supply of the token. Errors: `NotCw20`.
pub fn supply(deps: Deps, token: &Addr) -> Result<Uint128, ContractError> {
    deps.querier
        .query_wasm_smart(token, &Cw20QueryMsg::TokenInfo {})
        .map(|info: TokenInfoResponse| info.total_supply)
        .map_err(|_| ContractError::NotCw20 {
            token: token.clone(),
        })
}

/// Checks a threshold against the supply. Errors: `ActivePercentage`, `ActiveCount`.
pub fn check(threshold: &ActiveThreshold, supply: Uint128) -> Result<(), ContractError> {
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

/// The DAO: replaces or removes the threshold.
pub fn update_active_threshold(
    deps: DepsMut,
    info: MessageInfo,
    threshold: Option<ActiveThreshold>,
) -> Result<Response, ContractError> {
    if info.sender != DAO.load(deps.storage)? {
        return Err(ContractError::NotDao {
            sender: info.sender,
        });
    }
    let shown = match &threshold {
        None => {
            ACTIVE_THRESHOLD.remove(deps.storage);
            "none".to_owned()
        }
        Some(threshold) => {
            let token = TOKEN.load(deps.storage)?;
            check(threshold, supply(deps.as_ref(), &token)?)?;
            ACTIVE_THRESHOLD.save(deps.storage, threshold)?;
            match threshold {
                ActiveThreshold::AbsoluteCount { count } => count.to_string(),
                ActiveThreshold::Percentage { percent } => percent.to_string(),
            }
        }
    };
    Ok(Response::new().add_event(events::update_active_threshold(&shown)))
}

/// Whether enough is staked: stake, not power, as before this block's changes.
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
