//! Of three sources of different kinds one may be faulty: it never moves the mid outside what the honest ones report.

use crate::common::*;
use cosmwasm_std::{Binary, Decimal};
use proptest::prelude::*;
use qerun_messages::oracle::{
    AssetEntry, ExternalQuery, Observation, Policy, PoolPrice, PriceSource, Status,
};
use serde_json::json;

const FEED: &str = "ff61491a931112ddf1bd8147cd1b641375f79f5825126d665480874634fd0ace";

/// An external contract, a feed of Pyth, and a pool on Osmosis; two of them make a price.
fn oracle() -> Oracle {
    let sources = vec![
        PriceSource::External {
            contract: addr("adapter").into(),
            asset: "QER".into(),
            max_age: 900,
        },
        PriceSource::Pyth {
            contract: addr("pyth").into(),
            feed_id: FEED.into(),
            max_age: 900,
            max_confidence: dec("0.02"),
        },
        PriceSource::OsmosisTwap {
            pool_id: 3u64.into(),
            pool: PoolPrice {
                base: "uqer".into(),
                base_decimals: 6,
                quote: "uusdc".into(),
                quote_decimals: 6,
                quote_asset: "usdc".into(),
                window: 1_800,
            },
        },
    ];
    let entry = |asset: &str, sources, policy| AssetEntry {
        asset: asset.into(),
        config: config(sources, policy),
    };
    let two = Policy {
        min_sources: 2,
        max_age: 900,
        ..policy()
    };
    let dollar = vec![fixed("1")];
    Oracle::with(vec![
        entry("usdc", dollar, policy()),
        entry("qer", sources, two),
    ])
    .unwrap()
}

/// What a source says: an honest price, or what one may make up.
#[derive(Clone, Debug)]
enum Said {
    Price(Decimal),
    Range(Decimal, Decimal, Decimal, u64),
    Nonsense(String),
    Error,
}

fn tell(oracle: &Oracle, number: usize, said: &Said) {
    let (now, said) = (oracle.now(), said.clone());
    match number {
        0 => {
            let answer = move |_: ExternalQuery| match &said {
                Said::Price(price) => Ok(json!(Observation {
                    price: *price,
                    low: *price,
                    high: *price,
                    depth: None,
                    as_of: now,
                })),
                Said::Range(low, price, high, as_of) => Ok(json!({
                    "price": price, "low": low, "high": high, "depth": null, "as_of": as_of,
                })),
                Said::Nonsense(text) => Ok(json!(text)),
                Said::Error => Err("out of order".to_owned()),
            };
            oracle.others.answer(&addr("adapter"), answer);
        }
        1 => {
            let feed = |price: u128, conf: u128, at: u64| {
                let price = json!({
                    "price": price.to_string(), "conf": conf.to_string(), "expo": -18, "publish_time": at,
                });
                json!({"price_feed": {"id": FEED, "price": price, "ema_price": price}}).to_string()
            };
            let text = match said {
                Said::Price(price) => Ok(feed(price.atomics().u128(), 0, now)),
                Said::Range(low, price, _, at) => {
                    let price = price.atomics().u128();
                    Ok(feed(price, price.abs_diff(low.atomics().u128()), at))
                }
                Said::Nonsense(text) => Ok(text),
                Said::Error => Err("out of order".to_owned()),
            };
            oracle.others.answer_raw(&addr("pyth"), move |_| {
                text.clone().map(|text| Binary::new(text.into_bytes()))
            });
        }
        _ => {
            let text = match said {
                Said::Price(price) | Said::Range(_, price, _, _) => {
                    Ok(json!({"arithmetic_twap": price}).to_string())
                }
                Said::Nonsense(text) => Ok(text),
                Said::Error => Err("no such pool".to_owned()),
            };
            let path = "/osmosis.twap.v1beta1.Query/ArithmeticTwapToNow";
            oracle.others.answer_module(path, move |_| {
                text.clone().map(|text| Binary::new(text.into_bytes()))
            });
            let path = "/osmosis.poolmanager.v1beta1.Query/TotalPoolLiquidity";
            let liquidity = json!({"liquidity": [{"denom": "uusdc", "amount": "5000000000"}]});
            oracle.others.answer_module(path, move |_| {
                Ok(Binary::new(liquidity.to_string().into_bytes()))
            });
        }
    }
}

/// Within 2 % of 0.5.
fn honest() -> impl Strategy<Value = Decimal> {
    (490_000..=510_000u128).prop_map(|price| Decimal::raw(price * 1_000_000_000_000))
}

fn faulty() -> impl Strategy<Value = Said> {
    let figure = || {
        prop_oneof![
            (1..u64::MAX).prop_map(|price| Decimal::raw(price.into())),
            any::<u128>().prop_map(Decimal::raw),
            Just(dec("0.55")),
        ]
    };
    let time = prop_oneof![START - 2_000..START + 2_000, any::<u64>()];
    prop_oneof![
        figure().prop_map(Said::Price),
        (figure(), figure(), figure(), time)
            .prop_map(|(low, price, high, at)| { Said::Range(low, price, high, at) }),
        ".*".prop_map(Said::Nonsense),
        Just(Said::Error),
    ]
}

/// What one source reports in one block does not hold the bid down afterwards. With a growth of a fifth a day it would
/// take four weeks from a hundredth.
#[test]
fn a_price_that_disagrees_for_a_moment_is_forgotten() {
    let two = Policy {
        min_sources: 2,
        ..clamped()
    };
    let mut oracle = Oracle::of(vec![feeders(0, 1), feeders(1, 1)], two);
    let submit_both = |oracle: &mut Oracle, first: &str, second: &str| {
        oracle.wait(60);
        oracle.submit(0, first);
        oracle.submit(1, second);
        let record = oracle.record().unwrap();
        (record.bid, record.status)
    };
    // Even the first record may be one that disagrees.
    let first = submit_both(&mut oracle, "0.01", "1.01");
    assert_eq!(first, (dec("0.01"), Status::Degraded));
    let agreed = (dec("1"), Status::Live);
    assert_eq!(submit_both(&mut oracle, "1", "1.01"), agreed);
    let dip = submit_both(&mut oracle, "1", "0.01");
    assert_eq!(dip, (dec("0.01"), Status::Degraded));
    assert_eq!(submit_both(&mut oracle, "1", "1.01"), agreed);
    // What is agreed before limits growth all the same, during the disagreement and after it, however long it lasts.
    let dip = submit_both(&mut oracle, "0.02", "3");
    assert_eq!(dip, (dec("0.02"), Status::Degraded));
    for _ in 0..3 {
        oracle.wait(DAY);
        let high = submit_both(&mut oracle, "2", "3");
        assert!(
            high.0 <= dec("1.05") && high.1 == Status::Degraded,
            "{high:?}"
        );
    }
    let risen = submit_both(&mut oracle, "3", "3");
    assert_eq!(risen, (dec("1.05"), Status::Live));
    // A fall on which the sources agree is one.
    assert_eq!(
        submit_both(&mut oracle, "0.5", "0.51"),
        (dec("0.5"), Status::Live)
    );
    assert_eq!(
        submit_both(&mut oracle, "1", "1"),
        (dec("0.525"), Status::Live)
    );
}

proptest! {
    #[test]
    fn one_of_three_never_moves_the_mid_outside_the_honest_range(
        which in 0..3usize,
        rounds in prop::collection::vec((honest(), honest(), faulty()), 1..8),
    ) {
        let mut oracle = oracle();
        for (a, b, made_up) in rounds {
            oracle.wait(60);
            let mut honest = [a, b].into_iter();
            for number in 0..3 {
                if number == which {
                    tell(&oracle, number, &made_up);
                } else {
                    tell(&oracle, number, &Said::Price(honest.next().unwrap()));
                }
            }
            let before = oracle.record();
            oracle.poke();
            let record = oracle.record().unwrap();
            let (least, most) = (a.min(b), a.max(b));
            // Two honest ones always make a price: the faulty one cannot stop them either, only show that it disagrees.
            prop_assert!(record.updated_at == oracle.now());
            prop_assert!(least <= record.mid && record.mid <= most, "{:?}", record);
            prop_assert!(record.bid <= record.mid && record.mid <= record.ask);
            if let Some(before) = before {
                prop_assert!(record.as_of >= before.as_of);
            }
            // No new risk at a price of which one source is far off.
            let far = record.bid < dec("0.45") || record.ask > dec("0.56");
            prop_assert!(!far || record.status == Status::Degraded);
        }
    }
}
