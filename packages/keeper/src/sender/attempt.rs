//! Attempts to hand a transaction over, and which failures may pass.

use super::flight::OUT_OF_GAS;
use super::SendError;
use crate::node::NodeError;

/// How often a transaction is built anew after its sequence moved.
const SEQUENCE_TRIES: u32 = 5;
/// How often a full mempool is tried.
const MEMPOOL_TRIES: u32 = 5;

/// A transaction of a job that is still to be handed over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pub index: usize,
    /// A limit in place of the simulated one, after it ran out of gas.
    pub gas: Option<u64>,
    sequence_tries: u32,
    mempool_tries: u32,
}

impl Attempt {
    pub(super) fn first(index: usize) -> Self {
        Attempt {
            index,
            gas: None,
            sequence_tries: 0,
            mempool_tries: 0,
        }
    }

    pub(super) fn tries(&self) -> u32 {
        self.sequence_tries.max(self.mempool_tries).max(1)
    }

    /// Twice the gas, if that is allowed.
    pub(super) fn more_gas(self, gas: u64, max_gas: u64) -> Option<Self> {
        let more = gas.saturating_mul(2).min(max_gas);
        (more > gas).then_some(Attempt {
            gas: Some(more),
            ..self
        })
    }

    /// The next attempt, if this failure may pass.
    pub(super) fn again(self, error: &SendError, max_gas: u64) -> Option<Self> {
        match error {
            SendError::Node(NodeError::Sequence { .. }) if self.sequence_tries < SEQUENCE_TRIES => {
                Some(Attempt {
                    sequence_tries: self.sequence_tries + 1,
                    ..self
                })
            }
            SendError::Node(NodeError::MempoolFull { .. })
                if self.mempool_tries < MEMPOOL_TRIES =>
            {
                Some(Attempt {
                    mempool_tries: self.mempool_tries + 1,
                    ..self
                })
            }
            // Checked before it is in a block.
            SendError::Node(NodeError::Refused {
                codespace, code, ..
            }) if codespace == "sdk" && *code == OUT_OF_GAS && self.gas.is_none() => {
                self.more_gas(max_gas / 2, max_gas)
            }
            _ => None,
        }
    }
}
