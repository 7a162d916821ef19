//! The raw keys that the indexer reads, one by one, of both.

use cosmwasm_std::Addr;

use crate::voting::pair::Pair;
use crate::voting::setup::USERS;
use crate::voting::side::Target;
use crate::voting::table::after_all_messages;
use Target::{Staking, Voting};

/// cw-storage-plus' key of a map entry: each part but the last with its length in two bytes before it.
fn key(parts: &[&[u8]]) -> Vec<u8> {
    let (last, namespaces) = parts.split_last().unwrap();
    let mut key = vec![];
    for part in namespaces {
        key.extend(u16::try_from(part.len()).unwrap().to_be_bytes());
        key.extend(*part);
    }
    key.extend(*last);
    key
}

fn equal(pair: &Pair, target: Target, key: &[u8]) -> Option<serde_json::Value> {
    let [ours, official] = pair.sides();
    let (ours, official) = (
        pair.raw(&ours, target, key),
        pair.raw(&official, target, key),
    );
    assert_eq!(ours, official, "{}", String::from_utf8_lossy(key));
    ours
}

#[test]
fn every_raw_key_of_the_reference() {
    let pair = after_all_messages();
    for (target, name) in [
        (Voting, "contract_info"),
        (Voting, "dao"),
        (Voting, "token"),
        (Voting, "staking_contract"),
        (Voting, "active_threshold"),
        (Staking, "balance"),
        (Staking, "hooks"),
        (Staking, "config_v2"),
        (Staking, "ownership"),
        (Staking, "total_staked"),
    ] {
        assert!(equal(&pair, target, name.as_bytes()).is_some(), "{name}");
    }
    // cw20-stake 1's key.
    assert_eq!(equal(&pair, Staking, b"config"), None);
    let mut found = [0; 4];
    for name in USERS {
        let user: Addr = pair.chain.addr(name);
        let user = user.as_bytes();
        for (place, map) in ["staked_balances", "claims"].iter().enumerate() {
            let record = equal(&pair, Staking, &key(&[map.as_bytes(), user]));
            found[place] += usize::from(record.is_some());
        }
        for height in 0..pair.height() + 2 {
            // u64, big-endian
            let height = height.to_be_bytes();
            let map = key(&[b"staked_balance__changelog", user, &height]);
            found[2] += usize::from(equal(&pair, Staking, &map).is_some());
        }
    }
    for height in 0..pair.height() + 2 {
        let map = key(&[b"total_staked__changelog", &height.to_be_bytes()]);
        found[3] += usize::from(equal(&pair, Staking, &map).is_some());
    }
    assert_eq!(found, [3, 2, 6, 3], "the messages leave records under each");
}
