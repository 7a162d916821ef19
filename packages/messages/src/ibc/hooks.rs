//! Transfers to and from chains that have ibc-hooks in place of ADR-8 callbacks (Osmosis).
//!
//! Sources: osmosis `x/ibc-hooks` (`wasm_hook.go`: memo, order of refund and callback, sudo message;
//! `keeper/keeper.go`: derived sender). The hooks decode a memo into Go's `interface{}` and write it
//! again: keys come out sorted, and a JSON number passes through a float. Ours are strings.

use sha2::{Digest, Sha256};

use super::CallbackAddress;

/// The memo that makes the receiving chain execute a contract with the tokens. The packet's receiver
/// must be that contract. The sending chain reports the end by ADR-8.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct HookMemo<T> {
    /// Called back on the sending chain with the acknowledgement or timeout: must be the sender.
    pub src_callback: CallbackAddress,
    /// What the receiving chain executes.
    pub wasm: HookCall<T>,
}

/// An execution by ibc-hooks. Its error refuses the packet.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct HookCall<T> {
    /// The contract.
    pub contract: String,
    /// The message that it executes.
    pub msg: T,
}

/// The memo of a transfer from a chain with ibc-hooks to one with ADR-8 callbacks.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct HookReturnMemo<T> {
    /// The sending contract, to which the acknowledgement or timeout is reported by `sudo`. The hooks remove this key
    /// before the packet is sent.
    pub ibc_callback: String,
    /// Called back when the packet arrives: must be the receiver.
    pub dest_callback: CallbackAddress,
    /// Our part of the memo.
    pub qerun: T,
}

/// The account that executes for a packet's sender under ibc-hooks, canonical:
/// `sha256(sha256("ibc-wasm-hook-intermediary") || "{channel}/{sender}")`. Nobody has its key.
///
/// `channel` is the end on the chain that executes, `sender` the bech32 of the other chain.
pub fn hook_sender(channel: &str, sender: &str) -> [u8; 32] {
    let kind = Sha256::digest(b"ibc-wasm-hook-intermediary");
    Sha256::new()
        .chain_update(kind)
        .chain_update(channel)
        .chain_update("/")
        .chain_update(sender)
        .finalize()
        .into()
}
