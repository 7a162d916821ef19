//! The average of a pool on Osmosis: what is asked, and what counts of recorded answers and of bad ones.

use crate::common::*;
use cosmwasm_std::{Binary, Decimal};
use prost::Message;
use qerun_messages::oracle::{AssetEntry, Observation, PoolPrice, PriceSource};
use qerun_oracle::sources::osmosis_twap::{normalise, OsmosisPool};
use qerun_oracle::ContractError;

/// OSMO in an IBC stablecoin on Osmosis' own chain, averaged over an hour.
const TWAP: &str = include_str!("../fixtures/osmosis_twap.json");
const LIQUIDITY: &str = include_str!("../fixtures/osmosis_liquidity.json");
const TOKEN: &str = "ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2";

const TWAP_PATH: &str = "/osmosis.twap.v1beta1.Query/ArithmeticTwapToNow";
const LIQUIDITY_PATH: &str = "/osmosis.poolmanager.v1beta1.Query/TotalPoolLiquidity";

fn pool() -> PoolPrice {
    PoolPrice {
        base: "uosmo".into(),
        base_decimals: 6,
        quote: TOKEN.into(),
        quote_decimals: 6,
        quote_asset: "atom".into(),
        window: 3_600,
    }
}

fn source() -> PriceSource<String> {
    PriceSource::OsmosisTwap {
        pool_id: 1u64.into(),
        pool: pool(),
    }
}

/// The quote token has a price with three different figures.
fn oracle() -> Oracle {
    let quote = vec![fixed("3.9"), fixed("4"), fixed("4.2")];
    let mut entries = vec![("atom", quote), ("qer", vec![source()])];
    let entries = entries.drain(..).map(|(asset, sources)| AssetEntry {
        asset: asset.into(),
        config: config(sources, policy()),
    });
    Oracle::with(entries.collect()).unwrap()
}

fn answer(oracle: &Oracle, path: &str, text: &str) {
    let text = Binary::new(text.as_bytes().to_vec());
    oracle.others.answer_module(path, move |_| Ok(text.clone()));
}

/// As Osmosis' proto files have it, apart from the contract's own declarations.
#[derive(Clone, PartialEq, Message)]
struct TwapRequest {
    #[prost(uint64, tag = "1")]
    pool_id: u64,
    #[prost(string, tag = "2")]
    base_asset: String,
    #[prost(string, tag = "3")]
    quote_asset: String,
    #[prost(message, optional, tag = "4")]
    start_time: Option<Time>,
}

#[derive(Clone, PartialEq, Message)]
struct Time {
    #[prost(int64, tag = "1")]
    seconds: i64,
    #[prost(int32, tag = "2")]
    nanos: i32,
}

#[test]
fn asks_for_the_window_and_reads_recorded_answers() {
    let mut oracle = oracle();
    oracle.others.answer_module(TWAP_PATH, |request| {
        let asked = TwapRequest::decode(request.as_slice()).unwrap();
        let expected = TwapRequest {
            pool_id: 1,
            base_asset: "uosmo".into(),
            quote_asset: TOKEN.into(),
            start_time: Some(Time {
                seconds: i64::try_from(START).unwrap() - 3_600,
                nanos: 0,
            }),
        };
        assert_eq!(asked, expected);
        Ok(Binary::new(TWAP.as_bytes().to_vec()))
    });
    oracle.others.answer_module(LIQUIDITY_PATH, |request| {
        // Field 1, a varint: the pool's id.
        assert_eq!(request.as_slice(), [8, 1]);
        Ok(Binary::new(LIQUIDITY.as_bytes().to_vec()))
    });
    let seen = Observation {
        low: dec("0.10615469788310935"),
        price: dec("0.108876613213445488"),
        high: dec("0.114320443874117763"),
        depth: Some(dec("5929440.7295448")),
        as_of: START,
    };
    assert_eq!(oracle.observations(), [Some(seen)]);
    oracle.poke();
    let record = oracle.record().unwrap();
    assert_eq!((record.bid, record.ask), (seen.low, seen.high));
    // Depth is published to nine digits.
    let depth = Some(dec("5929440.72"));
    assert_eq!((record.mid, record.depth), (seen.price, depth));
}

/// On another chain there is no such module; on Osmosis a pool may have no history of an hour.
#[test]
fn a_chain_that_does_not_answer_is_not_live() {
    let mut oracle = oracle();
    assert_eq!(events(&oracle.poke()), ["skip"]);
    answer(&oracle, TWAP_PATH, TWAP);
    assert_eq!(oracle.observations(), [None], "no liquidity");
    for liquidity in [
        "",
        "{}",
        r#"{"liquidity":[]}"#,
        r#"{"liquidity":[{"denom":"uosmo","amount":"5"}]}"#,
        &LIQUIDITY.replace("1520369417832", "-1"),
    ] {
        answer(&oracle, LIQUIDITY_PATH, liquidity);
        assert_eq!(oracle.observations(), [None], "{liquidity}");
    }
    answer(&oracle, LIQUIDITY_PATH, LIQUIDITY);
    assert!(oracle.observations()[0].is_some());
    for twap in [
        "null",
        "{}",
        r#"{"arithmetic_twap":"-0.5"}"#,
        r#"{"arithmetic_twap":"0.000000000000000000"}"#,
        r#"{"arithmetic_twap":"NaN"}"#,
        r#"{"arithmetic_twap":"340282366920938463463.374607431768211455"}"#,
    ] {
        answer(&oracle, TWAP_PATH, twap);
        assert_eq!(oracle.observations(), [None], "{twap}");
        assert_eq!(events(&oracle.poke()), ["skip"], "{twap}");
    }
    oracle
        .others
        .answer_module(TWAP_PATH, |_| Err("twap: time too old".into()));
    assert_eq!(oracle.observations(), [None]);
    assert_eq!(oracle.record(), None);
}

/// Prices of whole tokens of any decimals; none with too few digits.
#[test]
fn normalises() {
    let count = |twap: &str, base_decimals, quote_decimals| {
        let seen = OsmosisPool {
            twap: dec(twap),
            quote_reserve: 7u128.into(),
        };
        let pool = PoolPrice {
            base_decimals,
            quote_decimals,
            ..pool()
        };
        normalise(seen, &pool).map(|seen| (seen.low, seen.price, seen.high, seen.quote_reserve))
    };
    let all = |price: &str| Some((dec(price), dec(price), dec(price), 7u128.into()));
    assert_eq!(count("0.5", 6, 6), all("0.5"));
    // ETH of 18 decimals at 3,000 of a token of 6.
    assert_eq!(count("0.000000003", 18, 6), all("3000"));
    assert_eq!(count("333333333.333333333333333333", 6, 18), {
        let (low, high) = ("0.000333333333333333", "0.000333333333333334");
        Some((dec(low), dec(low), dec(high), 7u128.into()))
    });
    assert_eq!(count("0.000000000000001", 18, 18), all("0.000000000000001"));
    assert_eq!(count("0.000000000000000999", 18, 0), None);
    assert_eq!(count(&Decimal::MAX.to_string(), 18, 0), None);
}

#[test]
fn the_same_pool_counts_once() {
    let mut oracle = oracle();
    let again = PriceSource::OsmosisTwap {
        pool_id: 1u64.into(),
        pool: PoolPrice {
            window: 1_800,
            ..pool()
        },
    };
    let origin = "osmosis pool 1".into();
    let error = Err(ContractError::DuplicateSource { origin });
    assert_eq!(oracle.try_set(vec![source(), again], policy()), error);
}
