//! The thread of a courier, and how tasks reach it.

use std::panic::{catch_unwind, AssertUnwindSafe};
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
    stop: Stop,
}

impl Sender {
    /// Starts the courier's thread. It ends when the switch is thrown.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(courier: Courier, stop: Stop) -> std::io::Result<Self> {
        let (jobs, inbox) = channel();
        let switch = stop.clone();
        Builder::new()
            .name("sender".to_owned())
            .spawn(move || work(&courier, &inbox, &switch))?;
        Ok(Sender { jobs, stop })
    }

    /// Sends transactions in order and waits for all of them, see [`Courier::deliver`].
    pub fn deliver(&self, transactions: Vec<Transaction>) -> Vec<Result<Receipt, SendError>> {
        let number = transactions.len();
        let unanswered = || {
            let error = match self.stop.is_stopped() {
                true => SendError::Stopped,
                false => SendError::Broken,
            };
            (0..number).map(|_| Err(error.clone())).collect()
        };
        let (reply, outcomes) = channel();
        let job = Job {
            transactions,
            reply,
        };
        match self.jobs.send(job) {
            Ok(()) => outcomes.recv().unwrap_or_else(|_| unanswered()),
            Err(_) => unanswered(),
        }
    }
}

fn work(courier: &Courier, inbox: &Receiver<Job>, stop: &Stop) {
    while !stop.is_stopped() {
        match inbox.recv_timeout(LOOK) {
            Ok(job) => {
                // One job that the courier cannot bear must not end the sending of all others. It keeps nothing between jobs.
                let caught = catch_unwind(AssertUnwindSafe(|| courier.deliver(&job.transactions)));
                // The task may have ended meanwhile. Without outcomes the reply is dropped, which it is told of.
                if let Ok(outcomes) = caught {
                    let _ = job.reply.send(outcomes);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
