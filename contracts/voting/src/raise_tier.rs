//! A staker moves stake to a higher tier.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};

use crate::account::change;
use crate::pause::ensure_not_paused;
use crate::{events, hooks, ContractError};

/// Moves stake to a higher tier. Stake and reputation stay, power rises with the next block.
/// Errors: `Paused`, `NotHigherTier`, `ZeroAmount`, `UnknownTier`, `NotEnoughStaked`.
pub fn raise_tier(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    from: u32,
    to: u32,
    amount: Uint128,
) -> Result<Response, ContractError> {
    ensure_not_paused(deps.storage, &env)?;
    if to <= from {
        return Err(ContractError::NotHigherTier { from, to });
    }
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    let change = change(deps.storage, &env, &info.sender, |account, tiers| {
        let (source, _) = tiers.get(from)?;
        let (target, _) = tiers.get(to)?;
        account.take(from, source, amount)?;
        account.add(target, amount)
    })?;
    Ok(Response::new()
        .add_submessages(hooks::messages(deps.storage, &info.sender, &change)?)
        .add_event(events::raise_tier(&info.sender, from, to, amount, &change)))
}
