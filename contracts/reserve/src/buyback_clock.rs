//! How long surplus ETH has been for sale: the lower of the uptimes of both prices, which stand still while they are not
//! live, so that no auction runs to its end while nobody could buy. (If first one and then the other is halted, the clock
//! catches up with the one that is ahead. What was live at the same time would need a record of every halt.)

use cosmwasm_std::{Addr, QuerierWrapper, StdResult, Storage, Uint128};
use qerun_math::{elapsed_after_growth_floor, elapsed_after_sale_ceil, elapsed_since};
use qerun_messages::oracle::{read_price, PriceRecord};
use qerun_messages::reserve::{Config, BACKING};

use crate::error::ContractError;
use crate::own_eth::OwnEth;
use crate::state::{Uptimes, BUYBACK_CLOCK, CONFIG, PARAMS};

impl Uptimes {
    /// The uptimes of two records at `now`, Unix seconds.
    pub fn of(eth: &PriceRecord, token: &PriceRecord, now: u64) -> Self {
        Self {
            eth: eth.uptime_at(now),
            token: token.uptime_at(now),
        }
    }

    /// The uptimes that the oracle tells at `now`: two raw reads. A price that it does not have yet has not been live for a
    /// second. Errors if a record is unreadable.
    fn read(querier: &QuerierWrapper, config: &Config<Addr>, now: u64) -> StdResult<Self> {
        let uptime = |asset: &str| -> StdResult<u64> {
            let record = read_price(querier, &config.oracle, asset)?;
            Ok(record.map_or(0, |record| record.uptime_at(now)))
        };
        Ok(Self {
            eth: uptime(&config.eth_asset)?,
            token: uptime(&config.token_asset)?,
        })
    }

    /// Seconds for which each of the prices has been live since `start`, at most `duration`: longer than that the price
    /// does not fall. None have passed where the auction has not begun.
    pub fn elapsed(self, start: Option<Uptimes>, duration: u64) -> u64 {
        let Some(start) = start else { return 0 };
        let eth = elapsed_since(start.eth, self.eth);
        let token = elapsed_since(start.token, self.token);
        eth.min(token).min(duration)
    }

    /// The start of an auction that has run for `elapsed` seconds now.
    pub fn start(self, elapsed: u64) -> Uptimes {
        Uptimes {
            eth: self.eth.saturating_sub(elapsed),
            token: self.token.saturating_sub(elapsed),
        }
    }
}

/// The start after a sale, which moves forward by the part that was sold, `left` of `offered` ETH being left.
pub fn start_after_sale(
    uptimes: Uptimes,
    elapsed: u64,
    left: Uint128,
    offered: Uint128,
) -> Result<Uptimes, ContractError> {
    Ok(uptimes.start(elapsed_after_sale_ceil(elapsed, left, offered)?))
}

/// Begins the auction anew, when the last earmarked ETH is sold: until then nobody could buy, and the price must not have
/// fallen meanwhile. Never fails because of another contract: where a record cannot be read, it begins with the first purchase.
pub fn begin_after_deficit(
    storage: &mut dyn Storage,
    querier: &QuerierWrapper,
    config: &Config<Addr>,
    now: u64,
) -> StdResult<()> {
    if PARAMS.load(storage)?.buyback_above.is_none() {
        return Ok(());
    }
    begin(storage, querier, config, now)
}

/// Begins the auction at its first price. Where a record cannot be read, it begins with the first purchase.
pub fn begin(
    storage: &mut dyn Storage,
    querier: &QuerierWrapper,
    config: &Config<Addr>,
    now: u64,
) -> StdResult<()> {
    match Uptimes::read(querier, config, now) {
        Ok(start) => BUYBACK_CLOCK.save(storage, &start)?,
        Err(_) => BUYBACK_CLOCK.remove(storage),
    }
    Ok(())
}

/// What has made, or may have made, the surplus larger. It is recorded already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// The protocol's own ETH grew by this, smallest unit.
    OwnEth(Uint128),
    /// The level above which ETH is for sale was replaced; this is the one before.
    Level(Option<Uint128>),
}

impl Growth {
    /// The surplus before, from the protocol's own ETH and the level after.
    fn surplus_before(self, own: &OwnEth, above: Option<Uint128>) -> Uint128 {
        match self {
            Growth::OwnEth(growth) => OwnEth {
                free: own.free.saturating_sub(growth),
                ..*own
            }
            .surplus(above),
            Growth::Level(old) => own.surplus(old),
        }
    }
}

/// Moves the start forward after a growth. Never fails: what brings ETH must not depend on other contracts. Where a record
/// cannot be read the auction has not begun; it begins with the first purchase, at the highest price.
pub fn follow_growth(
    storage: &mut dyn Storage,
    querier: &QuerierWrapper,
    now: u64,
    growth: Growth,
) {
    if growth == Growth::OwnEth(Uint128::zero()) {
        return;
    }
    let saved = match start_after_growth(storage, querier, now, growth) {
        Ok(Some(start)) => BUYBACK_CLOCK.save(storage, &start).is_ok(),
        Ok(None) => true,
        Err(_) => false,
    };
    if !saved {
        BUYBACK_CLOCK.remove(storage);
    }
}

/// The start after more has come to be for sale; none if nothing has. What is added does not go at the price to which the
/// rest has fallen, and where nothing was for sale the auction begins anew.
fn start_after_growth(
    storage: &dyn Storage,
    querier: &QuerierWrapper,
    now: u64,
    growth: Growth,
) -> Result<Option<Uptimes>, ContractError> {
    let params = PARAMS.load(storage)?;
    let above = params.buyback_above;
    if above.is_none() {
        return Ok(None);
    }
    let config = CONFIG.load(storage)?;
    let own = OwnEth::read(querier, &config.market, &BACKING.load(storage)?)?;
    let before = growth.surplus_before(&own, above);
    let after = own.surplus(above);
    if after <= before {
        return Ok(None);
    }
    let uptimes = Uptimes::read(querier, &config, now)?;
    let start = BUYBACK_CLOCK.may_load(storage)?;
    let elapsed = uptimes.elapsed(start, params.storefront.duration);
    let elapsed = elapsed_after_growth_floor(elapsed, before, after)?;
    Ok(Some(uptimes.start(elapsed)))
}
