use cosmwasm_std::{Addr, DepsMut, Env, Event, MessageInfo, Response};
use qerun_controls::ensure_cool_down;
use qerun_messages::oracle::{AssetConfig, COOL_DOWN, PRICES};

use crate::clock::bring_forward;
use crate::kept::Kept;
use crate::publish::publish;
use crate::sources::{forget_samples, pool::ensure_quote_assets, same_samples};
use crate::state::{Asset, ASSETS, CHANGED_AT, PREVIOUS};
use crate::step::{ensure_near_published, ensure_policy_step, idle_at};
use crate::tighten::tighten;
use crate::valid_asset::ValidAsset;
use crate::{events, ContractError};

/// The owner adds an asset or changes it. Clamp, averages, halt and the slots of feeders that stay are kept, so that new
/// sources cannot lift the bid faster than old ones could. While someone can rely on its price it changes step by step,
/// once a day, and each source that is live at once must agree with that price.
pub fn set_asset(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: String,
    config: AssetConfig<String>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let new = ValidAsset::validate(deps.api, &asset, config)?;
    let known = ASSETS.may_load(deps.storage, &asset)?;
    let changed_at = CHANGED_AT.may_load(deps.storage, &asset)?;
    let rested = ensure_cool_down(changed_at.unwrap_or_default(), COOL_DOWN, now);
    if let Some(known) = &known {
        if now < idle_at(deps.storage, &asset)? {
            let old = &known.config;
            ensure_policy_step(new.policy(), &old.policy)?;
            rested?;
            ensure_near_published(deps.as_ref(), &asset, &new, old, now)?;
        }
    }
    let config = new.into_inner();
    let set = events::set_asset(&asset, &config.policy);
    let published = store(deps.branch(), &asset, config, known.as_ref(), now)?;
    if let Some(known) = known {
        // An idle asset may change several times in a block. That counts as one change: else the second would leave the
        // guardian only the first to return to.
        if rested.is_ok() {
            PREVIOUS.save(deps.storage, &asset, &known.config)?;
        }
        CHANGED_AT.save(deps.storage, &asset, &now)?;
    }
    Ok(Response::new().add_event(set).add_event(published))
}

/// Saves a checked configuration that replaces `known`, and publishes a record if its sources are live. The slot of a
/// feeder that is not named any more goes: should it be named again, its old price does not count. So do the samples
/// of a pair whose source has changed in more than how long it may be idle. Errors: `UnknownAsset`, `QuotedInPool` of
/// an asset that a pool was not quoted in before.
pub fn store(
    deps: DepsMut,
    asset: &str,
    config: AssetConfig<Addr>,
    known: Option<&Asset>,
    now: u64,
) -> Result<Event, ContractError> {
    let replaced = known.map(|known| &known.config);
    // Loaded by the old configuration, and saved by the new one when the price is published.
    let kept = Kept::load(deps.storage, asset, replaced.unwrap_or(&config))?;
    ensure_quote_assets(deps.storage, asset, &config, replaced)?;
    if let Some(known) = known {
        for source in known.config.sources.iter() {
            if !config.sources.iter().any(|new| same_samples(new, source)) {
                forget_samples(deps.storage, asset, source);
            }
        }
        if let Some(record) = PRICES.may_load(deps.storage, asset)? {
            let record = bring_forward(record, now);
            let tightened = tighten(record.clone(), &known.config.policy, &config.policy);
            if tightened != record {
                PRICES.save(deps.storage, asset, &tightened)?;
            }
        }
    }
    let halted = known.is_some_and(|known| known.halted);
    let stored = Asset { config, halted };
    ASSETS.save(deps.storage, asset, &stored)?;
    publish(deps, asset, &stored, kept, now)
}
