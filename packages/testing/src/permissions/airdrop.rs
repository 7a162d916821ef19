//! The airdrop.

use serde_json::json;

use super::Role::Entitled;
use super::Rows;

pub(super) fn rows() -> Rows {
    Rows::of("airdrop")
        .only(
            "claim",
            &[Entitled],
            "the proof does not show",
            json!("$airdrop_claim"),
        )
        .open("return_rest", json!({}))
        .stopped("until then nothing is returned")
}
