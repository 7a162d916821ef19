//! What other nodes than the one in use tell: whoever decides about money on the word of one node alone is at its mercy.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cosmwasm_std::from_json;
use serde::de::DeserializeOwned;
use tracing::debug;

use super::pool::Used;
use super::{Endpoint, NodeError, Pool};

/// For so long a node is not asked again that did not answer: one that hangs would hold up every round.
const REST: Duration = Duration::from_secs(60);

impl Pool {
    /// Each node as a pool of its own, with its name; whoever asks begins with [`Pool::head`].
    #[must_use]
    pub fn each(&self) -> Vec<(String, Pool)> {
        let nodes = self.endpoints.iter();
        nodes
            .map(|endpoint| (endpoint.label().to_owned(), self.alone(endpoint)))
            .collect()
    }

    /// One of the nodes alone. That it is in use is told of the pool that it is taken from.
    fn alone(&self, endpoint: &Arc<dyn Endpoint>) -> Self {
        Pool {
            endpoints: vec![endpoint.clone()],
            limits: self.limits.clone(),
            metrics: self.metrics.clone(),
            used: Mutex::new(Used {
                index: 0,
                verified: true,
            }),
            silent: Mutex::default(),
        }
    }

    /// A record as a node tells it that is not the one in use, and that node's name; none if there is no other, or none
    /// that answers. The inner option is as for [`Pool::record`].
    #[must_use]
    pub fn second_record<A: DeserializeOwned>(
        &self,
        contract: &str,
        key: &[u8],
    ) -> Option<(String, Option<A>)> {
        let (used, number) = (self.used().index, self.endpoints.len());
        (1..number).find_map(|step| {
            let index = (used + step) % number;
            let endpoint = self.endpoints.get(index).filter(|_| !self.rests(index))?;
            let label = endpoint.label();
            match self.record_of(endpoint.as_ref(), contract, key) {
                Ok(record) => {
                    self.metrics.node_is_up(label, true);
                    Some((label.to_owned(), record))
                }
                Err(error) => {
                    debug!(node = label, %error, "no second answer");
                    self.metrics.node_failed(label, error.kind());
                    self.metrics.node_is_up(label, false);
                    self.rest(index);
                    None
                }
            }
        })
    }

    fn record_of<A: DeserializeOwned>(
        &self,
        endpoint: &dyn Endpoint,
        contract: &str,
        key: &[u8],
    ) -> Result<Option<A>, NodeError> {
        self.limits.ensure_usable(endpoint)?;
        let bytes = endpoint.raw(contract, key)?;
        bytes
            .map(from_json)
            .transpose()
            .map_err(|error| NodeError::Shape {
                contract: contract.to_owned(),
                reason: error.to_string(),
            })
    }

    fn rests(&self, index: usize) -> bool {
        let silent = self.silent.lock().unwrap_or_else(PoisonError::into_inner);
        silent.get(&index).is_some_and(|at| at.elapsed() < REST)
    }

    fn rest(&self, index: usize) {
        let mut silent = self.silent.lock().unwrap_or_else(PoisonError::into_inner);
        silent.insert(index, Instant::now());
    }
}
