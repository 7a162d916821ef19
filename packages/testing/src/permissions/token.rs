//! QER.

use serde_json::json;

use super::Role::{Burner, Marketing, Minter};
use super::Rows;

const NOT_BURNER: &str = "only burners named by governance can burn";

pub(super) fn rows() -> Rows {
    Rows::of("token")
        .open(
            "transfer",
            json!({"recipient": "$next_owner", "amount": "1"}),
        )
        .open(
            "send",
            json!({"contract": "$market", "amount": "1",
                   "msg": {"$base64": {"deposit_collateral": {"on_behalf_of": null}}}}),
        )
        .open(
            "increase_allowance",
            json!({"spender": "$next_owner", "amount": "1", "expires": null}),
        )
        .open(
            "decrease_allowance",
            json!({"spender": "$next_owner", "amount": "1", "expires": null}),
        )
        .stopped("not found")
        .open(
            "transfer_from",
            json!({"owner": "$next_owner", "recipient": "$user", "amount": "1"}),
        )
        .stopped("No allowance for this account")
        .open(
            "send_from",
            json!({"owner": "$next_owner", "contract": "$market", "amount": "1", "msg": ""}),
        )
        .stopped("No allowance for this account")
        .only("burn", &[Burner], NOT_BURNER, json!({"amount": "1"}))
        .only(
            "burn_from",
            &[Burner],
            NOT_BURNER,
            json!({"owner": "$next_owner", "amount": "1"}),
        )
        .stopped("No allowance for this account")
        .only(
            "mint",
            &[Minter],
            "Unauthorized",
            json!({"recipient": "$user", "amount": "1"}),
        )
        .stopped("mint")
        .only(
            "update_minter",
            &[Minter],
            "Unauthorized",
            json!({"new_minter": null}),
        )
        .only(
            "update_marketing",
            &[Marketing],
            "Unauthorized",
            json!({"project": "https://qerun.example", "description": null, "marketing": null}),
        )
        .only(
            "upload_logo",
            &[Marketing],
            "Unauthorized",
            json!({"url": "https://qerun.example/qer.svg"}),
        )
        .owner("add_burner", json!({"address": "$user"}))
        .owner("remove_burner", json!({"address": "$burner"}))
        .ownership()
}
