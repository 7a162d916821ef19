use cosmwasm_std::{Deps, Env, Order, StdResult};
use cw_storage_plus::Bound;
use qerun_messages::oracle::{
    AssetPrice, AssetResponse, ConfigResponse, FeederSlot, PriceResponse, PricesResponse,
    SlotsResponse, SourceObservation, PRICES,
};

use crate::sources::{feeders, kind, observe};
use crate::state::{Asset, ASSETS, GUARDIAN, SLOTS};
use crate::step::{idle_at, ready_at};
use crate::ContractError;

const DEFAULT_LIMIT: u32 = 10;
const MAX_LIMIT: u32 = 30;

/// The published record, and what each source says now.
pub fn price(deps: Deps, env: &Env, asset: String) -> Result<PriceResponse, ContractError> {
    let now = env.block.time.seconds();
    let sources = load(deps, &asset)?
        .config
        .sources
        .iter()
        .map(|source| {
            Ok(SourceObservation {
                kind: kind(source).to_owned(),
                observation: observe(deps, &asset, source, now)?,
            })
        })
        .collect::<StdResult<_>>()?;
    let record = PRICES.may_load(deps.storage, &asset)?;
    Ok(PriceResponse {
        asset,
        record,
        sources,
    })
}

/// Published records in order of asset id.
pub fn prices(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<PricesResponse, ContractError> {
    let limit = usize::try_from(limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT)).unwrap_or_default();
    let start = start_after.as_deref().map(Bound::exclusive);
    let prices = PRICES
        .range(deps.storage, start, None, Order::Ascending)
        .take(limit)
        .map(|row| row.map(|(asset, record)| AssetPrice { asset, record }))
        .collect::<StdResult<_>>()?;
    Ok(PricesResponse { prices })
}

/// Sources and guards, and from when they may change.
pub fn asset(deps: Deps, env: &Env, asset: String) -> Result<AssetResponse, ContractError> {
    let Asset { config, halted } = load(deps, &asset)?;
    let idle = env.block.time.seconds() >= idle_at(deps.storage, &asset)?;
    let ready_at = if idle {
        0
    } else {
        ready_at(deps.storage, &asset)?
    };
    Ok(AssetResponse {
        asset,
        config,
        halted,
        idle,
        ready_at,
    })
}

/// The slots of an asset's feeders, at most 5 x 15.
pub fn slots(deps: Deps, asset: String) -> Result<SlotsResponse, ContractError> {
    let known = load(deps, &asset)?;
    let slots = feeders(&known.config)
        .map(|feeder| {
            let slot = SLOTS.may_load(deps.storage, (&asset, feeder))?;
            let feeder = feeder.clone();
            Ok(FeederSlot { feeder, slot })
        })
        .collect::<StdResult<_>>()?;
    Ok(SlotsResponse { slots })
}

/// The guardian.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    Ok(ConfigResponse {
        guardian: GUARDIAN.load(deps.storage)?,
    })
}

fn load(deps: Deps, asset: &str) -> Result<Asset, ContractError> {
    ASSETS
        .may_load(deps.storage, asset)?
        .ok_or_else(|| ContractError::UnknownAsset {
            asset: asset.to_owned(),
        })
}
