//! How long a decision can take, from its proposal to its execution: stake must be bound for longer.

use std::fmt;

use qerun_messages::timelock::{Class, Params};

use super::PlanFile;

/// The longest time for queueing a passed proposal that is assumed where nobody names one, seconds: a day.
pub const QUEUE_ALLOWANCE: u64 = 86_400;

/// The longest duration of each part of a decision, seconds. Stake outlasts what it decided if the least unbonding is
/// longer than their sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionTime {
    /// The vote.
    pub vote: u64,
    /// From the end of the vote to queueing it, at the latest: the proposal's `not_after`.
    pub queue: u64,
    /// Until its bond is posted.
    pub bond: u64,
    /// The strictest class' delay.
    pub delay: u64,
    /// Until it is executed.
    pub execution: u64,
}

impl DecisionTime {
    /// Assumes a day for queueing, or another voting period if that is shorter.
    #[must_use]
    pub fn new(voting_period: u64, params: &Params) -> Self {
        let classes = [Class::Routine, Class::Sensitive, Class::Critical];
        let delays = classes.iter().map(|class| params.of(*class).delay);
        DecisionTime {
            vote: voting_period,
            queue: voting_period.min(QUEUE_ALLOWANCE),
            bond: params.bond_window,
            delay: delays.max().unwrap_or_default(),
            execution: params.execution_window,
        }
    }

    /// The sum of all parts.
    #[must_use]
    pub fn total(&self) -> u64 {
        [self.vote, self.queue, self.bond, self.delay, self.execution]
            .into_iter()
            .fold(0, u64::saturating_add)
    }

    /// The longest time for queueing, seconds, with which stake of this unbonding still outlasts the decision; none if it
    /// does not outlast one that is queued at once.
    #[must_use]
    pub fn queue_slack(&self, unbonding: u64) -> Option<u64> {
        let rest = self.total().saturating_sub(self.queue);
        // Unbonding must be longer, so a second less.
        unbonding.checked_sub(rest)?.checked_sub(1)
    }
}

impl fmt::Display for DecisionTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DecisionTime {
            vote,
            queue,
            bond,
            delay,
            execution,
        } = self;
        write!(
            f,
            "{vote} s of voting (dao.voting_period), {queue} s to queue what passed (its not_after), \
             {bond} s to post the bond (timelock.params.bond_window), {delay} s of delay \
             (timelock.params.critical.delay), {execution} s to execute (timelock.params.execution_window)"
        )
    }
}

impl PlanFile {
    /// The longest that a decision can take from its proposal to its execution.
    #[must_use]
    pub fn decision_time(&self) -> DecisionTime {
        DecisionTime::new(self.dao.voting_period, &self.timelock.params)
    }
}
