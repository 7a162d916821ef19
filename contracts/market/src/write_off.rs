//! Write off: a debt for which nothing is left to seize is borne by the insurance, then by the protocol's own ETH, then
//! by the suppliers, in the message that finds it.

use cosmwasm_std::{Event, Storage, Uint128};
use qerun_math::{elapsed_after_growth_floor, elapsed_since, Tranches};
use qerun_messages::market::{Earmark, EARMARK};

use crate::error::ContractError;
use crate::events;
use crate::own_eth::{load_earmark, OwnEth};
use crate::state::{State, WRITE_OFFS};

/// Takes a loss off the insurance, books it against ETH that it earmarks, and leaves the rest to the suppliers. The caller
/// has already taken the lost debt (or deficit) off the totals. Nothing here depends on another contract: the reserve
/// reads [`EARMARK`]. The caller saves the state. Returns what each tranche bore, and the event.
pub fn write_off(
    storage: &mut dyn Storage,
    state: &mut State,
    own: &OwnEth,
    loss: Uint128,
) -> Result<(Tranches, Event), ContractError> {
    let borne = own.split(state, loss)?;
    let mut earmark = load_earmark(storage, state)?;
    state.apply_write_off(&borne)?;
    if !borne.eth.is_zero() {
        let eth = earmark.eth.checked_add(borne.eth)?;
        // More ETH joins a running auction: its elapsed uptime shrinks in proportion, so that the added ETH is not sold at
        // the price to which the rest has fallen. What lies unsold for longer than the fall takes counts no more than that.
        let elapsed = elapsed_since(earmark.started, own.uptime);
        let elapsed = elapsed.min(own.duration);
        let elapsed = elapsed_after_growth_floor(elapsed, earmark.eth, eth)?;
        let started = own.uptime.saturating_sub(elapsed);
        earmark = Earmark { eth, started };
        EARMARK.save(storage, &earmark)?;
        state.earmarked = true;
    }
    if state.earmarked {
        state.unrecovered = state.unrecovered.checked_add(borne.suppliers)?;
    }
    let mut totals = WRITE_OFFS.may_load(storage)?.unwrap_or_default();
    totals.debt = totals.debt.checked_add(loss)?;
    totals.insurance = totals.insurance.checked_add(borne.insurance)?;
    totals.booked = totals.booked.checked_add(borne.booked)?;
    totals.suppliers = totals.suppliers.checked_add(borne.suppliers)?;
    WRITE_OFFS.save(storage, &totals)?;
    let event = events::write_off(loss, &borne, earmark.eth, state);
    Ok((borne, event))
}

impl State {
    /// Puts back into what suppliers own what insurance and deficit bear of the loss. Interest that is due to the
    /// insurance but not yet paid (`insurance_due`) is used first: it is no longer owed. Only then does the insurance pay
    /// coins.
    pub fn apply_write_off(&mut self, borne: &Tranches) -> Result<(), ContractError> {
        let set_off = borne.insurance.min(self.insurance_due);
        let paid = borne.insurance.checked_sub(set_off)?;
        self.insurance_due = self.insurance_due.checked_sub(set_off)?;
        self.insurance = self.insurance.checked_sub(paid)?;
        self.cash = self.cash.checked_add(paid)?;
        self.deficit = self.deficit.checked_add(borne.booked)?;
        Ok(())
    }
}
