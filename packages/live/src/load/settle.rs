//! Waiting until nothing is in flight.

use anyhow::Result;
use qerun_messages::{market, outpost, reserve};

use crate::net::{within, Net, Person};

/// Waits until every batch has settled. Sends refunds again, and hands over the open batch when it is due.
pub fn settle(net: &Net, anyone: &Person) -> Result<()> {
    within(240, "everything is bought", || {
        let (backing, batch) = (net.backing()?, net.market()?.batch);
        if !backing.waiting.is_zero() && backing.order_capacity > 0 && backing.in_flight.is_zero() {
            let flush = reserve::ExecuteMsg::Flush { limit: Some(5) };
            net.home
                .execute(&anyone.home, &net.at.reserve, &flush, &[])?;
        } else if batch.opened_at > 0 {
            if net.home.time()? > batch.opened_at + net.plan.market.batch.max_age {
                net.on_market(anyone, &market::ExecuteMsg::Flush {}, 0)?;
            }
        } else {
            return Ok(backing.open_batches == 0 && backing.waiting.is_zero());
        }
        Ok(false)
    })
}

/// Whether the outpost has an acknowledgement for the return of every purchase.
pub fn delivered(net: &Net) -> Result<bool> {
    let mut last = None;
    loop {
        let query = outpost::QueryMsg::Purchases {
            start_after: last,
            limit: Some(30),
        };
        let page: outpost::PurchasesResponse = net.dex.ask(&net.at.outpost, &query)?;
        let Some(end) = page.purchases.last() else {
            return Ok(true);
        };
        last = Some(end.order_id);
        let there = outpost::ReturnStatus::Delivered {};
        if page
            .purchases
            .iter()
            .any(|row| row.purchase.status != there)
        {
            return Ok(false);
        }
    }
}
