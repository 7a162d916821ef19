//! Voting.

use serde_json::json;

use super::Role::{Dao, Guardian, Owner, Token};
use super::Rows;

pub(super) fn rows() -> Rows {
    Rows::of("voting")
        .only(
            "receive/stake",
            &[Token],
            "the staked token is",
            json!({"sender": "$user", "amount": "1", "msg": {"$base64": {"stake": {}}}}),
        )
        .open("unstake", json!({"amount": "1"}))
        .open("unstake_from", json!({"tier": 0, "amount": "1"}))
        .open("raise_tier", json!({"from": 0, "to": 1, "amount": "1"}))
        .open("claim", json!({}))
        .stopped("nothing to claim")
        .owner("update_config", json!({"duration": {"time": 1_209_601}}))
        .owner("update_tiers", json!({"tiers": "$tiers"}))
        .owner("update_params", json!({"params": "$voting_params"}))
        .owner("add_hook", json!({"addr": "$next_owner"}))
        .owner("remove_hook", json!({"addr": "$next_owner"}))
        .stopped("hook")
        .owner(
            "set_perk",
            json!({"perk": {"id": "p", "min_power": "1", "min_reputation": "1", "text": "t"}}),
        )
        .owner("remove_perk", json!({"id": "low-contribution"}))
        .owner("set_guardian", json!({"guardian": null}))
        .only(
            "update_active_threshold",
            &[Dao],
            "only the DAO",
            json!({"new_threshold": null}),
        )
        .only(
            "pause",
            &[Guardian, Owner],
            "only the guardian or owner",
            json!({"duration": 60}),
        )
        .owner("unpause", json!({}))
        .stopped("not paused")
        .ownership()
}
