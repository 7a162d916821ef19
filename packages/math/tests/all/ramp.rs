use crate::common::*;
use cosmwasm_std::{from_json, to_json_string, Decimal};
use proptest::prelude::*;
use qerun_math::*;

const DAY: u64 = 86_400;

#[test]
fn by_hand() {
    let ramp = Ramp::fall(dec("0.6"), dec("0.53"), 1_000, 7 * DAY).unwrap();
    assert_eq!(ramp.end(), 1_000 + 7 * DAY);
    for (now, value) in [
        (0, "0.6"),
        (1_000, "0.6"),
        (1_000 + DAY, "0.59"),
        (1_000 + 3 * DAY + DAY / 2, "0.565"),
        (1_000 + 7 * DAY, "0.53"),
        (u64::MAX, "0.53"),
    ] {
        assert_eq!(ramp.value_ceil(now), Ok(dec(value)), "at {now}");
    }
    // One second of 0.07 in 604,800: 0.6 - 0.000000115740740740..., up.
    assert_eq!(ramp.value_ceil(1_001), Ok(dec("0.59999988425925926")));
    assert!(!ramp.is_over(1_000 + 7 * DAY - 1));
    assert!(ramp.is_over(1_000 + 7 * DAY));
}

#[test]
fn only_falls() {
    let error = Ramp::fall(dec("0.5"), dec("0.6"), 0, DAY);
    assert!(matches!(
        error,
        Err(MathError::OutOfRange { name: "to", .. })
    ));
    // No length: at the end at once.
    let drop = Ramp::fall(dec("0.5"), dec("0.4"), 7, 0).unwrap();
    assert_eq!(drop.value_ceil(7), Ok(dec("0.4")));
}

#[test]
fn shape_on_the_wire() {
    let ramp = Ramp::fall(dec("0.6"), dec("0.54"), 7, 8).unwrap();
    let json = r#"{"from":"0.6","to":"0.54","start":7,"end":15}"#;
    assert_eq!(to_json_string(&ramp).unwrap(), json);
    assert_eq!(from_json::<Ramp>(json).unwrap(), ramp);
}

#[test]
fn a_step_during_a_ramp_is_measured_from_both_ends() {
    let range = |set: &str, in_force: &str| {
        ramping_step_range_floor(dec(set), dec(in_force), PARAM_STEP, dec("0.007"))
    };
    assert_eq!(range("0.54", "0.54"), Ok((dec("0.486"), dec("0.594"))));
    assert_eq!(range("0.54", "0.59"), Ok((dec("0.531"), dec("0.594"))));
}

proptest! {
    /// On or above the line, less than a digit above it.
    #[test]
    fn follows_the_line(a in any_u128(), b in any_u128(), start in any::<u32>(), length in 1..10_000_000u64, after in 0..20_000_000u64) {
        let (from, to) = (a.max(b), a.min(b));
        let start = u64::from(start);
        let ramp = Ramp::fall(Decimal::raw(from), Decimal::raw(to), start, length).unwrap();
        let value = ramp.value_ceil(start + after).unwrap().atomics().u128();
        let left = length.saturating_sub(after);
        assert_ratio(Ok(value - to), &[from - to, left.into()], &[length.into()], true);
        prop_assert!(ramp.value_ceil(start + after + 1).unwrap().atomics().u128() <= value);
    }

    #[test]
    fn never_panics(a in any_decimal(), b in any_decimal(), start in any::<u64>(), length in any::<u64>(), now in any::<u64>()) {
        if let Ok(ramp) = Ramp::fall(a, b, start, length) {
            let value = ramp.value_ceil(now).unwrap();
            prop_assert!(b <= value && value <= a);
        }
    }

    /// Ramps that replace each other, each a step down at most, at any times: within any span the
    /// value falls by at most a step of the highest value in force at the last replacement before it,
    /// per length; and what is set is always allowed to stay.
    #[test]
    fn replacing_a_ramp_never_outruns_the_rule(
        first in 1..ONE, cuts in prop::collection::vec((0..10 * DAY, 0..=1_000u128), 1..30), probe in 1..3 * DAY,
    ) {
        let length = 7 * DAY;
        let (mut set, mut now) = (Decimal::raw(first), 0);
        let mut ramp = Ramp::fall(set, set, 0, length).unwrap();
        for (pause, part) in cuts {
            let before = ramp.value_ceil(now).unwrap();
            let later = now + pause.min(probe);
            let fell = before - ramp.value_ceil(later).unwrap();
            // before is in force when the ramp began: a tenth of it in 7 days, in proportion.
            let most = wide(&[before.atomics().u128(), u128::from(later - now)]);
            prop_assert!(wide(&[fell.atomics().u128(), 10, u128::from(length)]) <= most);
            now += pause;
            let in_force = ramp.value_ceil(now).unwrap();
            let (min, max) = ramping_step_range_floor(set, in_force, PARAM_STEP, Decimal::zero()).unwrap();
            prop_assert!(min <= set && set <= max && set <= in_force);
            set = min + (in_force - min) * Decimal::permille(part as u64);
            ramp = Ramp::fall(in_force, set, now, length).unwrap();
            prop_assert_eq!(ramp.value_ceil(now), Ok(in_force), "a jump");
        }
    }
}
