//! The thread of a courier, and how tasks reach it.

use std::sync::mpsc::{self, channel, Receiver, RecvTimeoutError};
use std::thread::Builder;
use std::time::Duration;

use super::{Courier, Receipt, SendError, Transaction};
use crate::stop::Stop;

/// Between two looks at the switch.
const LOOK: Duration = Duration::from_millis(100);

struct Job {
    transactions: Vec<Transaction>,
    reply: mpsc::Sender<Vec<Result<Receipt, SendError>>>,
}

/// Hands transactions to the courier of an account. All tasks share it, so that no two of them use the same sequence.
#[derive(Clone)]
pub struct Sender {
    jobs: mpsc::Sender<Job>,
}

impl Sender {
    /// Starts the courier's thread. It ends when the switch is thrown.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(courier: Courier, stop: Stop) -> std::io::Result<Self> {
        let (jobs, inbox) = channel();
        Builder::new()
            .name("sender".to_owned())
            .spawn(move || work(&courier, &inbox, &stop))?;
        Ok(Sender { jobs })
    }

    /// Sends transactions in order and waits for all of them, see [`Courier::deliver`].
    pub fn deliver(&self, transactions: Vec<Transaction>) -> Vec<Result<Receipt, SendError>> {
        let number = transactions.len();
        let stopped = || (0..number).map(|_| Err(SendError::Stopped)).collect();
        let (reply, outcomes) = channel();
        let job = Job {
            transactions,
            reply,
        };
        match self.jobs.send(job) {
            Ok(()) => outcomes.recv().unwrap_or_else(|_| stopped()),
            Err(_) => stopped(),
        }
    }
}

fn work(courier: &Courier, inbox: &Receiver<Job>, stop: &Stop) {
    while !stop.is_stopped() {
        match inbox.recv_timeout(LOOK) {
            Ok(job) => {
                let outcomes = courier.deliver(&job.transactions);
                // The task may have ended meanwhile.
                let _ = job.reply.send(outcomes);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
