use crate::common::*;
use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_math::*;

const HOUR: u64 = 3_600;
const DAY: u64 = 86_400;

const HOURS: Window = Window {
    step: 1_200,
    steps: 3,
    digits: EXACT,
};
const DAYS: Window = Window {
    step: 14_400,
    steps: 6,
    digits: EXACT,
};

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

/// 100 seconds in ten slots.
const TENTHS: Window = Window {
    step: 10,
    steps: 10,
    digits: EXACT,
};

/// A record, the value in force and since when: what its keeper remembers.
struct Kept {
    least: RollingMin,
    held: Decimal,
    at: u64,
    window: Window,
}

impl Kept {
    fn start(value: Decimal, at: u64, window: Window) -> Self {
        Kept {
            least: RollingMin::start(value),
            held: value,
            at,
            window,
        }
    }

    /// The minimum at a moment; the record itself stays where it is.
    fn min(&self, now: u64) -> Decimal {
        self.least
            .clone()
            .advance(self.held, self.at, now, self.window)
    }

    fn push(&mut self, value: Decimal, now: u64) {
        self.least.advance(self.held, self.at, now, self.window);
        self.least.push(value);
        (self.held, self.at) = (value, now);
    }
}

#[test]
fn by_hand() {
    let mut least = Kept::start(dec("5"), 0, TENTHS);
    least.push(dec("3"), 20);
    least.push(dec("4"), 40);
    assert_eq!(least.min(40), dec("3"));
    // 3 held until 40, so it counts until 140 (and a slot longer at most).
    assert_eq!(least.min(139), dec("3"));
    assert_eq!(least.min(149), dec("3"));
    assert_eq!(least.min(150), dec("4"));
    least.push(dec("9"), 300);
    // 4 was in force at the start of the window.
    assert_eq!(least.min(300), dec("4"));
    assert_eq!(least.min(399), dec("4"));
    assert_eq!(least.min(410), dec("9"));
    assert_eq!(least.least.slots(), 11);
}

#[test]
fn a_low_before_a_long_pause_does_not_linger() {
    let halves = Window {
        step: 50,
        steps: 2,
        digits: EXACT,
    };
    let mut least = Kept::start(dec("1"), 0, halves);
    least.push(dec("100"), 5);
    least.push(dec("100"), 10_000);
    assert_eq!(least.min(10_000), dec("100"));
}

/// A slot of no length counts as a second, and the minimum may reach back by that second.
#[test]
fn a_slot_of_no_length_is_a_second() {
    let none = Window {
        step: 0,
        steps: 0,
        digits: EXACT,
    };
    let mut least = Kept::start(dec("3"), 0, none);
    least.push(dec("5"), 1);
    assert_eq!((least.min(1), least.min(2)), (dec("3"), dec("5")));
}

#[test]
fn time_never_runs_backwards() {
    let mut least = Kept::start(dec("1"), 50, TENTHS);
    assert_eq!(least.min(0), dec("1"));
    least.push(dec("2"), 49);
    assert_eq!(least.min(49), dec("1"));
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

/// What is stored of it: only the end of a slot changes the full ones.
#[test]
fn full_slots_change_with_slots() {
    let mut least = RollingMin::start(dec("1.5"));
    least.push(dec("1.25"));
    assert_eq!((&least.full, least.present), (&vec![], dec("1.25")));
    least.advance(dec("2"), 7, 17, TENTHS);
    assert_eq!((&least.full, least.present), (&vec![dec("1.25")], dec("2")));
}

#[test]
fn halves_by_hand() {
    for (value, seconds, left) in [
        ("1000", 0, "1000"),
        ("1000", DAY, "500"),
        ("1000", 2 * DAY, "250"),
        ("1000", DAY / 2, "707.106781186547524401"),
        ("1000", 127 * DAY, "0.000000000000000001"),
        ("1000", u64::MAX, "0"),
        ("0", 60, "0"),
    ] {
        assert_eq!(halving_ceil(dec(value), seconds, DAY), Ok(dec(left)));
    }
    let zero = Err(MathError::DivisionByZero {
        op: "half_lives_floor",
    });
    assert_eq!(halving_ceil(dec("1"), 1, 0), zero);
    assert!(halving_ceil(Decimal::MAX, u64::MAX, u64::MAX).unwrap() < Decimal::MAX);
}

#[test]
fn digits_by_hand() {
    for (value, digits, floor, ceil) in [
        ("1234567.891", 9, "1234567.89", "1234567.9"),
        ("1234567.89", 9, "1234567.89", "1234567.89"),
        ("999.99", 3, "999", "1000"),
        (
            "0.000000000000001234",
            2,
            "0.0000000000000012",
            "0.0000000000000013",
        ),
        ("7", 0, "7", "7"),
        ("78", 0, "70", "80"),
        ("0", 4, "0", "0"),
    ] {
        assert_eq!(significant_floor(dec(value), digits), dec(floor), "{value}");
        assert_eq!(significant_ceil(dec(value), digits), dec(ceil), "{value}");
    }
    let (floor, most) = (significant_floor(Decimal::MAX, 1), Decimal::MAX);
    assert_eq!(
        (floor, significant_ceil(most, 1)),
        (dec("300000000000000000000"), floor)
    );
}

proptest! {
    /// Never above the true minimum of the span, never below that of a slot more, and small.
    #[test]
    fn agrees_with_a_naive_simulation(
        start in 0..100_000u64, first in any_decimal(), step in 0..2_000u64, steps in 0..20u8,
        pushes in prop::collection::vec((pause(), any_decimal()), 0..60), after in pause(),
    ) {
        let window = Window { step, steps, digits: EXACT };
        let mut least = Kept::start(first, start, window);
        let mut history = vec![(start, first)];
        let mut now = start;
        let check = |least: &Kept, history: &[(u64, Decimal)], now: u64| {
            let found = least.min(now);
            let since = now.saturating_sub(window.span());
            assert!(found <= naive_min(history, since, now), "above the minimum at {now}");
            let longest = since.saturating_sub(step.max(1));
            assert!(found >= naive_min(history, longest, now), "reaches too far back at {now}");
            assert!(least.least.slots() <= usize::from(steps) + 1);
        };
        for (pause, value) in pushes {
            now += pause;
            check(&least, &history, now);
            least.push(value, now);
            history.push((now, value));
            check(&least, &history, now);
        }
        check(&least, &history, now + after);
    }

    #[test]
    fn never_panics(
        a in any::<u64>(), b in any::<u64>(), c in any::<u64>(), step in any::<u64>(), steps in any::<u8>(),
        v in any_decimal(), shift in 0u32..64,
    ) {
        let mut least = Kept::start(v, a >> shift, Window { step, steps, digits: EXACT });
        least.push(v, b >> shift);
        least.push(v, c >> shift);
        prop_assert_eq!(least.min(c), v);
        prop_assert!(least.least.slots() <= 257);
    }

    /// A fall in many parts is no faster than in one, and hardly slower.
    #[test]
    fn halving_adds_up(
        value in up_to(10u128.pow(33)), parts in prop::collection::vec(0..20_000u64, 1..40),
    ) {
        let whole = halving_ceil(Decimal::raw(value), parts.iter().sum(), DAY).unwrap();
        let mut left = Decimal::raw(value);
        for part in &parts {
            let next = halving_ceil(left, *part, DAY).unwrap();
            prop_assert!(next <= left);
            left = next;
        }
        // Each part falls by 2^-96 less at most, and rounds up by less than one digit.
        let (left, whole) = (left.atomics().u128(), whole.atomics().u128());
        let slower = (value >> 96) + 3;
        prop_assert!(left + slower >= whole && left <= whole + slower * parts.len() as u128);
    }

    #[test]
    fn digits_are_cut_at_the_right_place(value in up_to(u128::MAX / 2), digits in 0..45u32) {
        let (floor, ceil) = (
            significant_floor(Decimal::raw(value), digits).atomics().u128(),
            significant_ceil(Decimal::raw(value), digits).atomics().u128(),
        );
        prop_assert!(floor <= value && value <= ceil);
        let kept = |x: u128| x.to_string().trim_end_matches('0').len() as u32;
        prop_assert!(kept(floor) <= digits.max(1) && kept(ceil) <= digits.max(1));
        // One unit of the last digit that is kept apart, or none.
        let unit = 10u128.pow((value.to_string().len() as u32).saturating_sub(digits.max(1)));
        let apart = if value.is_multiple_of(unit) { 0 } else { unit };
        prop_assert_eq!(ceil - floor, apart);
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
        let (mut hour, mut day) = (Kept::start(first, 0, HOURS), Kept::start(first, 0, DAYS));
        let mut bids = vec![(0, first)];
        let mut now = 0;
        for (pause, raw, pump) in raws {
            now += pause;
            let raw = if pump { Decimal::MAX } else { raw };
            let bid = clamp_growth(raw, hour.min(now), dec("0.05")).unwrap();
            let bid = clamp_growth(bid, day.min(now), dec("0.2")).unwrap();
            hour.push(bid, now);
            day.push(bid, now);
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
    let (mut hour, mut day) = (Kept::start(first, 0, HOURS), Kept::start(first, 0, DAYS));
    let mut now = 0;
    let mut poke = |until: u64| {
        let mut bid = first;
        while now < until {
            now += 300;
            bid = clamp_growth(dec("100"), hour.min(now), dec("0.05")).unwrap();
            bid = clamp_growth(bid, day.min(now), dec("0.2")).unwrap();
            hour.push(bid, now);
            day.push(bid, now);
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
