//! Borrow: debt for the whole amount, part of it in cash, the rest buys ETH for the reserve.

use cosmwasm_std::{coins, BankMsg, DepsMut, Env, Event, MessageInfo, Response, SubMsg, Uint128};
use qerun_math::{debt_shares_ceil, split_borrow, BorrowSplit};
use qerun_messages::market::Pausable;
use qerun_messages::reserve::read_backing;

use crate::batch;
use crate::error::ContractError;
use crate::events;
use crate::hand_over_batch::try_hand_over_batch;
use crate::limits::Scene;
use crate::params::in_force;
use crate::pause::ensure_not_paused;
use crate::perk::contribution_share;
use crate::position::Account;
use crate::prices::{eth_bid, Prices};
use crate::state::{State, CONFIG, STATE};

/// Borrows against the sender's QER. See `ExecuteMsg::Borrow`. Only this contract runs; oracle and
/// reserve are read raw. The reserve runs too when this borrow makes a batch due, and voting when
/// the borrower asks for the perk.
pub fn borrow(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    amount: Uint128,
    min_received: Option<Uint128>,
    use_perk: bool,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    ensure_not_paused(deps.storage, Pausable::Borrow, now)?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    let config = CONFIG.load(deps.storage)?;
    let params = in_force(deps.storage, now)?;
    let mut state = STATE.load(deps.storage)?;
    let interest = state.accrue(&(&params).into(), now)?;
    let mut account = Account::load(deps.storage, info.sender)?;
    if account.position.barred {
        return Err(ContractError::Barred { user: account.user });
    }

    let prices = Prices::read(&deps.querier, &config, now)?;
    let backing = read_backing(&deps.querier, &config.reserve).ok();
    let eth_bid = eth_bid(&deps.querier, &config, now).ok();
    let scene = Scene {
        config: &config,
        params: &params,
        state: &state,
        prices: &prices,
        backing: backing.as_ref(),
        eth_bid,
    };
    let held = account.position.shares(&state)?;
    scene.check_borrow(account.position.collateral, held, amount)?;
    let insured = !scene.insurance_covers(amount)?;

    let share = contribution_share(&deps.querier, &config, &params, &account.user, use_perk)?;
    let split = split_borrow(amount, params.cash_share, share)?;
    let minimum = min_received.unwrap_or_default();
    if split.cash < minimum {
        return Err(ContractError::BelowMinimumReceived {
            received: split.cash,
            minimum,
        });
    }
    let shares = debt_shares_ceil(amount, state.debt_index)?;
    account
        .position
        .set_shares(held.checked_add(shares)?, &state);
    let claim = &mut account.position.claim;
    claim.fold(deps.storage, &deps.querier, &config.reserve, state.batch.id)?;
    claim.book(state.batch.id, split.claim)?;
    state.cash = state.cash.checked_sub(amount)?;
    state.debt_shares = state.debt_shares.checked_add(shares)?;
    state.book(&split, insured, now)?;
    let event = events::borrow(
        &account.user,
        &split,
        shares,
        state.batch.id,
        insured,
        &state,
    );

    let ready = eth_bid.is_some()
        && backing
            .is_some_and(|b| batch::ensure_ready(&state.batch, &params.batch, &b, now).is_ok());
    let departing: Option<(Event, SubMsg)> = if ready {
        let (batch, msg) = try_hand_over_batch(&mut state, &config)?;
        Some((events::hand_over_batch(&batch), msg))
    } else {
        None
    };
    STATE.save(deps.storage, &state)?;
    account.save(deps.storage)?;

    let (departure_event, departure) = departing.unzip();
    let mut response = Response::new()
        .add_event(events::accrue(interest, &state))
        .add_event(event)
        .add_events(departure_event)
        .add_submessages(departure);
    if !split.cash.is_zero() {
        let paid = coins(split.cash.u128(), config.stable_denom);
        response = response.add_message(BankMsg::Send {
            to_address: account.user.into_string(),
            amount: paid,
        });
    }
    Ok(response)
}

impl State {
    /// Books the reserve half of a borrow, which has left cash: the claim waits in the open batch, the
    /// contribution there or in the insurance.
    pub(crate) fn book(
        &mut self,
        split: &BorrowSplit,
        insured: bool,
        now: u64,
    ) -> Result<(), ContractError> {
        let was_empty = batch::is_empty(&self.batch);
        self.batch.user = self.batch.user.checked_add(split.claim)?;
        if insured {
            self.insurance = self.insurance.checked_add(split.contribution)?;
        } else {
            self.batch.protocol = self.batch.protocol.checked_add(split.contribution)?;
        }
        if was_empty && !batch::is_empty(&self.batch) {
            self.batch.opened_at = now;
        }
        Ok(())
    }
}
