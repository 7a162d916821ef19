//! A chain as `deploy`, `verify` and `status` see it: a few questions and two ways to act, so that they run against a
//! live node as well as against a chain in the same process.
//!
//! [`Node`] is the live one: cosmrs signs, tendermint-rpc has the requests, ureq carries them.

mod account;
mod broadcast;
mod error;
mod gas;
mod ibc;
mod key;
mod message;
mod node;
mod read;
mod rpc;
mod send;

use cosmwasm_std::{from_json, to_json_vec, Uint128, WasmMsg};
use serde::de::DeserializeOwned;
use serde::Serialize;

pub use self::account::read_account;
pub use self::broadcast::tx_hash;
pub use self::error::{ChainError, KeyError};
pub use self::gas::{fee, gas_limit};
pub use self::key::{load_key, Key};
pub use self::message::{pack, store_message, wasm_message};
pub use self::node::Node;

/// The newest block of a chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// As in genesis, `osmosis-1`.
    pub chain_id: String,
    /// Of the newest block.
    pub height: u64,
    /// Unix seconds.
    pub time: u64,
}

/// How far a node has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncState {
    /// The newest block that it has.
    pub head: Head,
    /// Whether it says that its chain is further.
    pub catching_up: bool,
}

/// What the wasm module keeps of a contract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractInfo {
    /// The code it runs now.
    pub code_id: u64,
    /// Who instantiated it.
    pub creator: String,
    /// Who may migrate it, if anyone.
    pub admin: Option<String>,
    /// Set by its creator; nothing ensures that it is unique.
    pub label: String,
    /// Height of the block in which it was instantiated; zero if the chain does not say.
    pub created: u64,
}

/// What the wasm module keeps of a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeInfo {
    /// Who stored it.
    pub creator: String,
    /// Sha256 of the wasm, hex.
    pub checksum: String,
}

/// One code that a contract has had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The code that it ran from then on.
    pub code_id: u64,
    /// The message of the instantiation or migration, JSON.
    pub msg: Vec<u8>,
}

/// One end of an IBC channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChannelEnd {
    /// Whether packets can pass.
    pub open: bool,
    /// Whether packets must arrive in order; transfer channels are unordered.
    pub ordered: bool,
    /// The channel's version, `ics20-1`.
    pub version: String,
    /// `transfer` on a transfer channel.
    pub counterparty_port: String,
    /// The channel's id on the other chain.
    pub counterparty_channel: String,
    /// The id of the chain that the light client behind it follows; none if the client is of a kind
    /// that names none.
    pub client_chain: Option<String>,
    /// The newest block that it knows of that chain; none if it tells none.
    pub client_block: Option<ClientBlock>,
}

/// A block as a light client knows it. Anybody can make a chain of any name. To pass for another one here, its makers must copy
/// that one's app hash into a block of theirs, which no field of a block can rule out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientBlock {
    /// Of the chain that the client follows.
    pub height: u64,
    /// The hash of that chain's state before the block.
    pub app_hash: Vec<u8>,
}

/// A transaction that is in a block and went well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Hash, upper-case hex.
    pub hash: String,
    /// Of the block that it is in.
    pub height: u64,
    /// Gas that it used.
    pub gas_used: u64,
    /// Gas that was paid for.
    pub gas_wanted: u64,
    /// Its events, in order.
    pub events: Vec<Event>,
}

/// An event of a transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// As `wasm-qerun-market/borrow`.
    pub kind: String,
    /// Keys and values, in order.
    pub attributes: Vec<(String, String)>,
}

impl Event {
    /// The first value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }
}

/// What a signature of an account contains besides the message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The chain's number of the account, which never changes.
    pub number: u64,
    /// The number of its next transaction.
    pub sequence: u64,
}

/// How much gas a transaction asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gas {
    /// What it takes in simulation, with the plan's margin. What would fail is not sent.
    Simulated,
    /// The same with this much added before the margin, for what the block may need beyond the simulation.
    SimulatedAnd(u64),
    /// A limit without simulation.
    Limit(u64),
}

/// A chain that can be queried and sent transactions: a live node, or one in this process.
pub trait Chain {
    /// Its id and newest block.
    ///
    /// # Errors
    /// [`ChainError`], as everywhere here: the node does not answer, or refuses.
    fn head(&self) -> Result<Head, ChainError>;

    /// When a block was made, Unix seconds; none if the node does not keep it any more.
    ///
    /// # Errors
    /// See [`Chain::head`].
    fn time_at(&self, height: u64) -> Result<Option<u64>, ChainError>;

    /// The hash of its state that a block names; none if the node does not keep it any more.
    ///
    /// # Errors
    /// See [`Chain::head`].
    fn app_hash(&self, height: u64) -> Result<Option<Vec<u8>>, ChainError>;

    /// Asks a contract; JSON in, JSON out.
    ///
    /// # Errors
    /// Also when the contract refuses.
    fn smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, ChainError>;

    /// A raw record of a contract; none if there is none.
    ///
    /// # Errors
    /// See [`Chain::head`].
    fn raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, ChainError>;

    /// A contract; none if there is none at the address.
    ///
    /// # Errors
    /// See [`Chain::head`].
    fn contract(&self, address: &str) -> Result<Option<ContractInfo>, ChainError>;

    /// Addresses of the contracts that an account has made, not more than some hundreds.
    ///
    /// # Errors
    /// See [`Chain::head`]; an older chain does not know the question.
    fn contracts_of(&self, creator: &str) -> Result<Vec<String>, ChainError>;

    /// The codes that a contract has had, the first one first.
    ///
    /// # Errors
    /// See [`Chain::head`].
    fn history(&self, address: &str) -> Result<Vec<HistoryEntry>, ChainError>;

    /// A code; none if there is none.
    ///
    /// # Errors
    /// See [`Chain::head`].
    fn code(&self, id: u64) -> Result<Option<CodeInfo>, ChainError>;

    /// The newest code with this checksum that `creator` stored, among the newest of the chain.
    ///
    /// # Errors
    /// See [`Chain::head`].
    fn find_code(&self, checksum: &str, creator: &str) -> Result<Option<u64>, ChainError>;

    /// A bank balance.
    ///
    /// # Errors
    /// See [`Chain::head`].
    fn balance(&self, address: &str, denom: &str) -> Result<Uint128, ChainError>;

    /// This chain's end of a channel of the transfer port; none if there is none.
    ///
    /// # Errors
    /// See [`Chain::head`].
    fn channel(&self, id: &str) -> Result<Option<ChannelEnd>, ChainError>;

    /// The account that signs, bech32.
    ///
    /// # Errors
    /// [`ChainError::NoKey`] if the chain was opened for reading.
    fn signer(&self) -> Result<String, ChainError>;

    /// Stores a code, and waits until it is in a block.
    ///
    /// # Errors
    /// See [`Chain::send`].
    fn store(&mut self, wasm: &[u8]) -> Result<Sent, ChainError>;

    /// Signs messages, sends them in one transaction, which does all of them or none, and waits until it is in a block.
    ///
    /// # Errors
    /// [`ChainError::Sequence`] when another transaction of the signer came between: nothing was
    /// sent, look again. [`ChainError::Refused`] and [`ChainError::Failed`] when the chain does not
    /// want it, [`ChainError::Timeout`] when it was not seen in a block in time.
    fn send(&mut self, messages: &[WasmMsg]) -> Result<Sent, ChainError>;
}

/// Asks a contract with our typed messages.
///
/// # Errors
/// [`ChainError`], also when the answer has another shape.
pub fn ask<Q: Serialize + ?Sized, R: DeserializeOwned>(
    chain: &dyn Chain,
    contract: &str,
    query: &Q,
) -> Result<R, ChainError> {
    let decode = |source| ChainError::Json {
        contract: contract.to_owned(),
        source,
    };
    let answer = chain.smart(contract, &to_json_vec(query).map_err(decode)?)?;
    from_json(answer).map_err(decode)
}
