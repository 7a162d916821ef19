//! Repay: always works. It needs no price, and neither a pause nor another contract can stop it.

use cosmwasm_std::{coins, BankMsg, DepsMut, Env, MessageInfo, Response, Uint128};
use cw_utils::must_pay;
use qerun_math::{debt_ceil, debt_shares_floor};

use crate::batch::is_empty;
use crate::claim::Repayment;
use crate::error::ContractError;
use crate::events;
use crate::pay_out::{owe, try_pay_eth, try_pay_stable};
use crate::position::Account;
use crate::state::{COMPACT_CONFIG, STATE};

/// Repays with the coins sent, and releases the same fraction of the claim as of the debt. See `ExecuteMsg::Repay`.
pub fn repay(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    on_behalf_of: Option<String>,
) -> Result<Response, ContractError> {
    let config = COMPACT_CONFIG.load(deps.storage)?;
    let sent = must_pay(&info, &config.assets.stable_denom)?;
    let user = match on_behalf_of {
        Some(user) => deps.api.addr_validate(&user)?,
        None => info.sender.clone(),
    };
    let now = env.block.time.seconds();
    let mut state = STATE.load(deps.storage)?;
    let interest = state.accrue(&config.interest, now)?;
    let mut account = Account::load(deps.storage, user)?;
    let shares_before = account.position.shares(&state)?;
    let debt = debt_ceil(shares_before, state.debt_index)?;
    if debt.is_zero() {
        return Err(ContractError::NoDebt { user: account.user });
    }

    let repaid = sent.min(debt);
    let refunded = sent.checked_sub(repaid)?;
    let shares = if repaid == debt {
        shares_before
    } else {
        debt_shares_floor(repaid, state.debt_index)?
    };
    let position = &mut account.position;
    position.forget_borrow_before(env.block.height);
    position.set_shares(shares_before.checked_sub(shares)?, &state);
    state.debt_shares = state.debt_shares.checked_sub(shares)?;
    state.cash = state.cash.checked_add(repaid)?;

    let claim = &mut account.position.claim;
    let (querier, reserve) = (&deps.querier, &config.assets.reserve);
    let wound_down_left = claim.fold(deps.storage, querier, reserve, state.batch.id)?;
    let release = claim.release(repaid, debt, state.batch.id)?;
    state.kept = state.kept.checked_sub(release.stable)?;
    state.batch.user_in = state.batch.user_in.checked_sub(release.unsent)?;
    if is_empty(&state.batch) {
        state.batch.opened_at = 0;
    }

    wound_down_left.save(deps.storage)?;
    STATE.save(deps.storage, &state)?;
    account.save(deps.storage)?;
    owe(
        deps.branch(),
        &config.assets.reserve,
        state.batch.id,
        &account.user,
        &release.pending,
    )?;

    let user = account.user;
    let repayment = Repayment {
        repaid,
        refunded,
        shares,
        release,
    };
    let event = events::repay(&info.sender, &user, &repayment, &state);
    let release = repayment.release;
    let mut response = Response::new()
        .add_event(events::accrue(interest, &state))
        .add_event(event);
    if !release.eth.is_zero() {
        response = response.add_submessage(try_pay_eth(
            &config.assets.reserve,
            &user,
            release.eth,
            Uint128::zero(),
        )?);
    }
    let stable = release.stable_now()?;
    if !stable.is_zero() {
        response =
            response.add_submessage(try_pay_stable(&user, stable, &config.assets.stable_denom)?);
    }
    if !refunded.is_zero() {
        // If the payer cannot receive coins, the payer's own message fails.
        response = response.add_message(BankMsg::Send {
            to_address: info.sender.into_string(),
            amount: coins(refunded.u128(), config.assets.stable_denom),
        });
    }
    Ok(response)
}
