//! Storage and querier that count what one call does.

use std::cell::{Cell, RefCell};

use cosmwasm_std::{
    from_json, BankQuery, Empty, IbcQuery, Order, Querier, QuerierResult, QueryRequest, Record,
    Storage, WasmQuery,
};

use super::{QueryKind, QueryRecord, StorageStats};

/// Counts for one call.
#[derive(Default)]
pub(crate) struct Meter {
    storage: Cell<StorageStats>,
    queries: RefCell<Vec<QueryRecord>>,
}

impl Meter {
    /// What was counted.
    pub fn into_parts(self) -> (StorageStats, Vec<QueryRecord>) {
        (self.storage.get(), self.queries.into_inner())
    }

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
