//! To the market.

use anyhow::Result;
use cosmwasm_std::{coin, to_json_binary, Addr, Coin, Uint128};
use serde_json::json;

use super::{on_home, Call};
use crate::suite::random::keepers::market_params;
use crate::suite::Suite;

fn stable_of(suite: &Suite) -> Vec<Coin> {
    vec![coin(7, &suite.stable)]
}

fn both_of(suite: &Suite) -> Vec<Coin> {
    let mut both = vec![coin(7, &suite.stable), coin(7, &suite.eth)];
    both.sort_by(|a, b| a.denom.cmp(&b.denom));
    both
}

pub(super) fn calls(suite: &Suite, user: &Addr) -> Result<Vec<Call>> {
    let at = &suite.at;
    let (rich, guardian, timelock) = (&at.treasury, &at.guardian, &at.timelock);
    let (stable, eth) = (stable_of(suite), vec![coin(7, &suite.eth)]);
    let both = both_of(suite);
    let hook = json!({"sender": user, "amount": "5",
        "msg": to_json_binary(&json!({"deposit_collateral": {}}))?});
    Ok(on_home(
        &at.market,
        vec![
            (user, json!({"borrow": {"amount": "0"}}), vec![]),
            (user, json!({"borrow": {"amount": Uint128::MAX}}), vec![]),
            (
                rich,
                json!({"borrow": {"amount": "60000000"}}),
                stable.clone(),
            ),
            (rich, json!({"supply": {}}), vec![]),
            (rich, json!({"supply": {}}), eth.clone()),
            (rich, json!({"supply": {}}), both),
            (
                rich,
                json!({"supply": {"on_behalf_of": "nobody"}}),
                stable.clone(),
            ),
            (
                rich,
                json!({"supply": {"min_shares": Uint128::MAX}}),
                stable.clone(),
            ),
            (user, json!({"withdraw": {"amount": "0"}}), vec![]),
            (user, json!({"withdraw": {"amount": Uint128::MAX}}), vec![]),
            (
                user,
                json!({"withdraw": {"min_received": Uint128::MAX}}),
                vec![],
            ),
            (
                user,
                json!({"withdraw_collateral": {"amount": "0"}}),
                vec![],
            ),
            (
                user,
                json!({"withdraw_collateral": {"amount": Uint128::MAX}}),
                vec![],
            ),
            (user, json!({ "receive": hook }), vec![]),
            (rich, json!({"repay": {"on_behalf_of": user}}), vec![]),
            (rich, json!({"repay": {"on_behalf_of": user}}), eth),
            (rich, json!({"repay": {}}), stable.clone()),
            (rich, json!({"fund_insurance": {}}), vec![]),
            (rich, json!({"flush": {}}), stable),
            (user, json!({"collect": {"user": "nobody"}}), vec![]),
            (rich, json!({"collect": {}}), vec![]),
            (
                user,
                json!({"pause": {"actions": ["borrow"], "duration": 60}}),
                vec![],
            ),
            (
                timelock,
                json!({"pause": {"actions": [], "duration": 60}}),
                vec![],
            ),
            (
                timelock,
                json!({"pause": {"actions": ["borrow"], "duration": 0}}),
                vec![],
            ),
            (
                timelock,
                json!({"pause": {"actions": ["repay"], "duration": 60}}),
                vec![],
            ),
            (
                guardian,
                json!({"unpause": {"actions": ["borrow"]}}),
                vec![],
            ),
            (guardian, json!({"set_guardian": {}}), vec![]),
            (guardian, json!({"set_perk": {}}), vec![]),
            (
                user,
                json!({"borrow": {"amount": "60000000", "use_perk": true}}),
                vec![],
            ),
            (
                user,
                json!({"update_params": {"params": market_params(suite)?}}),
                vec![],
            ),
            (
                user,
                json!({"update_ownership": {"transfer_ownership": {"new_owner": user}}}),
                vec![],
            ),
            (
                user,
                json!({"update_ownership": "accept_ownership"}),
                vec![],
            ),
            (
                user,
                json!({"set_barred": {"add": [user], "remove": []}}),
                vec![],
            ),
            (
                rich,
                json!({"return_batch": {"batch_id": "1", "user_out": "1"}}),
                stable_of(suite),
            ),
            (
                timelock,
                json!({"return_batch": {"batch_id": "1", "user_out": "0"}}),
                vec![],
            ),
            (user, json!({"liquidate": {}}), vec![]),
            (rich, json!({"liquidate": {"borrower": user}}), vec![]),
            (
                rich,
                json!({"liquidate": {"borrower": user}}),
                vec![coin(7, &suite.eth)],
            ),
            (
                rich,
                json!({"liquidate": {"borrower": user}}),
                both_of(suite),
            ),
            (
                rich,
                json!({"liquidate": {"borrower": "nobody"}}),
                stable_of(suite),
            ),
            (
                rich,
                json!({"liquidate": {"borrower": user, "min_collateral": Uint128::MAX}}),
                stable_of(suite),
            ),
            (
                rich,
                json!({"liquidate": {"borrower": user, "min_eth": Uint128::MAX}}),
                stable_of(suite),
            ),
            (
                rich,
                json!({"liquidate": {"borrower": at.treasury}}),
                stable_of(suite),
            ),
            (
                rich,
                json!({"settle_deficit": {"eth": "1"}}),
                stable_of(suite),
            ),
            (timelock, json!({"settle_deficit": {"eth": "0"}}), vec![]),
        ],
    ))
}
