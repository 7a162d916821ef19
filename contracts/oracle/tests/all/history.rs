//! The history as it is stored, in two parts, is the one in memory.

use crate::common::*;
use cosmwasm_std::{from_json, to_json_vec, Decimal};
use proptest::prelude::*;
use qerun_messages::oracle::Policy;
use qerun_oracle::combine::Combined;
use qerun_oracle::history::{PastHistory, PresentHistory, PriceHistory};
use serde::{de::DeserializeOwned, Serialize};

fn through_json<T: Serialize + DeserializeOwned>(value: &T) -> T {
    from_json(to_json_vec(value).unwrap()).unwrap()
}

/// Written at `now` and read again.
fn stored(history: &PriceHistory, now: u64) -> PriceHistory {
    let (present, past) = history.clone().split(now);
    let present: PresentHistory = through_json(&present);
    let past: PastHistory = through_json(&past);
    PriceHistory::join(present, past, now)
}

fn seen(price: u128, depth: Option<u128>, agree: bool) -> Combined {
    let price = Decimal::from_ratio(price, 7_000u128);
    Combined {
        bid: price * dec("0.99"),
        ask: price * dec("1.01"),
        mid: price,
        depth: depth.map(|depth| Decimal::from_ratio(depth, 3u128)),
        as_of: START,
        agree,
    }
}

fn limits(hour: bool, day: bool) -> Policy {
    Policy {
        max_growth_hour: clamped().max_growth_hour.filter(|_| hour),
        max_growth_day: clamped().max_growth_day.filter(|_| day),
        ..policy()
    }
}

proptest! {
    /// Whatever is reported, and when; also where only the depth moves on.
    #[test]
    fn storing_loses_nothing(
        steps in prop::collection::vec(
            (0..20_000u64, 1..1_000_000u128, prop::option::of(1..1_000_000u128), any::<[bool; 4]>()),
            1..20,
        ),
    ) {
        let mut now = START;
        let first = seen(12_345, None, true);
        let mut history = PriceHistory::start(&first, now);
        for (wait, price, depth, [agree, hour, day, price_too]) in steps {
            now += wait;
            let policy = limits(hour, day);
            if price_too {
                history.advance(&seen(price, depth, agree), None, &policy, now).unwrap();
            } else if let Some(depth) = depth {
                history.advance_depth(Decimal::from_ratio(depth, 1u128), &policy, now).unwrap();
            }
            prop_assert_eq!(&stored(&history, now), &history);
            prop_assert_eq!(&stored(&history, now + 1), &history);
        }
    }
}
