//! Entry points: funds check and dispatch.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use cw20_base::{allowances, contract as cw20_contract, msg::QueryMsg as Cw20QueryMsg};
use cw_utils::nonpayable;
use qerun_messages::token::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

use crate::state::{CONTRACT_NAME, CONTRACT_VERSION};
use crate::{
    allowance, burn, burners, events, marketing, mint, minter, query as queries, ContractError,
};

/// Creates the token. Takes no funds.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    crate::instantiate::instantiate(deps, env, info, msg)
}

/// Every message. Takes no funds.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    use ExecuteMsg::*;
    nonpayable(&info)?;
    match msg {
        Burn { amount } => burn::burn(deps, env, info, amount),
        BurnFrom { owner, amount } => burn::burn_from(deps, env, info, owner, amount),
        Mint { recipient, amount } => mint::mint(deps, env, info, recipient, amount),
        UpdateMinter { new_minter } => minter::update_minter(deps, env, info, new_minter),
        IncreaseAllowance {
            spender,
            amount,
            expires,
        } => allowance::increase_allowance(deps, env, info, spender, amount, expires),
        AddBurner { address } => burners::add_burner(deps, info, address),
        RemoveBurner { address } => burners::remove_burner(deps, info, address),
        UpdateOwnership(action) => {
            let ownership = cw_ownable::update_ownership(deps, &env.block, &info.sender, action)?;
            Ok(Response::new().add_event(events::update_ownership(ownership)))
        }
        Transfer { recipient, amount } => Ok(cw20_contract::execute_transfer(
            deps, env, info, recipient, amount,
        )?),
        Send {
            contract,
            amount,
            msg,
        } => Ok(cw20_contract::execute_send(
            deps, env, info, contract, amount, msg,
        )?),
        DecreaseAllowance {
            spender,
            amount,
            expires,
        } => Ok(allowances::execute_decrease_allowance(
            deps, env, info, spender, amount, expires,
        )?),
        TransferFrom {
            owner,
            recipient,
            amount,
        } => Ok(allowances::execute_transfer_from(
            deps, env, info, owner, recipient, amount,
        )?),
        SendFrom {
            owner,
            contract,
            amount,
            msg,
        } => Ok(allowances::execute_send_from(
            deps, env, info, owner, contract, amount, msg,
        )?),
        UpdateMarketing {
            project,
            description,
            marketing,
        } => marketing::update_marketing(deps, env, info, project, description, marketing),
        UploadLogo(logo) => marketing::upload_logo(deps, env, info, logo),
    }
}

/// Every query.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    use QueryMsg::*;
    let cw20 = match msg {
        Supply {} => return Ok(to_json_binary(&queries::supply(deps, &env)?)?),
        Burners { start_after, limit } => {
            return Ok(to_json_binary(&queries::burners(
                deps,
                start_after,
                limit,
            )?)?)
        }
        Ownership {} => return Ok(to_json_binary(&cw_ownable::get_ownership(deps.storage)?)?),
        Balance { address } => Cw20QueryMsg::Balance { address },
        TokenInfo {} => Cw20QueryMsg::TokenInfo {},
        Minter {} => Cw20QueryMsg::Minter {},
        Allowance { owner, spender } => Cw20QueryMsg::Allowance { owner, spender },
        AllAllowances {
            owner,
            start_after,
            limit,
        } => Cw20QueryMsg::AllAllowances {
            owner,
            start_after,
            limit,
        },
        AllSpenderAllowances {
            spender,
            start_after,
            limit,
        } => Cw20QueryMsg::AllSpenderAllowances {
            spender,
            start_after,
            limit,
        },
        AllAccounts { start_after, limit } => Cw20QueryMsg::AllAccounts { start_after, limit },
        MarketingInfo {} => Cw20QueryMsg::MarketingInfo {},
        DownloadLogo {} => Cw20QueryMsg::DownloadLogo {},
    };
    Ok(cw20_contract::query(deps, env, cw20)?)
}

/// From an older version of this contract only.
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    cw2::ensure_from_older_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    Ok(Response::new())
}
