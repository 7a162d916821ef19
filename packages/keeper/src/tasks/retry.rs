//! `retry`: has the outpost send ETH again whose return packet failed.

use std::time::Duration;

use qerun_messages::outpost::{ExecuteMsg, PurchasesResponse, QueryMsg, ReturnStatus};

use super::call::{call, transaction};
use super::Cursor;
use crate::config::RetryConfig;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// Purchases in a page, pages in a round, and transactions in a round.
const PAGE: u32 = 30;
const PAGES: usize = 20;
const MOST: usize = 10;
/// What the outpost says when somebody else was faster.
pub(super) const LOST: &[&str] = &["is not held here"];

/// Retries.
pub struct Retry {
    interval: Duration,
    cursor: Cursor,
}

impl Retry {
    /// With this configuration.
    #[must_use]
    pub fn new(config: &RetryConfig) -> Self {
        Retry {
            interval: Duration::from_secs(config.interval),
            cursor: Cursor::default(),
        }
    }
}

impl Task for Retry {
    fn name(&self) -> TaskName {
        TaskName::Retry
    }

    fn interval(&self) -> Duration {
        self.interval
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        let chain = (&context.dex, &context.dex_sender, &context.protocol.outpost);
        let (Some(dex), Some(sender), Some(outpost)) = chain else {
            return Ok(Round::IDLE);
        };
        dex.head()?;
        let mut transactions = Vec::new();
        let mut after = self.cursor.begin();
        for _ in 0..PAGES {
            let query = QueryMsg::Purchases {
                start_after: after.map(Into::into),
                limit: Some(PAGE),
            };
            let page: PurchasesResponse = dex.ask(outpost, &query)?;
            for row in &page.purchases {
                let (id, status) = (row.order_id.u64(), &row.purchase.status);
                self.cursor
                    .saw(id, matches!(status, ReturnStatus::Delivered {}));
                if matches!(status, ReturnStatus::Held {}) && transactions.len() < MOST {
                    let order_id = row.order_id;
                    let message = call(outpost, &ExecuteMsg::Retry { order_id }, vec![])?;
                    let about = format!("retry the return of order {id}");
                    transactions.push(transaction(TaskName::Retry, about, vec![message]));
                }
                after = Some(id);
            }
            if page.purchases.len() < PAGE as usize {
                break;
            }
        }
        if transactions.is_empty() {
            return Ok(Round::IDLE);
        }
        Round::of(sender.deliver(transactions))
    }
}
