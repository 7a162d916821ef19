//! What suppliers are certain to lose: a supplier who leaves before the write-off pays his part of it as those who stay
//! do.

use cosmwasm_std::{Addr, Decimal, Deps, Order, StdResult, Uint128};
use qerun_math::{mul_div_ceil, order_is_covered, PricedToken};
use qerun_messages::oracle::PriceRecord;

use crate::accrue::AccruedMarket;
use crate::assets::Assets;
use crate::error::ContractError;
use crate::liquidation_context::LiquidationContext;
use crate::own_eth::OwnEth;
use crate::plan_liquidation::unrecoverable_without_cap;
use crate::price_reader::PriceReader;
use crate::prices::LiquidationPrices;
use crate::state::{Claim, Position, State, BY_HEALTH, POSITIONS};

/// So many of the least healthy positions are looked at; the rest is estimated from them.
const POSITIONS_SEEN: usize = 10;

/// Collateral worth a third more than a debt covers it with every bonus that a position without a claim pays (at most
/// 10 %), for a stablecoin of up to 1.21 dollars.
const SAFE: Decimal = Decimal::permille(1_334);

/// What losses that are certain at present prices would leave to the suppliers, stablecoins: write-offs of the least healthy
/// positions if they were liquidated now, and what earmarked ETH is worth less than it is booked at. `state` is accrued to
/// `now`.
///
/// One key and one price tell when there is nothing to expect: that is all that is read then. Without a price of QER, and
/// where the plan of a liquidation fails, nothing is certain and the answer is zero, because leaving must depend on no other
/// contract. ETH of a claim, and what is earmarked, count at the last known price, however old: else a halt of ETH would let
/// everyone out before the losses of positions with a claim, and before a sale that falls short.
pub fn expected_loss(deps: Deps, assets: &Assets, state: &State, now: u64) -> Uint128 {
    let reader = PriceReader::new(deps.querier, &assets.oracle);
    let record = price_if_uncovered(deps, &reader, assets, state, now).unwrap_or_default();
    if record.is_none() && state.deficit.is_zero() {
        return Uint128::zero();
    }
    borne_by_suppliers(deps, &reader, state, now, record).unwrap_or_default()
}

/// QER's price, if at that price the least healthy position may be insolvent.
fn price_if_uncovered(
    deps: Deps,
    reader: &PriceReader,
    assets: &Assets,
    state: &State,
    now: u64,
) -> Result<Option<PriceRecord>, ContractError> {
    let mut orders = BY_HEALTH.keys(deps.storage, None, None, Order::Descending);
    let Some((order, _)) = orders.next().transpose()? else {
        return Ok(None);
    };
    drop(orders);
    let Ok(record) = reader.fresh(&assets.collateral_asset, now) else {
        return Ok(None);
    };
    let collateral = PricedToken {
        price: record.liquidation_price(),
        decimals: assets.collateral_decimals,
    };
    let dollar = PricedToken {
        price: Decimal::one(),
        decimals: assets.stable_decimals,
    };
    let covered = order_is_covered(order, state.debt_index, collateral, dollar, SAFE);
    Ok((state.scale != 0 || !covered).then_some(record))
}

/// What insurance and the protocol's own ETH leave of the losses, which are written off one after the other. `record` is
/// QER's price; none if no position can be insolvent.
fn borne_by_suppliers(
    deps: Deps,
    reader: &PriceReader,
    state: &State,
    now: u64,
    record: Option<PriceRecord>,
) -> Result<Uint128, ContractError> {
    let market = AccruedMarket::of(deps.storage, state.clone(), now)?;
    let losses = match record {
        Some(record) => {
            let prices = LiquidationPrices::of(&record, reader, &market.assets, now);
            let context = LiquidationContext {
                market: &market,
                prices: prices.with_known_eth(reader, &market.assets),
                capacity: None,
            };
            losses(deps, &context).unwrap_or_default()
        }
        None => Vec::new(),
    };
    if losses.is_empty() && state.deficit.is_zero() {
        return Ok(Uint128::zero());
    }
    let mut own = OwnEth::read(reader, deps.storage, &market)?;
    let (mut after, mut sum) = (state.clone(), Uint128::zero());
    for loss in std::iter::once(own.shortfall(state)).chain(losses) {
        let borne = own.split(&after, loss)?;
        after.apply_write_off(&borne)?;
        own.available = own.available.checked_sub(borne.eth)?;
        sum = sum.checked_add(borne.suppliers)?;
    }
    Ok(sum)
}

/// What liquidations of the least healthy positions would leave unpaid, by rising health. Claims make some positions
/// solvent whose QER alone is not enough, so the search goes on until QER alone covers the debt. Where it ends before that,
/// the rest of all debt counts as lost in the proportion of the next position without its claim, the most that any of the
/// rest can lose: else small positions of the leaver's own, put before a large loss and with better claims, would hide it.
fn losses(deps: Deps, context: &LiquidationContext) -> Result<Vec<Uint128>, ContractError> {
    let keys = BY_HEALTH
        .keys(deps.storage, None, None, Order::Descending)
        .take(POSITIONS_SEEN.saturating_add(1))
        .collect::<StdResult<Vec<(u128, Addr)>>>()?;
    let state = &context.market.state;
    let (mut losses, mut seen) = (Vec::new(), Uint128::zero());
    for (at, (order, user)) in keys.into_iter().enumerate() {
        if context.is_covered(order) {
            break;
        }
        if at == POSITIONS_SEEN {
            let rest = state.debt()?.saturating_sub(seen);
            let next = POSITIONS.load(deps.storage, &user)?;
            let bare = Position {
                claim: Claim::default(),
                ..next
            };
            let lost = unrecoverable_without_cap(context, &bare)?;
            losses.push(mul_div_ceil(rest, lost, bare.debt(state)?)?);
            break;
        }
        let mut position = POSITIONS.load(deps.storage, &user)?;
        let (reserve, batch) = (&context.market.assets.reserve, state.batch.id);
        let claim = &mut position.claim;
        let _wound_down_left = claim.fold(deps.storage, &deps.querier, reserve, batch)?;
        let loss = unrecoverable_without_cap(context, &position)?;
        seen = seen.checked_add(position.debt(state)?)?;
        losses.push(loss);
    }
    losses.retain(|loss| !loss.is_zero());
    Ok(losses)
}

impl LiquidationContext<'_> {
    /// Whether QER alone covers the debt, with the least bonus, of every position with this key or a lower one.
    fn is_covered(&self, order: u128) -> bool {
        let state = &self.market.state;
        let with_bonus = Decimal::one().saturating_add(self.market.params.liquidation.min_bonus);
        state.scale == 0
            && order_is_covered(
                order,
                state.debt_index,
                self.collateral_token(),
                self.debt_token(),
                with_bonus,
            )
    }
}
