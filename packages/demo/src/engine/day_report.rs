//! The state of both chains at the end of a day, as the report shows it.

use anyhow::Result;
use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{quote_floor, VIRTUAL_ASSETS, VIRTUAL_SHARES};
use qerun_messages::market::{PositionResponse, StateResponse};

use super::run::Run;
use crate::prices::number::round_significant;
use crate::prices::HourPrice;
use crate::report::{DayPrices, DayRow, DownturnDay, MarketDay, PoolDay, ReserveDay, HEALTH_EDGES};
use qerun_display::whole;

/// Decimals of QER and of the stablecoin.
pub const SIX: u32 = 6;
/// Decimals of ETH.
pub const ETH: u32 = 18;
/// Significant digits of the pool's price in the report.
const DIGITS: u32 = 10;

impl Run<'_> {
    pub(super) fn day_row(&self, hour: &HourPrice) -> Result<DayRow> {
        let debtors = self.debtors()?;
        Ok(DayRow {
            date: self.now.date.clone(),
            prices: DayPrices {
                eth: hour.eth,
                qer: hour.qer,
                usdc: hour.usdc,
            },
            reserve: self.reserve_day(hour)?,
            market: self.market_day(hour, debtors.len())?,
            health: health_buckets(&debtors),
            pool: self.pool_day(hour)?,
            governance: self.governance_day()?,
            downturn: DownturnDay::default(),
        })
    }

    /// Positions with debt.
    pub(super) fn debtors(&self) -> Result<Vec<PositionResponse>> {
        let mut debtors = Vec::new();
        for account in &self.environment.borrowers {
            let position = self.environment.suite.position(account)?;
            if !position.debt.is_zero() {
                debtors.push(position);
            }
        }
        Ok(debtors)
    }

    fn reserve_day(&self, hour: &HourPrice) -> Result<ReserveDay> {
        let backing = self.environment.suite.backing()?;
        let eth = backing.encumbered + backing.unencumbered;
        let in_flight = backing.in_flight + backing.waiting;
        Ok(ReserveDay {
            encumbered_eth: whole(backing.encumbered, ETH),
            unencumbered_eth: whole(backing.unencumbered, ETH),
            in_flight_stable: whole(in_flight, SIX),
            value_usd: usd(eth, hour.eth, ETH)? + usd(in_flight, hour.usdc, SIX)?,
        })
    }

    fn market_day(&self, hour: &HourPrice, open_positions: usize) -> Result<MarketDay> {
        let state = self.environment.suite.state()?;
        Ok(MarketDay {
            debt_usd: usd(state.debt, hour.usdc, SIX)?,
            collateral_usd: usd(state.collateral, hour.qer, SIX)?,
            cash_usd: usd(state.cash, hour.usdc, SIX)?,
            insurance_usd: usd(state.insurance, hour.usdc, SIX)?,
            deficit_usd: usd(state.deficit, hour.usdc, SIX)?,
            written_off_usd: usd(self.environment.suite.write_offs()?.debt, hour.usdc, SIX)?,
            supplied: whole(state.supplied, SIX),
            share_price: share_price(&state),
            utilisation: state.utilisation,
            borrow_rate: state.borrow_rate,
            supply_rate: state.supply_rate,
            open_positions: u32::try_from(open_positions)?,
        })
    }

    fn pool_day(&self, hour: &HourPrice) -> Result<PoolDay> {
        let suite = &self.environment.suite;
        let [stable, _] = suite.pool.pool(&suite.net.dex)?;
        let price = round_significant(suite.pool.price(&suite.net.dex)?, DIGITS);
        Ok(PoolDay {
            depth_usd: usd(stable, hour.usdc, SIX)?,
            eth_price: price * hour.usdc,
        })
    }
}

/// What a stablecoin supplied to an empty market is worth now, stablecoins.
pub fn share_price(state: &StateResponse) -> Decimal {
    let per_asset = VIRTUAL_SHARES / VIRTUAL_ASSETS;
    let assets = state.supplied + Uint128::new(VIRTUAL_ASSETS);
    let shares = state.supply_shares.u128() + VIRTUAL_SHARES;
    Decimal::from_ratio(assets * Uint128::new(per_asset), shares)
}

/// Dollars, rounded down.
pub fn usd(amount: Uint128, price: Decimal, decimals: u32) -> Result<Decimal> {
    Ok(quote_floor(amount, price, u8::try_from(decimals)?)?)
}

fn health_buckets(debtors: &[PositionResponse]) -> [u32; 6] {
    let edges: Vec<Decimal> = HEALTH_EDGES
        .iter()
        .filter_map(|edge| edge.parse().ok())
        .collect();
    let mut counts = [0; 6];
    for health in debtors.iter().filter_map(|position| position.health) {
        let index = edges.iter().filter(|edge| health >= **edge).count();
        if let Some(count) = counts.get_mut(index) {
            *count += 1;
        }
    }
    counts
}
