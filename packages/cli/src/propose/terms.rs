//! The latest time to queue: late voters must still be bonded when the operation executes.

use std::time::{SystemTime, UNIX_EPOCH};

use qerun_messages::timelock::{ConfigResponse, QueryMsg, MAX_NOT_AFTER};
use qerun_messages::voting::{self, TiersResponse};
use serde_json::{json, Value};

use super::deployed::Deployed;
use super::error::ProposeError;
use qerun_chain::{ask, Chain};
use qerun_deployment::plan::DecisionTime;
use qerun_deployment::Plan;

/// Longest allowance by itself, seconds: a week.
pub const LONGEST_ALLOWANCE: u64 = 604_800;

/// What the last moment is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The time of the proposal, Unix seconds.
    pub now: u64,
    /// How long each stage from the vote to the execution takes.
    pub decision: DecisionTime,
    /// Shortest unbonding that voting allows, seconds.
    pub unbonding: u64,
}

/// The last second at which it may be queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAfter {
    /// Unix seconds.
    pub at: u64,
    /// Seconds of the vote before.
    pub vote: u64,
    /// Seconds of these after the vote.
    pub allowance: u64,
    /// Whether stake that votes for it and is unstaked at once is bound until it is executed.
    pub outlasted: bool,
}

impl Terms {
    /// As the plan has them, by this machine's clock.
    #[must_use]
    pub fn planned(plan: &Plan) -> Self {
        let here = SystemTime::now().duration_since(UNIX_EPOCH);
        Terms {
            now: here.map_or(0, |time| time.as_secs()),
            decision: plan.decision_time(),
            unbonding: plan.voting.min_unbonding,
        }
    }

    /// As the chain has them now.
    ///
    /// # Errors
    /// [`ProposeError::Chain`]; [`ProposeError::OtherDao`].
    pub fn on_chain(plan: &Plan, at: &Deployed, chain: &dyn Chain) -> Result<Self, ProposeError> {
        let timelock = &at.contracts.timelock;
        let config: ConfigResponse = ask(chain, timelock, &QueryMsg::Config {})?;
        if config.dao.as_str() != at.contracts.dao {
            return Err(ProposeError::OtherDao {
                timelock: timelock.clone(),
                found: config.dao.to_string(),
                wanted: at.contracts.dao.clone(),
            });
        }
        let rules: Value = ask(chain, &at.proposals, &json!({"config": {}}))?;
        let period = rules.pointer("/max_voting_period/time");
        let period = period
            .and_then(Value::as_u64)
            .unwrap_or(plan.dao.voting_period);
        let tiers: TiersResponse = ask(chain, &at.contracts.voting, &voting::QueryMsg::Tiers {})?;
        Ok(Terms {
            now: chain.head()?.time,
            decision: DecisionTime::new(period, &config.params),
            unbonding: tiers.min_unbonding,
        })
    }

    /// The last moment: now, the vote, and the allowance.
    ///
    /// # Errors
    /// [`ProposeError::TooFar`].
    pub fn not_after(&self, allowance: Option<u64>) -> Result<NotAfter, ProposeError> {
        let slack = self.decision.queue_slack(self.unbonding);
        let by_itself = slack.unwrap_or(self.decision.queue).min(LONGEST_ALLOWANCE);
        let allowance = allowance.unwrap_or(by_itself);
        let vote = self.decision.vote;
        let ahead = vote.saturating_add(allowance);
        if ahead > MAX_NOT_AFTER {
            return Err(ProposeError::TooFar {
                allowance,
                ahead,
                most: MAX_NOT_AFTER,
            });
        }
        Ok(NotAfter {
            at: self.now.saturating_add(ahead),
            vote,
            allowance,
            outlasted: slack.is_some_and(|slack| allowance <= slack),
        })
    }
}
