//! A live node, by qerun-chain.

use std::sync::Arc;
use std::time::Duration;

use cosmwasm_std::{Uint128, WasmMsg};
use qerun_chain::{tx_hash, wasm_message, Account, Chain, ChainError, Key, Node, Sent, SyncState};
use qerun_deployment::plan::ChainPlan;

use super::{Endpoint, NodeError, Unsigned};
use crate::config::ChainConfig;
use crate::secret::SecretUrl;

/// The SDK's codes, codespace `sdk`.
const MEMPOOL_FULL: u32 = 20;

/// A live node.
pub struct LiveNode {
    node: Node,
    url: SecretUrl,
    key: Arc<Key>,
}

impl LiveNode {
    /// A node of a chain; nothing is asked yet.
    #[must_use]
    pub fn new(chain: &ChainConfig, url: &SecretUrl, key: Arc<Key>) -> Self {
        let plan: ChainPlan = chain.plan(url);
        let timeout = Duration::from_secs(chain.request_timeout);
        LiveNode {
            node: Node::unopened(&plan, timeout),
            url: url.clone(),
            key,
        }
    }

    fn told(&self, error: ChainError) -> NodeError {
        let node = || self.url.label().to_owned();
        let hide = |text: String| self.url.redact(&text);
        match error {
            ChainError::Unreachable { reason, .. } => NodeError::Unreachable {
                node: node(),
                reason: hide(reason),
            },
            ChainError::Unreadable { reason, .. } if reason.contains("mempool is full") => {
                NodeError::MempoolFull { node: node() }
            }
            ChainError::Unreadable { reason, .. } => NodeError::Unreadable {
                node: node(),
                reason: hide(reason),
            },
            ChainError::Query { log, .. } => NodeError::Query { log },
            ChainError::Simulation { log } => NodeError::Simulation { log },
            ChainError::Sequence { log } => NodeError::Sequence { log },
            ChainError::Refused {
                codespace, code, ..
            } if codespace == "sdk" && code == MEMPOOL_FULL => {
                NodeError::MempoolFull { node: node() }
            }
            ChainError::Refused {
                codespace,
                code,
                log,
            } => NodeError::Refused {
                codespace,
                code,
                log,
            },
            ChainError::Failed {
                hash,
                codespace,
                code,
                log,
            } => NodeError::Failed {
                hash,
                codespace,
                code,
                log,
            },
            ChainError::NoAccount { address } => NodeError::NoAccount {
                address,
                chain_id: self.node.plan().chain_id.clone(),
            },
            ChainError::WrongChain { found, wanted, .. } => NodeError::WrongChain {
                node: node(),
                found,
                wanted,
            },
            other => NodeError::Build {
                reason: hide(other.to_string()),
            },
        }
    }
}

impl Endpoint for LiveNode {
    fn label(&self) -> &str {
        self.url.label()
    }

    fn signer(&self) -> &str {
        &self.key.address
    }

    fn sync_state(&self) -> Result<SyncState, NodeError> {
        self.node.sync_state().map_err(|error| self.told(error))
    }

    fn smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, NodeError> {
        let answer = self.node.smart(contract, msg);
        answer.map_err(|error| self.told(error))
    }

    fn raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, NodeError> {
        let answer = self.node.raw(contract, key);
        answer.map_err(|error| self.told(error))
    }

    fn balance(&self, address: &str, denom: &str) -> Result<Uint128, NodeError> {
        let answer = self.node.balance(address, denom);
        answer.map_err(|error| self.told(error))
    }

    fn account(&self) -> Result<Account, NodeError> {
        let answer = self.node.account(&self.key.address);
        answer.map_err(|error| self.told(error))
    }

    fn sign(&self, unsigned: &Unsigned) -> Result<Vec<u8>, NodeError> {
        let pack = |message: &WasmMsg| wasm_message(&self.key.address, message);
        let messages: Result<Vec<_>, _> = unsigned.messages.iter().map(pack).collect();
        let messages = messages.map_err(|error| self.told(error))?;
        // Zero would be no limit.
        let until = u32::try_from(unsigned.until).map_err(|_| NodeError::Build {
            reason: format!(
                "no transaction can name {} as its last block",
                unsigned.until
            ),
        })?;
        self.node
            .sign_until(&self.key, unsigned.account, messages, unsigned.gas, until)
            .map_err(|error| self.told(error))
    }

    fn simulate(&self, bytes: &[u8]) -> Result<u64, NodeError> {
        let gas = self.node.simulate(bytes.to_vec());
        gas.map_err(|error| self.told(error))
    }

    fn broadcast(&self, bytes: &[u8]) -> Result<(), NodeError> {
        self.node.broadcast(bytes).map_err(|error| self.told(error))
    }

    fn look_up(&self, bytes: &[u8]) -> Result<Option<Sent>, NodeError> {
        self.node.look_up(bytes).map_err(|error| self.told(error))
    }

    fn hash(&self, bytes: &[u8]) -> String {
        tx_hash(bytes)
    }
}
