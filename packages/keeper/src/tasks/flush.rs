//! `flush`: hands the open batch over to the reserve when it is due, and sends what waits in the reserve.

use std::time::Duration;

use qerun_messages::market::{self, QuoteFlushResponse};
use qerun_messages::reserve::{self, Backing};

use super::call::{call, transaction};
use crate::config::FlushConfig;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// What the market or the reserve say when somebody else was faster.
pub(super) const LOST: &[&str] = &["is not due", "nothing waits to be sent"];

/// Flushes.
pub struct Flush {
    config: FlushConfig,
}

impl Flush {
    /// With this configuration.
    #[must_use]
    pub fn new(config: FlushConfig) -> Self {
        Flush { config }
    }
}

/// Whether the reserve can send some of what waits, as far as its record tells; its simulation tells the rest. `now` is
/// the chain's time, Unix seconds.
#[must_use]
pub fn can_send(backing: &Backing, now: u64) -> bool {
    !backing.waiting.is_zero()
        && now >= backing.paused_until
        && backing.order_capacity > 0
        && backing.capacity >= backing.min_order.min(backing.waiting)
        && !backing.capacity.is_zero()
}

impl Task for Flush {
    fn name(&self) -> TaskName {
        TaskName::Flush
    }

    fn interval(&self) -> Duration {
        Duration::from_secs(self.config.interval)
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        let now = context.home.head()?.time;
        let (market, reserve) = (&context.protocol.market, &context.protocol.reserve);
        let quote: QuoteFlushResponse =
            context.home.ask(market, &market::QueryMsg::QuoteFlush {})?;
        let mut transactions = Vec::new();
        if quote.hands_over {
            let about = format!("hand over batch {} of {}", quote.batch_id, quote.amount);
            let message = call(market, &market::ExecuteMsg::Flush {}, vec![])?;
            transactions.push(transaction(TaskName::Flush, about, vec![message]));
        }
        let backing: Backing = context.home.ask(reserve, &reserve::QueryMsg::Backing {})?;
        if can_send(&backing, now) {
            let about = format!("send some of {} that wait", backing.waiting);
            let limit = Some(self.config.orders);
            let message = call(reserve, &reserve::ExecuteMsg::Flush { limit }, vec![])?;
            transactions.push(transaction(TaskName::Flush, about, vec![message]));
        }
        Round::of(context.deliver(transactions))
    }
}
