//! Liquidate an unhealthy position: a liquidator repays stablecoins and receives QER, and the claim where QER does not
//! suffice. No pause can stop it, and a failing reserve only if the liquidator asks for ETH (`min_eth`). It needs QER's
//! price, and the token to pay QER.

use cosmwasm_std::{coins, Addr, BankMsg, DepsMut, Env, MessageInfo, Response, SubMsg, Uint128};
use cw_utils::must_pay;

use crate::accrue::AccruedMarket;
use crate::assets::Assets;
use crate::batch::is_empty;
use crate::error::ContractError;
use crate::events;
use crate::liquidation_context::LiquidationContext;
use crate::own_eth::OwnEth;
use crate::pay_out::{owe, pay_collateral, pay_eth, try_pay_eth, try_pay_stable};
use crate::plan_liquidation::{plan_liquidation, LiquidationPlan};
use crate::position::Account;
use crate::price_reader::PriceReader;
use crate::seizure_cap::{load_seized, record_seizure};
use crate::state::{Position, State, STATE};
use crate::write_off::write_off;

/// Liquidates with the coins sent. See `ExecuteMsg::Liquidate`. The prices are read raw; the token runs to pay QER, and
/// the reserve only if ETH of the claim is paid or given back.
pub fn liquidate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    borrower: String,
    min_collateral: Option<Uint128>,
    min_eth: Option<Uint128>,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut market = AccruedMarket::load(deps.storage, now)?;
    let sent = must_pay(&info, &market.assets.stable_denom)?;
    let borrower = deps.api.addr_validate(&borrower)?;
    let mut account = Account::load(deps.storage, borrower)?;
    ensure_liquidatable(&account, env.block.height)?;

    let (assets, open_batch) = (market.assets.clone(), market.state.batch.id);
    let reader = PriceReader::new(deps.querier, &assets.oracle);
    let claim = &mut account.position.claim;
    let wound_down_left = claim.fold(deps.storage, &deps.querier, &assets.reserve, open_batch)?;
    let seized = load_seized(deps.storage)?;
    let context = LiquidationContext::read(&seized, &reader, &market)?
        .with_eth_for(&reader, &account.position)?;
    let prices = context.prices;
    let plan = plan_liquidation(&context, &account.position, Some(sent))?;
    let min_eth = min_eth.unwrap_or_default();
    ensure_minimums(&plan, min_collateral.unwrap_or_default(), min_eth)?;

    market.state.apply_liquidation(&plan)?;
    account.position.apply_liquidation(&plan, &market.state);
    let mut response = Response::new();
    if !plan.unrecoverable.is_zero() {
        let own = OwnEth::read(&reader, deps.storage, &market)?;
        let loss = plan.unrecoverable;
        let (_, written_off) = write_off(deps.storage, &mut market.state, &own, loss)?;
        response = response.add_event(written_off);
    }
    let state = &market.state;
    wound_down_left.save(deps.storage)?;
    STATE.save(deps.storage, state)?;
    account.save(deps.storage)?;
    if !plan.paid.collateral.is_zero() {
        let (collateral, value) = (plan.paid.collateral, plan.seized_value);
        record_seizure(deps.storage, seized, collateral, value, now)?;
    }
    for (user, release) in [
        (&info.sender, &plan.paid.claim),
        (&account.user, &plan.returned.release),
    ] {
        owe(
            deps.branch(),
            &assets.reserve,
            open_batch,
            user,
            &release.pending,
        )?;
    }

    let liquidated = events::liquidate(&info.sender, &account.user, &prices, &plan, state);
    Ok(response
        .add_event(events::accrue(market.interest, state))
        .add_event(liquidated)
        .add_submessages(pay_liquidator(&assets, info.sender, &plan, min_eth)?)
        .add_submessages(pay_borrower(&assets, &account.user, &plan)?))
}

/// Refuses a position without debt, and one that has borrowed in this block. Errors: `NoDebt`, `CoolOff`.
pub fn ensure_liquidatable(account: &Account, height: u64) -> Result<(), ContractError> {
    let (user, position) = (&account.user, &account.position);
    if position.debt_shares.is_zero() {
        return Err(ContractError::NoDebt { user: user.clone() });
    }
    if position.borrowed_at_height == height {
        return Err(ContractError::CoolOff {
            borrower: user.clone(),
            height,
        });
    }
    Ok(())
}

/// Refuses a plan that pays the liquidator less than asked. Errors: `BelowMinimumCollateral`, `BelowMinimumEth`.
fn ensure_minimums(
    plan: &LiquidationPlan,
    min_collateral: Uint128,
    min_eth: Uint128,
) -> Result<(), ContractError> {
    let (received, minimum) = (plan.paid.collateral, min_collateral);
    if received < minimum {
        return Err(ContractError::BelowMinimumCollateral { received, minimum });
    }
    let (received, minimum) = (plan.paid.claim.eth, min_eth);
    if received < minimum {
        return Err(ContractError::BelowMinimumEth { received, minimum });
    }
    Ok(())
}

/// The liquidator's QER, ETH and stablecoins. ETH that the reserve does not pay is owed, unless the liquidator has asked
/// for a least amount of it: then the liquidation fails.
fn pay_liquidator(
    assets: &Assets,
    liquidator: Addr,
    plan: &LiquidationPlan,
    min_eth: Uint128,
) -> Result<Vec<SubMsg>, ContractError> {
    let (mut messages, paid) = (Vec::new(), &plan.paid);
    if !paid.collateral.is_zero() {
        let msg = pay_collateral(&assets.token, &liquidator, paid.collateral)?;
        messages.push(SubMsg::new(msg));
    }
    let eth = paid.claim.eth;
    if !eth.is_zero() {
        messages.push(if min_eth.is_zero() {
            try_pay_eth(&assets.reserve, &liquidator, eth, Uint128::zero())?
        } else {
            SubMsg::new(pay_eth(&assets.reserve, &liquidator, eth)?)
        });
    }
    let stable = paid.claim.stable_now()?.checked_add(plan.refunded)?;
    if !stable.is_zero() {
        // If the liquidator cannot receive coins, the liquidator's own message fails.
        messages.push(SubMsg::new(BankMsg::Send {
            to_address: liquidator.into_string(),
            amount: coins(stable.u128(), &assets.stable_denom),
        }));
    }
    Ok(messages)
}

/// What goes back to the borrower: the claim that is left when the debt is gone, less the fee; what cannot be paid is
/// owed.
fn pay_borrower(
    assets: &Assets,
    borrower: &Addr,
    plan: &LiquidationPlan,
) -> Result<Vec<SubMsg>, ContractError> {
    let (mut messages, returned) = (Vec::new(), &plan.returned);
    let eth = returned.release.eth;
    if !eth.is_zero() {
        let reserve = &assets.reserve;
        messages.push(try_pay_eth(reserve, borrower, eth, returned.eth_fee)?);
    }
    let stable = returned.release.stable_now()?;
    let stable = stable.checked_sub(returned.stable_fee)?;
    if !stable.is_zero() {
        messages.push(try_pay_stable(borrower, stable, &assets.stable_denom)?);
    }
    Ok(messages)
}

impl State {
    /// The totals after a liquidation, before anything is written off.
    fn apply_liquidation(&mut self, plan: &LiquidationPlan) -> Result<(), ContractError> {
        self.cash = self.cash.checked_add(plan.repaid)?;
        self.debt_shares = self.debt_shares.checked_sub(plan.shares)?;
        self.insurance = self.insurance.checked_add(plan.returned.stable_fee)?;
        for release in [&plan.paid.claim, &plan.returned.release] {
            self.kept = self.kept.checked_sub(release.stable)?;
            self.batch.user_in = self.batch.user_in.checked_sub(release.unsent)?;
        }
        if is_empty(&self.batch) {
            self.batch.opened_at = 0;
        }
        Ok(())
    }
}

impl Position {
    /// The position after a liquidation.
    fn apply_liquidation(&mut self, plan: &LiquidationPlan, state: &State) {
        self.collateral = plan.collateral_after;
        self.claim = plan.claim_after.clone();
        // Older than this block, or the cool-off would have refused.
        self.borrowed_at_height = 0;
        self.set_shares(plan.shares_after, state);
    }
}
