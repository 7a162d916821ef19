//! What ibc-hooks reports to the outpost about its own packets. The shapes are the chain's (osmosis
//! `x/ibc-hooks/wasm_hook.go`); so the sequence is a JSON number.

use cosmwasm_schema::schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Only the chain can send these. Unknown fields are ignored, because after an error the relayer would deliver the
/// acknowledgement again and again.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(crate = "::cosmwasm_schema::schemars")]
pub enum SudoMsg {
    /// A packet has ended; if it failed, it has been refunded before.
    IbcLifecycleComplete(IbcLifecycleComplete),
}

/// The end of a packet.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(crate = "::cosmwasm_schema::schemars")]
pub enum IbcLifecycleComplete {
    /// It was acknowledged.
    IbcAck {
        /// This chain's end of the channel.
        channel: String,
        /// Its sequence.
        sequence: u64,
        /// The acknowledgement's bytes, base64.
        ack: String,
        /// Whether that tells a success, as the chain reads it.
        success: bool,
    },
    /// It timed out.
    IbcTimeout {
        /// This chain's end of the channel.
        channel: String,
        /// Its sequence.
        sequence: u64,
    },
}
