use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, StdResult, Storage};
use qerun_controls::{ensure_cool_down, ensure_guardian_or_owner, ready_at};
use qerun_messages::oracle::{PRICES, REVERT_WITHIN};

use crate::asset::load_asset;
use crate::clock::distrust;
use crate::set_asset::store;
use crate::state::{CHANGED_AT, GUARDIAN, PREVIOUS, REVERTED_AT};
use crate::{events, ContractError};

/// Guardian or owner: puts back the sources and guards of before the last change. The record that the changed sources
/// left is distrusted until a price passes the guards that are back; clamp, averages and the slots of feeders that are
/// named before and after stay. The owner may change the asset again at once: the guardian cannot hold governance up.
pub fn revert_asset(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: String,
) -> Result<Response, ContractError> {
    let guardian = GUARDIAN.load(deps.storage)?;
    ensure_guardian_or_owner(deps.storage, guardian.as_ref(), &info.sender)?;
    let known = load_asset(deps.storage, &asset)?;
    let now = env.block.time.seconds();
    let Some(previous) = PREVIOUS.may_load(deps.storage, &asset)? else {
        return Err(ContractError::NothingToRevert { asset });
    };
    let until = ends_at(deps.storage, &asset)?;
    if now > until {
        return Err(ContractError::TooLateToRevert { asset, until });
    }
    ensure_cool_down(reverted_at(deps.storage, &asset)?, REVERT_WITHIN, now)?;
    PREVIOUS.remove(deps.storage, &asset);
    CHANGED_AT.remove(deps.storage, &asset);
    REVERTED_AT.save(deps.storage, &asset, &now)?;
    if let Some(record) = PRICES.may_load(deps.storage, &asset)? {
        let record = distrust(record, &previous.policy, now);
        PRICES.save(deps.storage, &asset, &record)?;
    }
    let reverted = events::revert_asset(&asset, &info.sender, &previous.policy);
    let published = store(deps, &asset, previous, Some(&known), now)?;
    Ok(Response::new().add_event(reverted).add_event(published))
}

/// Until when the last change of an asset may be put back, Unix seconds; none if not at all, or not yet.
pub fn revertible_until(storage: &dyn Storage, asset: &str, now: u64) -> StdResult<Option<u64>> {
    if !PREVIOUS.has(storage, asset) {
        return Ok(None);
    }
    let ready_at = ready_at(reverted_at(storage, asset)?, REVERT_WITHIN);
    let until = ends_at(storage, asset)?;
    Ok((ready_at..=until).contains(&now).then_some(until))
}

fn ends_at(storage: &dyn Storage, asset: &str) -> StdResult<u64> {
    let changed_at = CHANGED_AT.may_load(storage, asset)?.unwrap_or_default();
    Ok(changed_at.saturating_add(REVERT_WITHIN))
}

fn reverted_at(storage: &dyn Storage, asset: &str) -> StdResult<u64> {
    Ok(REVERTED_AT.may_load(storage, asset)?.unwrap_or_default())
}
