//! Bounds, steps and cool-downs, exactly at their ends.

use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use qerun_controls::{
    ensure_cool_down, ensure_step, ensure_within, ready_at, Figure, ParameterError,
};

const DAY: u64 = 86_400;

fn bounds<T: Into<Figure>>(value: T, min: T, max: T) -> ParameterError {
    ParameterError::OutOfBounds {
        name: "figure",
        value: value.into(),
        min: min.into(),
        max: max.into(),
    }
}

fn step<T: Into<Figure>>(value: T, min: T, max: T) -> ParameterError {
    ParameterError::Step {
        name: "figure",
        value: value.into(),
        min: min.into(),
        max: max.into(),
    }
}

/// Both ends are inside, the nearest values beyond them are not, of every kind of figure.
#[test]
fn both_ends_are_inside() {
    fn table<T: Copy + PartialOrd + Into<Figure>>(below: T, min: T, max: T, above: T) {
        for value in [min, max] {
            assert_eq!(ensure_within("figure", value, (min, max)), Ok(()));
            assert_eq!(ensure_step("figure", value, (min, max)), Ok(()));
        }
        for value in [below, above] {
            let refused = ensure_within("figure", value, (min, max));
            assert_eq!(refused, Err(bounds(value, min, max)));
            let refused = ensure_step("figure", value, (min, max));
            assert_eq!(refused, Err(step(value, min, max)));
        }
    }
    table(0u64, 1, u64::MAX - 1, u64::MAX);
    table(29u32, 30, 30, 31);
    table(0usize, 1, 5, 6);
    let amount = Uint128::new;
    table(amount(6), amount(7), amount(u128::MAX - 1), Uint128::MAX);
    let share = Decimal::permille;
    table(share(0), Decimal::raw(1), share(250), share(251));
}

/// Bounds in the wrong order take nothing: a mistake in code shows at the first update.
#[test]
fn reversed_bounds_take_nothing() {
    for value in [0u64, 1, 2, 3] {
        assert!(ensure_within("figure", value, (2, 1)).is_err());
    }
}

#[test]
fn errors_say_which_figure_and_what_it_may_be() {
    let share = Decimal::percent;
    let refused = ensure_within("max_ltv", share(51), (share(1), share(50))).unwrap_err();
    let text = "max_ltv is 0.51, must be 0.01 to 0.5";
    assert_eq!(refused.to_string(), text);
    let refused = ensure_step("max_age", 3_601u64, (900, 3_600)).unwrap_err();
    let text = "max_age would be 3601, one step reaches 900 to 3600";
    assert_eq!(refused.to_string(), text);
    let refused = ensure_cool_down(100, 50, 149).unwrap_err();
    assert_eq!(refused.to_string(), "may change again from 150");
}

#[test]
fn the_cool_down_ends_on_the_second() {
    let changed_at = 1_700_000_000;
    let end = changed_at + DAY;
    assert_eq!(ready_at(changed_at, DAY), end);
    for now in [changed_at, end - 1] {
        let refused = ensure_cool_down(changed_at, DAY, now);
        assert_eq!(refused, Err(ParameterError::CoolDown { ready_at: end }));
    }
    for now in [end, end + 1, u64::MAX] {
        assert_eq!(ensure_cool_down(changed_at, DAY, now), Ok(()));
    }
}

/// What never changed may change in the first second of a chain, however long the cool-down.
#[test]
fn zero_means_never() {
    for cool_down in [0, DAY, u64::MAX] {
        assert_eq!(ready_at(0, cool_down), 0);
        assert_eq!(ensure_cool_down(0, cool_down, 0), Ok(()));
    }
    assert_eq!(ready_at(1, DAY), DAY + 1);
    assert_eq!(ready_at(2, u64::MAX), u64::MAX);
}

proptest! {
    #[test]
    fn exactly_what_is_between_the_bounds_passes(value: u128, min: u128, max: u128) {
        let (value, min, max) = (Uint128::new(value), Uint128::new(min), Uint128::new(max));
        let inside = (min..=max).contains(&value);
        prop_assert_eq!(ensure_within("figure", value, (min, max)).is_ok(), inside);
        prop_assert_eq!(ensure_step("figure", value, (min, max)).is_ok(), inside);
    }

    /// Changes that pass are a cool-down apart, however often one is tried.
    #[test]
    fn two_changes_are_a_cool_down_apart(
        cool_down in 0..10 * DAY,
        waits in prop::collection::vec(0..3 * DAY, 1..60),
    ) {
        let (mut now, mut changed_at) = (1_700_000_000, 0);
        for wait in waits {
            now += wait;
            let ripe = changed_at == 0 || now - changed_at >= cool_down;
            prop_assert_eq!(ensure_cool_down(changed_at, cool_down, now).is_ok(), ripe);
            prop_assert_eq!(now >= ready_at(changed_at, cool_down), ripe);
            if ripe {
                changed_at = now;
            }
        }
    }
}
