//! The reserve.

use serde_json::json;

use super::Role::{Guardian, Market, Owner, Token};
use super::Rows;

const NOT_MARKET: &str = "only the market may";
const NOT_TOKEN: &str = "only the token may";
const NOT_GUARDIAN: &str = "only the guardian or owner may";

pub(super) fn rows() -> Rows {
    Rows::of("reserve")
        .only(
            "purchase",
            &[Market],
            NOT_MARKET,
            json!({"batch_id": "99", "user_in": "1000000000"}),
        )
        .with(1_000_000_000)
        .only(
            "pay_out",
            &[Market],
            NOT_MARKET,
            json!({"recipient": "$user", "amount": "1"}),
        )
        .stopped("encumbered")
        .open("buy_eth", json!({"min_eth": null}))
        .with(1_000_000)
        .stopped("for sale")
        .only(
            "receive/buy_back",
            &[Token],
            NOT_TOKEN,
            json!({"sender": "$user", "amount": "1", "msg": {"$base64": {"buy_back": {"min_eth": null}}}}),
        )
        .stopped("uyback")
        .open("flush", json!({"limit": null}))
        .stopped("othing")
        .open("sync", json!({"order_id": "99"}))
        .stopped("99")
        .only(
            "resolve",
            &[Guardian, Owner],
            NOT_GUARDIAN,
            json!({"order_id": "99", "outcome": {"refunded": {}}}),
        )
        .stopped("99")
        .owner("close_lost", json!({"order_id": "99", "make_good": null}))
        .stopped("99")
        .owner("wind_down", json!({"batch_id": "99"}))
        .stopped("99")
        .only(
            "pause",
            &[Guardian, Owner],
            NOT_GUARDIAN,
            json!({"duration": 60}),
        )
        .owner("unpause", json!({}))
        .stopped("not paused")
        .owner("open_buyback", json!({}))
        .stopped("cannot be opened yet")
        .owner("update_params", json!({"params": "$reserve_params"}))
        .owner("update_route", json!({"route": "$route"}))
        .owner("set_guardian", json!({"guardian": null}))
        .owner("spend", json!({"recipient": "$user", "amount": "1"}))
        .stopped("the protocol's own")
        .ownership()
}
