//! The market orders ETH to be paid to a borrower or a liquidator.

use cosmwasm_std::{coins, BankMsg, DepsMut, Env, MessageInfo, Response, Uint128};
use cw_utils::nonpayable;
use qerun_controls::ensure_sender;
use qerun_messages::ibc::validate_address;
use qerun_messages::reserve::BACKING;

use crate::buyback_clock::{follow_growth, Growth};
use crate::error::ContractError;
use crate::events;
use crate::state::CONFIG;

/// Pays encumbered ETH, `amount` in the smallest unit; `fee` besides becomes the protocol's own. Market only; never paused,
/// and no other contract can make it fail. Errors: `Access`, `ZeroAmount`, `Identifier`, `InsufficientEncumbered`.
pub fn pay_out(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    recipient: String,
    amount: Uint128,
    fee: Uint128,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let config = CONFIG.load(deps.storage)?;
    ensure_sender(&info.sender, &config.market, "market")?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    let recipient = validate_address(deps.api, recipient)?;
    let mut backing = BACKING.load(deps.storage)?;
    let encumbered = backing.encumbered;
    // A sum that does not fit is more than there is, too.
    let taken = amount.saturating_add(fee);
    backing.encumbered =
        encumbered
            .checked_sub(taken)
            .map_err(|_| ContractError::InsufficientEncumbered {
                amount: taken,
                encumbered,
            })?;
    backing.unencumbered = backing.unencumbered.checked_add(fee)?;
    BACKING.save(deps.storage, &backing)?;
    let now = env.block.time.seconds();
    follow_growth(deps.storage, &deps.querier, now, Growth::OwnEth(fee));
    Ok(Response::new()
        .add_event(events::pay_out(&recipient, amount, fee, &backing))
        .add_message(BankMsg::Send {
            to_address: recipient.into_string(),
            amount: coins(amount.u128(), config.eth_denom),
        }))
}
