use crate::common::*;
use cosmwasm_std::{from_json, to_json_string, Decimal, Uint512};
use proptest::prelude::*;
use qerun_math::*;

/// Every update, for the naive average.
struct History(Vec<(u64, Decimal)>);

impl History {
    fn value_at(&self, at: u64) -> Decimal {
        self.0.iter().rfind(|(t, _)| *t <= at).unwrap().1
    }

    /// The average from `since` to `now`, second by second where the value changes, rounded down.
    fn average(&self, since: u64, now: u64) -> Decimal {
        if since == now {
            return self.value_at(now);
        }
        let mut edges: Vec<u64> = self.0.iter().map(|(t, _)| *t).collect();
        edges.retain(|t| since < *t && *t < now);
        edges.insert(0, since);
        edges.push(now);
        let sum: Uint512 = edges
            .windows(2)
            .map(|w| {
                wide(&[
                    self.value_at(w[0]).atomics().u128(),
                    u128::from(w[1] - w[0]),
                ])
            })
            .fold(Uint512::zero(), |a, b| a + b);
        let mean = sum / Uint512::from(now - since);
        Decimal::new(mean.to_string().parse().unwrap())
    }
}

/// Pauses of every kind: none, short, long.
fn pause() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0u64), 1..20u64, 1..400u64, 1..5_000u64]
}

#[test]
fn by_hand() {
    let (span, step) = (3600, 300);
    let mut average = TimeAverage::start(dec("10"), 1_000);
    assert_eq!(average.average(1_000, span), Ok(dec("10")));
    average.update(dec("20"), 1_600, span, step).unwrap();
    // 600 s at 10, 300 s at 20.
    assert_eq!(
        average.average(1_900, span),
        Ok(dec("13.333333333333333333"))
    );
    // An hour on: 20 alone counts.
    assert_eq!(average.average(5_200, span), Ok(dec("20")));
    // A jump now weighs nothing yet, and a minute of it a sixtieth.
    average.update(dec("80"), 5_200, span, step).unwrap();
    assert_eq!(average.average(5_200, span), Ok(dec("20")));
    assert_eq!(
        average.average(5_260, 3600 - 240),
        Ok(dec("21.071428571428571428"))
    );
}

#[test]
fn a_quiet_day_does_not_weigh_on_the_next_hour() {
    let mut average = TimeAverage::start(dec("100"), 0);
    average.update(dec("50"), 86_400, 3_600, 300).unwrap();
    assert!(average.checkpoints.len() <= 14);
    // 59 minutes after the fall at most six minutes of the old price remain.
    let mean = average.average(86_400 + 3_540, 3_600).unwrap();
    assert!(mean <= dec("54.7"), "{mean}");
}

#[test]
fn several_values_in_a_second() {
    let mut average = TimeAverage::start(dec("1"), 50);
    average.update(dec("9"), 50, 60, 10).unwrap();
    average.update(dec("2"), 50, 60, 10).unwrap();
    assert_eq!(average.average(50, 60), Ok(dec("2")));
    assert_eq!(average.average(55, 60), Ok(dec("2")));
    assert_eq!(average.checkpoints.len(), 1);
}

#[test]
fn time_never_runs_backwards() {
    let mut average = TimeAverage::start(dec("1"), 50);
    let before = average.clone();
    assert!(matches!(
        average.update(dec("2"), 49, 60, 10),
        Err(MathError::OutOfRange { name: "now", .. })
    ));
    assert!(average.average(49, 60).is_err());
    assert_eq!(average, before);
}

#[test]
fn the_largest_numbers() {
    // A price of 3.4e20 for all time there is.
    let mut average = TimeAverage::start(Decimal::MAX, 0);
    average
        .update(Decimal::MAX, u64::MAX - 1, 3_600, 300)
        .unwrap();
    average
        .update(Decimal::MAX, u64::MAX, u64::MAX, u64::MAX)
        .unwrap();
    average.update(Decimal::MAX, u64::MAX, 3_600, 1).unwrap();
    assert_eq!(average.average(u64::MAX, u64::MAX), Ok(Decimal::MAX));
    assert!(average.checkpoints.len() <= 3_602);
}

#[test]
fn shape_on_the_wire() {
    let json = r#"{"cumulative":"0","last":"1.5","last_at":7,"checkpoints":[[7,"0"]]}"#;
    assert_eq!(
        to_json_string(&TimeAverage::start(dec("1.5"), 7)).unwrap(),
        json
    );
    assert_eq!(
        from_json::<TimeAverage>(json).unwrap(),
        TimeAverage::start(dec("1.5"), 7)
    );
}

proptest! {
    /// Exactly the naive average since a moment at least `span` and less than `span + step` ago, or
    /// since the start.
    #[test]
    fn agrees_with_a_naive_simulation(
        start in 0..10_000u64, first in any_decimal(), span in 0..2_000u64, step in 0..50u64,
        updates in prop::collection::vec((pause(), any_decimal()), 0..40), after in pause(),
    ) {
        let mut average = TimeAverage::start(first, start);
        let mut history = History(vec![(start, first)]);
        let mut now = start;
        for (pause, value) in updates.into_iter().map(Some).chain([None]).map(|u| u.unwrap_or((after, first))) {
            now += pause;
            let mean = average.average(now, span).unwrap();
            let fits = if now - start <= span {
                mean == history.average(start, now)
            } else {
                let newest = now - span;
                let oldest = (newest + 1).saturating_sub(step.max(1)).max(start);
                (oldest..=newest).any(|since| mean == history.average(since, now))
            };
            prop_assert!(fits, "{mean} at {now}");
            average.update(value, now, span, step).unwrap();
            history.0.push((now, value));
            prop_assert!(average.checkpoints.len() as u64 <= span / step.max(1) + 2);
            prop_assert!(average.checkpoints.windows(2).all(|w| w[0].0 + step <= w[1].0));
        }
    }

    /// Never outside the values that held, and one value gives itself.
    #[test]
    fn stays_between_the_extremes(
        values in prop::collection::vec((pause(), any_decimal()), 1..40), after in pause(),
    ) {
        let mut now = 0;
        let mut average = TimeAverage::start(values[0].1, now);
        for (pause, value) in &values {
            now += pause;
            average.update(*value, now, 600, 60).unwrap();
        }
        let mean = average.average(now + after, 600).unwrap();
        prop_assert!(mean >= values.iter().map(|v| v.1).min().unwrap());
        prop_assert!(mean <= values.iter().map(|v| v.1).max().unwrap());
    }

    #[test]
    fn never_panics(
        a in any::<u64>(), b in any::<u64>(), c in any::<u64>(), span in any::<u64>(), v in any_decimal(),
        shift in 0u32..64,
    ) {
        // A step that keeps the record small; everything else as large as it comes.
        let step = (span / 100).max(1);
        let mut average = TimeAverage::start(v, a >> shift);
        let _ = average.update(v, b >> shift, span, step);
        let _ = average.update(Decimal::MAX, c >> shift, span, step);
        let _ = average.average(c, span);
        prop_assert!(average.checkpoints.len() <= 202);
    }
}
