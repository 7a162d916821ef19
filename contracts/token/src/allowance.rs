use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};
use cw20::Expiration;
use cw20_base::state::ALLOWANCES;

use crate::ContractError;

/// cw20-base's, with an error where its unchecked sum would abort.
pub fn increase_allowance(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Result<Response, ContractError> {
    let address = deps.api.addr_validate(&spender)?;
    let current = ALLOWANCES
        .may_load(deps.storage, (&info.sender, &address))?
        .unwrap_or_default()
        .allowance;
    if current.checked_add(amount).is_err() {
        return Err(ContractError::AllowanceOverflow {
            spender,
            current,
            added: amount,
        });
    }
    Ok(cw20_base::allowances::execute_increase_allowance(
        deps, env, info, spender, amount, expires,
    )?)
}
