use cosmwasm_std::{Deps, Env, Order, StdResult};
use cw_storage_plus::Bound;
use qerun_controls::page_length;
use qerun_messages::oracle::{
    AssetPrice, AssetResponse, ConfigResponse, FeederSlot, PriceResponse, PricesResponse,
    SlotsResponse, SourceObservation, PRICES,
};

use crate::asset::load_asset;
use crate::revert_asset::revertible_until;
use crate::slots::Slots;
use crate::sources::{feeders, kind, observe, View};
use crate::state::{Asset, GUARDIAN};
use crate::step::{idle_at, ready_at};
use crate::ContractError;

/// The published record, and what each source reports now.
pub fn price(deps: Deps, env: &Env, asset: String) -> Result<PriceResponse, ContractError> {
    let known = load_asset(deps.storage, &asset)?;
    let view = View {
        asset: &asset,
        slots: &Slots::load(deps.storage, &asset, &known.config)?,
        now: env.block.time.seconds(),
    };
    let sources = known
        .config
        .sources
        .iter()
        .map(|source| {
            Ok(SourceObservation {
                kind: kind(source).to_owned(),
                observation: observe(deps, view, source)?,
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
    let start = start_after.as_deref().map(Bound::exclusive);
    let prices = PRICES
        .range(deps.storage, start, None, Order::Ascending)
        .take(page_length(limit))
        .map(|row| row.map(|(asset, record)| AssetPrice { asset, record }))
        .collect::<StdResult<_>>()?;
    Ok(PricesResponse { prices })
}

/// Sources and guards, and from when they may change.
pub fn asset(deps: Deps, env: &Env, asset: String) -> Result<AssetResponse, ContractError> {
    let Asset { config, halted } = load_asset(deps.storage, &asset)?;
    let now = env.block.time.seconds();
    let idle = now >= idle_at(deps.storage, &asset)?;
    let ready_at = if idle {
        0
    } else {
        ready_at(deps.storage, &asset)?
    };
    let revertible_until = revertible_until(deps.storage, &asset, now)?;
    Ok(AssetResponse {
        asset,
        config,
        halted,
        idle,
        ready_at,
        revertible_until,
    })
}

/// The slots of an asset's feeders, at most 5 x 15.
pub fn slots(deps: Deps, asset: String) -> Result<SlotsResponse, ContractError> {
    let known = load_asset(deps.storage, &asset)?;
    let found = Slots::load(deps.storage, &asset, &known.config)?;
    let slots = feeders(&known.config)
        .map(|feeder| FeederSlot {
            feeder: feeder.clone(),
            slot: found.get(feeder),
        })
        .collect();
    Ok(SlotsResponse { slots })
}

/// Who may halt an asset besides the owner.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    Ok(ConfigResponse {
        guardian: GUARDIAN.load(deps.storage)?,
    })
}
