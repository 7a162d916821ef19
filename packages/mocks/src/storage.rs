//! The whole storage of a contract: to show that an error changed nothing, and to undo it as a chain does.

use cosmwasm_std::testing::MockStorage;
use cosmwasm_std::{Order, Storage};

/// Every key with its value, in order of keys.
pub type Dump = Vec<(Vec<u8>, Vec<u8>)>;

/// What a storage holds.
pub fn dump(storage: &dyn Storage) -> Dump {
    storage.range(None, None, Order::Ascending).collect()
}

/// Puts a storage back into a former state.
pub fn restore(storage: &mut MockStorage, former: Dump) {
    let mut restored = MockStorage::new();
    for (key, value) in former {
        restored.set(&key, &value);
    }
    *storage = restored;
}
