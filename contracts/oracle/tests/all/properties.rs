//! Random prices, stalls and faulty feeders: what the guards promise holds after every message.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::*;
use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_messages::oracle::{ExecuteMsg, FeederPrice, Policy, PriceRecord, Slot, PRICES};
use qerun_oracle::sources::feeder::normalise;

const MAX_AGE: u64 = 900;

/// One step: time passes, then a feeder submits or somebody pokes.
#[derive(Clone, Debug)]
struct Step {
    wait: u64,
    /// None is a poke.
    who: Option<usize>,
    /// Change of the true price, per mille.
    drift: i64,
    /// Error of an honest feeder around the true price, per mille.
    noise: i64,
    /// How old the feeder's observation is.
    age: u64,
    /// What a faulty feeder submits, in USD times 10^-6, any size.
    faulty_price: u64,
}

fn step(n: usize) -> impl Strategy<Value = Step> {
    (
        prop_oneof![6 => 0u64..120, 2 => 120u64..2_000, 1 => 2_000u64..100_000],
        prop_oneof![9 => (0..n).prop_map(Some), 1 => Just(None)],
        -60i64..80,
        -10i64..10,
        0u64..300,
        prop_oneof![
            1u64..10,
            900_000u64..1_100_000,
            Just(1_000_000_000_000_000_000)
        ],
    )
        .prop_map(|(wait, who, drift, noise, age, faulty_price)| Step {
            wait,
            who,
            drift,
            noise,
            age,
            faulty_price,
        })
}

fn steps() -> impl Strategy<Value = (usize, Vec<Step>)> {
    (1usize..=15).prop_flat_map(|n| (Just(n), prop::collection::vec(step(n), 1..120)))
}

fn scale(value: Decimal, permille: i64) -> Decimal {
    value * Decimal::permille(u64::try_from(1_000 + permille).unwrap())
}

/// Span of the honest slots that are live at `now`.
fn honest_range(slots: &BTreeMap<usize, Slot>, f: usize, now: u64) -> Option<(Slot, Slot)> {
    let live = || {
        slots
            .iter()
            .filter(|(i, s)| **i >= f && now <= s.timestamp + MAX_AGE)
    };
    let low = live()
        .map(|(_, slot)| *slot)
        .min_by_key(|slot| slot.price)?;
    let high = live()
        .map(|(_, slot)| *slot)
        .max_by_key(|slot| slot.price)?;
    Some((low, high))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Feeders 0..f are faulty in price, depth and time; the record stays within the prices of the honest ones, its age
    /// within theirs, never moves back, never passes now. Without growth limits the bid is inside too.
    #[test]
    fn faulty_feeders_move_nothing((n, steps) in steps()) {
        let f = (n - 1) / 3;
        let wide = Policy { max_price: dec("1000000000000"), ..policy() };
        let mut oracle = Oracle::of(vec![feeders(0, n)], wide);
        let mut slots: BTreeMap<usize, Slot> = BTreeMap::new();
        let (mut truth, mut last): (Decimal, Option<PriceRecord>) = (dec("1"), None);
        for step in steps {
            oracle.wait(step.wait);
            let now = oracle.now();
            truth = scale(truth, step.drift).clamp(dec("0.01"), dec("10000"));
            if let Some(who) = step.who {
                let (price, depth) = if who < f {
                    let any = Decimal::from_ratio(step.faulty_price, 1_000_000u128);
                    (any, Some(any))
                } else {
                    let price = scale(truth, step.noise);
                    (price, Some(price * dec("1000000")))
                };
                // A faulty one dates its price as late as it can.
                let timestamp = if who < f { now } else { now - step.age };
                let prices =
                    vec![FeederPrice { asset: "qer".into(), price, depth, timestamp }];
                let fresh = slots.get(&who).is_none_or(|slot| timestamp > slot.timestamp);
                let result = oracle.execute(&feeder(who), ExecuteMsg::SubmitPrices { prices });
                prop_assert_eq!(result.is_ok(), fresh);
                if fresh {
                    slots.insert(who, Slot { price, depth, timestamp });
                }
            } else {
                oracle.poke();
            }
            let Some(record) = oracle.record() else { continue };
            prop_assert!(record.bid <= record.mid && record.mid <= record.ask);
            prop_assert!(record.as_of <= now);
            prop_assert_eq!(record.expires, record.as_of + 1_800);
            if let Some(last) = &last {
                prop_assert!(record.as_of >= last.as_of);
            }
            // Written now (not left as it was): inside the honest range.
            if last.as_ref() != Some(&record) {
                let (low, high) = honest_range(&slots, f, now).expect("a quorum has honest slots");
                prop_assert!(record.bid >= low.price && record.ask <= high.price);
                let oldest = slots.iter().filter(|(i, s)| **i >= f && now <= s.timestamp + MAX_AGE)
                    .map(|(_, slot)| slot.timestamp).min().unwrap();
                prop_assert!(record.as_of >= oldest);
                prop_assert!(record.depth.is_none_or(|depth| depth <= high.depth.unwrap()));
            }
            last = Some(record);
        }
    }

    /// Whatever the feeder submits and however long it stalls: at no moment is the bid more than 5 % above any bid of
    /// the last hour, nor 20 % above any of the last day.
    #[test]
    fn clamp_holds(steps in prop::collection::vec(step(1), 1..200)) {
        let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
        let mut history: Vec<(u64, Decimal)> = vec![];
        let mut truth = dec("1");
        for step in steps {
            oracle.wait(step.wait);
            let now = oracle.now();
            truth = scale(truth, step.drift * 8).clamp(dec("0.01"), dec("10000"));
            let depth = Some(truth * dec("1000000"));
            let prices =
                vec![FeederPrice { asset: "qer".into(), price: truth, depth, timestamp: now }];
            let msg = match step.who {
                Some(_) => ExecuteMsg::SubmitPrices { prices },
                None => ExecuteMsg::Poke { assets: vec!["qer".into()] },
            };
            if oracle.execute("feeder0", msg).is_err() {
                continue;
            }
            let Some(record) = oracle.record() else { continue };
            prop_assert!(record.bid <= record.mid);
            // A value counts until the next one: so does the one in force when the window opened, unless it was
            // replaced in that very second.
            for (i, (_, bid)) in history.iter().enumerate() {
                let until = history.get(i + 1).map_or(now, |(at, _)| *at);
                for (span, growth) in [(3_600, "1.05"), (86_400, "1.2")] {
                    if until + span > now {
                        prop_assert!(record.bid <= *bid * dec(growth));
                    }
                }
            }
            history.push((now, record.bid));
        }
    }

    /// Several sources, one of them captured: age, order and freshness still hold, and a poke without news refreshes
    /// nothing.
    #[test]
    fn age_is_honest_with_several_sources(
        steps in prop::collection::vec((step(3), 0usize..3), 1..120),
        min_sources in 1u32..=3,
    ) {
        let sources = vec![feeders(0, 1), feeders(1, 1), feeders(2, 1)];
        let mut oracle = Oracle::of(sources, Policy { min_sources, ..clamped() });
        let mut last: Option<PriceRecord> = None;
        let mut submitted = BTreeSet::new();
        for (step, who) in steps {
            oracle.wait(step.wait);
            let now = oracle.now();
            let timestamp = now - step.age;
            let price = Decimal::from_ratio(step.faulty_price.min(999_999_000_000), 1_000_000u128);
            let prices =
                vec![FeederPrice { asset: "qer".into(), price, depth: Some(price), timestamp }];
            let result = oracle.execute(&feeder(who), ExecuteMsg::SubmitPrices { prices });
            if result.is_ok() {
                submitted.insert(timestamp);
            }
            let before = PRICES.may_load(&oracle.deps.storage, "qer").unwrap();
            oracle.poke();
            let Some(record) = oracle.record() else { continue };
            prop_assert!(record.bid <= record.mid && record.mid <= record.ask);
            prop_assert!(record.as_of <= now);
            prop_assert!(submitted.contains(&record.as_of));
            if result.is_ok() {
                prop_assert_eq!(Some(record.as_of), before.map(|record| record.as_of));
            }
            prop_assert!(last.is_none_or(|last| record.as_of >= last.as_of));
            last = Some(record);
        }
    }

    /// The pure rule alone, with faulty feeders that choose any time as well.
    #[test]
    fn a_quorum_is_bounded_by_its_honest_part(
        n in 1usize..=15,
        honest in prop::collection::vec((1u64..1_000_000, 1_000u64..2_000, any::<bool>()), 15),
        faulty in prop::collection::vec((1u64..u64::MAX, 0u64..2_000, any::<bool>()), 15),
        missing in 0usize..6,
    ) {
        let f = (n - 1) / 3;
        let now = 2_000;
        let of = |price: u64| Decimal::from_ratio(price, 1_000u128);
        let mut slots: Vec<Slot> = faulty.iter().take(f).map(|(price, timestamp, deep)| Slot {
            price: of(*price),
            depth: deep.then(|| of(*price)),
            timestamp: *timestamp,
        }).collect();
        slots.extend(honest.iter().skip(f).take((n - f).saturating_sub(missing)).map(|(price, timestamp, deep)| Slot {
            price: of(*price),
            depth: deep.then(|| of(*price)),
            timestamp: *timestamp,
        }));
        let live = slots.iter().filter(|slot| slot.timestamp + MAX_AGE >= now).count();
        let seen = normalise(&slots, n, MAX_AGE, now);
        prop_assert_eq!(seen.is_some(), live >= (2 * n).div_ceil(3));
        if let Some(seen) = seen {
            let honest: Vec<Slot> =
                slots.into_iter().skip(f).filter(|s| s.timestamp + MAX_AGE >= now).collect();
            let (low, high) = (
                honest.iter().map(|s| s.price).min().unwrap(),
                honest.iter().map(|s| s.price).max().unwrap(),
            );
            prop_assert!(low <= seen.low && seen.low <= seen.price);
            prop_assert!(seen.price <= seen.high && seen.high <= high);
            prop_assert!(seen.depth.is_none_or(|depth| low <= depth && depth <= high));
            let times = || honest.iter().map(|s| s.timestamp);
            prop_assert!(times().min().unwrap() <= seen.as_of && seen.as_of <= times().max().unwrap());
        }
    }
}
