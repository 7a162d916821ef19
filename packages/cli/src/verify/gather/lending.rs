//! Oracle, market, reserve and outpost.

use cosmwasm_std::{Addr, Uint128};
use qerun_math::SupplyShares;
use qerun_messages::outpost::ReturnStatus;
use qerun_messages::{market, oracle, outpost, reserve};

use super::{Incomplete, PAGE};
use crate::verify::pages::read_all;
use crate::verify::{MarketFacts, OracleFacts, OutpostFacts, PositionSums, ReserveFacts};
use qerun_chain::{ask, Chain, ChainError};

pub(super) fn oracle_facts(
    home: &dyn Chain,
    at: &str,
    market: &market::Config<Addr>,
    incomplete: &mut Incomplete,
) -> Result<OracleFacts, ChainError> {
    use oracle::QueryMsg as Q;
    let config: oracle::ConfigResponse = ask(home, at, &Q::Config {})?;
    let prices = read_all(incomplete, "prices", |last: Option<&oracle::AssetPrice>| {
        let start_after = last.map(|row| row.asset.clone());
        let limit = Some(PAGE);
        let page: oracle::PricesResponse = ask(home, at, &Q::Prices { start_after, limit })?;
        Ok(page.prices)
    })?;
    let mut assets = Vec::new();
    for asset in [
        &market.collateral_asset,
        &market.stable_asset,
        &market.eth_asset,
    ] {
        let asset = asset.clone();
        match ask(home, at, &Q::Asset { asset }) {
            Ok(found) => assets.push(found),
            // The contract knows no such asset; the rules say so.
            Err(ChainError::Query { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(OracleFacts {
        guardian: config.guardian.map(|address| address.to_string()),
        assets,
        prices,
    })
}

pub(super) fn market_facts(
    home: &dyn Chain,
    at: &str,
    incomplete: &mut Incomplete,
) -> Result<MarketFacts, ChainError> {
    use market::QueryMsg as Q;
    let limit = Some(PAGE);
    let positions = read_all(
        incomplete,
        "positions",
        |last: Option<&market::PositionResponse>| {
            let start_after = last.map(|row| row.user.to_string());
            let page: market::PositionsResponse =
                ask(home, at, &Q::Positions { start_after, limit })?;
            Ok(page.positions)
        },
    )?;
    let owed = read_all(incomplete, "owed", |last: Option<&market::OwedResponse>| {
        let start_after = last.map(|row| row.user.to_string());
        let page: market::OwedListResponse = ask(home, at, &Q::OwedList { start_after, limit })?;
        Ok(page.owed)
    })?;
    let suppliers = read_all(
        incomplete,
        "suppliers",
        |last: Option<&market::SupplierResponse>| {
            let start_after = last.map(|row| row.user.to_string());
            let page: market::SuppliersResponse =
                ask(home, at, &Q::Suppliers { start_after, limit })?;
            Ok(page.suppliers)
        },
    )?;
    let mut sums = PositionSums::default();
    for row in &positions {
        sums.collateral = sums.collateral.saturating_add(row.collateral);
        sums.debt_shares = sums.debt_shares.saturating_add(row.debt_shares);
        sums.eth = sums.eth.saturating_add(row.claim.eth);
        sums.unsent = sums.unsent.saturating_add(row.claim.unsent);
        sums.stable = sums.stable.saturating_add(row.claim.stable);
    }
    for row in &owed {
        let settled = row.batches.iter().filter_map(|batch| batch.eth);
        sums.eth = settled.fold(sums.eth.saturating_add(row.eth), Uint128::saturating_add);
        sums.stable = sums.stable.saturating_add(row.collectable_stable);
    }
    let barred = read_all(incomplete, "barred", |last: Option<&Addr>| {
        let start_after = last.map(ToString::to_string);
        let page: market::BarredResponse = ask(home, at, &Q::Barred { start_after, limit })?;
        Ok(page.barred)
    })?;
    let config: market::Config<Addr> = ask(home, at, &Q::Config {})?;
    let first_page = Q::Liquidatable {
        start_after: None,
        limit,
    };
    Ok(MarketFacts {
        params: ask(home, at, &Q::Params {})?,
        state: ask(home, at, &Q::State {})?,
        milestones: answer(ask(home, at, &Q::Milestones {}))?.ok(),
        write_offs: answer(ask(home, at, &Q::WriteOffs {}))?.ok(),
        // Refused without a price at which anybody can be liquidated.
        liquidatable: answer(ask(home, at, &first_page))?,
        pauses: ask(home, at, &Q::Pauses {})?,
        barred,
        positions: positions.len(),
        sums,
        supply_shares: suppliers
            .iter()
            .map(|row| row.shares)
            .fold(SupplyShares::zero(), SupplyShares::saturating_add),
        suppliers: suppliers.len(),
        held: home.balance(at, &config.stable_denom)?,
        config,
    })
}

pub(super) fn reserve_facts(
    home: &dyn Chain,
    at: &str,
    incomplete: &mut Incomplete,
) -> Result<ReserveFacts, ChainError> {
    use reserve::QueryMsg as Q;
    let limit = Some(PAGE);
    let orders = read_all(
        incomplete,
        "orders",
        |last: Option<&reserve::OrderResponse>| {
            let start_after = last.map(|row| row.order_id);
            let page: reserve::OrdersResponse = ask(home, at, &Q::Orders { start_after, limit })?;
            Ok(page.orders)
        },
    )?;
    let batches = read_all(
        incomplete,
        "batches",
        |last: Option<&reserve::BatchResponse>| {
            let start_after = last.map(|row| row.batch_id);
            let page: reserve::BatchesResponse = ask(home, at, &Q::Batches { start_after, limit })?;
            Ok(page.batches)
        },
    )?;
    let waiting = read_all(
        incomplete,
        "waiting",
        |last: Option<&reserve::WaitingBatch>| {
            let start_after = last.map(|row| row.batch_id);
            let page: reserve::WaitingResponse = ask(home, at, &Q::Waiting { start_after, limit })?;
            Ok(page.waiting)
        },
    )?;
    let open = |row: &reserve::OrderResponse| row.order.status.is_open();
    let config: reserve::ConfigResponse = ask(home, at, &Q::Config {})?;
    Ok(ReserveFacts {
        backing: ask(home, at, &Q::Backing {})?,
        milestones: answer(ask(home, at, &Q::Milestones {}))?.ok(),
        storefront: answer(ask(home, at, &Q::Storefront {}))?.ok(),
        orders: orders.len(),
        open_orders: orders.into_iter().filter(open).collect(),
        open_batches: batches
            .into_iter()
            .filter(|row| !row.batch.settled)
            .collect(),
        waiting: waiting.iter().map(|row| row.amount).sum(),
        held_eth: home.balance(at, &config.config.eth_denom)?,
        held_stable: home.balance(at, &config.config.stable_denom)?,
        config,
    })
}

pub(super) fn outpost_facts(
    dex: &dyn Chain,
    at: &str,
    incomplete: &mut Incomplete,
) -> Result<OutpostFacts, ChainError> {
    use outpost::QueryMsg as Q;
    let purchases = read_all(
        incomplete,
        "purchases",
        |last: Option<&outpost::PurchaseResponse>| {
            let start_after = last.map(|row| row.order_id);
            let limit = Some(PAGE);
            let page: outpost::PurchasesResponse =
                ask(dex, at, &Q::Purchases { start_after, limit })?;
            Ok(page.purchases)
        },
    )?;
    let config: outpost::Config<Addr> = ask(dex, at, &Q::Config {})?;
    let held = purchases
        .iter()
        .map(|row| &row.purchase)
        .filter(|p| p.status == ReturnStatus::Held {} && p.eth_denom == config.eth_denom);
    Ok(OutpostFacts {
        held: held.map(|purchase| purchase.eth_out).sum(),
        balance: dex.balance(at, &config.eth_denom)?,
        purchases: purchases.len(),
        config,
    })
}

/// The words of a contract that refuses to answer. An older code does not know the question.
fn answer<T>(result: Result<T, ChainError>) -> Result<Result<T, String>, ChainError> {
    match result {
        Ok(answer) => Ok(Ok(answer)),
        Err(ChainError::Query { log, .. }) => Ok(Err(log)),
        Err(error) => Err(error),
    }
}
