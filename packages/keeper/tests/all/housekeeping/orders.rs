//! `sync` and `retry`: orders whose ETH is on its way, or held by the outpost.

use cosmwasm_std::Uint128;
use qerun_keeper::config::{RetryConfig, SyncConfig};
use qerun_keeper::task::Round;
use qerun_keeper::tasks::{Retry, Sync};
use qerun_messages::reserve::Backing;
use serde_json::{json, Value};

use super::{done, keeper, round};
use crate::fake::*;

fn order(id: u64, status: &str) -> Value {
    json!({"order_id": id.to_string(), "order": {
        "batch_id": "1", "amount": "10", "min_out": "5", "expected_out": "6", "eth_out": "0",
        "deadline": 1, "channel": "channel-0", "receiver": "x", "sequence": "4", "status": status,
    }})
}

/// Orders are asked for from the first that is open on; only those that return are synced, and only while there is ETH
/// that nothing explains.
#[test]
fn sync_credits_orders_that_return() {
    let chain = FakeChain::default();
    let held = |amount: i128| chain.world().protocol.pay(RESERVE, ETH, amount).unwrap();
    {
        let protocol = &mut chain.world().protocol;
        let backing = Backing {
            encumbered: Uint128::new(60),
            unencumbered: Uint128::new(40),
            open_orders: 2,
            ..backing()
        };
        protocol.answer(RESERVE, "backing", serde_json::to_value(backing).unwrap());
        let orders = [
            (1, "settled"),
            (2, "returning"),
            (3, "sent"),
            (4, "returning"),
            (5, "refunded"),
        ];
        let orders: Vec<Value> = orders
            .into_iter()
            .map(|(id, status)| order(id, status))
            .collect();
        protocol.answer(RESERVE, "orders", json!({ "orders": orders }));
    }
    held(100);
    let (keeper, mut sync) = (
        keeper(&chain),
        Sync::new(&SyncConfig {
            enabled: true,
            interval: 60,
        }),
    );
    assert_eq!(round(&mut sync, &keeper), Round::IDLE);
    held(1);
    assert_eq!(round(&mut sync, &keeper).done, 2);
    assert_eq!(
        done(&chain, RESERVE, "sync"),
        [json!({"order_id": "2"}), json!({"order_id": "4"})]
    );
    let log = "1 is unaccounted for, 5 is needed";
    chain.world().protocol.refuse(RESERVE, "sync", log);
    assert_eq!(round(&mut sync, &keeper).refused, 2);
    let nothing = serde_json::to_value(backing()).unwrap();
    chain.world().protocol.answer(RESERVE, "backing", nothing);
    assert_eq!(round(&mut sync, &keeper), Round::IDLE);
}

#[test]
fn retry_sends_what_is_held() {
    let chain = FakeChain::default();
    let status = |id: u64, status: Value| {
        json!({"order_id": id.to_string(), "purchase": {
            "stable_in": "1", "eth_out": "2", "eth_denom": "weth", "recipient": "r", "channel": "channel-0",
            "status": status,
        }})
    };
    let purchases = vec![
        status(1, json!({"delivered": {}})),
        status(2, json!({"held": {}})),
        status(
            3,
            json!({"in_transit": {"channel": "channel-0", "sequence": "7"}}),
        ),
        status(4, json!({"held": {}})),
    ];
    chain
        .world()
        .protocol
        .answer(OUTPOST, "purchases", json!({ "purchases": purchases }));
    let keeper = keeper(&chain);
    let mut retry = Retry::new(&RetryConfig {
        enabled: true,
        interval: 60,
    });
    assert_eq!(round(&mut retry, &keeper).done, 2);
    assert_eq!(
        done(&chain, OUTPOST, "retry"),
        [json!({"order_id": "2"}), json!({"order_id": "4"})]
    );
    // A second one was done meanwhile.
    chain.world().protocol.refuse(
        OUTPOST,
        "retry",
        "the ETH of order 2 is not held here but Delivered",
    );
    assert_eq!(round(&mut retry, &keeper).lost, 2);
}
