use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::oracle::PRICES;

use crate::asset::load_asset;
use crate::sources::forget_samples;
use crate::state::{ASSETS, CHANGED_AT, HALTED_AT, PAST, PRESENT, PREVIOUS, REVERTED_AT};
use crate::step::idle_at;
use crate::{events, ContractError};

/// The owner forgets an idle asset: consumers find no record any more. One that is in use stays: set anew it would
/// have neither clamp nor steps.
pub fn remove_asset(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: String,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let known = load_asset(deps.storage, &asset)?;
    let idle_at = idle_at(deps.storage, &asset)?;
    if env.block.time.seconds() < idle_at {
        return Err(ContractError::InUse { asset, idle_at });
    }
    ASSETS.remove(deps.storage, &asset);
    PRICES.remove(deps.storage, &asset);
    PRESENT.remove(deps.storage, &asset);
    PAST.remove(deps.storage, &asset);
    CHANGED_AT.remove(deps.storage, &asset);
    PREVIOUS.remove(deps.storage, &asset);
    REVERTED_AT.remove(deps.storage, &asset);
    HALTED_AT.remove(deps.storage, &asset);
    for source in &known.config.sources {
        forget_samples(deps.storage, &asset, source);
    }
    Ok(Response::new().add_event(events::remove_asset(&asset)))
}
