//! The average of an Astroport pair, from raw records as the official contract keeps them. Against the contract itself:
//! packages/testing.

use crate::common::pair::{pool, set_config, source, Pair};
use crate::common::*;
use proptest::prelude::*;
use qerun_controls::ParameterError;
use qerun_messages::oracle::{
    AssetEntry, ExecuteMsg, Observation, Policy, PoolPrice, PriceSource, Status,
};
use qerun_oracle::state::SAMPLES;
use qerun_oracle::ContractError;
use serde_json::json;

/// Half a stablecoin for a QER, 500,000 of them in the pair, last traded with a minute ago.
fn pair() -> Pair {
    Pair {
        qer: 1_000_000_000_000,
        stable: 500_000_000_000,
        traded_at: START - 60,
        accumulators: [u128::MAX - 5, 77],
    }
}

/// The quote token's figures differ: 0.97, 0.98, 1.01.
fn oracle_of(sources: Vec<PriceSource<String>>) -> Oracle {
    let quote = vec![fixed("0.97"), fixed("0.98"), fixed("1.01")];
    let entry = |asset: &str, sources| AssetEntry {
        asset: asset.into(),
        config: config(sources, policy()),
    };
    Oracle::with(vec![entry("usdc", quote), entry("qer", sources)]).unwrap()
}

fn oracle() -> (Oracle, Pair) {
    let mut oracle = oracle_of(vec![source()]);
    let pair = pair();
    pair.store(&mut oracle);
    (oracle, pair)
}

/// Pokes usdc and qer every five minutes, trading as often.
fn pass(oracle: &mut Oracle, pair: &mut Pair, seconds: u64) {
    for _ in 0..seconds / 300 {
        oracle.wait(150);
        pair.touch(oracle.now());
        pair.store(oracle);
        oracle.wait(150);
        let assets = vec!["usdc".into(), q()];
        oracle
            .execute("anyone", ExecuteMsg::Poke { assets })
            .unwrap();
    }
}

fn seen(oracle: &Oracle) -> Option<Observation> {
    oracle.observations()[0]
}

/// The issue's: a window of 60 minutes asked, ten minutes of observations: not live, no shorter average.
#[test]
fn is_live_when_the_samples_cover_the_window() {
    let (mut oracle, mut pair) = oracle();
    assert_eq!(events(&oracle.poke()), ["skip"]);
    pass(&mut oracle, &mut pair, 600);
    assert_eq!(seen(&oracle), None);
    assert_eq!(events(&oracle.poke()), ["skip"]);
    pass(&mut oracle, &mut pair, 3_000 - 300);
    assert_eq!(seen(&oracle), None);
    assert_eq!(oracle.record(), None);
    pass(&mut oracle, &mut pair, 300);
    let observation = Observation {
        low: dec("0.485"),
        price: dec("0.49"),
        high: dec("0.505"),
        depth: Some(dec("485000")),
        as_of: oracle.now(),
    };
    assert_eq!(seen(&oracle), Some(observation));
    let record = oracle.record().unwrap();
    assert_eq!((record.bid, record.mid), (dec("0.485"), dec("0.49")));
    assert_eq!((record.ask, record.status), (dec("0.505"), Status::Live));
    assert_eq!(record.depth, Some(dec("485000")));
}

/// A query reads, and leaves the samples to those who poke.
#[test]
fn a_query_takes_no_sample() {
    let (mut oracle, mut pair) = oracle();
    pass(&mut oracle, &mut pair, 3_600);
    oracle.wait(300);
    let before = oracle.storage();
    assert!(seen(&oracle).is_some());
    assert_eq!(oracle.storage(), before);
}

/// A push in one block is in low or high at once, and not in the price.
#[test]
fn the_spot_price_bounds_low_and_high() {
    for (qer, stable, low, high) in [
        (1_000_000_000_000, 1_000_000_000_000, "0.485", "1.01"),
        (2_000_000_000_000, 250_000_000_000, "0.12125", "0.505"),
    ] {
        let (mut oracle, mut pair) = oracle();
        pass(&mut oracle, &mut pair, 3_900);
        oracle.wait(5);
        pair.touch(oracle.now());
        (pair.qer, pair.stable) = (qer, stable);
        pair.store(&mut oracle);
        let observation = seen(&oracle).unwrap();
        assert_eq!((observation.low, observation.high), (dec(low), dec(high)));
        assert_eq!(observation.price, dec("0.49"));
    }
}

/// Samples are taken at every poke and submission, a twelfth of the window apart, and forgotten with their source.
#[test]
fn keeps_samples_as_long_as_the_source() {
    let (mut oracle, mut pair) = oracle();
    let sampled = |oracle: &Oracle| {
        let samples = SAMPLES
            .may_load(&oracle.deps.storage, ("qer", &addr("pair")))
            .unwrap();
        samples.map(|samples| samples.segments.len())
    };
    assert_eq!(sampled(&oracle), None);
    oracle.poke();
    assert_eq!(sampled(&oracle), Some(0));
    oracle.wait(299);
    let before = oracle.storage();
    oracle.poke();
    assert_eq!(oracle.storage(), before);
    oracle.wait(1);
    oracle.poke();
    assert_eq!(sampled(&oracle), Some(1));
    pass(&mut oracle, &mut pair, 3_600);
    assert_eq!(sampled(&oracle), Some(12));

    // Guards alone, or another source beside it, leave the history as it is.
    oracle.set(vec![source(), feeders(0, 1)], policy());
    assert!(seen(&oracle).is_some());
    // Neither does how long it may be idle: it is the same price.
    oracle.wait(DAY);
    pass(&mut oracle, &mut pair, 4_200);
    let patient = PriceSource::AstroportTwap {
        pair: addr("pair").into(),
        pool: pool(),
        max_idle: 3_600,
    };
    oracle.set(vec![patient, feeders(0, 1)], policy());
    assert_eq!(sampled(&oracle), Some(12));
    assert!(seen(&oracle).is_some());
    // Any other change of the source begins it anew: the price would be another one.
    oracle.wait(DAY);
    pass(&mut oracle, &mut pair, 4_200);
    let changed = PriceSource::AstroportTwap {
        pair: addr("pair").into(),
        pool: PoolPrice {
            window: 1_800,
            ..pool()
        },
        max_idle: 1_800,
    };
    oracle.set(vec![changed, feeders(0, 1)], policy());
    assert_eq!(sampled(&oracle), Some(0));
    assert_eq!(seen(&oracle), None);
    oracle.wait(2 * DAY);
    oracle.set(vec![feeders(0, 1)], policy());
    assert_eq!(sampled(&oracle), None);
    oracle.set(vec![source()], policy());
    assert_eq!(sampled(&oracle), Some(0));
    oracle.wait(2 * DAY);
    let asset = q();
    oracle
        .execute("timelock", ExecuteMsg::RemoveAsset { asset })
        .unwrap();
    assert_eq!(sampled(&oracle), None);
}

#[test]
fn an_idle_pair_is_not_live() {
    let (mut oracle, mut pair) = oracle();
    pass(&mut oracle, &mut pair, 3_600);
    // Poked, but traded with no more.
    for _ in 0..5 {
        oracle.wait(300);
        let assets = vec!["usdc".into(), q()];
        oracle
            .execute("anyone", ExecuteMsg::Poke { assets })
            .unwrap();
    }
    oracle.wait(150);
    assert_eq!(oracle.now() - pair.traded_at, 1_800);
    assert!(seen(&oracle).is_some());
    oracle.wait(1);
    assert_eq!(seen(&oracle), None);
    // Its samples went on: with the next trade it is live again.
    pair.touch(oracle.now());
    pair.store(&mut oracle);
    assert!(seen(&oracle).is_some());
}

/// What is no pair of these two tokens has no price, and stops no poke.
#[test]
fn anything_else_at_that_address_is_not_live() {
    let (mut oracle, mut pair) = oracle();
    pass(&mut oracle, &mut pair, 3_900);
    let good = pair.config();
    let with = |pointer: &str, value: serde_json::Value| {
        let mut config = good.clone();
        *config.pointer_mut(pointer).unwrap() = value;
        config
    };
    let token = |name: &str| json!({"token": {"contract_addr": addr(name)}});
    let coin = |denom: &str| json!({"native_token": {"denom": denom}});
    let infos = "/pair_info/asset_infos";
    for config in [
        json!(null),
        json!({"owner": "somebody"}),
        with("/pair_info/pair_type", json!({"stable": {}})),
        with("/pair_info/pair_type", json!({"custom": "concentrated"})),
        with(infos, json!([token("token"), coin("uusdt")])),
        with(infos, json!([token("other"), coin("uusdc")])),
        with(infos, json!([coin("uusdc"), coin("uusdc")])),
        with(infos, json!([token("token")])),
        with(infos, json!([token("token"), coin("uusdc"), coin("uatom")])),
        with("/block_time_last", json!(oracle.now() + 1)),
        with("/block_time_last", json!(-1)),
        with("/price0_cumulative_last", json!(5)),
        with(
            "/price0_cumulative_last",
            json!("340282366920938463463374607431768211456"),
        ),
    ] {
        set_config(&oracle, &config);
        assert_eq!(seen(&oracle), None, "{config}");
        oracle.poke();
    }
    set_config(&oracle, &good);
    assert!(seen(&oracle).is_some());
    for (qer, stable) in [(0, 5), (5, 0), (0, 0), (1, u128::MAX), (u128::MAX, 1)] {
        Pair {
            qer,
            stable,
            ..pair
        }
        .store(&mut oracle);
        assert_eq!(seen(&oracle), None, "{qer} {stable}");
        oracle.poke();
    }
    pair.store(&mut oracle);
    oracle.others.remove(&addr("token"));
    assert_eq!(seen(&oracle), None);
    oracle.others.remove(&addr("pair"));
    assert_eq!(seen(&oracle), None);
    assert_eq!(events(&oracle.poke()), ["skip"]);
    // An empty pair for a while does not make a price out of nothing when it is filled again.
    pair.store(&mut oracle);
    assert_eq!(seen(&oracle).unwrap().price, dec("0.49"));
}

/// Tokens of 6 and 18 decimals, either way round: the pair's own accumulator of the other direction stays at zero.
#[test]
fn counts_the_direction_that_has_digits() {
    // 3,000 of the stablecoin an ETH; the pair names the ETH second, then first.
    for eth_is_quote in [false, true] {
        let mut oracle = oracle_of(vec![feeders(0, 1)]);
        let mut pair = Pair {
            qer: 1_000_000_000_000_000_000_000,
            stable: 3_000_000_000_000,
            traded_at: START - 60,
            accumulators: [0, 0],
        };
        let (eth, usd) = (addr("token").into_string(), "uusdc".to_owned());
        let (base, quote, decimals) = if eth_is_quote {
            (usd, eth, (6, 18))
        } else {
            (eth, usd, (18, 6))
        };
        let pool = PoolPrice {
            base,
            base_decimals: decimals.0,
            quote,
            quote_decimals: decimals.1,
            ..pool()
        };
        let sources = vec![PriceSource::AstroportTwap {
            pair: addr("pair").into(),
            pool,
            max_idle: 1_800,
        }];
        oracle.set(sources, policy());
        pair.store(&mut oracle);
        oracle.poke();
        pass(&mut oracle, &mut pair, 3_600);
        assert_eq!(pair.accumulators[0], 0, "no digits");
        assert!(pair.accumulators[1] > 0);
        let observation = seen(&oracle).unwrap();
        let (low, price, high, depth) = if eth_is_quote {
            (
                "0.000323333333333333",
                "0.000326666666666666",
                "0.000336666666666667",
                "970",
            )
        } else {
            ("2910", "2940", "3030", "2910000")
        };
        let near = |seen: cosmwasm_std::Decimal, text: &str| {
            assert!(
                seen.abs_diff(dec(text)) <= dec(text) * dec("0.000001"),
                "{seen} {text}"
            );
        };
        near(observation.low, low);
        near(observation.price, price);
        near(observation.high, high);
        assert_eq!(observation.depth, Some(dec(depth)));
    }
}

/// Moonwell 2026: a feed that is not what it is taken for. The spot price of a pair is compared before there is an average.
#[test]
fn a_pair_of_other_decimals_cannot_be_set_over_a_price() {
    let mut oracle = oracle_of(vec![fixed("0.5")]);
    pair().store(&mut oracle);
    let with = |change: fn(&mut PoolPrice)| {
        let mut pool = pool();
        change(&mut pool);
        vec![PriceSource::AstroportTwap {
            pair: addr("pair").into(),
            pool,
            max_idle: 1_800,
        }]
    };
    for (sources, price) in [
        (with(|pool| pool.base_decimals = 8), "49"),
        (with(|pool| pool.quote_decimals = 18), "0.00000000000049"),
        (
            with(|pool| std::mem::swap(&mut pool.base, &mut pool.quote)),
            "1.96",
        ),
    ] {
        let error = ContractError::FarFromPublished {
            asset: q(),
            source_number: 1,
            price: dec(price),
            published: dec("0.5"),
            max_deviation: dec("0.1"),
        };
        assert_eq!(oracle.try_set(sources, policy()), Err(error));
    }
    assert_eq!(oracle.try_set(vec![source()], policy()), Ok(()));
}

#[test]
fn parameters() {
    let (mut oracle, _) = oracle();
    for max_idle in [29, 86_401] {
        let source = PriceSource::AstroportTwap {
            pair: addr("pair").into(),
            pool: pool(),
            max_idle,
        };
        assert!(matches!(
            oracle.try_set(vec![source], policy()),
            Err(ContractError::Parameter(ParameterError::OutOfBounds {
                name: "max_idle",
                ..
            }))
        ));
    }
    let nowhere = PriceSource::AstroportTwap {
        pair: "x".into(),
        pool: pool(),
        max_idle: 60,
    };
    assert!(matches!(
        oracle.try_set(vec![nowhere], policy()),
        Err(ContractError::Std(_))
    ));
    let origin = format!("astroport pair {}", addr("pair"));
    let again = PriceSource::AstroportTwap {
        pair: addr("pair").into(),
        pool: PoolPrice {
            window: 7_200,
            ..pool()
        },
        max_idle: 60,
    };
    assert_eq!(
        oracle.try_set(vec![source(), again], policy()),
        Err(ContractError::DuplicateSource { origin })
    );
}

/// Any number, often one of those at which something could overflow.
fn figure() -> impl Strategy<Value = u128> {
    prop_oneof![
        Just(0u128),
        Just(1),
        Just(u128::MAX),
        Just(u128::MAX / 2),
        any::<u128>(),
        any::<u64>().prop_map(u128::from),
        (0u32..39).prop_map(|digits| 10u128.pow(digits)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Whatever a pair says, and however long nobody looks: no poke fails, and what is published is in order.
    #[test]
    fn no_pair_stops_a_poke(
        looks in prop::collection::vec(
            (prop_oneof![4 => 0u64..900, 1 => 0u64..100_000_000], figure(), figure(), figure(), 0u64..2_000),
            1..60,
        ),
    ) {
        let free = Policy { max_price: dec("1000000000000"), min_price: dec("0.000000000001"), ..clamped() };
        let entry = |asset: &str, sources, policy| AssetEntry {
            asset: asset.into(),
            config: config(sources, policy),
        };
        let mut oracle = Oracle::with(vec![
            entry("usdc", vec![fixed("0.97")], policy()),
            entry("qer", vec![source()], free),
        ]).unwrap();
        let mut pair = pair();
        for (wait, qer, stable, accumulator, idle) in looks {
            oracle.wait(wait);
            (pair.qer, pair.stable) = (qer, stable);
            pair.accumulators = [accumulator, accumulator.wrapping_mul(7)];
            pair.traded_at = oracle.now() - idle;
            pair.store(&mut oracle);
            let assets = vec!["usdc".into(), q()];
            let poked = oracle.execute("anyone", ExecuteMsg::Poke { assets });
            prop_assert!(poked.is_ok(), "{:?}", poked);
            if let Some(record) = oracle.record() {
                prop_assert!(record.bid <= record.mid && record.mid <= record.ask);
                prop_assert!(!record.bid.is_zero());
            }
        }
    }
}
