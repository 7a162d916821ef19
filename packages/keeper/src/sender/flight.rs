//! A transaction that was handed over: waiting until it is in a block, or can be in none any more.

use std::time::{Duration, Instant};

use qerun_chain::Sent;
use tracing::debug;

use super::attempt::Attempt;
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
    pub attempt: Attempt,
    pub bytes: Vec<u8>,
    pub hash: String,
    /// The account's sequence that it uses.
    pub sequence: u64,
    /// The last block in which it may run.
    pub until: u64,
    pub gas: u64,
}

impl Flight {
    /// The next attempt, if this failure may pass: with more gas, once, or with another sequence.
    pub(super) fn again(&self, error: &SendError, max_gas: u64) -> Option<Attempt> {
        match error {
            SendError::OutOfGas { .. } if self.attempt.gas.is_some() => None,
            SendError::OutOfGas { .. } => self.attempt.more_gas(self.gas, max_gas),
            error => self.attempt.again(error, max_gas),
        }
    }
}

impl Courier {
    /// Waits for its block; `later` are those that were handed over after it. All of them are handed over again now and
    /// then, the same bytes: a node that was killed, or another one, has them in no mempool, and they would expire.
    /// Errors: `OutOfGas`, `Expired`, `Unknown`, `Stopped`, `Node(Failed)`; `Node(Sequence)`: another transaction of the
    /// account, that of a second program with the same key, has taken its place.
    pub(super) fn landed(&self, flight: &Flight, later: &[Flight]) -> Result<Sent, SendError> {
        let (started, mut pause) = (Instant::now(), FIRST_PAUSE);
        let (mut asked, mut moved_at) = (0u32, None);
        loop {
            // Asked before and after the look-up: whichever node answered that one had all blocks in which the transaction
            // may be, so that none is final.
            let before = self.end_of(flight, &mut moved_at);
            let found = self.pool.look_up(&flight.bytes);
            let after = match (&found, before) {
                (Ok(None), Some(_)) => self.end_of(flight, &mut moved_at),
                _ => None,
            };
            match found {
                Ok(Some(sent)) => return Ok(sent),
                Ok(None) if after == Some(End::Expired) => {
                    self.pool.leave();
                    return Err(SendError::Expired {
                        hash: flight.hash.clone(),
                        until: flight.until,
                    });
                }
                Ok(None) if after == Some(End::Displaced) => {
                    let (hash, sequence) = (&flight.hash, flight.sequence);
                    let log = format!(
                        "another transaction of the account has used {sequence}, that of {hash}"
                    );
                    return Err(NodeError::Sequence { log }.into());
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

    /// Why a transaction that is in no block of the node in use can be in none any more; none if it still can. `moved_at` is
    /// the newest block when the account's sequence was first found beyond that of the transaction.
    fn end_of(&self, flight: &Flight, moved_at: &mut Option<u64>) -> Option<End> {
        let height = self.pool.head().ok()?.height;
        let is_indexed = |last: u64| height > last.saturating_add(INDEXED);
        if is_indexed(flight.until) {
            return Some(End::Expired);
        }
        // Its own block moves the sequence, too: only when that one is indexed and tells nothing it was another's.
        let next = self.pool.account().ok()?.sequence;
        if next <= flight.sequence {
            *moved_at = None;
            return None;
        }
        let seen = *moved_at.get_or_insert(self.pool.head().ok()?.height);
        is_indexed(seen).then_some(End::Displaced)
    }
}

/// Why a transaction can be in no block any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Its last block has passed.
    Expired,
    /// Its sequence is used.
    Displaced,
}
