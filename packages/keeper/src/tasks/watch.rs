//! `watch`: reads what an operator wants to see, and sends nothing. It always runs.

use std::time::Duration;

use super::prices::record_of;
use crate::node::Pool;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// Between two looks.
const INTERVAL: Duration = Duration::from_secs(30);

/// Reads balances and the ages of prices.
pub struct Watch;

impl Task for Watch {
    fn name(&self) -> TaskName {
        TaskName::Watch
    }

    fn interval(&self) -> Duration {
        INTERVAL
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        let now = context.home.head()?.time;
        let protocol = &context.protocol;
        for denom in [&context.fees.home, &protocol.stable.id, &protocol.eth.id] {
            balance(context, &context.home, denom)?;
        }
        if let Some(dex) = &context.dex {
            dex.head()?;
            balance(context, dex, &context.fees.dex)?;
        }
        for token in [&protocol.qer, &protocol.eth, &protocol.stable] {
            if let Some(record) = record_of(context, &token.asset)? {
                let age = now.saturating_sub(record.as_of);
                context.metrics.saw_price(&token.asset, age);
            }
        }
        Ok(Round::IDLE)
    }
}

fn balance(context: &Context, pool: &Pool, denom: &str) -> Result<(), TaskError> {
    let amount = pool.balance(pool.signer(), denom)?;
    context.metrics.saw_balance(pool.chain_id(), denom, amount);
    Ok(())
}
