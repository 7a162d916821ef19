use std::collections::BTreeSet;

use cosmwasm_std::{DepsMut, Env, Response};
use qerun_messages::oracle::{InstantiateMsg, MAX_BATCH};

use crate::asset::store;
use crate::contract::{CONTRACT_NAME, CONTRACT_VERSION};
use crate::policy::check_config;
use crate::state::GUARDIAN;
use crate::ContractError;

/// Writes owner, guardian and the first assets.
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let length = msg.assets.len();
    if length > MAX_BATCH {
        return Err(ContractError::ListLength {
            list: "assets",
            length,
            min: 0,
            max: MAX_BATCH,
        });
    }
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(&msg.owner))?;
    let guardian = msg
        .guardian
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    GUARDIAN.save(deps.storage, &guardian)?;
    let now = env.block.time.seconds();
    let mut named = BTreeSet::new();
    let mut response = Response::new();
    for entry in msg.assets {
        if !named.insert(entry.asset.clone()) {
            return Err(ContractError::DuplicateAsset { asset: entry.asset });
        }
        let config = check_config(deps.api, &entry.asset, entry.config)?;
        let event = store(deps.branch(), &entry.asset, config, None, now)?;
        response = response.add_event(event);
    }
    Ok(response)
}
