//! The reserve's own ETH: what of it is set aside for the deficit, and what it covers of a loss.

use cosmwasm_std::{Decimal, StdResult, Storage, Uint128};
use qerun_math::{EthBooking, LossCover, Tranches};
use qerun_messages::market::{Earmark, EARMARK};
use qerun_messages::oracle::PriceRecord;
use qerun_messages::reserve::{read_backing, read_sale_duration, Backing};

use crate::accrue::AccruedMarket;
use crate::error::ContractError;
use crate::price_reader::PriceReader;
use crate::state::State;

/// The reserve's own ETH as a cover of losses.
#[derive(Debug, Default)]
pub struct OwnEth {
    /// What is earmarked for the deficit, smallest unit.
    pub earmarked: Uint128,
    /// What is not earmarked yet, smallest unit; zero if the reserve's record cannot be read.
    pub available: Uint128,
    /// What it is booked at; none where the oracle has no record of ETH or of the stablecoin. Then ETH covers nothing.
    pub booking: Option<EthBooking>,
    /// Whether both prices are fresh. Otherwise they are the last known ones, at which ETH is earmarked but booked at nothing:
    /// the suppliers bear the loss at once, and what a sale brings back is theirs who stay.
    pub certain: bool,
    /// For how long ETH's price has been live, seconds: the clock of the storefront.
    pub uptime: u64,
    /// For how many seconds its price falls, if something is earmarked already; zero if the reserve does not tell.
    pub duration: u64,
}

impl OwnEth {
    /// At most three raw reads (prices that were read before are not read again) and a storage read, and a raw read more if
    /// something is earmarked already. Never fails because of another contract: what it does not tell is no cover.
    pub fn read(
        reader: &PriceReader,
        storage: &dyn Storage,
        market: &AccruedMarket,
    ) -> StdResult<Self> {
        let earmark = load_earmark(storage, &market.state)?;
        let (querier, assets) = (&reader.querier, &market.assets);
        let backing = read_backing(querier, &assets.reserve).ok();
        let own = OwnEth {
            earmarked: earmark.eth,
            available: backing.map_or(Uint128::zero(), |b| not_earmarked(&b, &earmark)),
            ..OwnEth::default()
        };
        let (eth_asset, stable_asset) = (&assets.eth_asset, &assets.stable_asset);
        let (Ok(eth), Ok(stable)) = (reader.known(eth_asset), reader.known(stable_asset)) else {
            return Ok(own);
        };
        let fresh = |record: &PriceRecord, asset| record.ensure_fresh(asset, market.now).is_ok();
        Ok(OwnEth {
            // The storefront takes no stablecoin for more than a dollar, so one that costs more brings fewer.
            booking: Some(EthBooking {
                bid: eth.low_value(),
                discount: market.params.stress.own_discount,
                stable: stable.high_value().max(Decimal::one()),
                eth_decimals: assets.eth_decimals,
                stable_decimals: assets.stable_decimals,
            }),
            certain: fresh(&eth, eth_asset) && fresh(&stable, stable_asset),
            uptime: eth.uptime_at(market.now),
            duration: if earmark.eth.is_zero() {
                0
            } else {
                read_sale_duration(querier, &assets.reserve).unwrap_or_default()
            },
            ..own
        })
    }

    /// By how much the earmarked ETH would be booked lower now than it is, stablecoins: what its sale is expected to fall
    /// short by. At the last known prices, however old, since it is sold sooner or later; zero where there are none.
    pub fn shortfall(&self, state: &State) -> Uint128 {
        let booked = |booking: &EthBooking| booking.stable_floor(self.earmarked).ok();
        let worth = self.booking.as_ref().and_then(booked);
        worth.map_or(Uint128::zero(), |worth| state.deficit.saturating_sub(worth))
    }

    /// How the market as it is now would bear a loss of so many stablecoins. Interest that is due to the insurance covers
    /// losses as its coins do.
    pub fn split(&self, state: &State, loss: Uint128) -> Result<Tranches, ContractError> {
        let cover = LossCover {
            insurance: state.insurance.saturating_add(state.insurance_due),
            eth: self.available,
            booking: self.booking,
            certain: self.certain,
        };
        Ok(cover.split(loss)?)
    }
}

/// ETH that is set aside for losses: none, without a storage read, while [`State::earmarked`] says so.
pub fn load_earmark(storage: &dyn Storage, state: &State) -> StdResult<Earmark> {
    if !state.earmarked {
        return Ok(Earmark::default());
    }
    EARMARK.load(storage)
}

/// The protocol's own ETH that is not earmarked, smallest unit.
pub fn not_earmarked(backing: &Backing, earmark: &Earmark) -> Uint128 {
    backing.unencumbered.saturating_sub(earmark.eth)
}
