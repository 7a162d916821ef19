//! A round: reads the order of health from its head, plans what pays, and sends it in that order.

use cosmwasm_std::SignedDecimal;
use qerun_messages::market::{LiquidatablePosition, LiquidatableResponse, QueryMsg};
use tracing::debug;

use super::planner::Planner;
use crate::config::LiquidateConfig;
use crate::node::NodeError;
use crate::sender::Receipt;
use crate::task::{Context, Round, TaskError, TaskName};

/// The market's longest page.
const PAGE: u32 = 30;
/// Runs a round.
pub(super) fn run(config: &LiquidateConfig, context: &Context) -> Result<Round, TaskError> {
    let now = context.home.head()?.time;
    let rows = match unhealthy(config, context) {
        // Without a price to liquidate at, as in a grace, there is no list.
        Err(NodeError::Query { log }) => {
            debug!(task = %TaskName::Liquidate, log, "no list");
            context.metrics.passed_over("no_list");
            return Ok(Round::IDLE);
        }
        rows => rows?,
    };
    context.metrics.saw_unhealthy(rows.len());
    if rows.is_empty() {
        return Ok(Round::IDLE);
    }
    let mut planner = Planner::begin(config, context, now)?;
    for row in &rows {
        if planner.transactions.len() >= config.burst as usize {
            break;
        }
        if let Err(reason) = planner.consider(row)? {
            context.metrics.passed_over(reason.as_str());
            debug!(borrower = %row.borrower, health = %row.health, reason = reason.as_str(), "passed over");
        }
    }
    let (transactions, profits) = planner.transactions.into_iter().unzip();
    let profits: Vec<SignedDecimal> = profits;
    let outcomes = context.deliver(transactions);
    for (outcome, profit) in outcomes.iter().zip(profits) {
        if let Ok(Receipt::Sent(_)) = outcome {
            context.metrics.profited(profit);
        }
    }
    Round::of(outcomes)
}

fn unhealthy(
    config: &LiquidateConfig,
    context: &Context,
) -> Result<Vec<LiquidatablePosition>, NodeError> {
    let (mut rows, mut start_after) = (Vec::new(), None);
    let most = config.max_positions as usize;
    while rows.len() < most {
        let left = u32::try_from(most - rows.len()).unwrap_or(PAGE);
        let query = QueryMsg::Liquidatable {
            start_after,
            limit: Some(left.min(PAGE)),
        };
        let page: LiquidatableResponse = context.home.ask(&context.protocol.market, &query)?;
        rows.extend(page.positions);
        start_after = page.next;
        if start_after.is_none() {
            break;
        }
    }
    Ok(rows)
}
