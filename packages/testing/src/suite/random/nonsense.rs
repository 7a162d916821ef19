//! Messages that must fail: wrong senders, wrong coins, zeros, overflows, unknown ids, junk.

use anyhow::Result;
use cosmwasm_std::{coin, to_json_binary, Addr, Coin, Uint128};
use rand::Rng;
use serde_json::{json, Value};

use super::keepers::market_params;
use super::rules::Must;
use super::Random;
use crate::relayer::Side;
use crate::suite::Suite;

type Attempt = (Side, Addr, Addr, Value, Vec<Coin>);

impl Random {
    /// One message that must fail.
    pub(super) fn nonsense(&mut self, suite: &mut Suite) -> Result<()> {
        let user = self.user();
        let mut all = market(suite, &user)?;
        all.extend(reserve(suite, &user)?);
        all.extend(oracle_and_token(suite, &user));
        all.extend(outpost(suite));
        let at = self.rng.gen_range(0..all.len());
        let (side, sender, contract, msg, funds) = all.swap_remove(at);
        let what = (
            "nonsense",
            Must::Fail,
            format!("{msg} {funds:?} by {sender}"),
        );
        self.attempt_for(suite, &user, what, |s| {
            let chain = s.net.chain_mut(side);
            chain.execute(&sender, &contract, &msg, &funds)
        })?;
        Ok(())
    }
}

fn on_home(contract: &Addr, messages: Vec<(&Addr, Value, Vec<Coin>)>) -> Vec<Attempt> {
    let attempts = messages.into_iter();
    let attempt = |(sender, msg, funds): (&Addr, Value, Vec<Coin>)| {
        (Side::Home, sender.clone(), contract.clone(), msg, funds)
    };
    attempts.map(attempt).collect()
}

fn stable_of(suite: &Suite) -> Vec<Coin> {
    vec![coin(7, &suite.stable)]
}

fn market(suite: &Suite, user: &Addr) -> Result<Vec<Attempt>> {
    let at = &suite.at;
    let (rich, guardian, owner) = (&at.treasury, &at.guardian, &at.owner);
    let (stable, eth) = (stable_of(suite), vec![coin(7, &suite.eth)]);
    let mut both = [stable.clone(), eth.clone()].concat();
    both.sort_by(|a, b| a.denom.cmp(&b.denom));
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
                guardian,
                json!({"pause": {"actions": [], "duration": 60}}),
                vec![],
            ),
            (
                guardian,
                json!({"pause": {"actions": ["borrow"], "duration": 0}}),
                vec![],
            ),
            (
                guardian,
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
                owner,
                json!({"return_batch": {"batch_id": "1", "user_out": "0"}}),
                vec![],
            ),
            (user, json!({"liquidate": {}}), vec![]),
        ],
    ))
}

fn reserve(suite: &Suite, user: &Addr) -> Result<Vec<Attempt>> {
    let at = &suite.at;
    let (rich, guardian, owner) = (&at.treasury, &at.guardian, &at.owner);
    let stable = vec![coin(700_000_000, &suite.stable)];
    let too_much = suite.backing()?.unencumbered + Uint128::one();
    let params = super::params::buying(suite)?;
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
                owner,
                json!({"pay_out": {"recipient": user, "amount": "1"}}),
                vec![],
            ),
            (
                guardian,
                json!({"spend": {"recipient": user, "amount": "1"}}),
                vec![],
            ),
            (
                owner,
                json!({"spend": {"recipient": user, "amount": too_much}}),
                vec![],
            ),
            (
                owner,
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
                guardian,
                json!({"resolve": {"order_id": "0", "outcome": {"credited": {}}}}),
                vec![],
            ),
            (user, json!({"close_lost": {"order_id": "1"}}), vec![]),
            (guardian, json!({"close_lost": {"order_id": "1"}}), vec![]),
            (
                owner,
                json!({"close_lost": {"order_id": "1", "make_good": "0"}}),
                vec![],
            ),
            (owner, json!({"close_lost": {"order_id": "999999"}}), vec![]),
            (user, json!({"wind_down": {"batch_id": "1"}}), vec![]),
            (guardian, json!({"wind_down": {"batch_id": "1"}}), vec![]),
            (owner, json!({"wind_down": {"batch_id": "999999"}}), vec![]),
            (user, json!({"pause": {"duration": 60}}), vec![]),
            (guardian, json!({"pause": {"duration": 2_000_000}}), vec![]),
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
        ],
    ))
}

fn oracle_and_token(suite: &Suite, user: &Addr) -> Vec<Attempt> {
    let at = &suite.at;
    let (guardian, owner) = (&at.guardian, &at.owner);
    let feeder = &suite.feeders[0];
    let now = suite.net.home.now();
    let says = |price: &str, at: u64| json!({"submit_prices": {"prices": [{"asset": "qer", "price": price, "timestamp": at}]}});
    let junk = json!({"send": {"contract": at.market, "amount": "1", "msg": "e30="}});
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
                owner,
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
            (&at.treasury, junk, vec![]),
        ],
    ));
    all
}

fn outpost(suite: &Suite) -> Vec<Attempt> {
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
