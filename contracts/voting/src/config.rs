use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::Duration;

use crate::state::TIERS;
use crate::tiers::update_tiers;
use crate::ContractError;

/// cw20-stake's way to set the unbonding: of tier 0, within the bounds of `update_tiers`.
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
    let mut list = TIERS.load(deps.storage)?.list().to_vec();
    if let Some(first) = list.first_mut() {
        first.unbonding = unbonding;
    }
    update_tiers(deps, env, info, list)
}
