use crate::common::*;
use cosmwasm_std::{Decimal, Uint128, Uint512};
use proptest::prelude::*;
use qerun_math::*;

const YEAR: u64 = 31_536_000;

fn points(list: &[(u64, u128)]) -> Vec<SchedulePoint> {
    list.iter()
        .map(|(at, amount)| (*at, uint(*amount)))
        .collect()
}

#[test]
fn by_hand() {
    let line = points(&[(YEAR, 400), (2 * YEAR, 700), (4 * YEAR, 1_000)]);
    for (elapsed, out) in [
        (0, 0),
        (1, 0),
        (YEAR / 2, 200),
        (YEAR - 1, 399),
        (YEAR, 400),
        (YEAR + YEAR / 3, 500),
        (2 * YEAR - 1, 699),
        (2 * YEAR, 700),
        (3 * YEAR, 850),
        (4 * YEAR - 1, 999),
        (4 * YEAR, 1_000),
        (u64::MAX, 1_000),
    ] {
        let at = scheduled_floor(line.clone(), elapsed);
        assert_eq!(at, Ok(uint(out)), "after {elapsed}");
    }
    assert_eq!(scheduled_floor([], 7), Ok(uint(0)));
    // All of 128 bits over all of 64.
    let wide = points(&[(u64::MAX, u128::MAX)]);
    let one_second = u128::MAX / u128::from(u64::MAX);
    assert_eq!(scheduled_floor(wide.clone(), 1), Ok(uint(one_second)));
    assert_eq!(scheduled_floor(wide, u64::MAX), Ok(Uint128::MAX));
}

#[test]
fn an_amount_below_the_one_before_is_refused() {
    let falling = points(&[(10, 100), (20, 99)]);
    let error = MathError::PartExceedsWhole {
        name: "schedule",
        part: uint(100),
        whole: uint(99),
    };
    // The line up to there is sound, and is not asked about the rest.
    assert_eq!(scheduled_floor(falling.clone(), 9), Ok(uint(90)));
    assert_eq!(scheduled_floor(falling.clone(), 10), Err(error.clone()));
    assert_eq!(steeper_point(falling), Err(error));
    // Out of order there is no line, and still an answer.
    let back = points(&[(20, 100), (10, 200)]);
    assert_eq!(scheduled_floor(back, 30), Ok(uint(200)));
}

#[test]
fn steeper() {
    type Row<'a> = (&'a [(u64, u128)], Option<usize>);
    let table: [Row; 7] = [
        (&[], None),
        (&[(1, u128::MAX)], None),
        (&[(10, 100), (20, 200)], None),
        (&[(10, 100), (20, 201)], Some(1)),
        (&[(10, 100), (20, 190), (30, 281)], Some(2)),
        (&[(10, 100), (20, 150), (21, 155), (u64::MAX, 155)], None),
        // The slopes differ in their 37th digit.
        (
            &[
                (u64::MAX / 2, u128::MAX / 2),
                (u64::MAX / 2 * 2, u128::MAX / 2 * 2 + 1),
            ],
            Some(1),
        ),
    ];
    for (line, place) in table {
        assert_eq!(steeper_point(points(line)), Ok(place), "{line:?}");
    }
}

#[test]
fn paid_by_hand() {
    let paid = |before: u128, from: u128, to: u128, rate: &str| {
        paid_floor(uint(before), uint(from), uint(to), dec(rate))
    };
    assert_eq!(paid(40, 100, 207, "0.5"), Ok(uint(93)));
    assert_eq!(paid(40, 100, 207, "1"), Ok(uint(147)));
    assert_eq!(paid(40, 100, 207, "0"), Ok(uint(40)));
    assert!(matches!(
        paid(40, 100, 207, "1.000000000000000001"),
        Err(MathError::OutOfRange { name: "rate", .. })
    ));
    assert!(matches!(
        paid(40, 208, 207, "1"),
        Err(MathError::PartExceedsWhole { .. })
    ));
    let op = "paid_floor";
    let too_much = paid(1, 0, u128::MAX, "1");
    assert_eq!(too_much, Err(MathError::Overflow { op }));
}

/// Up to 16 points, later and higher from one to the next.
fn any_line() -> impl Strategy<Value = Vec<SchedulePoint>> {
    let step = (
        1u64..200_000_000,
        up_to(u128::MAX / 16).prop_map(|x| x.max(1)),
    );
    prop::collection::vec(step, 1..=16).prop_map(|steps| {
        let (mut at, mut amount) = (0, 0);
        let mut next = |(longer, more): (u64, u128)| {
            (at, amount) = (at + longer, amount + more);
            (at, uint(amount))
        };
        steps.into_iter().map(&mut next).collect()
    })
}

/// The same, and never steeper: each part lets out a whole number a second, the fastest first.
fn any_slowing_line() -> impl Strategy<Value = Vec<SchedulePoint>> {
    let part = (1u64..200_000_000, up_to(1 << 95));
    prop::collection::vec(part, 1..=16).prop_map(|mut parts| {
        parts.sort_by_key(|(_, per_second)| std::cmp::Reverse(*per_second));
        let (mut at, mut amount) = (0, 0);
        let mut next = |(longer, per_second): (u64, u128)| {
            (at, amount) = (at + longer, amount + per_second * u128::from(longer));
            (at, uint(amount))
        };
        parts.into_iter().map(&mut next).collect()
    })
}

proptest! {
    /// On or below the line and less than a unit below it, by the definition of a line and without a division; it never
    /// falls, starts at 0 and ends at the total.
    #[test]
    fn follows_the_line(line in any_line(), a in 0u64..4_000_000_000, b in 0u64..4_000_000_000) {
        let (early, late) = (a.min(b), a.max(b));
        let out = scheduled_floor(line.clone(), early).unwrap();
        prop_assert!(out <= scheduled_floor(line.clone(), late).unwrap());
        let (end, total) = *line.last().unwrap();
        prop_assert_eq!(scheduled_floor(line.clone(), 0), Ok(uint(0)));
        for after in [end, end + late] {
            prop_assert_eq!(scheduled_floor(line.clone(), after), Ok(total));
        }
        if early < end {
            let next = line.iter().position(|(at, _)| early < *at).unwrap();
            let (from, below) = if next == 0 { (0, uint(0)) } else { line[next - 1] };
            let (at, amount) = line[next];
            prop_assert!(below <= out && out <= amount);
            let wide = |x: Uint128, y: u64| Uint512::from(x) * Uint512::from(y);
            let line_here = wide(amount - below, early - from);
            prop_assert!(wide(out - below, at - from) <= line_here);
            prop_assert!(wide(out - below + uint(1), at - from) > line_here);
        }
    }

    /// Of two equal times the first lets out at least as much, but for a unit of rounding.
    #[test]
    fn never_steeper_is_never_faster(
        line in any_slowing_line(), from in 0u64..2_000_000_000, length in 1u64..1_000_000_000,
    ) {
        prop_assert_eq!(steeper_point(line.clone()), Ok(None));
        let at = |elapsed| scheduled_floor(line.clone(), elapsed).unwrap();
        let (first, second) = (at(from + length) - at(from), at(from + 2 * length) - at(from + length));
        prop_assert!(second <= first + uint(1), "{first} {second}");
    }

    /// However often the rate changes: what is paid never falls, is never above what was let out, and with a rate of 1
    /// throughout it is all of it.
    #[test]
    fn paid_stays_within_the_schedule(line in any_line(), changes in prop::collection::vec((0u64..400_000_000, share()), 1..10)) {
        let at = |elapsed| scheduled_floor(line.clone(), elapsed).unwrap();
        let mut elapsed = 0;
        let (mut paid, mut full, mut before) = (uint(0), uint(0), uint(0));
        for (after, rate) in changes {
            elapsed += after;
            let now = at(elapsed);
            let next = paid_floor(paid, before, now, rate).unwrap();
            full = paid_floor(full, before, now, Decimal::one()).unwrap();
            prop_assert!(paid <= next && next <= now);
            prop_assert_eq!(full, now);
            (paid, before) = (next, now);
        }
    }
}
