//! `storefront`: ETH below its price.

use cosmwasm_std::{Binary, Decimal, Uint128};
use qerun_keeper::config::StorefrontConfig;
use qerun_keeper::task::{Round, Task, TaskError};
use qerun_keeper::tasks::Storefront;
use qerun_messages::oracle::{PriceRecord, Status};
use serde_json::{json, Value};

use super::{keeper, round};
use crate::fake::*;

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

/// The price is per dollar that the reserve counts; how many of those a token is stands in the cost alone.
#[test]
fn storefront_goes_by_what_the_offer_costs() {
    let ether = 1_000_000_000_000_000_000u128;
    for (cost, done) in [(1_940_410_000u128, 0), (1_940_390_000, 1)] {
        let chain = FakeChain::default();
        {
            let protocol = &mut chain.world().protocol;
            for (asset, price) in [("eth", "2000"), ("usdc", "1")] {
                protocol.prices.insert(asset.to_owned(), record(price));
            }
            let cost = cost.to_string();
            let offer = json!({"eth": ether.to_string(), "price": "1000", "cost": cost});
            let shown = json!({"deficit": offer, "buyback": null});
            protocol.answer(RESERVE, "storefront", shown);
            protocol.pay(KEEPER, STABLE, 5_000_000_000).unwrap();
        }
        let found = round(&mut storefront(2, 5_000_000_000), &keeper(&chain));
        assert_eq!(found.done, done, "{cost}");
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
