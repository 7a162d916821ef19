//! Astroport, the official 1.x contracts, in the 2.x app; recordings of it.

use std::str::FromStr;
use std::time::Instant;

use cosmwasm_std::{coin, Addr, Decimal, Uint128};
use proptest::prelude::*;
use qerun_testing::record::QueryKind;
use qerun_testing::{AstroPool, Chain, Entry, Setup};

const ETH: u128 = 1_000_000_000_000_000_000;
const USDC: u128 = 1_000_000;

/// The pool of a deployment with 3,000,000 USDC and 1,000 ETH; `alice` has some of both.
fn pool() -> (Chain, AstroPool, Addr) {
    let mut setup = Setup::default();
    let amounts = setup.plan.dex_pool.as_mut().unwrap();
    (amounts.stable, amounts.eth) = ((3_000_000 * USDC).into(), (1_000 * ETH).into());
    let suite = setup.build().unwrap();
    let (mut chain, pool) = (suite.net.dex, suite.pool);
    let alice = chain.addr("alice");
    chain.mint(&alice, 30_000 * USDC, "uusdc").unwrap();
    chain.mint(&alice, 10 * ETH, "weth-wei").unwrap();
    (chain, pool, alice)
}

#[test]
fn deploys_swaps_provides_and_withdraws() {
    let (mut chain, pool, alice) = pool();
    assert_eq!(
        pool.pool(&chain).unwrap().map(|amount| amount.u128()),
        [3_000_000 * USDC, 1_000 * ETH]
    );
    assert!((pool.price(&chain).unwrap() - 3_000.0).abs() < 1e-9);

    // x y = k and 30 bps of what is bought stay in the pool
    let offer = coin(3_000 * USDC, "uusdc");
    let simulated = pool.simulate(&chain, &offer).unwrap();
    let bought = pool.swap(&mut chain, &alice, offer).unwrap();
    assert_eq!(bought, simulated);
    let gross = 1_000.0 * 3_000.0 / 3_003_000.0;
    assert!((bought.u128() as f64 / 1e18 - gross * 0.997).abs() < 1e-9);
    let [usdc, eth] = pool.pool(&chain).unwrap();
    assert_eq!(usdc.u128(), 3_003_000 * USDC);
    assert_eq!(eth + bought, Uint128::new(1_000 * ETH));
    // the bank agrees
    assert_eq!(chain.balance(&pool.pair, "weth-wei").unwrap(), eth);

    let lp = pool.provide(&mut chain, &alice, 3_000 * USDC, ETH).unwrap();
    assert!(!lp.is_zero());
    assert_eq!(pool.lp_balance(&chain, &alice).unwrap(), lp);
    pool.withdraw(&mut chain, &alice, lp).unwrap();
    assert_eq!(pool.lp_balance(&chain, &alice).unwrap(), Uint128::zero());

    assert!(pool.swap(&mut chain, &alice, coin(1, "uosmo")).is_err());
    // more than half of the price
    chain.mint(&alice, 4_000_000 * USDC, "uusdc").unwrap();
    assert!(pool
        .swap(&mut chain, &alice, coin(4_000_000 * USDC, "uusdc"))
        .is_err());
}

#[test]
fn records_calls_queries_and_storage() {
    let (mut chain, pool, alice) = pool();
    let recorder = chain.recorder.clone();
    assert!(recorder.take().is_empty(), "off by default");
    // in a later block the pair writes its price accumulators
    chain.advance(5);
    let (transaction, result) =
        recorder.of(|| pool.swap(&mut chain, &alice, coin(USDC, "uusdc")).unwrap());
    assert!(!result.is_zero());
    let transaction = transaction.unwrap();
    assert!(transaction.committed);
    assert_eq!(transaction.label, "execute swap");
    assert_eq!(transaction.codes(), ["astroport-factory", "astroport-pair"]);
    let swap = &transaction.calls[0];
    assert_eq!((swap.code, swap.entry), ("astroport-pair", Entry::Execute));
    assert_eq!(swap.contract, pool.pair);
    assert!(swap.ok);
    assert!(swap
        .queries
        .iter()
        .any(|query| query.kind == QueryKind::Smart && query.target == pool.factory.as_str()));
    assert!(swap
        .queries
        .iter()
        .any(|query| query.kind == QueryKind::Bank && query.key == b"weth-wei"));
    assert!(swap.storage.reads >= 1 && swap.storage.writes >= 1);
    assert!(swap.storage.bytes_read > 100 && swap.storage.bytes_written > 100);
    // what the pair asked the factory appears as a call of its own
    assert!(transaction.calls[1..]
        .iter()
        .any(|call| call.code == "astroport-factory" && call.entry == Entry::Query));
    assert_eq!(
        transaction.storage().reads,
        transaction
            .calls
            .iter()
            .map(|call| call.storage.reads)
            .sum::<u64>()
    );

    // failures are kept as well
    let (transaction, result) = recorder.of(|| {
        let msg = serde_json::json!({"update_config": {"params": ""}});
        chain.execute(&alice, &pool.pair, &msg, &[])
    });
    assert!(result.is_err());
    let transaction = transaction.unwrap();
    assert!(!transaction.committed && !transaction.calls[0].ok);
    assert!(!recorder.is_on());

    // a test's own query stands alone, with what it asked in turn; ranges are counted
    recorder.start();
    pool.simulate(&chain, &coin(USDC, "uusdc")).unwrap();
    let _: serde_json::Value = chain
        .query(&pool.lp_token, &serde_json::json!({"all_accounts": {}}))
        .unwrap();
    recorder.stop();
    let [simulation, accounts] = recorder.take().try_into().unwrap();
    assert_eq!(simulation.label, "outside");
    assert_eq!(simulation.codes(), ["astroport-factory", "astroport-pair"]);
    assert_eq!(accounts.calls.len(), 1);
    // the pair's locked minimum and the first provider
    assert_eq!(accounts.storage().iterated, 2);
}

#[test]
fn moves_far_in_several_trades() {
    let (mut chain, pool, _) = pool();
    for price in ["30000", "12.5", "3000"] {
        let swaps = pool
            .arbitrage_to(&mut chain, Decimal::from_str(price).unwrap())
            .unwrap();
        assert!(swaps > 1);
        let target: f64 = price.parse().unwrap();
        let price = pool.price(&chain).unwrap();
        assert!((price / target - 1.0).abs() < 1e-6, "{price} {target}");
    }
    // there already
    let there = Decimal::from_str("3000").unwrap();
    assert_eq!(pool.arbitrage_to(&mut chain, there).unwrap(), 0);
}

#[test]
fn is_fast_enough_for_long_simulations() {
    let (mut chain, pool, alice) = pool();
    chain.mint(&alice, 30_000_000 * USDC, "uusdc").unwrap();
    let start = Instant::now();
    let swaps = 200;
    for _ in 0..swaps {
        pool.swap(&mut chain, &alice, coin(USDC, "uusdc")).unwrap();
        chain.advance(5);
    }
    let each = start.elapsed() / swaps;
    println!("{each:?} a swap");
    assert!(each.as_millis() < 50);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// One trade hits any price within 45 percent of the present one.
    #[test]
    fn hits_the_price(moves in prop::collection::vec(0.55f64..1.8, 1..4)) {
        let (mut chain, pool, _) = pool();
        for factor in moves {
            let target = pool.price(&chain).unwrap() * factor;
            let decimal = Decimal::from_str(&format!("{target:.12}")).unwrap();
            pool.arbitrage_to(&mut chain, decimal).unwrap();
            let price = pool.price(&chain).unwrap();
            prop_assert!((price / target - 1.0).abs() < 1e-6, "{} {}", price, target);
        }
    }
}
