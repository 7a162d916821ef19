//! A round: reads the order of health from its head, plans what pays, and sends it in that order.

use qerun_messages::market::{HealthCursor, LiquidatablePosition, LiquidatableResponse, QueryMsg};
use tracing::debug;

use super::planner::Planner;
use super::turn::Turn;
use crate::config::LiquidateConfig;
use crate::node::NodeError;
use crate::sender::{Receipt, SendError};
use crate::task::{Context, Round, TaskError, TaskName};

/// The market's longest page.
const PAGE: u32 = 30;

/// Positions in the order of health, and where those behind them begin.
type Rows = (Vec<LiquidatablePosition>, Option<HealthCursor>);

/// Runs a round.
pub(super) fn run(
    config: &LiquidateConfig,
    turn: &mut Turn,
    context: &Context,
) -> Result<Round, TaskError> {
    let Some(mut head) = look_at_head(config, turn, context)? else {
        return Ok(Round::IDLE);
    };
    if let Some(end) = head.end.take().filter(|_| head.pays_nobody()) {
        let (rows, next) = unhealthy(config, context, Some(turn.behind(&end)))?;
        let (rows, refused) = turn.split(rows);
        plan(config, context, &mut head.planner, &rows)?;
        head.last.extend(refused);
        if head.pays_nobody() {
            turn.go_on_after(next);
        } else if let Some(again) = look_at_head(config, turn, context)? {
            // Prices move while so many are looked at. What pays at the head by now comes first.
            if !again.pays_nobody() {
                head = again;
            }
        }
    }
    plan(config, context, &mut head.planner, &head.last)?;
    send(turn, context, head.planner)
}

/// The head of the order of health.
struct Head<'a> {
    /// What pays of it.
    planner: Planner<'a>,
    /// Those that come after all others.
    last: Vec<LiquidatablePosition>,
    /// Where the positions behind it begin; none if there are none.
    end: Option<HealthCursor>,
}

impl Head<'_> {
    fn pays_nobody(&self) -> bool {
        self.planner.planned.is_empty()
    }
}

/// Looks at the head; none if there is no list, or nobody in it.
fn look_at_head<'a>(
    config: &'a LiquidateConfig,
    turn: &mut Turn,
    context: &'a Context,
) -> Result<Option<Head<'a>>, TaskError> {
    let now = context.home.head()?.time;
    let (rows, end) = match unhealthy(config, context, None) {
        // Without a price to liquidate at, as in a grace, there is no list.
        Err(NodeError::Query { log }) => {
            debug!(task = %TaskName::Liquidate, log, "no list");
            context.metrics.passed_over("no_list");
            return Ok(None);
        }
        rows => rows?,
    };
    context.metrics.saw_unhealthy(rows.len());
    if rows.is_empty() {
        *turn = Turn::default();
        return Ok(None);
    }
    if end.is_none() {
        turn.forget_but(&rows);
    }
    let mut planner = Planner::begin(config, context, now)?;
    let (rows, last) = turn.split(rows);
    plan(config, context, &mut planner, &rows)?;
    Ok(Some(Head { planner, last, end }))
}

/// Plans what pays, up to a burst.
fn plan(
    config: &LiquidateConfig,
    context: &Context,
    planner: &mut Planner<'_>,
    rows: &[LiquidatablePosition],
) -> Result<(), TaskError> {
    for row in rows {
        if planner.planned.len() >= config.burst as usize {
            break;
        }
        if let Err(reason) = planner.consider(row)? {
            context.metrics.passed_over(reason.as_str());
            debug!(borrower = %row.borrower, health = %row.health, reason = reason.as_str(), "passed over");
        }
    }
    Ok(())
}

fn send(turn: &mut Turn, context: &Context, planner: Planner<'_>) -> Result<Round, TaskError> {
    let planned = planner.planned.into_iter();
    let (transactions, others): (Vec<_>, Vec<_>) = planned
        .map(|planned| (planned.transaction, (planned.borrower, planned.profit)))
        .unzip();
    let outcomes = context.deliver(transactions);
    for (outcome, (borrower, profit)) in outcomes.iter().zip(others) {
        turn.ended(borrower, outcome.as_ref().is_err_and(SendError::is_refusal));
        if let Ok(Receipt::Sent(_)) = outcome {
            context.metrics.profited(profit);
        }
    }
    Round::of(outcomes)
}

fn unhealthy(
    config: &LiquidateConfig,
    context: &Context,
    mut start_after: Option<HealthCursor>,
) -> Result<Rows, NodeError> {
    let mut rows = Vec::new();
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
    Ok((rows, start_after))
}
