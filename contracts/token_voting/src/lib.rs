//! Token and voting as one code in two roles: a chain charges for loading a code once in a transaction, however
//! many of its instances run, and staking runs both.
//!
//! The instantiate message decides what an instance is. That contract writes its name as cw2 record, and every later
//! message goes to the contract that the record names. Addresses, storage, messages and upgrades stay apart.

mod error;
#[cfg(target_arch = "wasm32")]
mod exports;

use cosmwasm_std::{entry_point, DepsMut, Env, MessageInfo, Response, Storage};
use qerun_messages::{token, voting};
use serde::Deserialize;

pub use error::ContractError;

/// The instantiate message of either contract. Each refuses the other's fields, so no message is both.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "the instantiate message of the token or of voting"
)]
pub enum InstantiateMsg {
    /// Makes the instance a token.
    Token(token::InstantiateMsg),
    /// Makes the instance a voting module.
    Voting(voting::InstantiateMsg),
}

/// Whether the instance with this storage is a voting module, by one read. Else it is a token, or a contract of
/// others that is to be migrated to this code, which the token's `migrate` refuses.
#[must_use]
pub fn is_voting(storage: &dyn Storage) -> bool {
    cw2::get_contract_version(storage).is_ok_and(|own| own.contract == voting::INTERFACE_NAME)
}

/// Makes the instance what the message is for. Errors: those of that contract.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    Ok(match msg {
        InstantiateMsg::Token(msg) => qerun_token::contract::instantiate(deps, env, info, msg)?,
        InstantiateMsg::Voting(msg) => qerun_voting::contract::instantiate(deps, env, info, msg)?,
    })
}
