//! `collect`: pays out what borrowers and liquidators are owed, once it can be paid.

use std::time::Duration;

use cosmwasm_std::Decimal;
use qerun_math::{quote_floor, MathError};
use qerun_messages::market::{ExecuteMsg, OwedListResponse, OwedResponse, QueryMsg};

use super::call::{call, transaction};
use super::prices::record_of;
use crate::config::CollectConfig;
use crate::protocol::Protocol;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// Users in a page, and pages in a round.
const PAGE: u32 = 30;
const PAGES: usize = 20;
/// What the market says when somebody else was faster.
pub(super) const LOST: &[&str] = &["nothing to collect"];

/// Collects.
pub struct Collect {
    config: CollectConfig,
    /// Where the next round begins in the list; none at its beginning.
    next: Option<String>,
}

impl Collect {
    /// With this configuration.
    #[must_use]
    pub fn new(config: CollectConfig) -> Self {
        Collect { config, next: None }
    }
}

/// Prices of ETH and the stablecoin, US dollars; what has no price counts for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    /// Of a whole ETH.
    pub eth: Decimal,
    /// Of a whole stablecoin.
    pub stable: Decimal,
}

/// Whether something can be paid now that is worth at least so many US dollars.
///
/// # Errors
/// [`MathError`] if its value cannot be counted.
pub fn is_worth_it(
    owed: &OwedResponse,
    prices: Prices,
    least: Decimal,
    protocol: &Protocol,
) -> Result<bool, MathError> {
    if owed.collectable.is_zero() && owed.collectable_stable.is_zero() {
        return Ok(false);
    }
    let eth = quote_floor(owed.collectable, prices.eth, protocol.eth.decimals)?;
    let stable = quote_floor(
        owed.collectable_stable,
        prices.stable,
        protocol.stable.decimals,
    )?;
    Ok(eth.saturating_add(stable) >= least)
}

impl Task for Collect {
    fn name(&self) -> TaskName {
        TaskName::Collect
    }

    fn interval(&self) -> Duration {
        Duration::from_secs(self.config.interval)
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        context.home.head()?;
        let (protocol, market) = (&context.protocol, &context.protocol.market);
        let mid = |asset: &str| -> Result<Decimal, TaskError> {
            let record = record_of(context, asset)?;
            Ok(record.map(|record| record.mid).unwrap_or_default())
        };
        let prices = Prices {
            eth: mid(&protocol.eth.asset)?,
            stable: mid(&protocol.stable.asset)?,
        };
        let mut transactions = Vec::new();
        'pages: for _ in 0..PAGES {
            let query = QueryMsg::OwedList {
                start_after: self.next.take(),
                limit: Some(PAGE),
            };
            let page: OwedListResponse = context.home.ask(market, &query)?;
            for owed in &page.owed {
                if !is_worth_it(owed, prices, self.config.min_value, protocol)? {
                    continue;
                }
                let user = owed.user.to_string();
                let about = format!("collect for {user}");
                let msg = ExecuteMsg::Collect {
                    user: Some(user.clone()),
                };
                let message = call(market, &msg, vec![])?;
                transactions.push(transaction(TaskName::Collect, about, vec![message]));
                if transactions.len() >= self.config.max_users as usize {
                    self.next = Some(user);
                    break 'pages;
                }
            }
            self.next = page.next;
            if self.next.is_none() {
                break;
            }
        }
        Round::of(context.deliver(transactions))
    }
}
