//! The courier: simulates, signs, hands over and waits, for one account.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use cosmwasm_std::Decimal;
use qerun_chain::{gas_limit, Account};
use tracing::{debug, info, warn};

use super::attempt::Attempt;
use super::flight::Flight;
use super::{Receipt, SendError, Transaction};
use crate::node::{Pool, Unsigned};
use crate::observe::Metrics;
use crate::stop::Stop;
use crate::task::with_jitter;

/// Gas of the draft that is simulated: less than any transaction takes, so that it pays a fee and the simulation sees
/// what paying takes.
const DRAFT_GAS: u64 = 50_000;
/// Wait after either, longer each time.
const PAUSE: Duration = Duration::from_millis(500);

/// What every transaction of an account keeps to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The factor between simulated gas and the gas that is asked for.
    pub gas_margin: Decimal,
    /// No transaction asks for more.
    pub max_gas: u64,
    /// Blocks for which a transaction is valid.
    pub valid_blocks: u64,
    /// Longest wait for a transaction's block.
    pub inclusion_timeout: Duration,
    /// Whether nothing is sent, only simulated and told.
    pub dry_run: bool,
}

/// Sends for one account.
pub struct Courier {
    pub(super) pool: Arc<Pool>,
    pub(super) terms: Terms,
    pub(super) stop: Stop,
    metrics: Arc<Metrics>,
}

/// What handing over led to.
enum Handed {
    Flying(Flight),
    DryRun { gas: u64 },
}

type Outcome = Result<Receipt, SendError>;

impl Courier {
    /// A courier of the account that signs in this pool.
    #[must_use]
    pub fn new(pool: Arc<Pool>, terms: Terms, stop: Stop, metrics: Arc<Metrics>) -> Self {
        Courier {
            pool,
            terms,
            stop,
            metrics,
        }
    }

    /// Sends transactions in order, without waiting for the block of one before the next is handed over. Then waits for
    /// all of them. One that fails does not keep the others back.
    pub fn deliver(&self, transactions: &[Transaction]) -> Vec<Outcome> {
        let mut outcomes: Vec<Option<Outcome>> = transactions.iter().map(|_| None).collect();
        let mut queue: VecDeque<Attempt> = (0..transactions.len()).map(Attempt::first).collect();
        let mut flying = Vec::new();
        let mut account = None;
        loop {
            let Some(attempt) = queue.pop_front() else {
                if flying.is_empty() {
                    break;
                }
                self.land(&mut flying, transactions, &mut outcomes, &mut queue);
                account = None;
                continue;
            };
            let Some(transaction) = transactions.get(attempt.index) else {
                continue;
            };
            let handed = self.hand_over(&mut account, transaction, &attempt);
            let again = match handed {
                Ok(Handed::Flying(flight)) => {
                    flying.push(flight);
                    continue;
                }
                Ok(Handed::DryRun { gas }) => {
                    let receipt = Ok(Receipt::DryRun { gas });
                    self.record(transaction, receipt, outcomes.get_mut(attempt.index));
                    continue;
                }
                Err(error) => match attempt.again(&error, self.terms.max_gas) {
                    Some(again) => {
                        debug!(task = %transaction.task, %error, "tried again");
                        again
                    }
                    None => {
                        let error = Err(error);
                        self.record(transaction, error, outcomes.get_mut(attempt.index));
                        continue;
                    }
                },
            };
            // What is under way decides the sequence.
            self.land(&mut flying, transactions, &mut outcomes, &mut queue);
            account = None;
            queue.push_front(again);
            self.stop.wait(with_jitter(PAUSE * again.tries()));
        }
        let told = |outcome: Option<Outcome>| outcome.unwrap_or(Err(SendError::Stopped));
        outcomes.into_iter().map(told).collect()
    }

    /// Simulates, signs and hands over one transaction with the next sequence.
    fn hand_over(
        &self,
        account: &mut Option<Account>,
        transaction: &Transaction,
        attempt: &Attempt,
    ) -> Result<Handed, SendError> {
        if self.stop.is_stopped() {
            return Err(SendError::Stopped);
        }
        let head = self.pool.head()?;
        let next = match account {
            Some(known) => *known,
            None => self.pool.account()?,
        };
        let until = head.height.saturating_add(self.terms.valid_blocks);
        let unsigned = |gas| Unsigned {
            messages: transaction.messages.clone(),
            account: next,
            gas,
            until,
        };
        let gas = match attempt.gas {
            Some(gas) => gas,
            None => {
                let draft = self.pool.sign(&unsigned(DRAFT_GAS))?;
                let simulated = self.pool.simulate(&draft)?;
                let simulated = simulated.saturating_add(transaction.more_gas);
                self.gas_limit(simulated)?
            }
        };
        if self.terms.dry_run {
            return Ok(Handed::DryRun { gas });
        }
        let bytes = self.pool.sign(&unsigned(gas))?;
        let hash = self.pool.hash(&bytes);
        self.pool.broadcast(&bytes)?;
        info!(task = %transaction.task, about = transaction.about, hash, gas, "handed over");
        *account = Some(Account {
            sequence: next.sequence.saturating_add(1),
            ..next
        });
        Ok(Handed::Flying(Flight {
            attempt: *attempt,
            bytes,
            hash,
            sequence: next.sequence,
            until,
            gas,
        }))
    }

    fn gas_limit(&self, simulated: u64) -> Result<u64, SendError> {
        let max_gas = self.terms.max_gas;
        match gas_limit(simulated, self.terms.gas_margin) {
            Ok(gas) if gas <= max_gas => Ok(gas),
            Ok(gas) => Err(SendError::TooMuchGas { gas, max_gas }),
            Err(_) => Err(SendError::TooMuchGas {
                gas: simulated,
                max_gas,
            }),
        }
    }

    /// Waits for all that is under way. What ran out of gas is put back once, with more; what another transaction of the
    /// account has displaced is put back to be built anew.
    fn land(
        &self,
        flying: &mut Vec<Flight>,
        transactions: &[Transaction],
        outcomes: &mut [Option<Outcome>],
        queue: &mut VecDeque<Attempt>,
    ) {
        let mut all = flying.as_slice();
        while let Some((flight, later)) = all.split_first() {
            all = later;
            let index = flight.attempt.index;
            let Some(transaction) = transactions.get(index) else {
                continue;
            };
            let outcome = self.landed(flight, later);
            if let Err(error) = &outcome {
                if let Some(again) = flight.again(error, self.terms.max_gas) {
                    warn!(task = %transaction.task, %error, "tried again");
                    queue.push_back(again);
                    continue;
                }
            }
            let outcome = outcome.map(Receipt::Sent);
            self.record(transaction, outcome, outcomes.get_mut(index));
        }
        flying.clear();
    }

    /// Tells logs and metrics, and keeps the outcome.
    fn record(
        &self,
        transaction: &Transaction,
        outcome: Outcome,
        place: Option<&mut Option<Outcome>>,
    ) {
        let outcome = outcome.map_err(|error| transaction.or_lost(error));
        let (task, about) = (transaction.task, transaction.about.as_str());
        match &outcome {
            Ok(Receipt::Sent(sent)) => {
                let (hash, height, gas) = (&sent.hash, sent.height, sent.gas_used);
                info!(%task, about, hash, height, gas, "in a block");
                self.metrics.sent(task, sent.gas_used);
            }
            Ok(Receipt::DryRun { gas }) => {
                info!(%task, about, gas, messages = %transaction.shown(), "dry run: would be sent");
            }
            Err(error @ SendError::Lost { .. }) => {
                info!(%task, about, %error, "lost");
                self.metrics.not_sent(task, error.outcome());
            }
            Err(error) => {
                warn!(%task, about, %error, "not done");
                self.metrics.not_sent(task, error.outcome());
            }
        }
        if let Some(place) = place {
            *place = Some(outcome);
        }
    }
}
