//! The outpost, on the DEX chain. Packets reach it by callbacks, or as `buy` where the chain has
//! ibc-hooks; the deployment of the table has callbacks.

use serde_json::json;

use super::Role::ReservesPackets;
use super::Rows;

pub(super) fn rows() -> Rows {
    let order = json!({"order_id": "99", "min_out": "1", "deadline": "9999999999"});
    Rows::of("outpost")
        .only(
            "buy",
            &[ReservesPackets],
            "the account of the reserve's packets",
            json!({ "order": order }),
        )
        .stopped("the configured transport is")
        .open("retry", json!({"order_id": "99"}))
        .stopped("99")
        .owner("update_config", json!({"config": "$outpost_config"}))
        .ownership()
}
