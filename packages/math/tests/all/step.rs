use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use qerun_math::*;

#[test]
fn by_hand() {
    let range = |old: &str, least: &str| step_range_floor(dec(old), PARAM_STEP, dec(least));
    assert_eq!(range("0.6", "0.007"), Ok((dec("0.54"), dec("0.66"))));
    // From zero, and from less than the least step.
    assert_eq!(range("0", "0.01"), Ok((dec("0"), dec("0.01"))));
    assert_eq!(range("0.004", "0.01"), Ok((dec("0"), dec("0.014"))));
    // At ten times the least step both are the same.
    assert_eq!(range("0.1", "0.01"), Ok((dec("0.09"), dec("0.11"))));
    // The step is rounded down.
    let odd = step_range_amount_floor(uint(1_009), PARAM_STEP, uint(3));
    assert_eq!(odd, Ok((uint(909), uint(1_109))));
    assert_eq!(step_range_number_floor(19, PARAM_STEP, 0), Ok((18, 20)));
    assert_eq!(step_range_number_floor(9, PARAM_STEP, 0), Ok((9, 9)));
    assert_eq!(halving_range_number_ceil(7), (4, 14));
    assert_eq!(halving_range_number_ceil(1), (1, 2));
    assert_eq!(halving_range_number_ceil(0), (0, 0));
    assert_eq!(halving_range_ceil(uint(60)), (uint(30), uint(120)));
}

#[test]
fn ends_are_cut_off_at_the_type() {
    let max = Uint128::MAX;
    let (min, top) = step_range_amount_floor(max, PARAM_STEP, uint(0)).unwrap();
    assert_eq!(top, max);
    assert_eq!(min.u128(), u128::MAX - u128::MAX / 10);
    let all = step_range_number_floor(u64::MAX, PARAM_STEP, u64::MAX);
    assert_eq!(all, Ok((0, u64::MAX)));
    assert_eq!(halving_range_ceil(max), (uint(1 << 127), max));
    assert_eq!(halving_range_number_ceil(u64::MAX), (1 << 63, u64::MAX));
}

#[test]
fn a_share_above_one_is_no_step() {
    let error = |name| {
        Err(MathError::OutOfRange {
            name,
            min: dec("0"),
            max: dec("1"),
            value: dec("1.1"),
        })
    };
    let least = dec("0.1");
    assert_eq!(
        step_range_floor(dec("1"), dec("1.1"), least),
        error("share")
    );
}

proptest! {
    /// The wanted definition, without any division: a value is inside exactly if its distance is
    /// at most a share of the old value, or at most the least step.
    #[test]
    fn inside_is_what_a_step_reaches(old in any_u128(), share in share(), least in any_u128(), new in any_u128()) {
        let (min, max) = step_range_amount_floor(uint(old), share, uint(least)).unwrap();
        let away = old.abs_diff(new);
        let reached = away <= least
            || wide(&[away, ONE]) <= wide(&[old, share.atomics().u128()]);
        prop_assert_eq!((min.u128()..=max.u128()).contains(&new), reached);
        prop_assert!(min.u128() <= old && old <= max.u128());
        // The same on decimals.
        let range = step_range_floor(Decimal::raw(old), share, Decimal::raw(least));
        prop_assert_eq!(range, Ok((Decimal::new(min), Decimal::new(max))));
    }

    #[test]
    fn the_ends_are_inside_and_the_next_are_not(old in 0..u64::MAX, share in share(), least in any::<u64>()) {
        let (min, max) = step_range_number_floor(old, share, least).unwrap();
        let reached = |new: u128| {
            let away = u128::from(old).abs_diff(new);
            away <= u128::from(least) || wide(&[away, ONE]) <= wide(&[old.into(), share.atomics().u128()])
        };
        prop_assert!(reached(min.into()) && reached(max.into()));
        prop_assert!(min == 0 || !reached(u128::from(min) - 1));
        prop_assert!(max == u64::MAX || !reached(u128::from(max) + 1));
    }

    #[test]
    fn at_most_double_or_half(old in any_u128(), new in any_u128()) {
        let (min, max) = halving_range_ceil(uint(old));
        let inside = wide(&[new]) <= wide(&[2, old]) && wide(&[2, new]) >= wide(&[old]);
        prop_assert_eq!((min.u128()..=max.u128()).contains(&new), inside);
    }

    #[test]
    fn numbers_at_most_double_or_half(old in any::<u64>(), shift in 0u32..64, new in any::<u64>()) {
        let old = old >> shift;
        let (min, max) = halving_range_number_ceil(old);
        let inside = u128::from(new) <= 2 * u128::from(old) && 2 * u128::from(new) >= u128::from(old);
        prop_assert_eq!((min..=max).contains(&new), inside);
    }
}
