use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::oracle::{AssetConfig, PriceSource, PRICES};

use crate::policy::{check_config, Checked};
use crate::state::{Asset, ASSETS, CHANGED_AT, HALTED_AT, SLOTS, TRACKS};
use crate::step::{check_running, idle_at, ready_at};
use crate::update::update;
use crate::{events, ContractError};

/// The owner adds an asset or changes it. Clamp, averages, halt and slots of a known asset stay, so that new sources
/// cannot lift the bid faster than old ones could. While someone can rely on its price it changes step by step, once a
/// day, and sources that are live at once must agree with that price.
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
        return Ok(response.add_event(store(deps, &asset, config, false, now)?));
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
    Ok(response.add_event(store(deps, &asset, config, known.halted, now)?))
}

/// Saves a checked configuration and writes the record if its sources are live.
pub fn store(
    deps: DepsMut,
    asset: &str,
    config: Checked,
    halted: bool,
    now: u64,
) -> Result<cosmwasm_std::Event, ContractError> {
    let config = config.into_inner();
    // A shorter life binds the present record at once; a longer one only what is written from now on.
    if let Some(mut record) = PRICES.may_load(deps.storage, asset)? {
        let expires = record.as_of.saturating_add(config.policy.max_age);
        if expires < record.expires {
            record.expires = expires;
            PRICES.save(deps.storage, asset, &record)?;
        }
    }
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
    // At most 5 x 15.
    for source in &known.config.sources {
        if let PriceSource::Feeder { feeders, .. } = source {
            for feeder in feeders {
                SLOTS.remove(deps.storage, (&asset, feeder));
            }
        }
    }
    Ok(Response::new().add_event(events::remove_asset(&asset)))
}
