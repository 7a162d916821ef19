//! Withdraw supplied stablecoins. Never paused; limited by cash alone, and by no price: losses that prices make certain
//! are counted, and without prices it pays as ever.

use cosmwasm_std::{coins, BankMsg, DepsMut, Env, MessageInfo, Response, Uint128};
use qerun_math::{supply_assets_floor, supply_shares_ceil};

use crate::error::ContractError;
use crate::events;
use crate::expected_loss::expected_loss;
use crate::state::{COMPACT_CONFIG, STATE, SUPPLIERS};

/// Burns shares, rounded up, and pays. See `ExecuteMsg::Withdraw`.
pub fn withdraw(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    amount: Option<Uint128>,
    min_received: Option<Uint128>,
) -> Result<Response, ContractError> {
    let user = info.sender;
    let held = SUPPLIERS
        .may_load(deps.storage, &user)?
        .ok_or_else(|| ContractError::NothingSupplied { user: user.clone() })?;
    let config = COMPACT_CONFIG.load(deps.storage)?;
    let now = env.block.time.seconds();
    let mut state = STATE.load(deps.storage)?;
    let interest = state.accrue(&config.interest, now)?;

    // Losses that are certain count before they are written off, so that leaving first gains nothing.
    let loss = expected_loss(deps.as_ref(), &config.assets, &state, now);
    let (supplied, total) = (state.supplied()?.saturating_sub(loss), state.supply_shares);
    let available = supply_assets_floor(held, supplied, total)?;
    let (amount, shares) = match amount {
        Some(amount) => (amount, supply_shares_ceil(amount, supplied, total)?),
        None => (available, held),
    };
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    if shares > held {
        return Err(ContractError::InsufficientSupply {
            available,
            requested: amount,
        });
    }
    if amount > state.cash {
        return Err(ContractError::InsufficientCash {
            available: state.cash,
            requested: amount,
        });
    }
    let minimum = min_received.unwrap_or_default();
    if amount < minimum {
        return Err(ContractError::BelowMinimumReceived {
            received: amount,
            minimum,
        });
    }

    state.cash = state.cash.checked_sub(amount)?;
    state.supply_shares = total.checked_sub(shares)?;
    STATE.save(deps.storage, &state)?;
    let left = held.checked_sub(shares)?;
    if left.is_zero() {
        SUPPLIERS.remove(deps.storage, &user);
    } else {
        SUPPLIERS.save(deps.storage, &user, &left)?;
    }

    let paid = coins(amount.u128(), config.assets.stable_denom);
    Ok(Response::new()
        .add_event(events::accrue(interest, &state))
        .add_event(events::withdraw(&user, amount, shares, loss, &state))
        .add_message(BankMsg::Send {
            to_address: user.into_string(),
            amount: paid,
        }))
}
