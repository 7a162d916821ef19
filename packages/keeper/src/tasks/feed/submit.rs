//! Submitting prices: many in one message, and each alone where the oracle refuses one of many.

use qerun_messages::oracle::{ExecuteMsg, FeederPrice, MAX_BATCH};

use super::Feed;
use crate::sender::{Receipt, SendError};
use crate::task::{Context, Round, TaskError, TaskName};
use crate::tasks::call::{call, transaction};

/// Prices of one message, and what became of it.
type Sent<'a> = (&'a [FeederPrice], Result<Receipt, SendError>);

/// Submits prices. The oracle takes all of a message or nothing, so that one price that it refuses would keep back those
/// beside it, round after round.
///
/// Errors: the first refusal, because what is refused is not fed; else as [`Round::of`].
pub(super) fn submit(
    feed: &mut Feed,
    context: &Context,
    prices: &[FeederPrice],
) -> Result<Round, TaskError> {
    let together = send(context, prices.chunks(MAX_BATCH))?;
    let (refused, mut sent): (Vec<Sent<'_>>, Vec<Sent<'_>>) = together
        .into_iter()
        .partition(|(prices, outcome)| prices.len() > 1 && is_refusal(outcome));
    let alone = refused.iter().flat_map(|(prices, _)| prices.chunks(1));
    sent.extend(send(context, alone)?);
    for (prices, outcome) in &sent {
        for price in *prices {
            remember(feed, context, price, outcome);
        }
    }
    let refusal = sent.iter().position(|(_, outcome)| is_refusal(outcome));
    if let Some((_, Err(error))) = refusal.map(|place| sent.swap_remove(place)) {
        return Err(error.into());
    }
    Round::of(sent.into_iter().map(|(_, outcome)| outcome).collect())
}

/// A message for each of these.
fn send<'a>(
    context: &Context,
    batches: impl Iterator<Item = &'a [FeederPrice]>,
) -> Result<Vec<Sent<'a>>, TaskError> {
    let batches: Vec<&[FeederPrice]> = batches.collect();
    let mut transactions = Vec::with_capacity(batches.len());
    for prices in &batches {
        let told = |price: &FeederPrice| format!("{} {}", price.asset, price.price);
        let about: Vec<String> = prices.iter().map(told).collect();
        let prices = prices.to_vec();
        let oracle = &context.protocol.oracle;
        let message = call(oracle, &ExecuteMsg::SubmitPrices { prices }, vec![])?;
        let about = format!("submit {}", about.join(", "));
        transactions.push(transaction(TaskName::Feed, about, vec![message]));
    }
    Ok(batches
        .into_iter()
        .zip(context.deliver(transactions))
        .collect())
}

/// Whether the oracle has refused it.
fn is_refusal(outcome: &Result<Receipt, SendError>) -> bool {
    outcome.as_ref().is_err_and(SendError::is_refusal)
}

fn remember(
    feed: &mut Feed,
    context: &Context,
    price: &FeederPrice,
    outcome: &Result<Receipt, SendError>,
) {
    match outcome {
        Ok(receipt) => {
            let memory = feed.memory.entry(price.asset.clone()).or_default();
            memory.price = Some(price.price);
            memory.timestamp = price.timestamp;
            if matches!(receipt, Receipt::Sent(_)) {
                context.metrics.fed(&price.asset, price.price);
            }
        }
        // What the chain has of it is read anew.
        Err(_) => {
            feed.memory.remove(&price.asset);
        }
    }
}
