//! Gas of a contract's own storage, by the prices of the Cosmos SDK: deterministic, so a test can assert it.

use std::cell::Cell;

use cosmwasm_std::{DepsMut, Order, QuerierWrapper, Record, Storage};

use crate::MockDeps;

/// `KVGasConfig` of the SDK (store/types/gas.go).
const READ: u64 = 1_000;
const READ_BYTE: u64 = 3;
const WRITE: u64 = 2_000;
const WRITE_BYTE: u64 = 30;
const DELETE: u64 = 1_000;
const STEP: u64 = 30;
/// Before each key the chain puts a byte and the 32 of the contract's address (wasmd, x/wasm/types/keys.go), and counts
/// them.
const PREFIX: usize = 33;

/// What a call did to the storage of its contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorageGas {
    /// Values read, absent ones too, and steps of iterators.
    pub reads: u64,
    /// Values written.
    pub writes: u64,
    /// Bytes of keys and values written, without the chain's prefix.
    pub bytes_written: u64,
    /// Gas of all that, and of removals.
    pub gas: u64,
}

/// Runs a call on a storage that counts. What it costs besides (its code, its queries, the transaction) is not counted.
pub fn storage_gas<T>(deps: &mut MockDeps, call: impl FnOnce(DepsMut) -> T) -> (T, StorageGas) {
    let mut storage = Metered {
        inner: &mut deps.storage,
        spent: Cell::default(),
    };
    let result = call(DepsMut {
        storage: &mut storage,
        api: &deps.api,
        querier: QuerierWrapper::new(&deps.querier),
    });
    (result, storage.spent.get())
}

struct Metered<'a> {
    inner: &'a mut dyn Storage,
    spent: Cell<StorageGas>,
}

impl Metered<'_> {
    fn read(&self, key: &[u8], value: &[u8], step: u64) {
        let bytes = (PREFIX + key.len() + value.len()) as u64;
        let mut spent = self.spent.get();
        spent.reads += 1;
        spent.gas += READ + READ_BYTE * bytes + step;
        self.spent.set(spent);
    }
}

impl Storage for Metered<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        let value = self.inner.get(key);
        self.read(key, value.as_deref().unwrap_or_default(), 0);
        value
    }

    fn range<'b>(
        &'b self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'b> {
        let range = self.inner.range(start, end, order);
        Box::new(range.inspect(|(key, value)| self.read(key, value, STEP)))
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        let bytes = (key.len() + value.len()) as u64;
        let spent = self.spent.get_mut();
        spent.writes += 1;
        spent.bytes_written += bytes;
        spent.gas += WRITE + WRITE_BYTE * (PREFIX as u64 + bytes);
        self.inner.set(key, value);
    }

    fn remove(&mut self, key: &[u8]) {
        self.spent.get_mut().gas += DELETE;
        self.inner.remove(key);
    }
}
