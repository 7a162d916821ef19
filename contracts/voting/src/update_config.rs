//! cw20-stake's way to set the unbonding.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::Duration;

use crate::state::TIERS;
use crate::update_tiers::replace;
use crate::ContractError;

/// Owner: sets the unbonding of tier 0, see `Tiers::with_first`. Errors: `ZeroDuration`, `HeightDuration`,
/// `TierUnbonding`, `CoolDown`.
pub fn update_config(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    duration: Option<Duration>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let unbonding = match duration {
        None => 0,
        Some(Duration::Time(0) | Duration::Height(0)) => {
            return Err(ContractError::ZeroDuration {})
        }
        Some(Duration::Time(seconds)) => seconds,
        Some(Duration::Height(blocks)) => return Err(ContractError::HeightDuration { blocks }),
    };
    let now = env.block.time.seconds();
    let tiers = TIERS.load(deps.storage)?.with_first(unbonding, now)?;
    replace(deps.storage, &tiers)
}
