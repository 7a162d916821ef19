//! `sync`: credits orders whose ETH arrived without its callback.

use std::time::Duration;

use cosmwasm_std::Uint128;
use qerun_messages::reserve::{Backing, ExecuteMsg, Order, OrderStatus, OrdersResponse, QueryMsg};

use super::call::{call, transaction};
use super::Cursor;
use crate::config::SyncConfig;
use crate::sender::Transaction;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// Orders in a page, and pages in a round.
const PAGE: u32 = 30;
const PAGES: usize = 20;
/// What the reserve says when somebody else was faster.
pub(super) const LOST: &[&str] = &["is not returning"];

/// Syncs.
pub struct Sync {
    interval: Duration,
    cursor: Cursor,
}

impl Sync {
    /// With this configuration.
    #[must_use]
    pub fn new(config: &SyncConfig) -> Self {
        Sync {
            interval: Duration::from_secs(config.interval),
            cursor: Cursor::default(),
        }
    }
}

/// ETH that no record of the reserve explains, smallest unit: only then has an order anything to be credited.
#[must_use]
pub fn unaccounted(held: Uint128, backing: &Backing) -> Uint128 {
    held.saturating_sub(backing.encumbered)
        .saturating_sub(backing.unencumbered)
}

/// Whether nothing will become of an order any more. A refunded one is sent again under another id.
#[must_use]
pub fn is_closed(order: &Order) -> bool {
    !order.status.is_open()
}

impl Task for Sync {
    fn name(&self) -> TaskName {
        TaskName::Sync
    }

    fn interval(&self) -> Duration {
        self.interval
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        context.home.head()?;
        let (reserve, eth) = (&context.protocol.reserve, &context.protocol.eth.id);
        let backing: Backing = context.home.ask(reserve, &QueryMsg::Backing {})?;
        if backing.open_orders == 0 {
            return Ok(Round::IDLE);
        }
        if unaccounted(context.home.balance(reserve, eth)?, &backing).is_zero() {
            return Ok(Round::IDLE);
        }
        let mut transactions = Vec::new();
        let mut after = self.cursor.begin();
        for _ in 0..PAGES {
            let query = QueryMsg::Orders {
                start_after: after.map(Into::into),
                limit: Some(PAGE),
            };
            let page: OrdersResponse = context.home.ask(reserve, &query)?;
            for row in &page.orders {
                let id = row.order_id.u64();
                self.cursor.saw(id, is_closed(&row.order));
                if matches!(row.order.status, OrderStatus::Returning) {
                    transactions.push(sync(reserve, id)?);
                }
                after = Some(id);
            }
            if page.orders.len() < PAGE as usize {
                break;
            }
        }
        Round::of(context.deliver(transactions))
    }
}

fn sync(reserve: &str, id: u64) -> Result<Transaction, TaskError> {
    let order_id = id.into();
    let message = call(reserve, &ExecuteMsg::Sync { order_id }, vec![])?;
    let about = format!("sync order {id}");
    Ok(transaction(TaskName::Sync, about, vec![message]))
}
