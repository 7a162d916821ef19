//! Another contract as a source: what counts of its answers.

use crate::common::*;
use qerun_controls::ParameterError;
use qerun_messages::oracle::{ExternalQuery, Observation, PriceSource, MAX_DEPTH, MAX_PRICE};
use qerun_oracle::ContractError;
use serde_json::json;

fn source(asset: &str, max_age: u64) -> PriceSource<String> {
    PriceSource::External {
        contract: addr("adapter").into(),
        asset: asset.into(),
        max_age,
    }
}

fn good() -> Observation {
    Observation {
        price: dec("2.5"),
        low: dec("2.4"),
        high: dec("2.55"),
        depth: Some(dec("1234")),
        as_of: START,
    }
}

fn observe(oracle: &Oracle, answer: Observation) -> Option<Observation> {
    let answer_price = move |ExternalQuery::Price { asset }| match asset.as_str() {
        "QER/USD" => Ok(answer),
        other => Err(format!("no {other}")),
    };
    oracle.others.answer(&addr("adapter"), answer_price);
    oracle.observations()[0]
}

#[test]
fn reports_what_it_is_told() {
    let mut oracle = Oracle::of(vec![source("QER/USD", 120)], policy());
    oracle.wait(120);
    assert_eq!(observe(&oracle, good()), Some(good()));
    assert_eq!(events(&oracle.poke()), ["update"]);
    let record = oracle.record().unwrap();
    assert_eq!((record.bid, record.mid), (dec("2.4"), dec("2.5")));
    assert_eq!((record.ask, record.as_of), (dec("2.55"), START));
    assert_eq!(record.depth, Some(dec("1234")));
}

#[test]
fn refuses_what_is_no_price() {
    let oracle = Oracle::of(vec![source("QER/USD", 120)], policy());
    let least = cosmwasm_std::Decimal::raw(1);
    let flat = |price| Observation {
        price,
        low: price,
        high: price,
        ..good()
    };
    for (counts, what, answer) in [
        (false, "a price of zero", flat(dec("0"))),
        (
            false,
            "a low of zero",
            Observation {
                low: dec("0"),
                ..good()
            },
        ),
        (
            false,
            "low above price",
            Observation {
                low: dec("2.5") + least,
                ..good()
            },
        ),
        (
            false,
            "price above high",
            Observation {
                high: dec("2.5") - least,
                ..good()
            },
        ),
        (true, "the highest price", flat(MAX_PRICE)),
        (
            false,
            "a higher one",
            Observation {
                high: MAX_PRICE + least,
                ..good()
            },
        ),
        (
            true,
            "the greatest depth",
            Observation {
                depth: Some(MAX_DEPTH),
                ..good()
            },
        ),
        (
            false,
            "a greater one",
            Observation {
                depth: Some(MAX_DEPTH + least),
                ..good()
            },
        ),
        (
            true,
            "no depth",
            Observation {
                depth: None,
                ..good()
            },
        ),
        (
            true,
            "120 s old",
            Observation {
                as_of: START - 120,
                ..good()
            },
        ),
        (
            false,
            "121 s old",
            Observation {
                as_of: START - 121,
                ..good()
            },
        ),
        (
            false,
            "61 s ahead",
            Observation {
                as_of: START + 61,
                ..good()
            },
        ),
        (
            false,
            "at the end of time",
            Observation {
                as_of: u64::MAX,
                ..good()
            },
        ),
    ] {
        assert_eq!(observe(&oracle, answer), counts.then_some(answer), "{what}");
    }
    // A clock that runs ahead a little counts as the block's.
    let ahead = Observation {
        as_of: START + 60,
        ..good()
    };
    assert_eq!(observe(&oracle, ahead), Some(good()));
}

/// A contract that fails, answers nonsense, or does not exist stops neither a poke nor a feeder.
#[test]
fn a_broken_contract_is_not_live() {
    let mut oracle = Oracle::of(vec![source("QER/USD", 120), feeders(0, 1)], policy());
    assert_eq!(oracle.observations(), [None, None]);
    let good = json!({"price": "2.5", "low": "2.4", "high": "2.55", "depth": null, "as_of": START});
    let mut less = good.clone();
    less.as_object_mut().unwrap().remove("low");
    let mut text = good.clone();
    text["as_of"] = json!("soon");
    let mut negative = good.clone();
    negative["low"] = json!("-2.4");
    for answer in [json!(null), json!({}), json!("2.5"), less, text, negative] {
        let told = answer.clone();
        oracle
            .others
            .answer(&addr("adapter"), move |_: ExternalQuery| Ok(told.clone()));
        assert_eq!(oracle.observations()[0], None, "{answer}");
    }
    oracle
        .others
        .answer(&addr("adapter"), |_: ExternalQuery| -> Result<(), _> {
            Err("out of order".into())
        });
    oracle.submit(0, "2.6");
    assert_eq!(oracle.record().unwrap().mid, dec("2.6"));
    oracle
        .others
        .answer(&addr("adapter"), move |_: ExternalQuery| Ok(good.clone()));
    oracle.poke();
    assert_eq!(oracle.record().unwrap().mid, dec("2.55"));
}

#[test]
fn parameters() {
    let mut oracle = Oracle::of(vec![fixed("1")], policy());
    let long = "x".repeat(129);
    for (source, name) in [
        (source("", 120), "length of an external asset"),
        (source(&long, 120), "length of an external asset"),
        (source("QER/USD", 29), "external max_age"),
        (source("QER/USD", 86_401), "external max_age"),
    ] {
        assert!(matches!(
            oracle.try_set(vec![source], policy()),
            Err(ContractError::Parameter(ParameterError::OutOfBounds { name: n, .. })) if n == name
        ));
    }
    let nowhere = PriceSource::External {
        contract: "x".into(),
        asset: "QER/USD".into(),
        max_age: 120,
    };
    assert!(matches!(
        oracle.try_set(vec![nowhere], policy()),
        Err(ContractError::Std(_))
    ));
    // The same asset of the same contract counts once; another of its assets is another source.
    let twice = vec![source("QER/USD", 120), source("QER/USD", 60)];
    let origin = format!("asset QER/USD of {}", addr("adapter"));
    let error = Err(ContractError::DuplicateSource { origin });
    assert_eq!(oracle.try_set(twice, policy()), error);
    let two = vec![source("QER/USD", 120), source("QER/USDT", 120)];
    assert_eq!(oracle.try_set(two, policy()), Ok(()));
}
