//! One node as the keeper uses it, so that tests can put a faulty one in its place.

use cosmwasm_std::{Uint128, WasmMsg};
use qerun_chain::{Account, Sent, SyncState};

use super::NodeError;

/// What is to be signed.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsigned {
    /// Messages, in order.
    pub messages: Vec<WasmMsg>,
    /// Number and sequence of the signer.
    pub account: Account,
    /// Gas that is asked for.
    pub gas: u64,
    /// The last block in which it may run; zero is no limit.
    pub until: u64,
}

/// A node of a chain, and the key that signs there.
pub trait Endpoint: Send + Sync {
    /// Its name in logs and metrics: host and port.
    fn label(&self) -> &str;

    /// The account that signs, bech32.
    fn signer(&self) -> &str;

    /// How far it has come.
    ///
    /// # Errors
    /// [`NodeError`], as everywhere here.
    fn sync_state(&self) -> Result<SyncState, NodeError>;

    /// Asks a contract; JSON in, JSON out.
    ///
    /// # Errors
    /// [`NodeError::Query`] with the contract's refusal.
    fn smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, NodeError>;

    /// A raw record of a contract; none if there is none.
    ///
    /// # Errors
    /// See [`Endpoint::sync_state`].
    fn raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, NodeError>;

    /// A bank balance.
    ///
    /// # Errors
    /// See [`Endpoint::sync_state`].
    fn balance(&self, address: &str, denom: &str) -> Result<Uint128, NodeError>;

    /// Number and sequence of the signer as of the last block.
    ///
    /// # Errors
    /// [`NodeError::NoAccount`].
    fn account(&self) -> Result<Account, NodeError>;

    /// Signs.
    ///
    /// # Errors
    /// [`NodeError::Build`].
    fn sign(&self, unsigned: &Unsigned) -> Result<Vec<u8>, NodeError>;

    /// The gas that a transaction would take now.
    ///
    /// # Errors
    /// [`NodeError::Simulation`] if it would fail, [`NodeError::Sequence`].
    fn simulate(&self, bytes: &[u8]) -> Result<u64, NodeError>;

    /// Hands a transaction to the node; one that it has already is no error.
    ///
    /// # Errors
    /// [`NodeError::Sequence`], [`NodeError::MempoolFull`], [`NodeError::Refused`].
    fn broadcast(&self, bytes: &[u8]) -> Result<(), NodeError>;

    /// What became of a transaction; none while it is in no block.
    ///
    /// # Errors
    /// [`NodeError::Failed`].
    fn look_up(&self, bytes: &[u8]) -> Result<Option<Sent>, NodeError>;

    /// The hash of a transaction, upper-case hex.
    fn hash(&self, bytes: &[u8]) -> String;
}
