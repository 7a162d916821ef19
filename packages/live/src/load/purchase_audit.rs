//! The purchases, by the records of both chains.

use anyhow::{ensure, Context, Result};
use qerun_messages::{outpost, reserve};

use super::sums::Sums;
use crate::net::Net;

/// Ensures that nothing is in flight, every batch is settled, and both chains agree on every order.
pub fn audit(net: &Net, sums: &mut Sums) -> Result<()> {
    let backing = net.backing()?;
    ensure!(
        backing.in_flight.is_zero() && backing.waiting.is_zero(),
        "{backing:?}"
    );
    ensure!(
        backing.open_orders == 0 && backing.open_batches == 0,
        "{backing:?}"
    );
    batches(net, sums)?;
    orders(net, sums)
}

/// Every batch is settled.
fn batches(net: &Net, sums: &mut Sums) -> Result<()> {
    let mut last = None;
    loop {
        let query = reserve::QueryMsg::Batches {
            start_after: last,
            limit: Some(30),
        };
        let page: reserve::BatchesResponse = net.home.ask(&net.at.reserve, &query)?;
        let Some(end) = page.batches.last() else {
            break;
        };
        last = Some(end.batch_id);
        for row in &page.batches {
            ensure!(row.batch.settled, "batch {} is open", row.batch_id);
            sums.batches += 1;
            sums.bought_with += row.batch.stable_in.u128();
            sums.bought += row.batch.eth_out.u128();
        }
    }
    Ok(())
}

/// Every order was refunded, or swapped and its ETH returned.
fn orders(net: &Net, sums: &mut Sums) -> Result<()> {
    let (mut last, mut spent, mut returned) = (None, 0u128, 0u128);
    loop {
        let query = reserve::QueryMsg::Orders {
            start_after: last,
            limit: Some(30),
        };
        let page: reserve::OrdersResponse = net.home.ask(&net.at.reserve, &query)?;
        let Some(end) = page.orders.last() else { break };
        last = Some(end.order_id);
        for row in &page.orders {
            let bought = net.purchase(row.order_id.u64())?;
            sums.orders += 1;
            match row.order.status {
                reserve::OrderStatus::Refunded => {
                    sums.refunds += 1;
                    ensure!(bought.is_none(), "order {} was refunded", row.order_id);
                }
                reserve::OrderStatus::Settled => {
                    let bought = bought.context("settled, but not bought")?;
                    ensure!(
                        bought.stable_in == row.order.amount,
                        "order {}",
                        row.order_id
                    );
                    ensure!(
                        bought.eth_out == row.order.eth_out,
                        "order {}",
                        row.order_id
                    );
                    ensure!(
                        bought.status == outpost::ReturnStatus::Delivered {},
                        "order {}: {:?}",
                        row.order_id,
                        bought.status
                    );
                    spent += bought.stable_in.u128();
                    returned += bought.eth_out.u128();
                }
                other => anyhow::bail!("order {} is {other:?}", row.order_id),
            }
        }
    }
    ensure!(
        spent == sums.bought_with,
        "{spent} was swapped of {}",
        sums.bought_with
    );
    ensure!(
        returned == sums.bought,
        "{returned} ETH was bought, {} came",
        sums.bought
    );
    for (coin, name) in [
        (&net.plan.assets.stable.path, "stablecoins"),
        (&net.plan.assets.eth.path, "ETH"),
    ] {
        let left = net.dex.has(&net.at.outpost, coin)?;
        ensure!(left == 0, "the outpost holds {left} {name}");
    }
    Ok(())
}
