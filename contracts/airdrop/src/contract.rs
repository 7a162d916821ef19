//! Entry points: funds check and dispatch.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use cw_utils::nonpayable;
use qerun_messages::airdrop::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, CONFIG};

use crate::claim::Claim;
use crate::state::{CONTRACT_NAME, CONTRACT_VERSION, OLDEST_RECORDS};
use crate::{claim, query as queries, return_rest, ContractError};

/// Sets the airdrop up. Takes no funds.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    crate::instantiate::instantiate(deps, &env, msg)
}

/// Every message. Takes no funds.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    match msg {
        ExecuteMsg::Claim {
            index,
            amount,
            proof,
        } => {
            let entry = Claim {
                index,
                amount,
                proof,
            };
            claim::claim(deps, &env, info, entry)
        }
        ExecuteMsg::ReturnRest {} => return_rest::return_rest(deps, &env, &info),
    }
}

/// Every query.
#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&CONFIG.load(deps.storage)?),
        QueryMsg::Totals {} => to_json_binary(&queries::totals(deps)?),
        QueryMsg::Claimed { account } => to_json_binary(&queries::claimed(deps, &account)?),
    };
    Ok(answer?)
}

/// Migrates from an older version of this contract.
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    qerun_controls::migrate(
        deps.storage,
        CONTRACT_NAME,
        CONTRACT_VERSION,
        OLDEST_RECORDS,
    )?;
    Ok(Response::new())
}
