//! Settle the deficit: the reserve brings the stablecoins for which it sold earmarked ETH.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};
use cw_utils::must_pay;
use qerun_controls::ensure_sender;
use qerun_messages::market::{Earmark, EARMARK};

use crate::accrue::AccruedMarket;
use crate::error::ContractError;
use crate::events;
use crate::own_eth::{load_earmark, OwnEth};
use crate::price_reader::PriceReader;
use crate::settlement::Settlement;
use crate::state::{STATE, WRITE_OFFS};
use crate::write_off::write_off;

/// Replaces the deficit that was booked against the sold ETH by the proceeds, in cash. What they exceed it by comes back to the
/// suppliers as far as they have borne the losses, and the rest joins the insurance: else who supplies just before a
/// write-off would take the most of what own ETH brings beyond a loss that he has not had. A shortfall is written off, by
/// the same order of losses as a debt. See `ExecuteMsg::SettleDeficit`.
pub fn settle_deficit(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    eth: Uint128,
) -> Result<Response, ContractError> {
    let mut market = AccruedMarket::load(deps.storage, env.block.time.seconds())?;
    ensure_sender(&info.sender, &market.assets.reserve, "reserve")?;
    let proceeds = must_pay(&info, &market.assets.stable_denom)?;
    if eth.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    let earmark = load_earmark(deps.storage, &market.state)?;
    let settlement = Settlement::new(&market.state, earmark.eth, eth, proceeds)?;

    let state = &mut market.state;
    state.deficit = state.deficit.checked_sub(settlement.booked)?;
    state.earmarked = !settlement.earmarked_after.is_zero();
    state.unrecovered = if state.earmarked {
        state.unrecovered.checked_sub(settlement.to_suppliers)?
    } else {
        Uint128::zero()
    };
    let to_insurance = settlement.to_insurance();
    state.insurance = state.insurance.checked_add(to_insurance)?;
    state.cash = state
        .cash
        .checked_add(proceeds.checked_sub(to_insurance)?)?;
    EARMARK.save(
        deps.storage,
        &Earmark {
            eth: settlement.earmarked_after,
            ..earmark
        },
    )?;
    let mut totals = WRITE_OFFS.may_load(deps.storage)?.unwrap_or_default();
    totals.recovered = totals.recovered.checked_add(settlement.recovered())?;
    // The shortfall leaves the totals here; `write_off` below enters it again under the tranches that bear it.
    let shortfall = settlement.shortfall();
    totals.debt = totals.debt.checked_sub(shortfall)?;
    totals.booked = totals.booked.checked_sub(shortfall)?;
    WRITE_OFFS.save(deps.storage, &totals)?;

    let written_off = if shortfall.is_zero() {
        None
    } else {
        let reader = PriceReader::new(deps.querier, &market.assets.oracle);
        let own = OwnEth::read(&reader, deps.storage, &market)?;
        let state = &mut market.state;
        Some(write_off(deps.storage, state, &own, shortfall)?.1)
    };
    let state = &market.state;
    STATE.save(deps.storage, state)?;
    Ok(Response::new()
        .add_event(events::accrue(market.interest, state))
        .add_event(events::settle_deficit(&settlement, state))
        .add_events(written_off))
}
