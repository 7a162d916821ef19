use crate::common::*;
use cosmwasm_std::{to_json_string, Decimal, Uint512};
use proptest::prelude::*;
use qerun_math::*;

/// An hour in twelve slots.
const HOUR: Window = Window {
    step: 300,
    steps: 12,
    digits: EXACT,
};

/// A record, the value in force and since when: what its keeper remembers.
struct Kept {
    average: TimeAverage,
    held: Decimal,
    at: u64,
    window: Window,
}

impl Kept {
    fn start(value: Decimal, at: u64, window: Window) -> Self {
        Kept {
            average: TimeAverage::start(value, at, window),
            held: value,
            at,
            window,
        }
    }

    /// The average at a moment; the record itself stays where it is.
    fn average(&self, now: u64) -> Decimal {
        let mut average = self.average.clone();
        average
            .advance(self.held, self.at, now, self.window)
            .unwrap()
    }

    fn push(&mut self, value: Decimal, now: u64) {
        self.average
            .advance(self.held, self.at, now, self.window)
            .unwrap();
        (self.held, self.at) = (value, now.max(self.at));
    }
}

/// Every value and since when it held, for the naive average.
struct History(Vec<(u64, Decimal)>);

impl History {
    /// Sum of value (atomics) times seconds from `since` to `until`, added up where the value changes.
    fn sum(&self, since: u64, until: u64) -> Uint512 {
        let ends = self.0[1..].iter().map(|(at, _)| *at).chain([u64::MAX]);
        self.0
            .iter()
            .zip(ends)
            .map(|((at, value), end)| {
                let seconds = end.min(until).saturating_sub((*at).max(since));
                wide(&[value.atomics().u128(), seconds.into()])
            })
            .fold(Uint512::zero(), |a, b| a + b)
    }

    /// The average of the span: the slot in which it begins counts for its part with its own average.
    fn average(&self, start: u64, now: u64, window: Window) -> Decimal {
        let step = window.step.max(1);
        let (present, span) = (now - now % step, step * u64::from(window.steps));
        let oldest = present.saturating_sub(span).max(start);
        let (sum, seconds) = if present >= start + span {
            let whole = self.sum(oldest + step.min(span), now);
            let part = self.sum(oldest, oldest + step.min(span)) * Uint512::from(step - now % step);
            let seconds = if span == 0 { now % step } else { span };
            (whole + part / Uint512::from(step), seconds)
        } else {
            (self.sum(start, now), now - start)
        };
        if seconds == 0 {
            return self.0.last().unwrap().1;
        }
        let mean = sum / Uint512::from(seconds);
        Decimal::new(mean.to_string().parse().unwrap())
    }
}

/// Pauses of every kind: none, short, long.
fn pause() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0u64), 1..20u64, 1..400u64, 1..5_000u64]
}

#[test]
fn by_hand() {
    let mut average = Kept::start(dec("10"), 1_000, HOUR);
    assert_eq!(average.average(1_000), dec("10"));
    average.push(dec("20"), 1_600);
    // From the beginning of the slot, at 900: 700 s at 10, 300 s at 20.
    assert_eq!(average.average(1_900), dec("12.999999999999999999"));
    // The slot of the change has 10 for 100 s and 20 for 200 s: of it a half is in the span.
    assert_eq!(average.average(5_250), dec("19.861111111111111111"));
    // An hour and the rest of that slot later 20 alone counts.
    assert_eq!(average.average(5_400), dec("20"));
    // A jump now weighs nothing yet, and a minute of it a sixtieth.
    average.push(dec("80"), 5_400);
    assert_eq!(average.average(5_400), dec("20"));
    assert_eq!(average.average(5_460), dec("21"));
}

#[test]
fn a_quiet_day_does_not_weigh_on_the_next_hour() {
    let mut average = Kept::start(dec("100"), 0, HOUR);
    average.push(dec("50"), 86_400);
    assert_eq!(average.average.slots(), 12);
    // 59 minutes after the fall one minute of the old price remains.
    let mean = average.average(86_400 + 3_540);
    assert_eq!(mean, dec("50.833333333333333333"));
}

#[test]
fn several_values_in_a_second() {
    let tenths = Window {
        step: 10,
        steps: 6,
        digits: EXACT,
    };
    let mut average = Kept::start(dec("1"), 50, tenths);
    average.push(dec("9"), 50);
    average.push(dec("2"), 50);
    assert_eq!(average.average(50), dec("2"));
    assert_eq!(average.average(55), dec("2"));
    assert_eq!(average.average.slots(), 0);
}

#[test]
fn time_never_runs_backwards() {
    let mut average = Kept::start(dec("1"), 50, HOUR);
    average.push(dec("3"), 49);
    assert_eq!(average.average(49), dec("1"));
    assert_eq!(average.average(100), dec("2"));
}

#[test]
fn the_largest_numbers() {
    // A price of 3.4e20 for all time there is.
    for (step, steps) in [(300, 12), (1, 255), (u64::MAX, 255), (u64::MAX, 0), (0, 0)] {
        let mut average = Kept::start(
            Decimal::MAX,
            0,
            Window {
                step,
                steps,
                digits: EXACT,
            },
        );
        average.push(Decimal::MAX, u64::MAX - 1);
        average.push(Decimal::MAX, u64::MAX);
        assert_eq!(average.average(u64::MAX), Decimal::MAX);
        assert!(average.average.slots() <= usize::from(steps));
    }
}

/// What is stored of it: only the end of a slot changes the means.
#[test]
fn means_change_with_slots() {
    let mut average = TimeAverage::start(dec("1.5"), 601, HOUR);
    average.advance(dec("1.5"), 601, 899, HOUR).unwrap();
    assert!(average.means.is_empty());
    assert_eq!(average.sum.to_string(), "448.5");
    average.advance(dec("1.5"), 899, 902, HOUR).unwrap();
    assert_eq!(average.means, [dec("1.5")]);
    assert_eq!(average.sum.to_string(), "3");
}

proptest! {
    /// The naive average, or less than two of its last digits below.
    #[test]
    fn agrees_with_a_naive_simulation(
        start in 0..10_000u64, first in any_decimal(), step in 0..300u64, steps in 0..20u8,
        updates in prop::collection::vec((pause(), any_decimal()), 0..40), after in pause(),
    ) {
        let window = Window { step, steps, digits: EXACT };
        let began = start - start % step.max(1);
        let mut average = Kept::start(first, start, window);
        let mut history = History(vec![(began, first)]);
        let mut now = start;
        for (pause, value) in updates.into_iter().chain([(after, first)]) {
            now += pause;
            let exact = history.average(began, now, window).atomics().u128();
            let found = average.average(now).atomics().u128();
            prop_assert!(found <= exact && exact - found <= 2, "{found} for {exact} at {now}");
            average.push(value, now);
            history.0.push((now, value));
            prop_assert!(average.average.slots() <= usize::from(steps));
        }
    }

    /// With nine digits it is short and lower by a billionth at most.
    #[test]
    fn fewer_digits_make_it_a_little_lower(
        values in prop::collection::vec((pause(), up_to(10u128.pow(30))), 1..40), after in pause(),
    ) {
        let of = |digits| Window { step: 600, steps: 6, digits };
        let first = Decimal::raw(values[0].1);
        let (mut exact, mut short) = (Kept::start(first, 0, of(EXACT)), Kept::start(first, 0, of(9)));
        let mut now = 0;
        for (pause, value) in values {
            now += pause;
            exact.push(Decimal::raw(value), now);
            short.push(Decimal::raw(value), now);
        }
        let (exact, found) = (exact.average(now + after), short.average(now + after));
        let digit = exact.atomics().u128() / 100_000_000 + 2;
        prop_assert!(found <= exact && exact - found <= Decimal::raw(digit));
        short.push(first, now + 6 * 600);
        let TimeAverage { means, sum } = &short.average;
        let json = to_json_string(&(means, sum)).unwrap();
        prop_assert!(json.len() <= 6 * 24 + 50, "{}", json);
    }

    /// Never outside the values that held, and one value gives itself.
    #[test]
    fn stays_between_the_extremes(
        values in prop::collection::vec((pause(), any_decimal()), 1..40), after in pause(),
    ) {
        let minutes = Window { step: 60, steps: 10, digits: EXACT };
        let mut now = 0;
        let mut average = Kept::start(values[0].1, now, minutes);
        for (pause, value) in &values {
            now += pause;
            average.push(*value, now);
        }
        let mean = average.average(now + after);
        prop_assert!(mean >= values.iter().map(|v| v.1).min().unwrap());
        prop_assert!(mean <= values.iter().map(|v| v.1).max().unwrap());
    }

    #[test]
    fn never_panics(
        a in any::<u64>(), b in any::<u64>(), c in any::<u64>(), step in any::<u64>(), steps in any::<u8>(),
        v in any_decimal(), shift in 0u32..64,
    ) {
        let mut average = Kept::start(v, a >> shift, Window { step, steps, digits: EXACT });
        average.push(v, b >> shift);
        average.push(Decimal::MAX, c >> shift);
        average.average(c);
        prop_assert!(average.average.slots() <= usize::from(steps));
    }
}
