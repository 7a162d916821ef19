//! What osmosis' `wasm_hook.go` prints for the end of a packet.

use cosmwasm_std::Binary;

/// For an acknowledgement: its bytes as Go marshals them, base64.
pub fn hook_ack(channel: &str, sequence: u64, ack: &[u8], success: bool) -> String {
    let ack = Binary::from(ack).to_base64();
    format!(
        concat!(
            r#"{{"ibc_lifecycle_complete": {{"ibc_ack": {{"channel": "{}", "sequence": {}, "#,
            r#""ack": "{}", "success": {}}}}}}}"#
        ),
        channel, sequence, ack, success
    )
}

/// For a timeout.
pub fn hook_timeout(channel: &str, sequence: u64) -> String {
    format!(
        concat!(
            r#"{{"ibc_lifecycle_complete": {{"ibc_timeout": {{"channel": "{}", "#,
            r#""sequence": {}}}}}}}"#
        ),
        channel, sequence
    )
}
