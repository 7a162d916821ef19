//! The market.

use serde_json::json;

use super::Role::{Guardian, Owner, Reserve, Token};
use super::Rows;

pub(super) fn rows() -> Rows {
    Rows::of("market")
        .open("supply", json!({"on_behalf_of": null, "min_shares": null}))
        .with(1_000_000)
        .open("withdraw", json!({"amount": "1", "min_received": null}))
        .only(
            "receive/deposit_collateral",
            &[Token],
            "is not the collateral token",
            json!({"sender": "$user", "amount": "1",
                   "msg": {"$base64": {"deposit_collateral": {"on_behalf_of": null}}}}),
        )
        .open("withdraw_collateral", json!({"amount": "1"}))
        .open(
            "borrow",
            json!({"amount": "100000000", "min_received": null}),
        )
        .open("repay", json!({"on_behalf_of": "$debtor"}))
        .with(1_000_000)
        .open(
            "liquidate",
            json!({"borrower": "$debtor", "min_collateral": null, "min_eth": null}),
        )
        .with(1_000_000)
        // The price has come back after two days, and begins a grace.
        .stopped("no liquidation at the price")
        .only(
            "settle_deficit",
            &[Reserve],
            "only the reserve may",
            json!({"eth": "1"}),
        )
        .with(1_000_000)
        .stopped("earmark")
        .open("collect", json!({"user": null}))
        .stopped("othing")
        .open("flush", json!({}))
        .open("fund_insurance", json!({}))
        .with(1_000_000)
        .only(
            "return_batch",
            &[Reserve],
            "only the reserve may",
            json!({"batch_id": "1", "user_out": "900000"}),
        )
        .with(1_000_000)
        .only(
            "pause",
            &[Guardian, Owner],
            "only the guardian or owner may do this",
            json!({"actions": ["borrow"], "duration": 60}),
        )
        .owner("unpause", json!({"actions": ["borrow"]}))
        .owner("open_borrowing", json!({}))
        .stopped("open since")
        .owner("update_params", json!({"params": "$market_params"}))
        .owner("set_guardian", json!({"guardian": null}))
        .owner("set_perk", json!({"perk": null}))
        .owner("set_barred", json!({"add": ["$user"], "remove": []}))
        .ownership()
}
