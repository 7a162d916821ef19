use cosmwasm_std::{DepsMut, Env, Response};
use cw_utils::maybe_addr;
use qerun_messages::oracle::InstantiateMsg;

use crate::asset::ensure_batch;
use crate::set_asset::store;
use crate::state::{CONTRACT_NAME, CONTRACT_VERSION, GUARDIAN};
use crate::valid_asset::ValidAsset;
use crate::ContractError;

/// Writes owner, guardian and the first assets.
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let ids = msg.assets.iter().map(|entry| entry.asset.as_str());
    ensure_batch("number of assets", ids, 0)?;
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(&msg.owner))?;
    GUARDIAN.save(deps.storage, &maybe_addr(deps.api, msg.guardian)?)?;
    let now = env.block.time.seconds();
    let mut response = Response::new();
    for entry in msg.assets {
        let new = ValidAsset::validate(deps.api, &entry.asset, entry.config)?;
        let event = store(deps.branch(), &entry.asset, new.into_inner(), None, now)?;
        response = response.add_event(event);
    }
    Ok(response)
}
