//! Anyone, and every execution at its end, has the timelock compare its QER with the bonds it keeps.

use cosmwasm_std::{Deps, Env, Response};
use cw20::{BalanceResponse, Cw20QueryMsg};

use crate::error::ContractError;
use crate::state::{BONDS_HELD, CONFIG};

/// Fails if the bonds kept are not all here. No amount is derived from the balance. Errors: `BondsNotCovered`.
pub fn assert_bonds(deps: Deps, env: &Env) -> Result<Response, ContractError> {
    let held = BONDS_HELD.load(deps.storage)?;
    if held.is_zero() {
        return Ok(Response::new());
    }
    let query = Cw20QueryMsg::Balance {
        address: env.contract.address.to_string(),
    };
    let token = CONFIG.load(deps.storage)?.token;
    let BalanceResponse { balance } = deps.querier.query_wasm_smart(token, &query)?;
    if balance < held {
        return Err(ContractError::BondsNotCovered { held, balance });
    }
    Ok(Response::new())
}
