//! Write off: a debt for which nothing is left to seize is borne by the insurance, then by the protocol's own ETH, then
//! by the suppliers, in the message that finds it.

use cosmwasm_std::{Addr, Decimal, Event, QuerierWrapper, StdResult, Storage, Uint128};
use qerun_math::{elapsed_after_growth_floor, EthBooking, LossCover, Tranches};
use qerun_messages::market::{Config, Earmark, EARMARK};
use qerun_messages::reserve::{read_backing, Backing};

use crate::accrue::AccruedMarket;
use crate::error::ContractError;
use crate::events;
use crate::prices::fresh_price;
use crate::state::{State, WRITE_OFFS};

/// The reserve's own ETH as a cover of losses.
#[derive(Debug, Default)]
pub struct OwnEth {
    /// What is not earmarked yet, smallest unit; zero if the reserve's record cannot be read.
    pub available: Uint128,
    /// What it is booked at; none without a fresh price of ETH and of the stablecoin. Then ETH covers nothing.
    pub booking: Option<EthBooking>,
    /// For how long ETH's price has been live, seconds: the clock of the storefront.
    pub uptime: u64,
}

impl OwnEth {
    /// Three raw reads and a storage read. Never fails because of another contract: what it does not tell is no cover.
    pub fn read(
        querier: &QuerierWrapper,
        storage: &dyn Storage,
        config: &Config<Addr>,
        market: &AccruedMarket,
    ) -> StdResult<Self> {
        let Ok(backing) = read_backing(querier, &config.reserve) else {
            return Ok(OwnEth::default());
        };
        let available = not_earmarked(&backing, &earmark(storage, &market.state)?);
        let fresh = |asset: &str| fresh_price(querier, &config.oracle, asset, market.now);
        let (Some(eth), Some(stable)) = (fresh(&config.eth_asset), fresh(&config.stable_asset))
        else {
            return Ok(OwnEth {
                available,
                ..OwnEth::default()
            });
        };
        Ok(OwnEth {
            available,
            // The storefront takes no stablecoin for more than a dollar, so one that costs more brings fewer.
            booking: Some(EthBooking {
                bid: eth.bid,
                discount: market.params.stress.own_discount,
                stable: stable.ask.max(Decimal::one()),
                eth_decimals: config.eth_decimals,
                stable_decimals: config.stable_decimals,
            }),
            uptime: eth.uptime_at(market.now),
        })
    }

    /// How the market as it is now would bear a loss of so many stablecoins. Interest that is due to the insurance covers
    /// losses as its coins do.
    pub fn split(&self, state: &State, loss: Uint128) -> Result<Tranches, ContractError> {
        let cover = LossCover {
            insurance: state.insurance.saturating_add(state.insurance_due),
            eth: self.available,
            booking: self.booking,
        };
        Ok(cover.split(loss)?)
    }
}

/// Takes a loss off the insurance, books it against ETH that it earmarks, and leaves the rest to the suppliers, whose debt
/// the caller has already reduced. Nothing here depends on another contract: the reserve reads [`EARMARK`]. The caller
/// saves the state. Returns what each tranche bore, and the event.
pub fn write_off(
    storage: &mut dyn Storage,
    state: &mut State,
    own: &OwnEth,
    loss: Uint128,
) -> Result<(Tranches, Event), ContractError> {
    let borne = own.split(state, loss)?;
    let mut earmark = earmark(storage, state)?;
    state.apply_write_off(&borne)?;
    if !borne.eth.is_zero() {
        let eth = earmark.eth.checked_add(borne.eth)?;
        let elapsed = own.uptime.saturating_sub(earmark.started);
        let elapsed = elapsed_after_growth_floor(elapsed, earmark.eth, eth)?;
        let started = own.uptime.saturating_sub(elapsed);
        earmark = Earmark { eth, started };
        EARMARK.save(storage, &earmark)?;
    }
    let mut totals = WRITE_OFFS.may_load(storage)?.unwrap_or_default();
    totals.debt = totals.debt.checked_add(loss)?;
    totals.insurance = totals.insurance.checked_add(borne.insurance)?;
    totals.earmarked = totals.earmarked.checked_add(borne.booked)?;
    totals.suppliers = totals.suppliers.checked_add(borne.suppliers)?;
    WRITE_OFFS.save(storage, &totals)?;
    let event = events::write_off(loss, &borne, earmark.eth, state);
    Ok((borne, event))
}

impl State {
    /// The totals after the tranches have paid. What suppliers own falls by what they bear, because the debt is gone.
    /// What the insurance is due is set off before it pays coins: the suppliers owe it that out of interest on debt.
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

/// ETH that is set aside for the deficit: none, without a storage read, while there is no deficit.
pub fn earmark(storage: &dyn Storage, state: &State) -> StdResult<Earmark> {
    if state.deficit.is_zero() {
        return Ok(Earmark::default());
    }
    EARMARK.load(storage)
}

/// The protocol's own ETH that is not earmarked, smallest unit.
pub fn not_earmarked(backing: &Backing, earmark: &Earmark) -> Uint128 {
    backing.unencumbered.saturating_sub(earmark.eth)
}
