use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::oracle::{AssetConfig, PriceSource, PRICES};

use crate::policy::check_config;
use crate::state::{Asset, ASSETS, SLOTS, TRACKS};
use crate::update::update;
use crate::{events, ContractError};

/// The owner adds an asset or changes it. Clamp, averages, halt and slots of a known asset stay, so that new sources
/// cannot lift the bid faster than old ones could.
pub fn set_asset(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: String,
    config: AssetConfig<String>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let event = store(deps, &env, &asset, config)?;
    Ok(Response::new()
        .add_event(events::set_asset(&asset))
        .add_event(event))
}

/// Checks and saves a configuration and writes the record if its sources are live.
pub fn store(
    deps: DepsMut,
    env: &Env,
    asset: &str,
    config: AssetConfig<String>,
) -> Result<cosmwasm_std::Event, ContractError> {
    let config = check_config(deps.api, asset, config)?;
    let halted = ASSETS
        .may_load(deps.storage, asset)?
        .is_some_and(|known| known.halted);
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
    update(deps, asset, &stored, env.block.time.seconds())
}

/// The owner forgets an asset: consumers find no record any more.
pub fn remove_asset(
    deps: DepsMut,
    info: MessageInfo,
    asset: String,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let Some(known) = ASSETS.may_load(deps.storage, &asset)? else {
        return Err(ContractError::UnknownAsset { asset });
    };
    ASSETS.remove(deps.storage, &asset);
    PRICES.remove(deps.storage, &asset);
    TRACKS.remove(deps.storage, &asset);
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
