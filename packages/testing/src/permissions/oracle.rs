//! The oracle.

use serde_json::json;

use super::Role::{Feeder, Guardian, Owner};
use super::Rows;

pub(super) fn rows() -> Rows {
    Rows::of("oracle")
        .only(
            "submit_prices",
            &[Feeder],
            "is no feeder of",
            json!({"prices": [{"asset": "eth", "price": "2000", "depth": null, "timestamp": "$now"}]}),
        )
        .open("poke", json!({"assets": ["qer"]}))
        .owner("set_asset", json!({"asset": "eth", "config": "$eth_config"}))
        .owner("remove_asset", json!({"asset": "eth"}))
        .stopped("is in use")
        .only(
            "halt",
            &[Guardian, Owner],
            "only the guardian or owner may do this",
            json!({"asset": "eth"}),
        )
        .only(
            "revert_asset",
            &[Guardian, Owner],
            "only the guardian or owner may do this",
            json!({"asset": "eth"}),
        )
        .stopped("has no change to put back")
        .owner("resume", json!({"asset": "eth"}))
        .stopped("is not halted")
        .only(
            "revert_asset",
            &[Guardian, Owner],
            "only the guardian or owner may do this",
            json!({"asset": "eth"}),
        )
        .stopped("no change to put back")
        .owner("set_guardian", json!({"guardian": null}))
        .ownership()
}
