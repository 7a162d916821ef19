//! Records what contracts do: entry points, queries, storage operations.
//!
//! Off by default, and then a contract runs on the app's own storage and querier with no
//! wrapper in between.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cosmwasm_std::{
    from_json, Addr, BankQuery, Empty, IbcQuery, Order, Querier, QuerierResult, QueryRequest,
    Record, Storage, WasmQuery,
};

/// A contract's entry point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// `instantiate`
    Instantiate,
    /// `execute`
    Execute,
    /// `query`, called by another contract or from outside.
    Query,
    /// `reply`
    Reply,
    /// `sudo`
    Sudo,
    /// `migrate`
    Migrate,
    /// `ibc_source_callback`
    SourceCallback,
    /// `ibc_destination_callback`
    DestinationCallback,
}

/// What a contract asked the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QueryKind {
    /// Another contract's storage; the callee does not run.
    Raw,
    /// Another contract's `query`; appears as a [`Call`] of its own as well.
    Smart,
    /// Contract or code info.
    Info,
    /// Bank.
    Bank,
    /// IBC.
    Ibc,
    /// Anything else.
    Other,
}

/// One query made by a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryRecord {
    /// What was asked.
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
    /// The contract.
    pub contract: Addr,
    /// The entry point.
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

/// A shared recorder; clones record into the same list.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    on: Cell<bool>,
    transactions: RefCell<Vec<Transaction>>,
}

impl Recorder {
    /// Starts recording.
    pub fn start(&self) {
        self.0.on.set(true);
    }

    /// Stops recording; what was recorded stays.
    pub fn stop(&self) {
        self.0.on.set(false);
    }

    /// Whether it records.
    pub fn is_on(&self) -> bool {
        self.0.on.get()
    }

    /// Takes what was recorded so far.
    pub fn take(&self) -> Vec<Transaction> {
        self.0.transactions.take()
    }

    /// Records a single action and returns its last transaction with the action's result.
    /// What was recorded before is dropped.
    pub fn of<T>(&self, action: impl FnOnce() -> T) -> (Option<Transaction>, T) {
        let was_on = self.is_on();
        self.take();
        self.start();
        let result = action();
        self.0.on.set(was_on);
        (self.take().pop(), result)
    }

    /// Begins a top-level transaction.
    pub fn begin(&self, label: impl FnOnce() -> String) {
        if self.is_on() {
            self.0.transactions.borrow_mut().push(Transaction {
                label: label(),
                committed: false,
                calls: vec![],
            });
        }
    }

    /// Ends it.
    pub fn end(&self, committed: bool) {
        if self.is_on() {
            if let Some(transaction) = self.0.transactions.borrow_mut().last_mut() {
                transaction.committed = committed;
            }
        }
    }

    /// Adds a call to the running transaction and returns its position. A call outside of
    /// one (a test's own query) opens a transaction labelled `query`.
    pub(crate) fn enter(&self, code: &'static str, contract: &Addr, entry: Entry) -> usize {
        let mut transactions = self.0.transactions.borrow_mut();
        if transactions.last().is_none_or(|last| last.committed) {
            transactions.push(Transaction {
                label: "query".to_owned(),
                committed: false,
                calls: vec![],
            });
        }
        let Some(transaction) = transactions.last_mut() else {
            return 0;
        };
        transaction.calls.push(Call {
            code,
            contract: contract.clone(),
            entry,
            ok: false,
            storage: StorageStats::default(),
            queries: vec![],
        });
        transaction.calls.len() - 1
    }

    /// Completes the call at this position.
    pub(crate) fn leave(&self, position: usize, ok: bool, meter: Meter) {
        let mut transactions = self.0.transactions.borrow_mut();
        let call = transactions
            .last_mut()
            .and_then(|transaction| transaction.calls.get_mut(position));
        if let Some(call) = call {
            call.ok = ok;
            call.storage = meter.storage.get();
            call.queries = meter.queries.into_inner();
        }
    }
}

/// Counts for one call.
#[derive(Default)]
pub(crate) struct Meter {
    storage: Cell<StorageStats>,
    queries: RefCell<Vec<QueryRecord>>,
}

impl Meter {
    fn count(&self, update: impl FnOnce(&mut StorageStats)) {
        let mut stats = self.storage.get();
        update(&mut stats);
        self.storage.set(stats);
    }

    fn read(&self, key: &[u8], value: Option<&Vec<u8>>) {
        self.count(|stats| {
            stats.reads += 1;
            stats.bytes_read += (key.len() + value.map_or(0, Vec::len)) as u64;
        });
    }

    fn iterate(&self, record: &Record) {
        self.count(|stats| {
            stats.iterated += 1;
            stats.bytes_read += (record.0.len() + record.1.len()) as u64;
        });
    }
}

/// A contract's storage that counts.
pub(crate) struct CountingStorage<'a> {
    pub inner: &'a mut dyn Storage,
    pub meter: &'a Meter,
}

impl Storage for CountingStorage<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        let value = self.inner.get(key);
        self.meter.read(key, value.as_ref());
        value
    }

    fn range<'b>(
        &'b self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'b> {
        let range = self.inner.range(start, end, order);
        Box::new(range.inspect(|record| self.meter.iterate(record)))
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.meter.count(|stats| {
            stats.writes += 1;
            stats.bytes_written += (key.len() + value.len()) as u64;
        });
        self.inner.set(key, value);
    }

    fn remove(&mut self, key: &[u8]) {
        self.meter.count(|stats| stats.removes += 1);
        self.inner.remove(key);
    }
}

/// A contract's storage in a query, which counts.
pub(crate) struct CountingReadStorage<'a> {
    pub inner: &'a dyn Storage,
    pub meter: &'a Meter,
}

impl Storage for CountingReadStorage<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        let value = self.inner.get(key);
        self.meter.read(key, value.as_ref());
        value
    }

    fn range<'b>(
        &'b self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'b> {
        let range = self.inner.range(start, end, order);
        Box::new(range.inspect(|record| self.meter.iterate(record)))
    }

    fn set(&mut self, _key: &[u8], _value: &[u8]) {
        unreachable!("a query has no writable storage");
    }

    fn remove(&mut self, _key: &[u8]) {
        unreachable!("a query has no writable storage");
    }
}

/// A contract's querier that notes every query.
pub(crate) struct RecordingQuerier<'a> {
    pub inner: &'a dyn Querier,
    pub meter: &'a Meter,
}

impl Querier for RecordingQuerier<'_> {
    fn raw_query(&self, request: &[u8]) -> QuerierResult {
        self.meter.queries.borrow_mut().push(classify(request));
        self.inner.raw_query(request)
    }
}

fn classify(request: &[u8]) -> QueryRecord {
    let (kind, target, key) = match from_json::<QueryRequest<Empty>>(request) {
        Ok(QueryRequest::Wasm(WasmQuery::Raw { contract_addr, key })) => {
            (QueryKind::Raw, contract_addr, key.to_vec())
        }
        Ok(QueryRequest::Wasm(WasmQuery::Smart { contract_addr, msg })) => {
            (QueryKind::Smart, contract_addr, msg.to_vec())
        }
        Ok(QueryRequest::Wasm(WasmQuery::ContractInfo { contract_addr })) => {
            (QueryKind::Info, contract_addr, vec![])
        }
        Ok(QueryRequest::Wasm(_)) => (QueryKind::Info, String::new(), vec![]),
        Ok(QueryRequest::Bank(BankQuery::Balance { address, denom })) => {
            (QueryKind::Bank, address, denom.into_bytes())
        }
        Ok(QueryRequest::Bank(BankQuery::Supply { denom })) => {
            (QueryKind::Bank, String::new(), denom.into_bytes())
        }
        Ok(QueryRequest::Bank(_)) => (QueryKind::Bank, String::new(), vec![]),
        Ok(QueryRequest::Ibc(IbcQuery::Channel { channel_id, .. })) => {
            (QueryKind::Ibc, channel_id, vec![])
        }
        Ok(QueryRequest::Ibc(_)) => (QueryKind::Ibc, String::new(), vec![]),
        _ => (QueryKind::Other, String::new(), request.to_vec()),
    };
    QueryRecord { kind, target, key }
}
