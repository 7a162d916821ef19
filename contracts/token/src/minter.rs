use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw20_base::state::TOKEN_INFO;

use crate::ContractError;

/// The minter hands minting to the present owner, or ends it for good. So it can only ever rest with the timelock.
pub fn update_minter(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    new_minter: Option<String>,
) -> Result<Response, ContractError> {
    let present = TOKEN_INFO.load(deps.storage)?.mint.map(|data| data.minter);
    if let (Some(minter), true) = (&new_minter, present.as_ref() == Some(&info.sender)) {
        let address = deps.api.addr_validate(minter)?;
        if !cw_ownable::is_owner(deps.storage, &address)? {
            return Err(ContractError::MinterNotOwner {
                minter: minter.clone(),
            });
        }
    }
    // Refuses everybody but the minter.
    Ok(cw20_base::contract::execute_update_minter(
        deps, env, info, new_minter,
    )?)
}
