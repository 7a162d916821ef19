//! Records what contracts do: entry points, queries, storage operations.
//!
//! Off by default, and then a contract runs on the app's own storage and querier with no
//! wrapper in between.

mod meter;
mod recorder;

pub(crate) use meter::{CountingReadStorage, CountingStorage, Meter, RecordingQuerier};
pub use recorder::Recorder;

use cosmwasm_std::{Addr, CosmosMsg};

/// A contract's entry point, named as it is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the entry points' own names
pub enum Entry {
    Instantiate,
    Execute,
    /// Called by another contract or from outside.
    Query,
    Reply,
    Sudo,
    Migrate,
    SourceCallback,
    DestinationCallback,
}

/// What a contract asked the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QueryKind {
    /// Another contract's storage; the callee does not run.
    Raw,
    /// Another contract's `query`; appears as a [`Call`] of its own as well.
    Smart,
    /// The wasm module's record of a contract or code.
    Info,
    /// Balances and supplies.
    Bank,
    /// Channels and ports.
    Ibc,
    /// Anything else.
    Other,
}

/// One query made by a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryRecord {
    /// Whose module or storage answers.
    pub kind: QueryKind,
    /// The contract or the account asked about, empty if there is none.
    pub target: String,
    /// Raw key, smart message (JSON), or denom.
    pub key: Vec<u8>,
}

/// Storage operations of one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorageStats {
    /// `get` calls.
    pub reads: u64,
    /// `set` calls.
    pub writes: u64,
    /// `remove` calls.
    pub removes: u64,
    /// Records that range iterators yielded.
    pub iterated: u64,
    /// Key and value bytes of reads and iterated records.
    pub bytes_read: u64,
    /// Key and value bytes of writes.
    pub bytes_written: u64,
}

impl StorageStats {
    /// Adds another call's operations.
    pub fn add(&mut self, other: &StorageStats) {
        self.reads += other.reads;
        self.writes += other.writes;
        self.removes += other.removes;
        self.iterated += other.iterated;
        self.bytes_read += other.bytes_read;
        self.bytes_written += other.bytes_written;
    }
}

/// One executed entry point.
#[derive(Clone, Debug)]
pub struct Call {
    /// The name given to [`crate::Wrapper::new`].
    pub code: &'static str,
    /// Address of the contract that ran.
    pub contract: Addr,
    /// What the chain called.
    pub entry: Entry,
    /// Whether it returned `Ok`.
    pub ok: bool,
    /// Its storage operations, without those of the contracts it queried.
    pub storage: StorageStats,
    /// Its queries, in order.
    pub queries: Vec<QueryRecord>,
}

/// One top-level transaction.
#[derive(Clone, Debug)]
pub struct Transaction {
    /// What the caller named it.
    pub label: String,
    /// Who signed it; nobody outside of a transaction.
    pub sender: Option<Addr>,
    /// Executed in order, all or none.
    pub messages: Vec<CosmosMsg>,
    /// Whether it succeeded; `false` while it runs.
    pub committed: bool,
    /// Everything that ran, in the order in which it began, failed attempts included.
    pub calls: Vec<Call>,
}

impl Transaction {
    /// Storage operations of all calls.
    pub fn storage(&self) -> StorageStats {
        let mut sum = StorageStats::default();
        for call in &self.calls {
            sum.add(&call.storage);
        }
        sum
    }

    /// The codes that ran (each costs to load once in a transaction), sorted.
    pub fn codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<_> = self.calls.iter().map(|call| call.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}
