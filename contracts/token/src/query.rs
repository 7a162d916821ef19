use cosmwasm_std::{Deps, Env, Order, StdResult, Uint128};
use cw20_base::state::TOKEN_INFO;
use cw_storage_plus::Bound;
use cw_utils::maybe_addr;
use qerun_controls::page_length;
use qerun_messages::token::{BurnersResponse, SupplyResponse};

use crate::mint::{allowance_left_floor, present_year};
use crate::state::{BURNERS, GENESIS, LEDGER};
use crate::ContractError;

/// Supply and what has changed it.
pub fn supply(deps: Deps, env: &Env) -> Result<SupplyResponse, ContractError> {
    let genesis = GENESIS.load(deps.storage)?;
    let ledger = LEDGER.load(deps.storage)?;
    let info = TOKEN_INFO.load(deps.storage)?;
    let year = present_year(deps.storage, env.block.time)?;
    let owner = cw_ownable::get_ownership(deps.storage)?.owner;
    let minter = info.mint.map(|data| data.minter);
    let mint_allowance_left = if minter.is_some() && minter == owner {
        allowance_left_floor(deps.storage, &year)?
    } else {
        Uint128::zero()
    };
    Ok(SupplyResponse {
        total: info.total_supply,
        genesis: genesis.supply,
        minted: ledger.minted,
        minted_this_year: year.minted,
        mint_allowance_left,
        burned: ledger.burned,
        max_yearly_mint_bps: genesis.max_yearly_mint_bps,
    })
}

/// Named burners in order of address.
pub fn burners(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<BurnersResponse, ContractError> {
    let start = maybe_addr(deps.api, start_after)?;
    let burners = BURNERS
        .keys(
            deps.storage,
            start.as_ref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(page_length(limit))
        .collect::<StdResult<_>>()?;
    Ok(BurnersResponse { burners })
}
