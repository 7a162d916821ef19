use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_controls::ensure_guardian_or_owner;
use qerun_messages::oracle::{PriceRecord, Status, PRICES};

use crate::asset::load_asset;
use crate::clock::bring_forward;
use crate::kept::Kept;
use crate::publish::publish;
use crate::state::{ASSETS, GUARDIAN, HALTED_AT};
use crate::{events, ContractError};

/// Guardian or owner: consumers refuse the asset from this block on. Its record goes on being written, halted.
pub fn halt(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: String,
) -> Result<Response, ContractError> {
    let guardian = GUARDIAN.load(deps.storage)?;
    ensure_guardian_or_owner(deps.storage, guardian.as_ref(), &info.sender)?;
    let mut stored = load_asset(deps.storage, &asset)?;
    if stored.halted {
        return Err(ContractError::AlreadyHalted { asset });
    }
    stored.halted = true;
    ASSETS.save(deps.storage, &asset, &stored)?;
    let now = env.block.time.seconds();
    HALTED_AT.save(deps.storage, &asset, &now)?;
    if let Some(record) = PRICES.may_load(deps.storage, &asset)? {
        let record = PriceRecord {
            status: Status::Halted,
            ..bring_forward(record, now)
        };
        PRICES.save(deps.storage, &asset, &record)?;
    }
    Ok(Response::new().add_event(events::halt(&asset, &info.sender)))
}

/// The owner ends a halt. A record that cannot be rewritten now stays halted until the next price that passes the
/// guards: old data never become live again. With that price a grace begins.
pub fn resume(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: String,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let mut stored = load_asset(deps.storage, &asset)?;
    if !stored.halted {
        return Err(ContractError::NotHalted { asset });
    }
    stored.halted = false;
    ASSETS.save(deps.storage, &asset, &stored)?;
    HALTED_AT.remove(deps.storage, &asset);
    let kept = Kept::load(deps.storage, &asset, &stored.config)?;
    let event = publish(deps, &asset, &stored, kept, env.block.time.seconds())?;
    Ok(Response::new()
        .add_event(events::resume(&asset))
        .add_event(event))
}
