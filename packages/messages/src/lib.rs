//! Typed messages, responses and published records of every Qerun contract, one module each.
//!
//! Contracts never depend on each other's crates: they meet here. What a contract *publishes* for
//! raw reading (a storage read costs 2,000 gas, a smart query 66,000) is declared here as a typed
//! `Item` or `Map`, so that key and shape are one place for the writer and every reader.
//!
//! Messages, and what they carry, refuse fields that they do not know, as DAO DAO's contracts do: a
//! misspelled optional one would else mean none. `cw_serde` does not do that any more. Answers and
//! memos take them, so that readers outlive additions, and QER's messages do, as cw20-base's.

pub mod airdrop;
pub mod emissions;
pub mod ibc;
pub mod market;
pub mod oracle;
pub mod outpost;
pub mod reserve;
pub mod timelock;
pub mod token;
pub mod voting;
