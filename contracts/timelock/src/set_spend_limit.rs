//! The timelock changes the limits up to where spending an asset is routine or sensitive.

use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage, Uint128};
use qerun_controls::ensure_within;
use qerun_messages::timelock::{Asset, Limit, SpendLimit};

use crate::error::ContractError;
use crate::state::SPEND_LIMITS;
use crate::{events, roles, validate};

/// Sets or removes the limits of one asset. What was spent in the present window still counts, also when limits are
/// removed and set again. Errors: `OutOfBounds`, `InvalidKey`, `UnknownLimit`.
pub fn set_spend_limit(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: Asset<String>,
    limit: Option<Limit>,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    let asset = validate::asset(deps.api, asset)?;
    let key = asset.key();
    match limit {
        Some(Limit { routine, sensitive }) => {
            let row = SpendLimit {
                asset,
                routine,
                sensitive,
            };
            write_spend_limit(deps.storage, &row)?;
        }
        None => {
            if !SPEND_LIMITS.has(deps.storage, &key) {
                return Err(ContractError::UnknownLimit { key });
            }
            SPEND_LIMITS.remove(deps.storage, &key);
        }
    }
    Ok(Response::new().add_event(events::set_spend_limit(&key, limit.as_ref())))
}

/// Writes a row whose sensitive limit is not below its routine one. Errors: `OutOfBounds`.
pub fn write_spend_limit(
    storage: &mut dyn Storage,
    row: &SpendLimit<Addr>,
) -> Result<(), ContractError> {
    ensure_within("sensitive", row.sensitive, (row.routine, Uint128::MAX))?;
    Ok(SPEND_LIMITS.save(storage, &row.asset.key(), row)?)
}
