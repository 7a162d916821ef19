//! Lives on the DEX chain: swaps what the reserve sends and sends the ETH back.
//!
//! It serves one reserve over one channel, by ADR-8 callbacks or by ibc-hooks. A packet that it cannot serve is refused
//! with an error, which becomes an error acknowledgement and a refund on the home chain. What it bought it can only
//! send to the recipient recorded with the purchase; it executes nothing else.

pub mod buy;
pub mod contract;
pub mod destination_callback;
pub mod error;
pub mod events;
pub mod instantiate;
pub mod query;
pub mod reply;
pub mod retry;
pub mod return_packet;
pub mod send_back;
pub mod source_callback;
pub mod start_swap;
pub mod state;
pub mod sudo;
pub mod update_config;
pub mod update_ownership;
pub mod validate;
pub mod venue;

pub use error::ContractError;
