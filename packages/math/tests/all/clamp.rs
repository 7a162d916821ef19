use crate::common::*;
use cosmwasm_std::{from_json, to_json_string, Decimal};
use proptest::prelude::*;
use qerun_math::*;

const HOUR: u64 = 3_600;
const DAY: u64 = 86_400;

/// The least value in force at any moment from `since` to `now`, from every push.
fn naive_min(pushes: &[(u64, Decimal)], since: u64, now: u64) -> Decimal {
    let in_force_at_start = pushes
        .iter()
        .rposition(|(t, _)| *t < since)
        .unwrap_or_default();
    pushes[in_force_at_start..]
        .iter()
        .enumerate()
        // The one before the window counts if it still held when the window began.
        .filter(|(i, (t, _))| {
            let next = pushes.get(in_force_at_start + i + 1);
            (*t >= since || next.is_none_or(|(n, _)| *n > since)) && *t <= now
        })
        .map(|(_, (_, v))| *v)
        .min()
        .unwrap()
}

fn pause() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0u64), 1..30u64, 1..600u64, 1..10_000u64, 1..200_000u64]
}

#[test]
fn by_hand() {
    let (span, step) = (100, 10);
    let mut least = RollingMin::start(dec("5"), 0);
    least.push(dec("3"), 20, span, step).unwrap();
    least.push(dec("4"), 40, span, step).unwrap();
    assert_eq!(least.min(40, span), dec("3"));
    // 3 held until 40, so it counts until 140 (and a step longer at most).
    assert_eq!(least.min(139, span), dec("3"));
    assert_eq!(least.min(141, span), dec("4"));
    least.push(dec("9"), 300, span, step).unwrap();
    // 4 was in force at the start of the window.
    assert_eq!(least.min(300, span), dec("4"));
    assert_eq!(least.min(399, span), dec("4"));
    assert_eq!(least.min(401, span), dec("9"));
}

#[test]
fn a_low_before_a_long_pause_does_not_linger() {
    let mut least = RollingMin::start(dec("1"), 0);
    least.push(dec("100"), 5, 100, 50).unwrap();
    least.push(dec("100"), 10_000, 100, 50).unwrap();
    assert_eq!(least.min(10_000, 100), dec("100"));
}

#[test]
fn time_never_runs_backwards() {
    let mut least = RollingMin::start(dec("1"), 50);
    let before = least.clone();
    assert!(matches!(
        least.push(dec("2"), 49, 60, 10),
        Err(MathError::OutOfRange { name: "now", .. })
    ));
    assert_eq!(least, before);
    assert_eq!(least.min(0, 60), dec("1"));
}

#[test]
fn clamp_by_hand() {
    assert_eq!(
        clamp_growth(dec("2"), dec("1"), dec("0.05")),
        Ok(dec("1.05"))
    );
    assert_eq!(
        clamp_growth(dec("1.01"), dec("1"), dec("0.05")),
        Ok(dec("1.01"))
    );
    assert_eq!(
        clamp_growth(dec("0.01"), dec("1"), dec("0.05")),
        Ok(dec("0.01"))
    );
    assert_eq!(
        clamp_growth(dec("1"), Decimal::raw(19), dec("0.05")),
        Ok(Decimal::raw(19))
    );
    assert_eq!(
        clamp_growth(dec("1"), Decimal::zero(), dec("0.05")),
        Ok(Decimal::zero())
    );
    assert_eq!(
        clamp_growth(dec("7"), Decimal::MAX, dec("0.05")),
        Ok(dec("7"))
    );
    assert_eq!(
        clamp_growth(dec("7"), dec("1"), Decimal::MAX),
        Err(MathError::Overflow { op: "clamp_growth" })
    );
}

#[test]
fn shape_on_the_wire() {
    let json = r#"{"buckets":[[7,"1.5"]],"last":"1.5","last_at":7}"#;
    assert_eq!(
        to_json_string(&RollingMin::start(dec("1.5"), 7)).unwrap(),
        json
    );
    assert_eq!(
        from_json::<RollingMin>(json).unwrap(),
        RollingMin::start(dec("1.5"), 7)
    );
}

proptest! {
    /// Never above the true minimum of the span, never below that of a step more, and small.
    #[test]
    fn agrees_with_a_naive_simulation(
        start in 0..100_000u64, first in any_decimal(), span in 0..20_000u64, step in 0..2_000u64,
        pushes in prop::collection::vec((pause(), any_decimal()), 0..60), after in pause(),
    ) {
        let mut least = RollingMin::start(first, start);
        let mut history = vec![(start, first)];
        let mut now = start;
        let check = |least: &RollingMin, history: &[(u64, Decimal)], now: u64| {
            let found = least.min(now, span);
            let since = now.saturating_sub(span);
            assert!(found <= naive_min(history, since, now), "above the minimum at {now}");
            let longest = since.saturating_sub(step);
            assert!(found >= naive_min(history, longest, now), "reaches too far back at {now}");
            assert!(least.buckets.len() as u64 <= span / step.max(1) + 2);
            assert!(least.buckets.windows(2).all(|w| w[0].0 + step <= w[1].0));
        };
        for (pause, value) in pushes {
            now += pause;
            check(&least, &history, now);
            least.push(value, now, span, step).unwrap();
            history.push((now, value));
            check(&least, &history, now);
        }
        check(&least, &history, now + after);
    }

    #[test]
    fn never_panics(
        a in any::<u64>(), b in any::<u64>(), c in any::<u64>(), span in any::<u64>(), step in any::<u64>(),
        v in any_decimal(), shift in 0u32..64,
    ) {
        let mut least = RollingMin::start(v, a >> shift);
        let _ = least.push(v, b >> shift, span, step);
        let _ = least.push(v, c >> shift, span, step);
        prop_assert_eq!(least.min(c, span), v);
        // A push opens at most two buckets, and no more are kept than fit into the span.
        let most = (span / step.max(1)).saturating_add(2);
        prop_assert!(least.buckets.len() as u64 <= most.min(5));
    }

    #[test]
    fn a_clamp_is_a_bound(raw in any_decimal(), least in any_decimal(), growth in up_to(10u128.pow(38))) {
        let clamped = clamp_growth(raw, least, Decimal::raw(growth)).unwrap();
        prop_assert!(clamped <= raw);
        let (bound, by) = (wide(&[least.atomics().u128(), ONE + growth]), wide(&[ONE]));
        let value = wide(&[clamped.atomics().u128()]);
        prop_assert!(value * by <= bound);
        // Nothing is taken that need not be.
        prop_assert!(clamped == raw || (value + wide(&[1])) * by > bound);
    }

    /// The oracle's brake: whatever is submitted and whenever, the bid grows by at most 5 % within
    /// any hour and 20 % within any day, from any moment at which the lower bid was in force.
    #[test]
    fn the_bid_never_outgrows_the_brake(
        first in any_decimal(), raws in prop::collection::vec((pause(), any_decimal(), any::<bool>()), 1..80),
    ) {
        let (mut hour, mut day) = (RollingMin::start(first, 0), RollingMin::start(first, 0));
        let mut bids = vec![(0, first)];
        let mut now = 0;
        for (pause, raw, pump) in raws {
            now += pause;
            let raw = if pump { Decimal::MAX } else { raw };
            let bid = clamp_growth(raw, hour.min(now, HOUR), dec("0.05")).unwrap();
            let bid = clamp_growth(bid, day.min(now, DAY), dec("0.2")).unwrap();
            hour.push(bid, now, HOUR, 300).unwrap();
            day.push(bid, now, DAY, 7_200).unwrap();
            bids.push((now, bid));
        }
        for later in 1..bids.len() {
            for earlier in 0..later {
                let (t2, high) = bids[later];
                // The last second at which the earlier bid was in force.
                let (began, low) = bids[earlier];
                let t1 = bids[earlier + 1].0.saturating_sub(1).max(began);
                let (high, low) = (high.atomics().u128(), low.atomics().u128());
                if t2 - t1 <= HOUR {
                    prop_assert!(wide(&[high, 100]) <= wide(&[low, 105]));
                }
                if t2 - t1 <= DAY {
                    prop_assert!(wide(&[high, 10]) <= wide(&[low, 12]));
                }
            }
        }
    }
}

/// A steady pump meets the daily brake, and is free to go on the day after.
#[test]
fn a_pump_is_slowed_not_stopped() {
    let first = dec("1");
    let (mut hour, mut day) = (RollingMin::start(first, 0), RollingMin::start(first, 0));
    let mut now = 0;
    let mut poke = |until: u64| {
        let mut bid = first;
        while now < until {
            now += 300;
            bid = clamp_growth(dec("100"), hour.min(now, HOUR), dec("0.05")).unwrap();
            bid = clamp_growth(bid, day.min(now, DAY), dec("0.2")).unwrap();
            hour.push(bid, now, HOUR, 300).unwrap();
            day.push(bid, now, DAY, 7_200).unwrap();
        }
        bid
    };
    assert_eq!(poke(HOUR / 2), dec("1.05"));
    assert_eq!(poke(DAY / 2), dec("1.2"));
    let after_two_days = poke(2 * DAY + HOUR);
    assert!(
        after_two_days >= dec("1.25") && after_two_days <= dec("1.728"),
        "{after_two_days}"
    );
}
