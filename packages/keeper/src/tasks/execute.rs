//! `execute`: runs operations of the timelock whose delay is over.

use std::collections::BTreeSet;
use std::time::Duration;

use qerun_messages::timelock::{
    ExecuteMsg, OperationResponse, OperationRow, OperationsResponse, QueryMsg, Status,
};

use super::call::{call, transaction};
use crate::config::ExecuteConfig;
use crate::sender::SendError;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// Operations in a page, and pages in a round.
const PAGE: u32 = 30;
const PAGES: usize = 20;
/// What the timelock says when somebody else was faster, or the guardian or the DAO came between.
pub(super) const LOST: &[&str] = &["is Executed", "is Cancelled", "is Vetoed"];

/// Executes.
pub struct Execute {
    config: ExecuteConfig,
    /// Operations that the chain has refused to run. They come after all others: they stay ripe until they expire.
    refused: BTreeSet<u64>,
}

impl Execute {
    /// With this configuration.
    #[must_use]
    pub fn new(config: ExecuteConfig) -> Self {
        Execute {
            config,
            refused: BTreeSet::new(),
        }
    }
}

/// The operations that may be executed, the one that was ready first comes first: a later decision may build upon an
/// earlier one.
#[must_use]
pub fn ripe(rows: Vec<OperationRow>) -> Vec<u64> {
    let ready = |row: &OperationRow| matches!(row.status, Status::Ready);
    let mut rows: Vec<_> = rows.into_iter().filter(ready).collect();
    rows.sort_by_key(|row| (row.operation.ready_at, row.id));
    rows.into_iter().map(|row| row.id).collect()
}

impl Task for Execute {
    fn name(&self) -> TaskName {
        TaskName::Execute
    }

    fn interval(&self) -> Duration {
        Duration::from_secs(self.config.interval)
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        context.home.head()?;
        let (home, timelock) = (&context.home, &context.protocol.timelock);
        let (mut rows, mut after) = (Vec::new(), None);
        for _ in 0..PAGES {
            let query = QueryMsg::Operations {
                status: Some(Status::Ready),
                start_after: after,
                limit: Some(PAGE),
            };
            let page: OperationsResponse = home.ask(timelock, &query)?;
            rows.extend(page.operations);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let (mut transactions, mut ids) = (Vec::new(), ripe(rows));
        self.refused.retain(|id| ids.contains(id));
        ids.sort_by_key(|id| self.refused.contains(id));
        let mut sent = Vec::new();
        for id in ids {
            if transactions.len() >= self.config.max_operations as usize {
                break;
            }
            let operation: OperationResponse = home.ask(timelock, &QueryMsg::Operation { id })?;
            if operation.missing.is_empty() {
                let message = call(timelock, &ExecuteMsg::Execute { id }, vec![])?;
                let about = format!("execute operation {id}");
                transactions.push(transaction(TaskName::Execute, about, vec![message]));
                sent.push(id);
            }
        }
        let outcomes = context.deliver(transactions);
        for (id, outcome) in sent.into_iter().zip(&outcomes) {
            if outcome.as_ref().is_err_and(SendError::is_refusal) {
                self.refused.insert(id);
            }
        }
        Round::of(outcomes)
    }
}
