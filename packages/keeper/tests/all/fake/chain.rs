//! The chain: a mempool, sequences, blocks. A block is made whenever someone asks what became of a transaction.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use cosmwasm_std::WasmMsg;
use qerun_chain::{tx_hash, Sent};
use qerun_keeper::node::NodeError;
use serde::{Deserialize, Serialize};

use super::{FakeProtocol, GAS};

/// A transaction as its bytes say it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tx {
    pub signer: String,
    pub sequence: u64,
    pub gas: u64,
    pub until: u64,
    pub messages: Vec<WasmMsg>,
}

pub struct World {
    pub height: u64,
    pub protocol: FakeProtocol,
    pub mempool: Vec<(Tx, Vec<u8>)>,
    pub mempool_limit: usize,
    /// Transactions that the next block takes at most.
    pub block_limit: usize,
    /// What a transaction takes in a block beyond its simulation.
    pub hidden_gas: u64,
    /// Blocks whose transactions are left out, as if the proposers censored them.
    pub empty_blocks: u64,
    pub sequences: BTreeMap<String, u64>,
    pub results: BTreeMap<String, Result<Sent, NodeError>>,
    /// Hashes by block.
    pub blocks: BTreeMap<u64, Vec<String>>,
}

#[derive(Clone)]
pub struct FakeChain(Arc<Mutex<World>>);

impl Default for FakeChain {
    fn default() -> Self {
        FakeChain(Arc::new(Mutex::new(World {
            height: 100,
            protocol: FakeProtocol::default(),
            mempool: vec![],
            mempool_limit: 100,
            block_limit: 100,
            hidden_gas: 0,
            empty_blocks: 0,
            sequences: BTreeMap::new(),
            results: BTreeMap::new(),
            blocks: BTreeMap::new(),
        })))
    }
}

impl FakeChain {
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap()
    }
}

impl World {
    pub fn sequence(&self, signer: &str) -> u64 {
        self.sequences.get(signer).copied().unwrap_or_default()
    }

    /// With what waits in the mempool.
    pub fn next_sequence(&self, signer: &str) -> u64 {
        let waiting = self.mempool.iter().filter(|(tx, _)| tx.signer == signer);
        self.sequence(signer) + waiting.count() as u64
    }

    pub fn ensure_sequence(&self, tx: &Tx) -> Result<(), NodeError> {
        let next = self.next_sequence(&tx.signer);
        match tx.sequence == next {
            true => Ok(()),
            false => Err(NodeError::Sequence {
                log: format!(
                    "account sequence mismatch, expected {next}, got {}",
                    tx.sequence
                ),
            }),
        }
    }

    /// One more block.
    pub fn make_block(&mut self) {
        self.height += 1;
        let height = self.height;
        self.mempool
            .retain(|(tx, _)| tx.until == 0 || tx.until >= height);
        if self.empty_blocks > 0 {
            self.empty_blocks -= 1;
            return;
        }
        let taken = self.mempool.len().min(self.block_limit);
        let taken: Vec<_> = self.mempool.drain(..taken).collect();
        for (tx, bytes) in taken {
            let hash = tx_hash(&bytes);
            *self.sequences.entry(tx.signer.clone()).or_default() += 1;
            let result = self.run(&tx, &hash);
            self.blocks.entry(height).or_default().push(hash.clone());
            self.results.insert(hash, result);
        }
    }

    fn run(&mut self, tx: &Tx, hash: &str) -> Result<Sent, NodeError> {
        let failed = |code, log: &str| NodeError::Failed {
            hash: hash.to_owned(),
            codespace: if code == 11 { "sdk" } else { "wasm" }.to_owned(),
            code,
            log: log.to_owned(),
        };
        let gas_used = GAS + self.hidden_gas;
        if gas_used > tx.gas {
            return Err(failed(11, "out of gas in location: wasm contract"));
        }
        let mut after = self.protocol.clone();
        match after.execute(&tx.signer, &tx.messages) {
            Ok(()) => {
                self.protocol = after;
                Ok(Sent {
                    hash: hash.to_owned(),
                    height: self.height,
                    gas_used,
                    gas_wanted: tx.gas,
                    events: vec![],
                })
            }
            Err(log) => Err(failed(5, &log)),
        }
    }
}
