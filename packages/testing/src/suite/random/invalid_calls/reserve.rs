//! To the reserve.

use anyhow::Result;
use cosmwasm_std::{coin, to_json_binary, Addr, Uint128};
use serde_json::json;

use super::{on_home, Call};
use crate::suite::random::params;
use crate::suite::Suite;

pub(super) fn calls(suite: &Suite, user: &Addr) -> Result<Vec<Call>> {
    let at = &suite.at;
    let (rich, guardian, timelock) = (&at.treasury, &at.guardian, &at.timelock);
    let stable = vec![coin(700_000_000, &suite.stable)];
    let too_much = suite.backing()?.unencumbered + Uint128::one();
    let params = params::buying(suite)?;
    Ok(on_home(
        &at.reserve,
        vec![
            (
                rich,
                json!({"purchase": {"batch_id": "999999", "user_in": "7"}}),
                stable,
            ),
            (
                user,
                json!({"pay_out": {"recipient": user, "amount": "1"}}),
                vec![],
            ),
            (
                timelock,
                json!({"pay_out": {"recipient": user, "amount": "1"}}),
                vec![],
            ),
            (
                guardian,
                json!({"spend": {"recipient": user, "amount": "1"}}),
                vec![],
            ),
            (
                timelock,
                json!({"spend": {"recipient": user, "amount": too_much}}),
                vec![],
            ),
            (
                timelock,
                json!({"spend": {"recipient": user, "amount": "0"}}),
                vec![],
            ),
            (user, json!({"flush": {"limit": 0}}), vec![]),
            (user, json!({"flush": {"limit": 6}}), vec![]),
            (user, json!({"sync": {"order_id": "999999"}}), vec![]),
            (
                user,
                json!({"resolve": {"order_id": "1", "outcome": {"refunded": {}}}}),
                vec![],
            ),
            (
                timelock,
                json!({"resolve": {"order_id": "0", "outcome": {"credited": {}}}}),
                vec![],
            ),
            (user, json!({"close_lost": {"order_id": "1"}}), vec![]),
            (guardian, json!({"close_lost": {"order_id": "1"}}), vec![]),
            (
                timelock,
                json!({"close_lost": {"order_id": "1", "make_good": "0"}}),
                vec![],
            ),
            (
                timelock,
                json!({"close_lost": {"order_id": "999999"}}),
                vec![],
            ),
            (user, json!({"wind_down": {"batch_id": "1"}}), vec![]),
            (guardian, json!({"wind_down": {"batch_id": "1"}}), vec![]),
            (
                timelock,
                json!({"wind_down": {"batch_id": "999999"}}),
                vec![],
            ),
            (user, json!({"pause": {"duration": 60}}), vec![]),
            (timelock, json!({"pause": {"duration": 2_000_000}}), vec![]),
            (guardian, json!({"unpause": {}}), vec![]),
            (
                guardian,
                json!({"update_params": {"params": params}}),
                vec![],
            ),
            (
                guardian,
                json!({"set_guardian": {"guardian": user}}),
                vec![],
            ),
            (
                user,
                json!({"update_ownership": "renounce_ownership"}),
                vec![],
            ),
            (user, json!({}), vec![]),
            (rich, json!({"buy_eth": {}}), vec![]),
            (rich, json!({"buy_eth": {}}), vec![coin(7, &suite.eth)]),
            (
                rich,
                json!({"buy_eth": {"min_eth": Uint128::MAX}}),
                vec![coin(700, &suite.stable)],
            ),
            (
                user,
                json!({"receive": {"sender": user, "amount": "5",
                    "msg": to_json_binary(&json!({"buy_back": {}}))?}}),
                vec![],
            ),
            (
                timelock,
                json!({"pay_out": {"recipient": user, "amount": "1", "fee": "1"}}),
                vec![],
            ),
        ],
    ))
}
