//! Every message and query of the official contracts, as JSON text in the shapes of DAO DAO's page, sent to both.

use std::collections::BTreeSet;

use cosmwasm_std::{from_json, Addr, Binary};
use cw20_stake::msg as staking;
use dao_voting_cw20_staked::msg as voting;
use serde_json::Value;

use crate::voting::compare::compare;
use crate::voting::pair::Pair;
use crate::voting::setup::DAY;
use crate::voting::side::Target;
use crate::voting::variants as v;
use Target::{Staking, Token, Voting};

/// `{"stake":{}}`, as in a cw20's `send`.
const STAKE: &str = "eyJzdGFrZSI6e319";
const NEXT: &str = "next block";
const DAY_LATER: &str = "a day later";
const UNBONDED: &str = "14 days later";

/// Who sends what to whom, and whether that is possible; or time passes.
type Row = (&'static str, Target, &'static str, bool);

#[rustfmt::skip]
const MESSAGES: &[Row] = &[
    // Tokens that `receive` below claims to have brought.
    ("erin", Token, r#"{"transfer":{"recipient":"$staking","amount":"1000000"}}"#, true),
    // cw20-stake
    ("token", Staking, r#"{"receive":{"sender":"$alice","amount":"100","msg":"STAKE"}}"#, true),
    ("bob", Staking, r#"{"receive":{"sender":"$bob","amount":"100","msg":"STAKE"}}"#, false),
    ("token", Staking, r#"{"receive":{"sender":"$bob","amount":"100","msg":"e30="}}"#, false),
    ("token", Staking, r#"{"receive":{"sender":"bob","amount":"100","msg":"STAKE"}}"#, false),
    ("bob", Token, r#"{"send":{"contract":"$staking","amount":"500","msg":"STAKE"}}"#, true),
    (NEXT, Voting, "", true),
    ("alice", Staking, r#"{"unstake":{"amount":"30"}}"#, true),
    ("alice", Staking, r#"{"unstake":{"amount":"71"}}"#, false),
    ("carol", Staking, r#"{"unstake":{"amount":"1"}}"#, false),
    ("bob", Staking, r#"{"unstake":{"amount":"340282366920938463463374607431768211455"}}"#, false),
    ("alice", Staking, r#"{"claim":{}}"#, false),
    ("dao", Staking, r#"{"remove_hook":{"addr":"$hook0"}}"#, false),
    ("dao", Staking, r#"{"add_hook":{"addr":"$hook0"}}"#, true),
    ("dao", Staking, r#"{"add_hook":{"addr":"$hook0"}}"#, false),
    ("dao", Staking, r#"{"add_hook":{"addr":"no address"}}"#, false),
    ("alice", Staking, r#"{"add_hook":{"addr":"$hook1"}}"#, false),
    ("dao", Staking, r#"{"add_hook":{"addr":"$hook1"}}"#, true),
    ("carol", Token, r#"{"send":{"contract":"$staking","amount":"250","msg":"STAKE"}}"#, true),
    ("alice", Staking, r#"{"remove_hook":{"addr":"$hook1"}}"#, false),
    ("dao", Staking, r#"{"remove_hook":{"addr":"$hook0"}}"#, true),
    ("dao", Staking, r#"{"remove_hook":{"addr":"$hook0"}}"#, false),
    ("alice", Staking, r#"{"unstake":{"amount":"20"}}"#, true),
    ("alice", Staking, r#"{"update_config":{"duration":null}}"#, false),
    ("dao", Staking, r#"{"update_config":{"duration":{"time":0}}}"#, false),
    ("dao", Staking, r#"{"update_config":{"duration":{"height":0}}}"#, false),
    ("dao", Staking, r#"{"update_config":{"duration":{"time":864000}}}"#, true),
    ("bob", Staking, r#"{"unstake":{"amount":"1"}}"#, true),
    ("dao", Staking, r#"{"update_config":{"duration":null}}"#, true),
    ("bob", Staking, r#"{"unstake":{"amount":"99"}}"#, true),
    ("dao", Staking, r#"{"update_config":{"duration":{"time":1209600}}}"#, true),
    // dao-voting-cw20-staked
    ("dao", Voting, r#"{"update_active_threshold":{"new_threshold":{"absolute_count":{"count":"651"}}}}"#, true),
    ("alice", Voting, r#"{"update_active_threshold":{"new_threshold":null}}"#, false),
    ("dao", Voting, r#"{"update_active_threshold":{"new_threshold":{"absolute_count":{"count":"0"}}}}"#, false),
    ("dao", Voting, r#"{"update_active_threshold":{"new_threshold":{"absolute_count":{"count":"5000000000001"}}}}"#, false),
    (NEXT, Voting, "", true),
    ("dao", Voting, r#"{"update_active_threshold":{"new_threshold":{"absolute_count":{"count":"650"}}}}"#, true),
    ("dao", Voting, r#"{"update_active_threshold":{"new_threshold":{"percentage":{"percent":"0.1"}}}}"#, true),
    ("dao", Voting, r#"{"update_active_threshold":{"new_threshold":{"percentage":{"percent":"1.000000000000000001"}}}}"#, false),
    ("dao", Voting, r#"{"update_active_threshold":{"new_threshold":{"percentage":{"percent":"0"}}}}"#, false),
    ("dao", Voting, r#"{"update_active_threshold":{"new_threshold":{"percentage":{"percent":"0.000000000130000001"}}}}"#, true),
    ("dao", Voting, r#"{"update_active_threshold":{}}"#, true),
    ("dao", Voting, r#"{"update_active_threshold":{"new_threshold":{"percentage":{"percent":"1"}}}}"#, true),
    (UNBONDED, Voting, "", true),
    ("alice", Staking, r#"{"claim":{}}"#, true),
    ("alice", Staking, r#"{"claim":{}}"#, false),
    ("bob", Staking, r#"{"claim":{}}"#, true),
    // cw-ownable
    ("alice", Staking, r#"{"update_ownership":{"transfer_ownership":{"new_owner":"$successor","expiry":null}}}"#, false),
    ("dao", Staking, r#"{"update_ownership":{"transfer_ownership":{"new_owner":"$successor","expiry":{"at_height":1}}}}"#, true),
    ("successor", Staking, r#"{"update_ownership":"accept_ownership"}"#, false),
    ("dao", Staking, r#"{"update_ownership":{"transfer_ownership":{"new_owner":"$successor","expiry":null}}}"#, true),
    ("alice", Staking, r#"{"update_ownership":"accept_ownership"}"#, false),
    ("successor", Staking, r#"{"update_ownership":"accept_ownership"}"#, true),
    ("dao", Staking, r#"{"add_hook":{"addr":"$hook0"}}"#, false),
    (DAY_LATER, Voting, "", true),
    ("successor", Staking, r#"{"update_config":{"duration":{"time":1300000}}}"#, true),
    ("dao", Staking, r#"{"update_ownership":"renounce_ownership"}"#, false),
    ("successor", Staking, r#"{"update_ownership":"renounce_ownership"}"#, true),
    ("successor", Staking, r#"{"add_hook":{"addr":"$hook0"}}"#, false),
    // Whatever the owner, staking goes on.
    ("alice", Staking, r#"{"unstake":{"amount":"50"}}"#, true),
    ("alice", Staking, r#"{"unstake":{"amount":"1"}}"#, false),
];

#[rustfmt::skip]
const QUERIES: &[(Target, &str)] = &[
    (Voting, r#"{"voting_power_at_height":{"address":"$alice","height":2}}"#),
    (Voting, r#"{"voting_power_at_height":{"address":"$alice","height":null}}"#),
    (Voting, r#"{"voting_power_at_height":{"address":"$alice"}}"#),
    (Voting, r#"{"voting_power_at_height":{"address":"$dave","height":18446744073709551615}}"#),
    (Voting, r#"{"total_power_at_height":{"height":2}}"#),
    (Voting, r#"{"total_power_at_height":{"height":null}}"#),
    (Voting, r#"{"total_power_at_height":{"height":0}}"#),
    (Voting, r#"{"dao":{}}"#),
    (Voting, r#"{"info":{}}"#),
    (Voting, r#"{"token_contract":{}}"#),
    (Voting, r#"{"staking_contract":{}}"#),
    (Voting, r#"{"is_active":{}}"#),
    (Voting, r#"{"active_threshold":{}}"#),
    (Staking, r#"{"get_config":{}}"#),
    (Staking, r#"{"total_value":{}}"#),
    (Staking, r#"{"staked_value":{"address":"$bob"}}"#),
    (Staking, r#"{"staked_value":{"address":"$dave"}}"#),
    (Staking, r#"{"staked_balance_at_height":{"address":"$bob","height":2}}"#),
    (Staking, r#"{"staked_balance_at_height":{"address":"$bob","height":null}}"#),
    (Staking, r#"{"total_staked_at_height":{"height":2}}"#),
    (Staking, r#"{"total_staked_at_height":{"height":null}}"#),
    (Staking, r#"{"claims":{"address":"$alice"}}"#),
    (Staking, r#"{"claims":{"address":"$dave"}}"#),
    (Staking, r#"{"get_hooks":{}}"#),
    (Staking, r#"{"list_stakers":{"start_after":null,"limit":2}}"#),
    (Staking, r#"{"list_stakers":{"start_after":"$alice","limit":null}}"#),
    (Staking, r#"{"list_stakers":{"limit":0}}"#),
    (Staking, r#"{"ownership":{}}"#),
];

/// Asked of both: errors.
#[rustfmt::skip]
const BAD_QUERIES: &[(Target, &str)] = &[
    (Voting, r#"{"voting_power_at_height":{"address":"alice"}}"#),
    (Voting, r#"{"voting_power_at_height":{}}"#),
    (Voting, r#"{"total_power_at_height":{"height":"2"}}"#),
    (Voting, r#"{"dao":null}"#),
    (Voting, r#"{"unknown":{}}"#),
    (Staking, r#"{"staked_value":{"address":"alice"}}"#),
    (Staking, r#"{"staked_balance_at_height":{"address":"alice","height":1}}"#),
    (Staking, r#"{"claims":{"address":"alice"}}"#),
    (Staking, r#"{"list_stakers":{"start_after":"alice"}}"#),
    (Staking, r#"{"list_stakers":{"limit":-1}}"#),
];

/// Runs the messages on both; the comparison after each row finds everything equal.
pub fn after_all_messages() -> Pair {
    let mut pair = Pair::new(14 * DAY);
    compare(&pair, &[pair.height()]);
    for (who, target, text, possible) in MESSAGES {
        match *who {
            NEXT => pair.advance(1, 5),
            DAY_LATER => pair.advance(10, DAY),
            UNBONDED => pair.advance(100, 14 * DAY),
            who => {
                let text = text.replace("STAKE", STAKE);
                assert_eq!(pair.both(who, *target, &text), *possible, "{who} {text}");
            }
        }
        compare(&pair, &[pair.height()]);
    }
    pair
}

#[test]
fn every_message_has_the_same_effect() {
    let pair = after_all_messages();
    for height in 0..pair.height() + 2 {
        crate::voting::compare::powers(&pair, height);
    }
    // 100 staked; 30 and 20 waited for, 50 still waited for.
    let claims = pair.ask_both(Staking, r#"{"claims":{"address":"$alice"}}"#);
    assert_eq!(claims["claims"].as_array().unwrap().len(), 1);
    assert_eq!(claims["claims"][0]["amount"], "50");
    let received = pair.received(&pair.ours);
    assert_eq!(received.iter().map(Vec::len).collect::<Vec<_>>(), [1, 5, 0]);
}

#[test]
fn every_query_has_the_same_answer() {
    let pair = after_all_messages();
    for (target, text) in QUERIES {
        pair.ask_both(*target, text);
    }
    for (target, text) in BAD_QUERIES {
        for side in pair.sides() {
            assert!(pair.ask(&side, *target, text).is_err(), "{text}");
        }
    }
}

fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect(text)
}

/// The rows cover each variant that the official crates declare, and are what those crates parse.
#[test]
fn no_message_and_no_query_of_the_official_contracts_is_forgotten() {
    let mut seen: [BTreeSet<&str>; 7] = Default::default();
    for (who, target, text, possible) in MESSAGES {
        if !possible || text.is_empty() || *target == Token {
            continue;
        }
        let text = text.replace("STAKE", STAKE);
        if *target == Voting {
            seen[0].insert(v::voting_message(&parsed(&text)));
            let value: Value = parsed(&text);
            let threshold = &value["update_active_threshold"]["new_threshold"];
            if !threshold.is_null() {
                seen[1].insert(v::threshold(&parsed(&threshold.to_string())));
            }
            continue;
        }
        let message: staking::ExecuteMsg = parsed(&text);
        seen[2].insert(v::staking_message(&message));
        let value: Value = parsed(&text);
        if let Some(receive) = value.get("receive") {
            assert_eq!(*who, "token");
            let inner = Binary::from_base64(receive["msg"].as_str().unwrap()).unwrap();
            seen[3].insert(v::received_message(&from_json(&inner).unwrap()));
        }
        if let Some(action) = value.get("update_ownership") {
            let action = action
                .to_string()
                .replace("$successor", Addr::unchecked("successor").as_str());
            seen[4].insert(v::ownership_action(&parsed(&action)));
        }
    }
    for (target, text) in QUERIES {
        match target {
            Voting => seen[5].insert(v::voting_query(&parsed::<voting::QueryMsg>(text))),
            _ => seen[6].insert(v::staking_query(&parsed::<staking::QueryMsg>(text))),
        };
    }
    // Refused by ours, see `exceptions`.
    seen[3].insert("fund");
    let all = [
        v::VOTING_MESSAGES,
        v::THRESHOLDS,
        v::STAKING_MESSAGES,
        v::RECEIVED_MESSAGES,
        v::OWNERSHIP_ACTIONS,
        v::VOTING_QUERIES,
        v::STAKING_QUERIES,
    ];
    for (seen, all) in seen.iter().zip(all) {
        assert_eq!(*seen, all.iter().copied().collect::<BTreeSet<_>>());
    }
}
