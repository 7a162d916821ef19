//! What a node must keep to be used.

use std::time::Duration;

use qerun_chain::Head;

use super::{now, Endpoint, NodeError};

/// Heights above this are no chain's: a transaction names its last block in 32 bits, and must be able to.
const HIGHEST: u64 = u32::MAX as u64 - 1_000;

/// What a node must keep to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The chain that it must be of.
    pub chain_id: String,
    /// Its newest block must not be older, nor further ahead of this machine's clock.
    pub max_block_age: Duration,
}

impl Limits {
    /// The node's newest block. Errors: `WrongChain`, `CatchingUp`, `Height`, `Behind`, `Ahead`, and those of the node.
    pub(super) fn ensure_usable(&self, endpoint: &dyn Endpoint) -> Result<Head, NodeError> {
        let node = || endpoint.label().to_owned();
        let state = endpoint.sync_state()?;
        let head = state.head;
        if head.chain_id != self.chain_id {
            return Err(NodeError::WrongChain {
                node: node(),
                found: head.chain_id,
                wanted: self.chain_id.clone(),
            });
        }
        let height = head.height;
        if state.catching_up {
            return Err(NodeError::CatchingUp {
                node: node(),
                height,
            });
        }
        if height > HIGHEST {
            return Err(NodeError::Height {
                node: node(),
                height,
            });
        }
        let (now, longest) = (now(), self.max_block_age.as_secs());
        let ahead = head.time.saturating_sub(now);
        if ahead > longest {
            return Err(NodeError::Ahead {
                node: node(),
                height,
                ahead,
            });
        }
        let age = now.saturating_sub(head.time);
        if age > longest {
            return Err(NodeError::Behind {
                node: node(),
                height,
                age,
            });
        }
        Ok(head)
    }
}
