//! A transaction that was handed over: waiting until it is in a block, or can be in none any more.

use std::time::{Duration, Instant};

use qerun_chain::Sent;
use tracing::debug;

use super::{Courier, SendError};
use crate::node::NodeError;

/// The SDK's code of a transaction that ran out of gas, codespace `sdk`.
pub(super) const OUT_OF_GAS: u32 = 11;
/// Between two questions.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Blocks after which a node has indexed a transaction.
const INDEXED: u64 = 2;

/// Questions without an answer after which what is under way is handed over again.
const AGAIN: u32 = 4;

/// A transaction that was handed over.
#[derive(Clone, Debug)]
pub(super) struct Flight {
    /// Its place among the transactions of the job.
    pub index: usize,
    pub bytes: Vec<u8>,
    pub hash: String,
    /// The last block in which it may run.
    pub until: u64,
    pub gas: u64,
    /// Whether its gas is what a simulation said, not more after it ran out.
    pub is_first: bool,
}

impl Courier {
    /// Waits for its block; `later` are those that were handed over after it. All of them are handed over again now and
    /// then, the same bytes: a node that was killed, or another one, has them in no mempool, and they would expire.
    /// Errors: `OutOfGas`, `Expired`, `Unknown`, `Stopped`, `Node(Failed)`.
    pub(super) fn landed(&self, flight: &Flight, later: &[Flight]) -> Result<Sent, SendError> {
        let (started, mut pause) = (Instant::now(), FIRST_PAUSE);
        let mut asked = 0u32;
        loop {
            // Asked before and after the look-up: whichever node answered that one had all blocks in which the transaction
            // may be, so that none is final.
            let before = self.is_past(flight);
            match self.pool.look_up(&flight.bytes) {
                Ok(Some(sent)) => return Ok(sent),
                Ok(None) if before && self.is_past(flight) => {
                    self.pool.leave();
                    return Err(SendError::Expired {
                        hash: flight.hash.clone(),
                        until: flight.until,
                    });
                }
                Ok(None) => {
                    asked = asked.saturating_add(1);
                    if asked >= AGAIN {
                        asked = 0;
                        self.hand_over_again(flight, later);
                    }
                }
                // A node that fails meanwhile is asked again, or another one, which may have none of them.
                Err(error) if error.is_the_nodes() => asked = AGAIN,
                Err(NodeError::Failed {
                    codespace,
                    code: OUT_OF_GAS,
                    hash,
                    ..
                }) if codespace == "sdk" => {
                    return Err(SendError::OutOfGas {
                        hash,
                        gas: flight.gas,
                    })
                }
                Err(error) => return Err(error.into()),
            }
            if started.elapsed() > self.terms.inclusion_timeout {
                return Err(SendError::Unknown {
                    hash: flight.hash.clone(),
                    seconds: self.terms.inclusion_timeout.as_secs(),
                });
            }
            if self.stop.wait(pause) {
                return Err(SendError::Stopped);
            }
            pause = (pause * 3 / 2).min(LONGEST_PAUSE);
        }
    }

    /// One that is there already, or was in a block, is refused, which changes nothing.
    fn hand_over_again(&self, flight: &Flight, later: &[Flight]) {
        for flight in std::iter::once(flight).chain(later) {
            if let Err(error) = self.pool.broadcast(&flight.bytes) {
                debug!(hash = flight.hash, %error, "not handed over again");
            }
        }
    }

    /// Whether the node in use is past the last block of a transaction, and has had time to index it.
    fn is_past(&self, flight: &Flight) -> bool {
        let last = flight.until.saturating_add(INDEXED);
        self.pool.head().is_ok_and(|head| head.height > last)
    }
}
