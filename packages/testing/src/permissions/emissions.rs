//! Emissions.

use serde_json::json;

use super::Role::Voting;
use super::Rows;

pub(super) fn rows() -> Rows {
    Rows::of("emissions")
        .open("release", json!({"stream": "lock"}))
        .only(
            "stake_change_hook",
            &[Voting],
            "only the hook caller of a stream",
            json!({"stake": {"addr": "$user", "amount": "1"}}),
        )
        .owner("set_rate", json!({"stream": "lock", "rate": "0.5"}))
        .open("return_withheld", json!({"stream": "lock"}))
        .stopped("until then nothing is returned")
        .ownership()
}
