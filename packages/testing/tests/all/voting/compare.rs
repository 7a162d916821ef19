//! What must be equal at any time: records, queries, tokens, messages to receivers.

use serde_json::Value;

use crate::voting::pair::Pair;
use crate::voting::setup::USERS;
use crate::voting::side::Target;
use Target::{Staking, Voting};

/// Everything, with powers and stakes in the next block and at the given heights.
pub fn compare(pair: &Pair, heights: &[u64]) {
    records(pair);
    queries(pair);
    powers(pair, pair.height() + 1);
    for height in heights {
        powers(pair, *height);
    }
    tokens(pair);
    assert_eq!(pair.received(&pair.ours), pair.received(&pair.official));
}

/// Every raw record but the exceptions that `Side::records` leaves out.
pub fn records(pair: &Pair) {
    let ours = pair.ours.records(&pair.chain);
    let official = pair.official.records(&pair.chain);
    for (key, value) in &official {
        assert_eq!(ours.get(key), Some(value), "raw key {key:?}");
    }
    assert_eq!(ours.len(), official.len(), "a key that only ours has");
}

/// Powers and stakes of all users and the totals at a height; powers sum to the total.
pub fn powers(pair: &Pair, height: u64) {
    let mut sum = 0;
    for name in USERS {
        let of = format!(r#""address":"${name}","height":{height}"#);
        let power = pair.ask_both(Voting, &format!(r#"{{"voting_power_at_height":{{{of}}}}}"#));
        let stake = pair.ask_both(
            Staking,
            &format!(r#"{{"staked_balance_at_height":{{{of}}}}}"#),
        );
        assert_eq!(power["power"], stake["balance"], "all is in tier 0");
        sum += number(&power["power"]);
    }
    let total = pair.ask_both(
        Voting,
        &format!(r#"{{"total_power_at_height":{{"height":{height}}}}}"#),
    );
    let staked = pair.ask_both(
        Staking,
        &format!(r#"{{"total_staked_at_height":{{"height":{height}}}}}"#),
    );
    assert_eq!(number(&total["power"]), sum, "height {height}");
    assert_eq!(number(&staked["total"]), sum, "height {height}");
}

fn queries(pair: &Pair) {
    for name in USERS {
        for query in ["staked_value", "claims"] {
            pair.ask_both(
                Staking,
                &format!(r#"{{"{query}":{{"address":"${name}"}}}}"#),
            );
        }
    }
    for query in [
        r#"{"total_value":{}}"#,
        r#"{"get_config":{}}"#,
        r#"{"get_hooks":{}}"#,
        r#"{"list_stakers":{}}"#,
        r#"{"list_stakers":{"start_after":"$bob","limit":2}}"#,
        r#"{"ownership":{}}"#,
        r#"{"total_staked_at_height":{}}"#,
    ] {
        pair.ask_both(Staking, query);
    }
    for query in [
        r#"{"is_active":{}}"#,
        r#"{"active_threshold":{}}"#,
        r#"{"total_power_at_height":{}}"#,
    ] {
        pair.ask_both(Voting, query);
    }
}

/// Tokens of everybody, and of the contract: stakes, claims and what was given to it.
fn tokens(pair: &Pair) {
    let [ours, official] = pair.sides();
    for name in USERS {
        let balance = format!(r#"{{"balance":{{"address":"${name}"}}}}"#);
        pair.ask_both(Target::Token, &balance);
    }
    assert_eq!(
        pair.tokens(&ours, &ours.staking),
        pair.tokens(&official, &official.staking)
    );
}

pub fn number(value: &Value) -> u128 {
    value.as_str().unwrap().parse().unwrap()
}
