use std::collections::BTreeSet;

use cosmwasm_std::{Addr, DepsMut, Env, Event, MessageInfo, Response, Storage};
use qerun_messages::oracle::{AssetConfig, PRICES};

use crate::policy::{check_config, Checked};
use crate::sources::feeders;
use crate::state::{Asset, ASSETS, CHANGED_AT, HALTED_AT, SLOTS, TRACKS};
use crate::step::{check_running, idle_at, ready_at};
use crate::tighten::tighten;
use crate::update::update;
use crate::{events, ContractError};

/// The owner adds an asset or changes it. Clamp, averages, halt and the slots of feeders that stay are kept, so that new
/// sources cannot lift the bid faster than old ones could. While someone can rely on its price it changes step by step,
/// once a day, and each source that is live at once must agree with that price.
pub fn set_asset(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: String,
    config: AssetConfig<String>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let config = check_config(deps.api, &asset, config)?;
    let response = Response::new().add_event(events::set_asset(&asset, &config));
    let Some(known) = ASSETS.may_load(deps.storage, &asset)? else {
        return Ok(response.add_event(store(deps, &asset, config, None, now)?));
    };
    let config = if now < idle_at(deps.storage, &asset)? {
        let old = &known.config.policy;
        let config = config.replace(&asset, old, ready_at(deps.storage, &asset)?, now)?;
        check_running(deps.as_ref(), &asset, &config, old.max_deviation, now)?;
        config
    } else {
        config
    };
    CHANGED_AT.save(deps.storage, &asset, &now)?;
    Ok(response.add_event(store(deps, &asset, config, Some(&known), now)?))
}

/// Saves a checked configuration in the place of `known`, and writes the record if its sources are live. Slots of
/// feeders that are none any more go: when one comes back, it speaks anew.
pub fn store(
    deps: DepsMut,
    asset: &str,
    config: Checked,
    known: Option<&Asset>,
    now: u64,
) -> Result<Event, ContractError> {
    let config = config.into_inner();
    if let Some(known) = known {
        let kept: BTreeSet<&Addr> = feeders(&config).collect();
        forget(deps.storage, asset, |feeder| !kept.contains(feeder), known);
        if let Some(record) = PRICES.may_load(deps.storage, asset)? {
            let tightened = tighten(record.clone(), &known.config.policy, &config.policy);
            if tightened != record {
                PRICES.save(deps.storage, asset, &tightened)?;
            }
        }
    }
    let halted = known.is_some_and(|known| known.halted);
    let stored = Asset { config, halted };
    ASSETS.save(deps.storage, asset, &stored)?;
    update(deps, asset, &stored, now)
}

/// The owner forgets an idle asset: consumers find no record any more. One that is in use stays: set anew it would
/// have neither clamp nor steps.
pub fn remove_asset(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: String,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let Some(known) = ASSETS.may_load(deps.storage, &asset)? else {
        return Err(ContractError::UnknownAsset { asset });
    };
    let idle_at = idle_at(deps.storage, &asset)?;
    if env.block.time.seconds() < idle_at {
        return Err(ContractError::InUse { asset, idle_at });
    }
    ASSETS.remove(deps.storage, &asset);
    PRICES.remove(deps.storage, &asset);
    TRACKS.remove(deps.storage, &asset);
    CHANGED_AT.remove(deps.storage, &asset);
    HALTED_AT.remove(deps.storage, &asset);
    forget(deps.storage, &asset, |_| true, &known);
    Ok(Response::new().add_event(events::remove_asset(&asset)))
}

/// Removes the slots of some of an asset's feeders, at most 5 x 15. No other slots exist: only a feeder fills one.
fn forget(storage: &mut dyn Storage, asset: &str, gone: impl Fn(&Addr) -> bool, known: &Asset) {
    for feeder in feeders(&known.config).filter(|feeder| gone(feeder)) {
        SLOTS.remove(storage, (asset, feeder));
    }
}
