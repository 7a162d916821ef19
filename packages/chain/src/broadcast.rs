//! Sending a signed transaction, and waiting until it is in a block.

use std::thread::sleep;
use std::time::{Duration, Instant};

use cosmrs::tendermint::Hash;
use sha2::{Digest, Sha256};
use tendermint_rpc::endpoint::{broadcast::tx_sync, tx};

use super::{ChainError, Event, Node, Sent};

/// The SDK's code of a wrong sequence, codespace `sdk`.
const WRONG_SEQUENCE: u32 = 32;
/// The SDK's code of a transaction that the node has already, codespace `sdk`.
const KNOWN_ALREADY: u32 = 19;

/// The hash of a transaction, upper-case hex.
#[must_use]
pub fn tx_hash(bytes: &[u8]) -> String {
    hex::encode_upper(Sha256::digest(bytes))
}

impl Node {
    /// Hands the transaction to the node. A broken line is no answer: the transaction may have
    /// arrived, so the same bytes go again, and waiting tells.
    ///
    /// # Errors
    /// [`ChainError::Sequence`], [`ChainError::Refused`].
    pub fn broadcast(&self, bytes: &[u8]) -> Result<(), ChainError> {
        let answer = match self.rpc.call(&tx_sync::Request::new(bytes)) {
            // CometBFT's own cache, before the application is asked.
            Err(ChainError::Unreadable { reason, .. }) if reason.contains("already exists") => {
                return Ok(())
            }
            answer => answer?,
        };
        let (codespace, code) = (answer.codespace, answer.code.value());
        match (codespace.as_str(), code) {
            (_, 0) | ("sdk", KNOWN_ALREADY) => Ok(()),
            ("sdk", WRONG_SEQUENCE) => Err(ChainError::Sequence { log: answer.log }),
            _ => Err(ChainError::Refused {
                codespace,
                code,
                log: answer.log,
            }),
        }
    }

    /// Asks for the transaction until it is in a block.
    ///
    /// # Errors
    /// [`ChainError::Failed`], [`ChainError::Timeout`].
    pub fn wait(&self, bytes: &[u8]) -> Result<Sent, ChainError> {
        let (start, mut pause) = (Instant::now(), Duration::from_millis(300));
        let longest = Duration::from_secs(self.plan.timeout);
        loop {
            sleep(pause);
            if let Some(sent) = self.look_up(bytes)? {
                return Ok(sent);
            }
            if start.elapsed() > longest {
                return Err(ChainError::Timeout {
                    hash: tx_hash(bytes),
                    seconds: self.plan.timeout,
                });
            }
            pause = (pause * 3 / 2).min(Duration::from_secs(1));
        }
    }

    /// Asks once for the transaction; none while it is in no block.
    ///
    /// # Errors
    /// [`ChainError::Failed`].
    pub fn look_up(&self, bytes: &[u8]) -> Result<Option<Sent>, ChainError> {
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        let request = tx::Request::new(Hash::Sha256(digest), false);
        match self.rpc.call(&request) {
            Ok(found) => outcome(hex::encode_upper(digest), &found).map(Some),
            Err(ChainError::Unreadable { reason, .. }) if says_unknown(&reason) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// CometBFT's words for a hash that is in no block that it has indexed. Only "not found" is also said of a method by a node
/// that does not serve it, and that tells nothing of the transaction.
fn says_unknown(reason: &str) -> bool {
    reason.contains("tx (") && reason.contains("not found")
}

fn outcome(hash: String, found: &tx::Response) -> Result<Sent, ChainError> {
    let result = &found.tx_result;
    if result.code.is_err() {
        return Err(ChainError::Failed {
            hash,
            codespace: result.codespace.clone(),
            code: result.code.value(),
            log: result.log.clone(),
        });
    }
    Ok(Sent {
        hash,
        height: found.height.value(),
        gas_used: u64::try_from(result.gas_used).unwrap_or_default(),
        gas_wanted: u64::try_from(result.gas_wanted).unwrap_or_default(),
        events: result.events.iter().map(event).collect(),
    })
}

/// What is not UTF-8 is not shown.
fn event(raw: &cosmrs::tendermint::abci::Event) -> Event {
    let text = |found: Result<&str, _>| found.map(str::to_owned).unwrap_or_default();
    let attributes = raw
        .attributes
        .iter()
        .map(|a| (text(a.key_str()), text(a.value_str())));
    Event {
        kind: raw.kind.clone(),
        attributes: attributes.collect(),
    }
}
