//! A holder stakes tokens.

use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};

use crate::account::change;
use crate::pause::ensure_not_paused;
use crate::{events, hooks, ContractError};

/// Adds received tokens to a tier of their sender. The power counts from the next block on, so tokens borrowed for one
/// transaction never vote. Errors: `Paused`, `ZeroAmount`, `UnknownTier`.
pub fn stake(
    deps: DepsMut,
    env: Env,
    sender: Addr,
    tier: u32,
    amount: Uint128,
) -> Result<Response, ContractError> {
    ensure_not_paused(deps.storage, &env)?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    let change = change(deps.storage, &env, &sender, |account, tiers| {
        account.add(tiers.get(tier)?.0, amount)
    })?;
    Ok(Response::new()
        .add_submessages(hooks::messages(deps.storage, &sender, &change)?)
        .add_event(events::stake(&sender, tier, amount, &change)))
}
