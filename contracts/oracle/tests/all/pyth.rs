//! A feed of Pyth: what counts of it, from a recorded answer and from answers that were never good.

use crate::common::*;
use cosmwasm_std::{from_json, Binary, Decimal};
use proptest::prelude::*;
use qerun_controls::ParameterError;
use qerun_messages::oracle::{Observation, PriceSource};
use qerun_oracle::sources::pyth::{normalise, Limits, PythPrice};
use qerun_oracle::ContractError;
use serde_json::{json, Value};

/// ETH in dollars, as the feed stood on 27 July 2026; the ids are the same on every chain.
const RECORDED: &str = include_str!("../fixtures/pyth_eth.json");
const ETH: &str = "ff61491a931112ddf1bd8147cd1b641375f79f5825126d665480874634fd0ace";
const PUBLISHED: u64 = 1_785_143_368;

fn source() -> PriceSource<String> {
    PriceSource::Pyth {
        contract: addr("pyth").into(),
        feed_id: ETH.into(),
        max_age: 90,
        max_confidence: dec("0.02"),
    }
}

/// The contract answers whatever this is, to the one query that it knows.
fn answer(oracle: &Oracle, text: impl Into<String>) {
    let text = text.into();
    oracle.others.answer_raw(&addr("pyth"), move |query| {
        let query: Value = from_json(query).unwrap();
        assert_eq!(query, json!({"price_feed": {"id": ETH}}));
        Ok(Binary::new(text.clone().into_bytes()))
    });
}

fn observe(oracle: &Oracle) -> Option<Observation> {
    oracle.observations()[0]
}

#[test]
fn reads_a_recorded_answer() {
    let mut oracle = Oracle::of(vec![source()], policy());
    answer(&oracle, RECORDED);
    oracle.wait(PUBLISHED + 90 - START);
    let seen = Observation {
        price: dec("1956.56091864"),
        low: dec("1955.68183728"),
        high: dec("1957.44"),
        depth: None,
        as_of: PUBLISHED,
    };
    assert_eq!(observe(&oracle), Some(seen));
    assert_eq!(events(&oracle.poke()), ["update"]);
    let record = oracle.record().unwrap();
    assert_eq!((record.bid, record.ask), (seen.low, seen.high));
    assert_eq!((record.mid, record.as_of), (seen.price, PUBLISHED));
    // A second older it does not count.
    oracle.wait(1);
    assert_eq!(observe(&oracle), None);
}

/// Whatever the contract does, a poke goes through and the record stays.
#[test]
fn a_broken_contract_is_not_live() {
    let mut oracle = Oracle::of(vec![source()], policy());
    assert_eq!(events(&oracle.poke()), ["skip"], "no contract");
    let good = RECORDED.replace(&PUBLISHED.to_string(), &START.to_string());
    for text in [
        "",
        "null",
        "[]",
        "{}",
        r#"{"price_feed":{}}"#,
        // Another feed than the one asked for.
        &good.replace(ETH, &ETH.replace('f', "e")),
        // Numbers where text belongs, and text that is no number.
        &good.replace("\"195656091864\"", "195656091864.5"),
        &good.replace("195656091864", "9223372036854775808"),
        &good.replace("87908136", "-1"),
        &good.replace("-8", "-2147483649"),
    ] {
        answer(&oracle, text);
        assert_eq!(observe(&oracle), None, "{text}");
        assert_eq!(events(&oracle.poke()), ["skip"], "{text}");
        assert_eq!(oracle.record(), None);
    }
    oracle
        .others
        .answer_raw(&addr("pyth"), |_| Err("PriceFeedNotFound".into()));
    assert_eq!(events(&oracle.poke()), ["skip"]);
    answer(&oracle, good);
    assert_eq!(events(&oracle.poke()), ["update"]);
}

fn price(price: i64, conf: u64, expo: i32, publish_time: i64) -> PythPrice {
    PythPrice {
        price: price.into(),
        conf: conf.into(),
        expo,
        publish_time,
    }
}

const NOW: u64 = START;
const LIMITS: Limits = Limits {
    max_age: 90,
    max_confidence: Decimal::percent(5),
};

/// Prices, and between which two they are; none that do not count.
#[test]
fn normalises() {
    let now = i64::try_from(NOW).unwrap();
    let count = |mantissa, conf, expo, at| normalise(price(mantissa, conf, expo, at), LIMITS, NOW);
    let good = 200_000_000_000i64;
    for (seen, low, middle, high) in [
        (price(good, 0, -8, now), "2000", "2000", "2000"),
        (price(good, 2_000_000_000, -8, now), "1980", "2000", "2020"),
        // The limit of the confidence itself: 5 %.
        (price(2_000, 100, 0, now), "1900", "2000", "2100"),
        (price(7, 0, 2, now), "700", "700", "700"),
        // Rounded outwards at the 18th digit.
        (
            price(1_234_567_891, 5, -20, now),
            "0.000000000012345678",
            "0.000000000012345678",
            "0.000000000012345679",
        ),
        (
            price(i64::MAX, 1, -30, now),
            "0.000000000009223372",
            "0.000000000009223372",
            "0.000000000009223373",
        ),
    ] {
        let observation = Observation {
            price: dec(middle),
            low: dec(low),
            high: dec(high),
            depth: None,
            as_of: NOW,
        };
        assert_eq!(normalise(seen, LIMITS, NOW), Some(observation), "{seen:?}");
    }
    for (what, observation) in [
        ("negative", count(-1, 0, -8, now)),
        ("the most negative", count(i64::MIN, 0, -8, now)),
        ("zero", count(0, 0, -8, now)),
        ("as uncertain as high", count(100, 100, -8, now)),
        ("more uncertain than high", count(100, 101, -8, now)),
        ("uncertain by a hair too much", count(2_000, 101, 0, now)),
        ("the largest confidence", count(good, u64::MAX, -8, now)),
        ("too large", count(i64::MAX, 0, 20, now)),
        ("beyond every decimal", count(1, 0, i32::MAX, now)),
        ("91 s old", count(good, 0, -8, now - 91)),
        ("61 s ahead", count(good, 0, -8, now + 61)),
        ("before 1970", count(good, 0, -8, -1)),
        ("at the end of time", count(good, 0, -8, i64::MAX)),
        ("at its beginning", count(good, 0, -8, i64::MIN)),
    ] {
        assert_eq!(observation, None, "{what}");
    }
    let as_of = |at| count(good, 0, -8, at).map(|seen| seen.as_of);
    assert_eq!(as_of(now - 90), Some(NOW - 90));
    // A clock that runs ahead a little counts as the block's.
    assert_eq!(as_of(now + 60), Some(NOW));
}

/// What is too small for a decimal has no low, and is not live.
#[test]
fn a_price_that_rounds_to_nothing_is_not_live() {
    let mut oracle = Oracle::of(vec![source()], policy());
    let text = RECORDED.replace(&PUBLISHED.to_string(), &START.to_string());
    for (expo, live) in [(-29, true), (-30, false), (i32::MIN, false), (-8, true)] {
        answer(&oracle, text.replace("-8", &expo.to_string()));
        assert_eq!(observe(&oracle).is_some(), live, "{expo}");
    }
    answer(&oracle, text.replace("-8", "2"));
    assert_eq!(observe(&oracle), None, "above every price");
    oracle.poke();
    assert_eq!(oracle.record(), None);
}

#[test]
fn parameters() {
    let mut oracle = Oracle::of(vec![fixed("1")], policy());
    let with = |change: &dyn Fn(&mut String, &mut u64, &mut Decimal)| {
        let mut parts = (ETH.to_owned(), 90u64, dec("0.02"));
        change(&mut parts.0, &mut parts.1, &mut parts.2);
        PriceSource::Pyth {
            contract: addr("pyth").into(),
            feed_id: parts.0,
            max_age: parts.1,
            max_confidence: parts.2,
        }
    };
    for feed_id in [&ETH[1..], &format!("{ETH}0"), &ETH.to_uppercase(), "0x"] {
        let source = with(&|id, _, _| *id = feed_id.into());
        let feed_id = feed_id.to_owned();
        let error = Err(ContractError::InvalidFeedId { feed_id });
        assert_eq!(oracle.try_set(vec![source], policy()), error);
    }
    for (source, name) in [
        (with(&|_, age, _| *age = 29), "pyth max_age"),
        (with(&|_, age, _| *age = 86_401), "pyth max_age"),
        (with(&|_, _, conf| *conf = dec("0")), "max_confidence"),
        (
            with(&|_, _, conf| *conf = dec("0.050000000000000001")),
            "max_confidence",
        ),
    ] {
        assert!(matches!(
            oracle.try_set(vec![source], policy()),
            Err(ContractError::Parameter(ParameterError::OutOfBounds { name: n, .. })) if n == name
        ));
    }
    let PriceSource::Pyth { feed_id, .. } = source() else {
        panic!()
    };
    let contract = String::from("x");
    let elsewhere = PriceSource::Pyth {
        contract,
        feed_id,
        max_age: 90,
        max_confidence: dec("0.02"),
    };
    assert!(matches!(
        oracle.try_set(vec![elsewhere], policy()),
        Err(ContractError::Std(_))
    ));
    // The same feed counts once, in whichever contract of Pyth's.
    let again = PriceSource::Pyth {
        contract: addr("another").into(),
        feed_id: ETH.into(),
        max_age: 60,
        max_confidence: dec("0.01"),
    };
    let origin = format!("pyth feed {ETH}");
    let error = Err(ContractError::DuplicateSource { origin });
    assert_eq!(oracle.try_set(vec![source(), again], policy()), error);
    assert_eq!(oracle.try_set(vec![source()], policy()), Ok(()));
}

proptest! {
    /// Never a panic, and never a price that is not the feed's: within half a unit of the 18th digit, low and high around it.
    #[test]
    fn any_feed(
        mantissa: i64,
        conf: u64,
        shift in 0u32..64,
        expo in prop_oneof![-60..=30i32, any::<i32>()],
        publish_time in prop_oneof![(NOW as i64 - 200)..(NOW as i64 + 200), any::<i64>()],
    ) {
        let seen = price(mantissa, conf >> shift, expo, publish_time);
        let Some(counted) = normalise(seen, LIMITS, NOW) else { return Ok(()) };
        prop_assert!(mantissa > 0);
        prop_assert!(counted.low <= counted.price && counted.price <= counted.high);
        let exact = mantissa as f64 * 10f64.powi(expo);
        let price: f64 = counted.price.to_string().parse().unwrap();
        prop_assert!((price - exact).abs() <= exact * 1e-9 + 1e-18, "{price} {exact}");
        let wide = (conf >> shift) as f64 * 10f64.powi(expo);
        let low: f64 = counted.low.to_string().parse().unwrap();
        let high: f64 = counted.high.to_string().parse().unwrap();
        prop_assert!((exact - wide - low).abs() <= exact * 1e-9 + 1e-18);
        prop_assert!((exact + wide - high).abs() <= exact * 1e-9 + 1e-18);
        prop_assert!(counted.as_of <= NOW && NOW - counted.as_of <= LIMITS.max_age);
    }
}
