//! A node of the fake chain, with faults.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use cosmwasm_std::{Uint128, WasmMsg};
use qerun_chain::{tx_hash, Account, Head, Sent, SyncState};
use qerun_keeper::node::{now, Endpoint, NodeError, Unsigned};

use super::chain::Tx;
use super::{FakeChain, FakeProtocol, CHAIN_ID, GAS};

/// What is asked of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    SyncState,
    Smart,
    Account,
    Simulate,
    Broadcast,
    LookUp,
}

/// How a node fails, once.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It does nothing and answers this.
    Instead(NodeError),
    /// It does what is asked, and then its answer is lost.
    AnswerLost,
    /// It does what is asked, and then so many blocks pass at once.
    ThenBlocks(u64),
    /// A bug of the keeper's.
    Panics,
    /// It was killed and has started again since it was last asked: its mempool is empty. It answers.
    Restarted,
    /// It takes a transaction, and a second program with the same key gets another one of these messages into the next block in its place.
    Displaced(Vec<WasmMsg>),
    /// It has every block, but has not yet indexed what is in the newest.
    NotIndexed,
}

/// What a fault that was due changes about an answer.
#[derive(Clone, Copy, Debug, Default)]
struct Faulty {
    /// The answer does not arrive.
    lost: bool,
    /// So many blocks pass after it.
    blocks: u64,
    /// Nothing of what is asked for is done or known.
    ignored: bool,
}

#[derive(Clone)]
pub struct FakeNode {
    pub label: String,
    pub signer: String,
    pub chain: FakeChain,
    /// Faults that wait for their method.
    pub faults: Arc<Mutex<VecDeque<(Method, Fault)>>>,
    /// Whether nobody listens.
    pub down: Arc<Mutex<bool>>,
    /// How old its newest block is, seconds.
    pub age: Arc<Mutex<u64>>,
    /// How far its newest block is ahead of the clock, seconds.
    pub ahead: u64,
    /// A height that it tells in place of the chain's.
    pub tells: Option<u64>,
    /// Whether it takes transactions and passes them on to nobody.
    pub swallows: Arc<Mutex<bool>>,
    pub chain_id: String,
    pub catching_up: bool,
    /// It has no block beyond the first figure, and knows no transaction, until it was asked so often for one.
    pub blind: Arc<Mutex<Option<(u64, u32)>>>,
    /// How often it was asked.
    pub asked: Arc<Mutex<u64>>,
    /// What happens on the chain once it has answered a query with these words in it.
    pub then: Arc<Mutex<Option<(&'static str, Change)>>>,
}

/// Something that happens on the chain.
pub type Change = Box<dyn FnOnce(&mut FakeProtocol) + Send>;

impl FakeNode {
    pub fn of(chain: &FakeChain, label: &str, signer: &str) -> Self {
        FakeNode {
            label: label.to_owned(),
            signer: signer.to_owned(),
            chain: chain.clone(),
            faults: Arc::default(),
            down: Arc::default(),
            age: Arc::default(),
            ahead: 0,
            tells: None,
            swallows: Arc::default(),
            chain_id: CHAIN_ID.to_owned(),
            catching_up: false,
            blind: Arc::default(),
            asked: Arc::default(),
            then: Arc::default(),
        }
    }

    pub fn will(&self, method: Method, fault: Fault) {
        self.faults.lock().unwrap().push_back((method, fault));
    }

    /// Forgets all faults that are still to come.
    pub fn recovers(&self) {
        self.faults.lock().unwrap().clear();
    }

    pub fn unreachable(&self) -> NodeError {
        NodeError::Unreachable {
            node: self.label.clone(),
            reason: "connection refused".to_owned(),
        }
    }

    /// Carries out the fault that is due, if any.
    fn fault(&self, method: Method) -> Result<Faulty, NodeError> {
        *self.asked.lock().unwrap() += 1;
        if *self.down.lock().unwrap() {
            return Err(self.unreachable());
        }
        let mut faults = self.faults.lock().unwrap();
        let Some(place) = faults.iter().position(|(wanted, _)| *wanted == method) else {
            return Ok(Faulty::default());
        };
        let fault = faults.remove(place).map(|(_, fault)| fault);
        drop(faults);
        let mut faulty = Faulty::default();
        match fault {
            Some(Fault::Panics) => panic!("a bug"),
            Some(Fault::Instead(error)) => return Err(error),
            Some(Fault::ThenBlocks(blocks)) => faulty.blocks = blocks,
            Some(Fault::Restarted) => self.chain.world().mempool.clear(),
            Some(Fault::Displaced(messages)) => {
                let mut world = self.chain.world();
                world.protocol.execute(&self.signer, &messages).unwrap();
                *world.sequences.entry(self.signer.clone()).or_default() += 1;
                world.make_block();
                faulty.ignored = true;
            }
            Some(Fault::NotIndexed) => faulty.ignored = true,
            Some(Fault::AnswerLost) | None => faulty.lost = true,
        }
        Ok(faulty)
    }

    fn height(&self) -> u64 {
        let height = self.chain.world().height;
        self.blind
            .lock()
            .unwrap()
            .map_or(height, |(last, _)| last.min(height))
    }

    fn tx(bytes: &[u8]) -> Tx {
        serde_json::from_slice(bytes).unwrap()
    }
}

impl Endpoint for FakeNode {
    fn label(&self) -> &str {
        &self.label
    }

    fn signer(&self) -> &str {
        &self.signer
    }

    fn sync_state(&self) -> Result<SyncState, NodeError> {
        self.fault(Method::SyncState)?;
        Ok(SyncState {
            head: Head {
                chain_id: self.chain_id.clone(),
                height: self.tells.unwrap_or_else(|| self.height()),
                time: now() - *self.age.lock().unwrap() + self.ahead,
            },
            catching_up: self.catching_up,
        })
    }

    fn smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, NodeError> {
        self.fault(Method::Smart)?;
        let query = serde_json::from_slice(msg).unwrap();
        let protocol = &mut self.chain.world().protocol;
        let answer = protocol.query(contract, &query);
        let mut then = self.then.lock().unwrap();
        if let Some((_, change)) = then.take_if(|(words, _)| query.to_string().contains(*words)) {
            change(protocol);
        }
        let answer = answer.map_err(|log| NodeError::Query { log })?;
        Ok(serde_json::to_vec(&answer).unwrap())
    }

    fn raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, NodeError> {
        self.fault(Method::Smart)?;
        Ok(self.chain.world().protocol.raw(contract, key))
    }

    fn balance(&self, address: &str, denom: &str) -> Result<Uint128, NodeError> {
        self.fault(Method::Smart)?;
        let balance = self.chain.world().protocol.balance(address, denom);
        Ok(balance.into())
    }

    fn account(&self) -> Result<Account, NodeError> {
        self.fault(Method::Account)?;
        Ok(Account {
            number: 7,
            sequence: self.chain.world().sequence(&self.signer),
        })
    }

    fn sign(&self, unsigned: &Unsigned) -> Result<Vec<u8>, NodeError> {
        let tx = Tx {
            signer: self.signer.clone(),
            sequence: unsigned.account.sequence,
            gas: unsigned.gas,
            until: unsigned.until,
            messages: unsigned.messages.clone(),
        };
        Ok(serde_json::to_vec(&tx).unwrap())
    }

    fn simulate(&self, bytes: &[u8]) -> Result<u64, NodeError> {
        self.fault(Method::Simulate)?;
        let (tx, world) = (Self::tx(bytes), self.chain.world());
        world.ensure_sequence(&tx)?;
        let mut after = world.protocol.clone();
        match after.execute(&tx.signer, &tx.messages) {
            Ok(()) => Ok(GAS),
            Err(log) => Err(NodeError::Simulation { log }),
        }
    }

    fn broadcast(&self, bytes: &[u8]) -> Result<(), NodeError> {
        let faulty = self.fault(Method::Broadcast)?;
        if faulty.ignored || *self.swallows.lock().unwrap() {
            return Ok(());
        }
        let mut world = self.chain.world();
        let tx = Self::tx(bytes);
        if world.mempool.iter().any(|(_, known)| known == bytes) {
            return Ok(());
        }
        world.ensure_sequence(&tx)?;
        if world.mempool.len() >= world.mempool_limit {
            world.make_block();
            return Err(NodeError::MempoolFull {
                node: self.label.clone(),
            });
        }
        world.mempool.push((tx, bytes.to_vec()));
        for _ in 0..faulty.blocks {
            world.make_block();
        }
        match faulty.lost {
            true => Err(self.unreachable()),
            false => Ok(()),
        }
    }

    fn look_up(&self, bytes: &[u8]) -> Result<Option<Sent>, NodeError> {
        if self.fault(Method::LookUp)?.ignored {
            return Ok(None);
        }
        let blind = *self.blind.lock().unwrap();
        if let Some((last, left)) = blind {
            *self.blind.lock().unwrap() = (left > 1).then(|| (last, left - 1));
            return Ok(None);
        }
        let mut world = self.chain.world();
        let hash = tx_hash(bytes);
        if !world.results.contains_key(&hash) {
            world.make_block();
        }
        match world.results.get(&hash) {
            Some(Ok(sent)) => Ok(Some(sent.clone())),
            Some(Err(error)) => Err(error.clone()),
            None => Ok(None),
        }
    }

    fn hash(&self, bytes: &[u8]) -> String {
        tx_hash(bytes)
    }
}
