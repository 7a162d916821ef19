//! The owner spends the protocol's own ETH.

use cosmwasm_std::{coins, BankMsg, DepsMut, MessageInfo, Response, Uint128};
use cw_utils::nonpayable;
use qerun_messages::ibc::validate_address;
use qerun_messages::reserve::BACKING;

use crate::error::ContractError;
use crate::events;
use crate::own_eth::OwnEth;
use crate::state::CONFIG;

/// Spends unencumbered ETH that is not earmarked, `amount` in the smallest unit. Owner only. Errors: `Ownership`,
/// `ZeroAmount`, `Identifier`, `EarmarkUnreadable`, `InsufficientUnencumbered`.
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
    let config = CONFIG.load(deps.storage)?;
    OwnEth::read(&deps.querier, &config.market, &backing)?.ensure_free(amount)?;
    backing.unencumbered = backing.unencumbered.checked_sub(amount)?;
    BACKING.save(deps.storage, &backing)?;
    Ok(Response::new()
        .add_event(events::spend(&recipient, amount, &backing))
        .add_message(BankMsg::Send {
            to_address: recipient.into_string(),
            amount: coins(amount.u128(), config.eth_denom),
        }))
}
