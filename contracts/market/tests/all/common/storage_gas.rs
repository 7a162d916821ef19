//! What reading and writing costs on a chain, by the SDK's prices. What a contract computes, messages and events are not in
//! it.

use cosmwasm_std::Record;

/// Bytes that the chain puts before each key of a contract: the kind of the record and the contract's address.
const PREFIX: u64 = 33;

/// Of a record that was read; an empty value if there is none.
pub fn read(key: &[u8], value: &[u8]) -> u64 {
    1_000 + 3 * bytes(key, value)
}

/// Of a record that was written.
pub fn write(key: &[u8], value: &[u8]) -> u64 {
    2_000 + 30 * bytes(key, value)
}

/// Of a record that was removed.
pub const REMOVE: u64 = 1_000;

/// Of a record that a range yielded.
pub fn step((key, value): &Record) -> u64 {
    30 + 3 * bytes(key, value)
}

/// Of a record of another contract: that of reading it, and what the query costs besides.
pub fn raw_query(key: &[u8], value: &[u8]) -> u64 {
    500 + read(key, value)
}

fn bytes(key: &[u8], value: &[u8]) -> u64 {
    PREFIX + (key.len() + value.len()) as u64
}
