//! What all tasks share.

use std::sync::Arc;

use qerun_deployment::plan::Both;

use crate::node::Pool;
use crate::observe::Metrics;
use crate::protocol::Protocol;
use crate::sender::{Receipt, SendError, Sender, Transaction};
use crate::stop::Stop;

/// What all tasks share.
#[derive(Clone)]
pub struct Context {
    /// Nodes of the home chain.
    pub home: Arc<Pool>,
    /// Sends for the keeper's account there.
    pub sender: Sender,
    /// The DEX chain, if it is configured.
    pub dex: Option<Arc<Pool>>,
    /// Sends for the keeper's account there.
    pub dex_sender: Option<Sender>,
    /// Where the contracts are, and what they trade.
    pub protocol: Arc<Protocol>,
    /// Denoms of the fees.
    pub fees: Both<String>,
    /// Counters.
    pub metrics: Arc<Metrics>,
    /// The end of the program.
    pub stop: Stop,
}

impl Context {
    /// Sends on the home chain.
    pub fn deliver(&self, transactions: Vec<Transaction>) -> Vec<Result<Receipt, SendError>> {
        match transactions.is_empty() {
            true => Vec::new(),
            false => self.sender.deliver(transactions),
        }
    }
}
