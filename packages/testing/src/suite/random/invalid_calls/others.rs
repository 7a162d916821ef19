//! To oracle, token and outpost.

use cosmwasm_std::{Addr, Uint128};
use serde_json::json;

use super::{on_home, Call};
use crate::relayer::Side;
use crate::suite::Suite;

pub(super) fn oracle_and_token(suite: &Suite, user: &Addr) -> Vec<Call> {
    let at = &suite.at;
    let (guardian, timelock) = (&at.guardian, &at.timelock);
    let feeder = &suite.feeders[0];
    let now = suite.net.home.now();
    let says = |price: &str, at: u64| json!({"submit_prices": {"prices": [{"asset": "qer", "price": price, "timestamp": at}]}});
    let malformed = json!({"send": {"contract": at.market, "amount": "1", "msg": "e30="}});
    let mut all = on_home(
        &at.oracle,
        vec![
            (user, says("9", now), vec![]),
            (feeder, says("9", now + 1), vec![]),
            (feeder, says("0", now), vec![]),
            (feeder, says("9", now - 100_000), vec![]),
            (feeder, says("9", suite.published_at), vec![]),
            (feeder, json!({"submit_prices": {"prices": []}}), vec![]),
            (user, json!({"halt": {"asset": "qer"}}), vec![]),
            (guardian, json!({"resume": {"asset": "qer"}}), vec![]),
            (user, json!({"poke": {"assets": []}}), vec![]),
            (user, json!({"poke": {"assets": ["doge"]}}), vec![]),
            (guardian, json!({"remove_asset": {"asset": "qer"}}), vec![]),
        ],
    );
    all.extend(on_home(
        &at.token,
        vec![
            (
                timelock,
                json!({"mint": {"recipient": user, "amount": "1"}}),
                vec![],
            ),
            (
                user,
                json!({"mint": {"recipient": user, "amount": "1"}}),
                vec![],
            ),
            (user, json!({"burn": {"amount": "1"}}), vec![]),
            (
                user,
                json!({"transfer": {"recipient": user, "amount": Uint128::MAX}}),
                vec![],
            ),
            (
                user,
                json!({"transfer_from": {"owner": at.market, "recipient": user, "amount": "1"}}),
                vec![],
            ),
            (&at.treasury, malformed, vec![]),
        ],
    ));
    all
}

pub(super) fn outpost(suite: &Suite) -> Vec<Call> {
    let anyone = suite.net.dex.addr("anyone");
    [
        json!({"retry": {"order_id": "999999"}}),
        json!({"update_ownership": "accept_ownership"}),
        json!({"sweep": {}}),
    ]
    .map(|msg| {
        (
            Side::Dex,
            anyone.clone(),
            suite.at.outpost.clone(),
            msg,
            vec![],
        )
    })
    .into()
}
