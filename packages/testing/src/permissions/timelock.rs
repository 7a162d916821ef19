//! The timelock.

use serde_json::{json, Value};

use super::Role::{Dao, Guardian, Itself, Steward, Token};
use super::Rows;

const NOT_ITSELF: &str = "only the timelock itself";
const NOT_GUARDIAN: &str = "only the guardian";

/// Of the test's deployment operation 1 is critical, queued by the DAO and without its bond; the
/// steward queued operation 2.
pub(super) fn rows() -> Rows {
    let id = || json!({"id": 1});
    Rows::of("timelock")
        .only(
            "queue",
            &[Dao, Steward],
            "only the DAO or, in the stage bootstrap, the steward may do this",
            json!({"messages": [{"bank": {"send": {"to_address": "$user", "amount": []}}}], "text": "t", "not_after": "$soon"}),
        )
        .only(
            "co_sign",
            &[Dao, Steward],
            "only the DAO or the steward may do this",
            json!({"id": "$the_others_operation"}),
        )
        .only(
            "cancel/the DAO's",
            &[Dao],
            "only the DAO or the steward who queued it may do this",
            id(),
        )
        .only(
            "cancel/the steward's",
            &[Dao, Steward],
            "only the DAO or the steward who queued it may do this",
            json!({"id": 2}),
        )
        .only(
            "receive/post_bond",
            &[Token],
            "bonds are posted in",
            json!({"sender": "$user", "amount": "50000000000",
                   "msg": {"$base64": {"post_bond": {"id": 1}}}}),
        )
        .open("execute", id())
        .stopped("AwaitingBond")
        .open("close", id())
        .stopped("does not expire before")
        .open("end_pause", json!({"id": "price-qer"}))
        .stopped("nothing to end")
        .open("assert_bonds", json!({}))
        .only(
            "veto",
            &[Guardian],
            NOT_GUARDIAN,
            json!({"id": 1, "forfeit": true}),
        )
        .only("pause", &[Guardian], NOT_GUARDIAN, json!({"id": "market"}))
        .itself("set_classes", json!({"rules": [{"contract": "$market", "key": "k", "class": "routine"}]}))
        .itself("set_spend_limit", json!({"asset": {"native": {"denom": "uaxl"}}, "limit": {"routine": "1", "sensitive": "2"}}))
        .itself("set_pause", json!({"id": "market", "rule": null}))
        .itself("update_params", json!({"params": "$timelock_params"}))
        .itself("set_dao", json!({"dao": "$next_owner"}))
        .itself("set_guardian", json!({"guardian": null}))
        .itself("set_steward", json!({"steward": "$next_owner"}))
        .itself("advance_stage", json!({"stage": "community"}))
}

impl Rows {
    fn itself(self, message: &'static str, body: Value) -> Self {
        self.only(message, &[Itself], NOT_ITSELF, body)
    }
}
