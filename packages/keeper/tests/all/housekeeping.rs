//! The tasks that anyone may do, against contracts that answer as told.

use cosmwasm_std::{Binary, Decimal, Uint128};
use qerun_keeper::config::*;
use qerun_keeper::node::now;
use qerun_keeper::task::{Round, Task, TaskError};
use qerun_keeper::tasks::{Collect, Execute, Flush, Poke, Release, Retry, Storefront, Sync};
use qerun_messages::oracle::{PriceRecord, Status};
use qerun_messages::reserve::Backing;
use serde_json::{json, Value};

use crate::fake::*;

fn keeper(chain: &FakeChain) -> Someone {
    Someone::new(vec![FakeNode::of(chain, "a", KEEPER)])
}

fn round(task: &mut dyn Task, who: &Someone) -> Round {
    task.round(&who.context).unwrap()
}

fn done(chain: &FakeChain, contract: &str, key: &str) -> Vec<Value> {
    let world = chain.world();
    let done = world.protocol.done(contract, key);
    done.iter()
        .map(|executed| executed.msg[key].clone())
        .collect()
}

const DONE: Round = Round {
    done: 1,
    lost: 0,
    refused: 0,
};
const LOST: Round = Round {
    done: 0,
    lost: 1,
    refused: 0,
};
const REFUSED: Round = Round {
    done: 0,
    lost: 0,
    refused: 1,
};

fn poke_config() -> PokeConfig {
    PokeConfig {
        enabled: true,
        interval: 30,
        older_than: 300,
        assets: None,
    }
}

#[test]
fn poke_takes_what_is_old_and_does_not_repeat_itself() {
    let chain = FakeChain::default();
    for (asset, age) in [("qer", 301), ("eth", 100)] {
        let record = PriceRecord {
            updated_at: now() - age,
            ..record("1")
        };
        chain
            .world()
            .protocol
            .prices
            .insert(asset.to_owned(), record);
    }
    let (keeper, mut poke) = (keeper(&chain), Poke::new(poke_config()));
    assert_eq!(round(&mut poke, &keeper), DONE);
    // The stablecoin has no record; the fake oracle writes none, and so long ago it was tried.
    assert_eq!(
        done(&chain, ORACLE, "poke"),
        [json!({"assets": ["usdc", "qer"]})]
    );
    assert_eq!(round(&mut poke, &keeper), Round::IDLE);
}

#[test]
fn poke_splits_what_one_message_cannot_hold() {
    let chain = FakeChain::default();
    let assets = (0..12).map(|n| format!("a{n}")).collect();
    let mut poke = Poke::new(PokeConfig {
        assets: Some(assets),
        ..poke_config()
    });
    assert_eq!(round(&mut poke, &keeper(&chain)).done, 2);
    let sizes: Vec<usize> = done(&chain, ORACLE, "poke")
        .iter()
        .map(|m| m["assets"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [10, 2]);
}

fn quote_flush(hands_over: bool) -> Value {
    json!({"batch_id": "3", "amount": "500", "due_at": 5, "hands_over": hands_over, "refused": null})
}

fn flush() -> Flush {
    Flush::new(FlushConfig {
        enabled: true,
        interval: 30,
        orders: 2,
    })
}

#[test]
fn flush_hands_over_what_is_due_and_sends_what_waits() {
    let waiting = Uint128::new(50);
    let wait = |backing: Backing| Backing { waiting, ..backing };
    for (hands_over, backing, market, reserve) in [
        (false, backing(), 0, 0),
        (true, backing(), 1, 0),
        (true, wait(backing()), 1, 1),
        (
            false,
            wait(Backing {
                paused_until: now() + 60,
                ..backing()
            }),
            0,
            0,
        ),
        (
            false,
            wait(Backing {
                order_capacity: 0,
                ..backing()
            }),
            0,
            0,
        ),
        (
            false,
            wait(Backing {
                capacity: Uint128::new(9),
                min_order: Uint128::new(10),
                ..backing()
            }),
            0,
            0,
        ),
        (
            false,
            wait(Backing {
                capacity: Uint128::new(10),
                min_order: Uint128::new(10),
                ..backing()
            }),
            0,
            1,
        ),
        // A remainder below the smallest order is sent whole.
        (
            false,
            wait(Backing {
                capacity: Uint128::new(50),
                min_order: Uint128::new(60),
                ..backing()
            }),
            0,
            1,
        ),
    ] {
        let chain = FakeChain::default();
        {
            let protocol = &mut chain.world().protocol;
            protocol.answer(MARKET, "quote_flush", quote_flush(hands_over));
            protocol.answer(RESERVE, "backing", serde_json::to_value(&backing).unwrap());
        }
        let found = round(&mut flush(), &keeper(&chain));
        assert_eq!(found.done, market + reserve, "{backing:?}");
        assert_eq!(done(&chain, MARKET, "flush").len() as u32, market);
        let sent = done(&chain, RESERVE, "flush");
        assert_eq!(sent, vec![json!({"limit": 2}); reserve as usize]);
    }
}

#[test]
fn flush_counts_races_and_refusals_as_part_of_the_work() {
    for (log, found) in [
        ("batch 3 is not due: 0 of 500", LOST),
        ("the price of eth expired at 5, now is 6", REFUSED),
    ] {
        let chain = FakeChain::default();
        {
            let protocol = &mut chain.world().protocol;
            protocol.answer(MARKET, "quote_flush", quote_flush(true));
            protocol.answer(RESERVE, "backing", serde_json::to_value(backing()).unwrap());
            protocol.refuse(MARKET, "flush", log);
        }
        assert_eq!(round(&mut flush(), &keeper(&chain)), found, "{log}");
    }
}

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

fn operation(id: u64, status: &str, ready_at: u64) -> Value {
    json!({
        "queued_by": "dao", "text": "x", "class": "routine", "kind": "ordinary", "delay": 5,
        "execution_window": 50, "bond": "0", "bond_state": "none", "sponsor": null, "queued_at": 1,
        "ready_at": ready_at, "expires_at": 100, "dao_approved": true, "steward_approved": false,
        "steward_term": 0, "phase": "scheduled", "id": id, "status": status,
    })
}

fn row(id: u64, ready_at: u64) -> Value {
    let mut operation = operation(id, "ready", ready_at);
    let fields = operation.as_object_mut().unwrap();
    let (id, status) = (fields.remove("id"), fields.remove("status"));
    json!({"id": id, "status": status, "operation": operation})
}

#[test]
fn execute_runs_ripe_operations_in_the_order_in_which_they_were_ready() {
    let chain = FakeChain::default();
    let answer = |missing: Value| {
        let mut answer = row(9, 7);
        answer["messages"] = json!([]);
        answer["missing"] = missing;
        answer
    };
    {
        let protocol = &mut chain.world().protocol;
        let rows = [row(9, 30), row(8, 10), row(7, 20)];
        protocol.answer(
            TIMELOCK,
            "operations",
            json!({"operations": rows, "next": null}),
        );
        protocol.answer(TIMELOCK, "operation", answer(json!([])));
    }
    let config = |most| ExecuteConfig {
        enabled: true,
        interval: 30,
        max_operations: most,
    };
    let keeper = keeper(&chain);
    assert_eq!(round(&mut Execute::new(config(2)), &keeper).done, 2);
    assert_eq!(
        done(&chain, TIMELOCK, "execute"),
        [json!({"id": 8}), json!({"id": 7})]
    );
    // One whose messages fail is refused in simulation, costs nothing, and does not keep the next one back.
    chain
        .world()
        .protocol
        .refuse(TIMELOCK, "execute", "outside its bounds");
    assert_eq!(round(&mut Execute::new(config(5)), &keeper).refused, 3);
    chain
        .world()
        .protocol
        .refuse(TIMELOCK, "execute", "operation 8 is Executed");
    assert_eq!(round(&mut Execute::new(config(5)), &keeper).lost, 3);
    chain
        .world()
        .protocol
        .answer(TIMELOCK, "operation", answer(json!(["steward"])));
    assert_eq!(round(&mut Execute::new(config(5)), &keeper), Round::IDLE);
}

fn stream(id: &str, due: u128, min_power: u128) -> Value {
    json!({
        "id": id, "voting": format!("{id}-voting"), "hook_caller": format!("{id}-voting"), "distribution": 1,
        "schedule": {"start": 1, "points": [{"after": 60, "released": "900"}]},
        "min_power": min_power.to_string(), "rate": "1", "total": "900", "scheduled": due.to_string(),
        "released": "0", "due": due.to_string(), "withheld": "0", "returned": "0",
    })
}

#[test]
fn release_sends_what_is_worth_it_and_has_somebody_to_go_to() {
    let chain = FakeChain::default();
    {
        let protocol = &mut chain.world().protocol;
        let streams = [
            stream("alone", 800, 0),
            stream("dust", 499, 0),
            stream("good", 500, 70),
            stream("weak", 600, 71),
        ];
        protocol.answer(EMISSIONS, "streams", json!({"streams": streams}));
        for (id, power) in [("alone", "0"), ("good", "70"), ("weak", "70")] {
            let power = json!({"power": power, "height": 5});
            protocol.answer(&format!("{id}-voting"), "total_power_at_height", power);
        }
    }
    let release = |min_amount: u128| {
        Release::new(ReleaseConfig {
            enabled: true,
            interval: 3_600,
            emissions: EMISSIONS.to_owned(),
            min_amount: Uint128::new(min_amount),
        })
    };
    let keeper = keeper(&chain);
    assert_eq!(round(&mut release(500), &keeper), DONE);
    assert_eq!(
        done(&chain, EMISSIONS, "release"),
        [json!({"stream": "good"})]
    );
    // Nothing due is nothing, whatever it is worth.
    let streams = json!({"streams": [stream("good", 0, 70)]});
    let answer = |answer| chain.world().protocol.answer(EMISSIONS, "streams", answer);
    answer(streams);
    assert_eq!(round(&mut release(0), &keeper), Round::IDLE);
    answer(json!({"streams": [stream("good", 500, 70)]}));
    let refuse = |log| chain.world().protocol.refuse(EMISSIONS, "release", log);
    refuse("nothing of stream good is due now");
    assert_eq!(round(&mut release(0), &keeper), LOST);
    refuse("Overflow: Cannot Sub");
    assert_eq!(round(&mut release(0), &keeper), REFUSED);
}

const EMISSIONS: &str = "emissions";

fn storefront(margin: u64, most: u128) -> Storefront {
    Storefront::new(StorefrontConfig {
        enabled: true,
        interval: 15,
        margin: Decimal::percent(margin),
        max_payment: Uint128::new(most),
        keep: Uint128::new(1_000_000),
        max_qer: None,
        keep_qer: Uint128::new(3_000_000),
    })
}

/// The bid of ETH is 1,980 USD, so that a margin of 2 % buys at 1,940.4 USD and below; for stablecoins that are worth 1.02 USD
/// and count for 1, at 1,902.35 USD.
#[test]
fn storefront_buys_below_the_bid_by_the_margin() {
    let one = 1_000_000u128;
    let ether = 1_000_000_000_000_000_000u128;
    for (price, most, held, paid) in [
        ("1902.36", 5_000 * one, 5_000 * one, None),
        ("1902.35", 5_000 * one, 5_000 * one, Some(1_902_350_000)),
        ("1800", 5_000 * one, 5_000 * one, Some(1_800 * one)),
        ("1800", 900 * one, 5_000 * one, Some(900 * one)),
        ("1800", 5_000 * one, 101 * one, Some(100 * one)),
        ("1800", 5_000 * one, one, None),
    ] {
        let chain = FakeChain::default();
        let cost =
            (price.parse::<Decimal>().unwrap().atomics().u128() / 1_000_000_000_000).to_string();
        {
            let protocol = &mut chain.world().protocol;
            for (asset, price) in [("eth", "2000"), ("usdc", "1.02")] {
                protocol.prices.insert(asset.to_owned(), record(price));
            }
            let offer = json!({"eth": ether.to_string(), "price": price, "cost": cost});
            protocol.answer(
                RESERVE,
                "storefront",
                json!({"deficit": offer, "buyback": null}),
            );
            protocol.pay(KEEPER, STABLE, held as i128).unwrap();
        }
        let found = round(&mut storefront(2, most), &keeper(&chain));
        assert_eq!(
            found.done,
            u32::from(paid.is_some()),
            "{price} {most} {held}"
        );
        let world = chain.world();
        let bought = world.protocol.done(RESERVE, "buy_eth");
        assert_eq!(bought.first().map(|e| e.funds), paid);
        if let (Some(bought), Some(paid)) = (bought.first(), paid) {
            // What the payment buys at 1,940.4 / 1.02 USD.
            let least: u128 = bought.msg["buy_eth"]["min_eth"]
                .as_str()
                .unwrap()
                .parse()
                .unwrap();
            let wanted = (paid * ether / 1_940_400_000 * 102 / 100).min(ether);
            assert!(least.abs_diff(wanted) < 1_000_000, "{least} {wanted}");
        }
    }
}

/// QER is worth 2 USD and counts for its bid of 1.98 USD, so that a margin of 2 % buys at 1,940.4 x 0.99 = 1,920.996 USD.
#[test]
fn storefront_buys_surplus_eth_for_qer_if_it_may() {
    let one = 1_000_000u128;
    let ether = 1_000_000_000_000_000_000u128;
    for (price, most, held, paid) in [
        ("1921", Some(5_000 * one), 5_000 * one, None),
        ("1920.9", Some(5_000 * one), 5_000 * one, Some(970_151_516)),
        ("1920.9", Some(400 * one), 5_000 * one, Some(400 * one)),
        ("1920.9", Some(5_000 * one), 403 * one, Some(400 * one)),
        ("1920.9", Some(5_000 * one), 3 * one, None),
        ("1920.9", None, 5_000 * one, None),
    ] {
        let chain = FakeChain::default();
        {
            let protocol = &mut chain.world().protocol;
            for (asset, price) in [("eth", "2000"), ("qer", "2")] {
                protocol.prices.insert(asset.to_owned(), record(price));
            }
            // At 1.98 USD for a QER.
            let cost = (price.parse::<Decimal>().unwrap().atomics().u128() / 1_000_000)
                .div_ceil(1_980_000);
            let offer = json!({"eth": ether.to_string(), "price": price, "cost": cost.to_string()});
            let shown = json!({"deficit": null, "buyback": offer});
            protocol.answer(RESERVE, "storefront", shown);
            protocol.pay(KEEPER, TOKEN, held as i128).unwrap();
        }
        let mut task = Storefront::new(StorefrontConfig {
            enabled: true,
            interval: 15,
            margin: Decimal::percent(2),
            max_payment: Uint128::one(),
            keep: Uint128::zero(),
            max_qer: most.map(Uint128::new),
            keep_qer: Uint128::new(3 * one),
        });
        let found = round(&mut task, &keeper(&chain));
        let case = format!("{price} {most:?} {held}");
        assert_eq!(found.done, u32::from(paid.is_some()), "{case}");
        let world = chain.world();
        let sent = world.protocol.done(TOKEN, "send");
        assert_eq!(sent.len(), usize::from(paid.is_some()), "{case}");
        let left = held - paid.unwrap_or_default();
        assert_eq!(world.protocol.balance(KEEPER, TOKEN), left, "{case}");
        if let (Some(sent), Some(paid)) = (sent.first(), paid) {
            let send = &sent.msg["send"];
            assert_eq!(send["contract"], RESERVE);
            let hook = Binary::from_base64(send["msg"].as_str().unwrap()).unwrap();
            let hook: Value = serde_json::from_slice(&hook).unwrap();
            let least: u128 = hook["buy_back"]["min_eth"]
                .as_str()
                .unwrap()
                .parse()
                .unwrap();
            // What the payment, at 1.98 USD, buys at 1,920.996 USD.
            let wanted = (paid * 1_980_000 * ether / 1_920_996 / 1_000_000_000).min(ether);
            assert!(
                least.abs_diff(wanted) < 1_000_000,
                "{case}: {least} {wanted}"
            );
        }
    }
}

#[test]
fn storefront_waits_for_an_offer_and_a_price() {
    let chain = FakeChain::default();
    let keeper = keeper(&chain);
    let shown = |offer: Value| json!({"deficit": offer, "buyback": null});
    chain
        .world()
        .protocol
        .answer(RESERVE, "storefront", shown(Value::Null));
    assert_eq!(round(&mut storefront(1, 100), &keeper), Round::IDLE);
    let offer = json!({"eth": "1000", "price": "1", "cost": "1"});
    chain
        .world()
        .protocol
        .answer(RESERVE, "storefront", shown(offer));
    let error = storefront(1, 100).round(&keeper.context).unwrap_err();
    assert!(
        matches!(&error, TaskError::Price { asset, .. } if asset == "eth"),
        "{error}"
    );
    let halted = PriceRecord {
        status: Status::Halted,
        ..record("2000")
    };
    chain
        .world()
        .protocol
        .prices
        .insert("eth".to_owned(), halted);
    let error = storefront(1, 100)
        .round(&keeper.context)
        .unwrap_err()
        .to_string();
    assert!(error.contains("eth: the price of eth is halted"), "{error}");
}
