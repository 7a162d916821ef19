//! `release`: sends what is due of emissions' streams to the distributor, so that rewards can be claimed up to date.
//!
//! A change of power releases by itself. So this is for the time in which nobody stakes or unstakes.

use std::time::Duration;

use cosmwasm_std::Uint128;
use qerun_messages::emissions::{ExecuteMsg, QueryMsg, StreamResponse, StreamsResponse};
use qerun_messages::voting::{self, PowerAtHeightResponse};

use super::call::{call, transaction};
use crate::config::ReleaseConfig;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// What emissions says when somebody else was faster.
pub(super) const LOST: &[&str] = &["is due now"];

/// Releases.
pub struct Release {
    config: ReleaseConfig,
}

impl Release {
    /// With this configuration.
    #[must_use]
    pub fn new(config: ReleaseConfig) -> Self {
        Release { config }
    }
}

/// Whether what is due of a stream is worth a transaction.
#[must_use]
pub fn is_worth_it(stream: &StreamResponse, min_amount: Uint128) -> bool {
    !stream.due.is_zero() && stream.due >= min_amount
}

impl Task for Release {
    fn name(&self) -> TaskName {
        TaskName::Release
    }

    fn interval(&self) -> Duration {
        Duration::from_secs(self.config.interval)
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        context.home.head()?;
        let emissions = &self.config.emissions;
        let answer: StreamsResponse = context.home.ask(emissions, &QueryMsg::Streams {})?;
        let mut transactions = Vec::new();
        for stream in answer.streams {
            if !is_worth_it(&stream, self.config.min_amount) {
                continue;
            }
            let query = voting::QueryMsg::TotalPowerAtHeight { height: None };
            let total: PowerAtHeightResponse = context.home.ask(stream.voting.as_str(), &query)?;
            if total.power < stream.least_power() {
                continue;
            }
            let about = format!("release {} of stream {}", stream.due, stream.id);
            let stream = stream.id;
            let message = call(emissions, &ExecuteMsg::Release { stream }, vec![])?;
            transactions.push(transaction(TaskName::Release, about, vec![message]));
        }
        Round::of(context.deliver(transactions))
    }
}
