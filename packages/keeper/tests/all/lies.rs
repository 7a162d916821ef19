//! A node that lies about prices or contracts, beside one that does not.

use cosmwasm_std::{Decimal, Uint128};
use qerun_keeper::config::StorefrontConfig;
use qerun_keeper::node::NodeError;
use qerun_keeper::task::{Round, Task, TaskError};
use qerun_keeper::tasks::{Liquidate, Storefront};
use qerun_keeper::{KeeperError, Protocol};
use qerun_messages::oracle::{PriceRecord, Status};
use serde_json::json;

use crate::fake::*;

const ONE: u128 = 1_000_000;

/// A chain as a node tells it: a keeper with 1,000 USDC, prices, ETH for sale at 1,900 USD, and a position whose liquidation
/// pays 110 QER for 100 USDC.
fn chain(qer: &str, eth: &str, stable: &str) -> FakeChain {
    let chain = FakeChain::default();
    {
        let protocol = &mut chain.world().protocol;
        for (asset, price) in [("qer", qer), ("eth", eth), ("usdc", stable)] {
            protocol.prices.insert(asset.to_owned(), record(price));
        }
        let offer = json!({"eth": "100000000000000000", "price": "1900", "cost": "190000000"});
        let shown = json!({"deficit": offer, "buyback": null});
        protocol.answer(RESERVE, "storefront", shown);
        protocol.pay(KEEPER, STABLE, 1_000 * ONE as i128).unwrap();
        protocol.positions = vec![FakePosition::of("al", 70, 100 * ONE, 110 * ONE)];
    }
    chain
}

fn storefront() -> Storefront {
    Storefront::new(StorefrontConfig {
        enabled: true,
        interval: 15,
        margin: Decimal::percent(1),
        max_payment: Uint128::new(500 * ONE),
        keep: Uint128::zero(),
        max_qer: None,
        keep_qer: Uint128::zero(),
    })
}

fn liquidate() -> Liquidate {
    Liquidate::new(crate::liquidate::config(false))
}

/// A keeper that uses the first of two nodes.
fn keeper(first: &FakeChain, second: &FakeChain) -> (Someone, FakeNode) {
    let other = FakeNode::of(second, "b", KEEPER);
    let nodes = vec![FakeNode::of(first, "a", KEEPER), other.clone()];
    (Someone::new(nodes), other)
}

/// Both are asked, whichever is in use: what is received counts at the lower price of the two, what is paid at the higher.
#[test]
fn what_one_node_tells_is_not_enough() {
    for (honest, lie, at_the_lie, with_both) in [
        // ETH is sold for 1,900 USD, its bid is 1,881 USD.
        (("0.5", "1900", "1"), ("0.5", "4000", "1"), (1, 0), (0, 0)),
        (("0.5", "4000", "1.2"), ("0.5", "4000", "1"), (1, 0), (1, 0)),
        // Stablecoins that are said to be worth a dollar.
        (("0.5", "1950", "1.1"), ("0.5", "1950", "1"), (1, 0), (0, 0)),
        // 110 QER for 100 USDC.
        (("0.5", "1900", "1"), ("5", "1900", "1"), (0, 1), (0, 0)),
        (("2", "1900", "3"), ("2", "1900", "1"), (0, 1), (0, 0)),
        // Both say the same.
        (("2", "4000", "1"), ("2", "4000", "1"), (1, 1), (1, 1)),
    ] {
        let told = |(qer, eth, stable)| chain(qer, eth, stable);
        let done = |who: &Someone| {
            let storefront = storefront().round(&who.context).unwrap();
            let liquidate = liquidate().round(&who.context).unwrap();
            (storefront.done, liquidate.done)
        };
        let case = format!("{honest:?} {lie:?}");
        let alone = told(lie);
        let believer = Someone::new(vec![FakeNode::of(&alone, "a", KEEPER)]);
        assert_eq!(done(&believer), at_the_lie, "{case}");
        for (first, second) in [(lie, honest), (honest, lie)] {
            let (first, second) = (told(first), told(second));
            let (keeper, _) = keeper(&first, &second);
            assert_eq!(done(&keeper), with_both, "{case}");
        }
    }
}

/// A price that the second node does not have, or that is halted there, is none.
#[test]
fn a_price_that_the_second_node_has_not_is_none() {
    let first = chain("2", "4000", "1");
    for (record, wanted) in [
        (None, "there is none"),
        (
            Some(PriceRecord {
                status: Status::Halted,
                ..record("4000")
            }),
            "is halted",
        ),
    ] {
        let second = chain("2", "4000", "1");
        {
            let prices = &mut second.world().protocol.prices;
            prices.remove("eth");
            prices.extend(record.map(|record| ("eth".to_owned(), record)));
        }
        let (keeper, _) = keeper(&first, &second);
        let error = storefront().round(&keeper.context).unwrap_err();
        assert!(
            matches!(&error, TaskError::Price { asset, reason } if asset == "eth" && reason.contains(wanted)),
            "{error}"
        );
    }
}

/// One node is better than none; and it is not asked in every round.
#[test]
fn a_second_node_that_is_down_stops_nothing() {
    let first = chain("2", "4000", "1");
    let (keeper, other) = keeper(&first, &chain("2", "1000", "1"));
    *other.down.lock().unwrap() = true;
    assert_eq!(storefront().round(&keeper.context).unwrap().done, 1);
    assert_eq!(*other.asked.lock().unwrap(), 1);
    let text = keeper.metrics.text().unwrap();
    assert!(
        text.contains("qerun_keeper_node_up{node=\"b\"} 0"),
        "{text}"
    );
    assert_eq!(liquidate().round(&keeper.context).unwrap().done, 1);
    assert_eq!(*other.asked.lock().unwrap(), 1);
}

/// A third is asked in the place of the second.
#[test]
fn any_other_node_will_do() {
    let (first, honest) = (chain("2", "4000", "1"), chain("2", "1900", "1"));
    let behind = FakeNode::of(&first, "b", KEEPER);
    *behind.age.lock().unwrap() = 61;
    let nodes = vec![
        FakeNode::of(&first, "a", KEEPER),
        behind,
        FakeNode::of(&honest, "c", KEEPER),
    ];
    let keeper = Someone::new(nodes);
    assert_eq!(storefront().round(&keeper.context).unwrap(), Round::IDLE);
}

/// What the contracts answer that say where the others are.
fn contracts(reserve: &str) -> FakeChain {
    let chain = FakeChain::default();
    let answer = |contract, key, answer| chain.world().protocol.answer(contract, key, answer);
    let market = json!({
        "token": TOKEN, "oracle": ORACLE, "reserve": reserve, "guardian": null, "perk": null,
        "stable_denom": STABLE, "stable_decimals": 6, "stable_asset": "usdc",
        "collateral_decimals": 6, "collateral_asset": "qer", "eth_decimals": 18, "eth_asset": "eth",
    });
    answer(MARKET, "config", market);
    let owner = json!({"owner": TIMELOCK, "pending_owner": null, "pending_expiry": null});
    answer(MARKET, "ownership", owner);
    let config = json!({
        "config": {
            "market": MARKET, "oracle": ORACLE, "token": TOKEN, "token_decimals": 6,
            "token_asset": "qer", "guardian": null, "stable_denom": STABLE, "stable_decimals": 6,
            "stable_asset": "usdc", "eth_denom": ETH, "eth_decimals": 18, "eth_asset": "eth",
        },
        "route": {"channel": "channel-0", "receiver": OUTPOST, "timeout": 600},
        "params": {
            "max_slippage": "0.01", "min_order": "1", "max_order": "2", "max_in_flight": "2",
            "max_open_orders": 1, "max_open_batches": 1, "grace": 3_600,
            "storefront": {"premium": "0.05", "discount": "0.05", "duration": 3_600},
        },
        "paused_until": 0, "params_ready_at": 0,
    });
    answer(reserve, "config", config);
    chain
}

/// Money is sent to the reserve: where it is no node says alone.
#[test]
fn nodes_that_tell_different_contracts_are_refused() {
    let (honest, lie) = (contracts(RESERVE), contracts("thief"));
    let node = |chain: &FakeChain, label: &str| FakeNode::of(chain, label, KEEPER);
    let agreed = Protocol::read(&pool(vec![node(&honest, "a"), node(&honest, "b")]), MARKET);
    assert_eq!(agreed.unwrap(), addresses());
    for (first, second) in [(&honest, &lie), (&lie, &honest)] {
        let nodes = vec![node(first, "a"), node(second, "b")];
        let error = Protocol::read(&pool(nodes), MARKET).unwrap_err();
        assert!(
            matches!(&error, KeeperError::Disagree { one, other, market } if one == "a" && other == "b" && market == MARKET),
            "{error}"
        );
        assert!(!error.is_bad_input());
    }
    // One that is down says nothing, and one alone is believed; without any there is none.
    let down = node(&lie, "b");
    *down.down.lock().unwrap() = true;
    let nodes = vec![down.clone(), node(&honest, "a")];
    assert_eq!(Protocol::read(&pool(nodes), MARKET).unwrap(), addresses());
    let error = Protocol::read(&pool(vec![down]), MARKET).unwrap_err();
    assert!(
        matches!(&error, KeeperError::Node(NodeError::Unreachable { node, .. }) if node == "b"),
        "{error}"
    );
}
