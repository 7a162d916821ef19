//! What a round came to.

use super::TaskError;
use crate::node::NodeError;
use crate::sender::{Receipt, SendError};

/// What a round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Transactions that went well, or would have been sent in a dry run.
    pub done: u32,
    /// Transactions that somebody else was faster with.
    pub lost: u32,
    /// What the chain would have refused: it was not sent.
    pub refused: u32,
}

impl Round {
    /// Nothing was to be done.
    pub const IDLE: Round = Round {
        done: 0,
        lost: 0,
        refused: 0,
    };

    /// Whether anything was tried.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        *self == Round::IDLE
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Round) -> Round {
        Round {
            done: self.done.saturating_add(other.done),
            lost: self.lost.saturating_add(other.lost),
            refused: self.refused.saturating_add(other.refused),
        }
    }

    /// Counts outcomes. Losing a race, and a message that the chain would refuse now, are part of the work.
    ///
    /// # Errors
    /// The first outcome that is neither.
    pub fn of(outcomes: Vec<Result<Receipt, SendError>>) -> Result<Round, TaskError> {
        let (mut round, mut failure) = (Round::IDLE, None);
        for outcome in outcomes {
            match outcome {
                Ok(_) => round.done = round.done.saturating_add(1),
                Err(SendError::Lost { .. }) => round.lost = round.lost.saturating_add(1),
                Err(SendError::Node(NodeError::Simulation { .. })) => {
                    round.refused = round.refused.saturating_add(1);
                }
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        match failure {
            Some(error) => Err(error.into()),
            None => Ok(round),
        }
    }
}
