//! What borrowing needs before governance can open it: insurance, oracle, reserve and suppliers, measured by the limits
//! that a borrow meets.

use cosmwasm_std::{Addr, Decimal, Deps, Uint128};
use qerun_math::amount_ceil;
use qerun_messages::market::MissingForBorrowing as Missing;
use qerun_messages::oracle::PriceRecord;
use qerun_messages::reserve::{read_backing, read_market, Backing};

use crate::accrue::AccruedMarket;
use crate::error::ContractError;
use crate::own_eth::{load_earmark, not_earmarked};
use crate::price_reader::PriceReader;
use crate::prices::Prices;
use crate::risk_context::RiskContext;

/// Everything that is missing; `this` is the market's own address. A figure whose price is not live is taken at the last
/// known one, and without any at the most favourable one, a dollar for a stablecoin: what is missing then is missing in any
/// case. Five raw reads. Never fails because of another contract.
pub fn missing_for_borrowing(
    deps: Deps,
    market: &AccruedMarket,
    this: &Addr,
) -> Result<Vec<Missing>, ContractError> {
    let assets = &market.assets;
    let reader = PriceReader::new(deps.querier, &assets.oracle);
    let mut missing = vec![];
    let mut price = |asset: &str| known(&reader, asset, market.now, &mut missing);
    let (collateral, stable, eth) = (
        price(&assets.collateral_asset),
        price(&assets.stable_asset),
        price(&assets.eth_asset),
    );
    let backing = reserve(deps, market, this, &mut missing);

    let prices = Prices::of(collateral.as_ref(), stable.as_ref());
    let own_eth = match &backing {
        Some(backing) => not_earmarked(backing, &load_earmark(deps.storage, &market.state)?),
        None => Uint128::zero(),
    };
    let context = RiskContext {
        market,
        prices,
        backing,
        own_eth,
        eth_bid: eth.map(|eth| eth.bid),
    };
    if collateral.is_some() {
        depth(&context, &mut missing)?;
    }
    limits(&context, &mut missing)?;
    Ok(missing)
}

/// The record of an asset, if there is one that can be read.
fn known(
    reader: &PriceReader,
    asset: &str,
    now: u64,
    missing: &mut Vec<Missing>,
) -> Option<PriceRecord> {
    let record = reader.known(asset);
    let live = match &record {
        Ok(record) => record.ensure_live(asset, now).map_err(|e| e.to_string()),
        Err(error) => Err(error.to_string()),
    };
    if let Err(reason) = live {
        let asset = asset.to_owned();
        missing.push(Missing::Price { asset, reason });
    }
    record.ok()
}

/// What the reserve holds, if it can be read. Which orders it could send is not asked: it has its full capacity before the
/// first borrow.
fn reserve(
    deps: Deps,
    market: &AccruedMarket,
    this: &Addr,
    missing: &mut Vec<Missing>,
) -> Option<Backing> {
    let reserve = &market.assets.reserve;
    let records = read_market(&deps.querier, reserve)
        .and_then(|market| Ok((market, read_backing(&deps.querier, reserve)?)));
    match records {
        Ok((market_of_reserve, backing)) => {
            if market_of_reserve != *this {
                missing.push(Missing::ReserveOfAnotherMarket {
                    reserve: reserve.clone(),
                    market: market_of_reserve,
                });
            }
            if market.now < backing.paused_until {
                let until = backing.paused_until;
                missing.push(Missing::PurchasesPaused { until });
            }
            Some(backing)
        }
        Err(error) => {
            missing.push(Missing::ReserveUnreadable {
                reserve: reserve.clone(),
                reason: error.to_string(),
            });
            None
        }
    }
}

/// What follows from QER's depth: the least insurance, and the caps.
fn depth(context: &RiskContext, missing: &mut Vec<Missing>) -> Result<(), ContractError> {
    if context.prices.depth.is_none() {
        let asset = context.market.assets.collateral_asset.clone();
        missing.push(Missing::Depth { asset });
        return Ok(());
    }
    let (insurance, needed) = (context.insurance()?, context.min_insurance()?);
    if insurance < needed {
        missing.push(Missing::Insurance { insurance, needed });
    }
    let (account, all) = context.caps()?;
    let cap = context.in_stablecoins(account.min(all))?;
    let needed = context.first_debt()?;
    if cap < needed {
        missing.push(Missing::DepthCap { cap, needed });
    }
    Ok(())
}

/// What holds without a depth.
fn limits(context: &RiskContext, missing: &mut Vec<Missing>) -> Result<(), ContractError> {
    let needed = context.first_debt()?;
    let covered = context.in_stablecoins(context.stress_debt()?)?;
    if covered < needed {
        missing.push(Missing::StressCover { covered, needed });
    }
    let ceiling = context.market.params.debt_ceiling;
    if ceiling < needed {
        missing.push(Missing::DebtCeiling { ceiling, needed });
    }
    let cash = context.market.state.cash;
    if cash < needed {
        missing.push(Missing::Cash { cash, needed });
    }
    Ok(())
}

impl RiskContext<'_> {
    /// The smallest debt that a borrow may begin with, stablecoins: worth at least the minimum, rounded up.
    fn first_debt(&self) -> Result<Uint128, ContractError> {
        let minimum = self.market.params.min_debt;
        let decimals = self.market.assets.stable_decimals;
        Ok(amount_ceil(minimum, self.prices.debt, decimals)?)
    }
}

impl Prices {
    /// Of records whatever their status. Without one QER is worth nothing and has no depth, and a stablecoin is a dollar.
    fn of(collateral: Option<&PriceRecord>, stable: Option<&PriceRecord>) -> Self {
        let one = Decimal::one();
        Prices {
            collateral_bid: collateral.map_or(Decimal::zero(), |record| record.bid),
            depth: collateral.and_then(|record| record.depth),
            debt: stable.map_or(one, |record| record.ask.max(one)),
            insurance: stable.map_or(one, |record| record.bid.min(one)),
        }
    }
}
