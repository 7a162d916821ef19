use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage, Uint128};

use crate::state::{BURNERS, LEDGER};
use crate::ContractError;

/// A named burner destroys tokens of its own.
pub fn burn(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    amount: Uint128,
) -> Result<Response, ContractError> {
    ensure_burner(deps.storage, &info.sender)?;
    let response = cw20_base::contract::execute_burn(deps.branch(), env, info, amount)?;
    record_burn(deps.storage, amount)?;
    Ok(response)
}

/// A named burner destroys an owner's tokens within its allowance.
pub fn burn_from(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    owner: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    ensure_burner(deps.storage, &info.sender)?;
    let response =
        cw20_base::allowances::execute_burn_from(deps.branch(), env, info, owner, amount)?;
    record_burn(deps.storage, amount)?;
    Ok(response)
}

fn ensure_burner(storage: &dyn Storage, address: &Addr) -> Result<(), ContractError> {
    if BURNERS.has(storage, address) {
        return Ok(());
    }
    Err(ContractError::NotBurner {
        address: address.clone(),
    })
}

fn record_burn(storage: &mut dyn Storage, amount: Uint128) -> Result<(), ContractError> {
    let mut ledger = LEDGER.load(storage)?;
    ledger.burned = ledger.burned.checked_add(amount)?;
    LEDGER.save(storage, &ledger)?;
    Ok(())
}
