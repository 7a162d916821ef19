//! The outpost, on the DEX chain. Packets reach it by callbacks, not by messages.

use serde_json::json;

use super::Rows;

pub(super) fn rows() -> Rows {
    Rows::of("outpost")
        .open("retry", json!({"order_id": "99"}))
        .stopped("99")
        .owner("update_config", json!({"config": "$outpost_config"}))
        .ownership()
}
