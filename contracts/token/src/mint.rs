use cosmwasm_std::{
    Addr, DepsMut, Env, MessageInfo, Response, StdResult, Storage, Timestamp, Uint128,
};
use cw20_base::state::TOKEN_INFO;
use qerun_messages::token::MINT_YEAR;

use crate::state::{MintYear, GENESIS, LEDGER};
use crate::ContractError;

/// Creates tokens within the yearly bound. Only for the minter, and only while it is the owner: when ownership has
/// moved on, the former owner's right to mint rests.
pub fn mint(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    recipient: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let mut year = present_year(deps.storage, env.block.time)?;
    let left = allowance_left_floor(deps.storage, &year)?;
    let sender = info.sender.clone();
    // cw20-base adds supply and balance unchecked: nothing above the bound reaches it from the minter.
    if is_minter(deps.storage, &sender)? {
        if !cw_ownable::is_owner(deps.storage, &sender)? {
            return Err(ContractError::MinterNotOwner {
                minter: sender.into_string(),
            });
        }
        if amount > left {
            let bps = GENESIS.load(deps.storage)?.max_yearly_mint_bps;
            return Err(ContractError::MintBoundExceeded { amount, left, bps });
        }
        TOKEN_INFO
            .load(deps.storage)?
            .total_supply
            .checked_add(amount)?;
    }
    let response = cw20_base::contract::execute_mint(deps.branch(), env, info, recipient, amount)?;

    let mut ledger = LEDGER.load(deps.storage)?;
    ledger.minted = ledger.minted.checked_add(amount)?;
    year.minted = year.minted.checked_add(amount)?;
    ledger.year = Some(year);
    LEDGER.save(deps.storage, &ledger)?;
    Ok(response)
}

fn is_minter(storage: &dyn Storage, address: &Addr) -> StdResult<bool> {
    let minter = TOKEN_INFO.load(storage)?.mint;
    Ok(minter.is_some_and(|data| data.minter == *address))
}

/// The mint year that contains `now`; when nothing was minted in it yet, its base is the present supply.
pub fn present_year(storage: &dyn Storage, now: Timestamp) -> Result<MintYear, ContractError> {
    let age = now.seconds().saturating_sub(GENESIS.load(storage)?.time);
    let index = age.checked_div(MINT_YEAR).unwrap_or_default();
    match LEDGER.load(storage)?.year {
        Some(year) if year.index == index => Ok(year),
        _ => Ok(MintYear {
            index,
            base: TOKEN_INFO.load(storage)?.total_supply,
            minted: Uint128::zero(),
        }),
    }
}

/// `base x bps / 10,000`, rounded down, less what was minted in the year.
pub fn allowance_left_floor(
    storage: &dyn Storage,
    year: &MintYear,
) -> Result<Uint128, ContractError> {
    let bps = GENESIS.load(storage)?.max_yearly_mint_bps;
    let bound = year.base.checked_multiply_ratio(bps, 10_000u128)?;
    Ok(bound.saturating_sub(year.minted))
}
