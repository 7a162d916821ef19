//! `collect`: users are paid what they are owed.

use cosmwasm_std::Decimal;
use qerun_keeper::config::CollectConfig;
use qerun_keeper::tasks::Collect;
use serde_json::{json, Value};

use super::{done, keeper, round};
use crate::fake::*;

fn owed(user: &str, eth: u128, stable: u128) -> Value {
    json!({"user": user, "eth": "0", "stable": "0", "batches": [],
        "collectable": eth.to_string(), "collectable_stable": stable.to_string()})
}

fn collect(max_users: u32) -> Collect {
    Collect::new(CollectConfig {
        enabled: true,
        interval: 300,
        min_value: Decimal::one(),
        max_users,
    })
}

#[test]
fn collect_pays_what_is_worth_it() {
    let chain = FakeChain::default();
    {
        let protocol = &mut chain.world().protocol;
        for (asset, price) in [("eth", "2000"), ("usdc", "1")] {
            protocol.prices.insert(asset.to_owned(), record(price));
        }
        let rows = [
            owed("nothing", 0, 0),
            // 0.4998 and 0.5 ETH/1,000: 0.9996 and 1 USD.
            owed("dust", 499_800_000_000_000, 0),
            owed("eth", 500_000_000_000_000, 0),
            owed("less", 0, 999_999),
            owed("stable", 0, 1_000_000),
            owed("both", 250_000_000_000_000, 500_000),
        ];
        protocol.answer(MARKET, "owed_list", json!({"owed": rows, "next": null}));
    }
    let keeper = keeper(&chain);
    assert_eq!(round(&mut collect(10), &keeper).done, 3);
    let users: Vec<_> = done(&chain, MARKET, "collect")
        .iter()
        .map(|m| m["user"].clone())
        .collect();
    assert_eq!(users, ["eth", "stable", "both"]);
    // Somebody else collected meanwhile.
    chain
        .world()
        .protocol
        .refuse(MARKET, "collect", "nothing to collect for eth");
    let found = round(&mut collect(2), &keeper);
    assert_eq!((found.done, found.lost), (0, 2));
    // Without a price of ETH only stablecoins count.
    chain.world().protocol.prices.remove("eth");
    assert_eq!(round(&mut collect(10), &keeper).lost, 1);
}
