//! The owner spends the protocol's own ETH.

use cosmwasm_std::{coins, BankMsg, DepsMut, MessageInfo, Response, Uint128};
use cw_utils::nonpayable;
use qerun_messages::ibc::validate_address;
use qerun_messages::reserve::BACKING;

use crate::error::ContractError;
use crate::events;
use crate::state::CONFIG;

/// Spends unencumbered ETH, `amount` in the smallest unit. Owner only. Errors: `Ownership`, `ZeroAmount`, `Identifier`,
/// `InsufficientUnencumbered`.
pub fn spend(
    deps: DepsMut,
    info: MessageInfo,
    recipient: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    let recipient = validate_address(deps.api, recipient)?;
    let mut backing = BACKING.load(deps.storage)?;
    let unencumbered = backing.unencumbered;
    backing.unencumbered =
        unencumbered
            .checked_sub(amount)
            .map_err(|_| ContractError::InsufficientUnencumbered {
                amount,
                unencumbered,
            })?;
    BACKING.save(deps.storage, &backing)?;
    let denom = CONFIG.load(deps.storage)?.eth_denom;
    Ok(Response::new()
        .add_event(events::spend(&recipient, amount, &backing))
        .add_message(BankMsg::Send {
            to_address: recipient.into_string(),
            amount: coins(amount.u128(), denom),
        }))
}
