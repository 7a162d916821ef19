//! Several nodes of one chain: one is used until it fails or falls behind, then the next.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use cosmwasm_std::{from_json, to_json_vec, Uint128};
use qerun_chain::{Account, Head, Sent};
use serde::de::DeserializeOwned;
use serde::Serialize;
use tracing::{info, warn};

use super::{Endpoint, Limits, NodeError, Unsigned};
use crate::observe::Metrics;

/// The nodes of a chain.
pub struct Pool {
    pub(super) endpoints: Vec<Arc<dyn Endpoint>>,
    pub(super) limits: Limits,
    pub(super) metrics: Arc<Metrics>,
    pub(super) used: Mutex<Used>,
    /// Nodes that did not answer beside the one in use, and when.
    pub(super) silent: Mutex<BTreeMap<usize, Instant>>,
}

/// Which node is used.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Used {
    pub index: usize,
    /// Whether it has been found to be of the right chain, and not behind, since it was last turned to.
    pub verified: bool,
}

impl Pool {
    /// The nodes in the order in which they are tried, at least one.
    #[must_use]
    pub fn new(endpoints: Vec<Box<dyn Endpoint>>, limits: Limits, metrics: Arc<Metrics>) -> Self {
        Pool {
            endpoints: endpoints.into_iter().map(Arc::from).collect(),
            limits,
            metrics,
            used: Mutex::default(),
            silent: Mutex::default(),
        }
    }

    /// The chain's id.
    #[must_use]
    pub fn chain_id(&self) -> &str {
        &self.limits.chain_id
    }

    /// The account that signs, bech32.
    #[must_use]
    pub fn signer(&self) -> &str {
        let first = self.endpoints.first();
        first.map(|endpoint| endpoint.signer()).unwrap_or_default()
    }

    /// The newest block of a node that is of the right chain and not behind. Every round begins with it, so that a node
    /// that has fallen behind is left.
    ///
    /// # Errors
    /// [`NodeError`] of the node that was tried last.
    pub fn head(&self) -> Result<Head, NodeError> {
        self.with(|endpoint| {
            let head = self.limits.ensure_usable(endpoint)?;
            self.metrics.saw_block(&self.limits.chain_id, &head);
            Ok(head)
        })
    }

    /// Asks a contract with our typed messages.
    ///
    /// # Errors
    /// [`NodeError::Query`] with the contract's refusal, [`NodeError::Shape`].
    pub fn ask<Q: Serialize + ?Sized, A: DeserializeOwned>(
        &self,
        contract: &str,
        query: &Q,
    ) -> Result<A, NodeError> {
        let shape = |error: cosmwasm_std::StdError| NodeError::Shape {
            contract: contract.to_owned(),
            reason: error.to_string(),
        };
        let query = to_json_vec(query).map_err(shape)?;
        let answer = self.with(|endpoint| endpoint.smart(contract, &query))?;
        from_json(answer).map_err(shape)
    }

    /// A published record of a contract; none if there is none.
    ///
    /// # Errors
    /// [`NodeError::Shape`].
    pub fn record<A: DeserializeOwned>(
        &self,
        contract: &str,
        key: &[u8],
    ) -> Result<Option<A>, NodeError> {
        let found = self.with(|endpoint| endpoint.raw(contract, key))?;
        let read = |bytes| {
            from_json(bytes).map_err(|error| NodeError::Shape {
                contract: contract.to_owned(),
                reason: error.to_string(),
            })
        };
        found.map(read).transpose()
    }

    /// A bank balance.
    ///
    /// # Errors
    /// [`NodeError`].
    pub fn balance(&self, address: &str, denom: &str) -> Result<Uint128, NodeError> {
        self.with(|endpoint| endpoint.balance(address, denom))
    }

    pub(crate) fn account(&self) -> Result<Account, NodeError> {
        self.with(|endpoint| endpoint.account())
    }

    pub(crate) fn sign(&self, unsigned: &Unsigned) -> Result<Vec<u8>, NodeError> {
        self.with(|endpoint| endpoint.sign(unsigned))
    }

    pub(crate) fn simulate(&self, bytes: &[u8]) -> Result<u64, NodeError> {
        self.with(|endpoint| endpoint.simulate(bytes))
    }

    /// Hands a transaction to a node. One that went to a node which did not answer may have arrived all the same: then
    /// this is no error, whatever the other nodes say, and waiting tells. So an error means that no node has it.
    ///
    /// # Errors
    /// [`NodeError::Sequence`], [`NodeError::MempoolFull`], [`NodeError::Refused`].
    pub(crate) fn broadcast(&self, bytes: &[u8]) -> Result<(), NodeError> {
        let may_have_arrived = AtomicBool::new(false);
        let sent = self.with(|endpoint| {
            let answer = endpoint.broadcast(bytes);
            if let Err(NodeError::Unreachable { .. } | NodeError::Unreadable { .. }) = &answer {
                may_have_arrived.store(true, Ordering::Relaxed);
            }
            answer
        });
        match sent {
            Err(_) if may_have_arrived.into_inner() => Ok(()),
            sent => sent,
        }
    }

    pub(crate) fn look_up(&self, bytes: &[u8]) -> Result<Option<Sent>, NodeError> {
        self.with(|endpoint| endpoint.look_up(bytes))
    }

    /// Turns from the node in use, if there is another one: what it took came into no block, though there were blocks. It
    /// answers all the same, so that no failure would tell.
    pub(crate) fn leave(&self) {
        let used = *self.used();
        let node = self.endpoints.get(used.index);
        let Some(node) = node.filter(|_| self.endpoints.len() > 1) else {
            return;
        };
        let node = node.label().to_owned();
        self.turn_from(used.index, &NodeError::TookNothing { node });
    }

    pub(crate) fn hash(&self, bytes: &[u8]) -> String {
        let first = self.endpoints.first();
        first.map(|node| node.hash(bytes)).unwrap_or_default()
    }

    /// Asks the node in use; when that fails by its own fault, each of the others once.
    fn with<T>(&self, ask: impl Fn(&dyn Endpoint) -> Result<T, NodeError>) -> Result<T, NodeError> {
        let mut last = NodeError::Build {
            reason: format!("no node of {} is configured", self.limits.chain_id),
        };
        for _ in 0..self.endpoints.len() {
            let used = *self.used();
            let Some(endpoint) = self.endpoints.get(used.index) else {
                break;
            };
            match self.asked(endpoint.as_ref(), used, &ask) {
                Err(error) if error.is_the_nodes() => {
                    self.turn_from(used.index, &error);
                    last = error;
                }
                answer => return answer,
            }
        }
        Err(last)
    }

    fn asked<T>(
        &self,
        endpoint: &dyn Endpoint,
        used: Used,
        ask: impl Fn(&dyn Endpoint) -> Result<T, NodeError>,
    ) -> Result<T, NodeError> {
        if !used.verified {
            let head = self.limits.ensure_usable(endpoint)?;
            let mut now = self.used();
            if now.index == used.index {
                now.verified = true;
            }
            drop(now);
            self.metrics.node_is_up(endpoint.label(), true);
            info!(
                node = endpoint.label(),
                chain = head.chain_id,
                height = head.height,
                "node in use"
            );
        }
        ask(endpoint)
    }

    /// Makes the next node the one in use, unless another thread has done so already.
    fn turn_from(&self, index: usize, error: &NodeError) {
        let label = self.endpoints.get(index).map(|e| e.label().to_owned());
        let label = label.unwrap_or_default();
        self.metrics.node_failed(&label, error.kind());
        let mut used = self.used();
        if used.index == index {
            if used.verified || self.endpoints.len() == 1 {
                warn!(node = label, %error, "node failed");
            }
            used.index = (index + 1) % self.endpoints.len().max(1);
            used.verified = false;
        }
        drop(used);
        self.metrics.node_is_up(&label, false);
    }

    pub(super) fn used(&self) -> MutexGuard<'_, Used> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
