use crate::common::*;
use cosmwasm_std::{Decimal, Uint128, Uint256};
use proptest::prelude::*;
use qerun_math::*;

const H: u128 = 1 << 96;
const E18: u128 = 1_000_000_000_000_000_000;

fn units(x: u128) -> Uint256 {
    Uint256::from(x) * Uint256::from(REPUTATION_SCALE)
}

fn follow(reputation: Uint256, stake: u128, half_lives: u128) -> Uint256 {
    follow_floor(reputation, Uint128::new(stake), Uint128::new(half_lives)).unwrap()
}

#[test]
fn halves_the_gap_each_half_life() {
    assert_eq!(follow(units(0), 1_000, H), units(500));
    assert_eq!(follow(units(500), 1_000, H), units(750));
    assert_eq!(follow(units(800), 0, 3 * H), units(100));
    assert_eq!(follow(units(7), 9, 0), units(7));
    assert_eq!(follow(units(9), 7, u128::MAX), units(7));
    assert_eq!(
        reputation_units_floor(units(7) - Uint256::one()),
        Ok(uint(6))
    );
    assert!(reputation_units_floor(Uint256::MAX).is_err());
}

#[test]
fn largest_amounts_fit() {
    let top = u128::MAX;
    let half = follow(units(0), top, H);
    assert_eq!(half, units(top) >> 1);
    assert_eq!(follow(units(top), 0, H), units(top) >> 1);
    assert_eq!(reputation_units_floor(units(top)), Ok(uint(top)));
}

proptest! {
    #[test]
    fn stays_between(reputation in any_u128(), stake in any_u128(), x in up_to(140 * H)) {
        let after = follow(units(reputation), stake, x);
        prop_assert!(after >= units(reputation.min(stake)));
        prop_assert!(after <= units(reputation.max(stake)));
    }

    /// Two steps are one: cutting the time gains or loses nothing but rounding.
    #[test]
    fn cutting_the_time_changes_nothing(
        reputation in any_u128(), stake in any_u128(), x in up_to(20 * H), y in up_to(20 * H),
    ) {
        let once = follow(units(reputation), stake, x + y);
        let twice = follow(follow(units(reputation), stake, x), stake, y);
        let gap = units(reputation.abs_diff(stake));
        let bound = (gap >> 122) + Uint256::from(3u8);
        prop_assert!(once.abs_diff(twice) <= bound);
    }

    /// Reputation is linear: splitting a stake over addresses gains nothing.
    #[test]
    fn splitting_gains_nothing(a in any::<u64>(), b in any::<u64>(), x in up_to(20 * H)) {
        let (a, b) = (u128::from(a), u128::from(b));
        let parts = follow(units(0), a, x) + follow(units(0), b, x);
        let whole = follow(units(0), a + b, x);
        prop_assert!(parts.abs_diff(whole) <= Uint256::from(2u8));
        prop_assert!(parts <= whole + Uint256::one());
    }

    /// Random histories against a simulation day by day, in floating point: relative error below
    /// 1e-9 at every change.
    #[test]
    fn equals_a_day_by_day_simulation(
        half_life in 1..731u64,
        history in prop::collection::vec((1..400u64, 0..1_000_000_000_000_000u64), 1..12),
    ) {
        let daily = (-1. / half_life as f64).exp2();
        let (mut simulated, mut exact) = (0f64, Uint256::zero());
        for (days, stake) in history {
            let x = half_lives_floor(days * 86_400, half_life * 86_400).unwrap();
            exact = follow_floor(exact, Uint128::from(stake), x).unwrap();
            for _ in 0..days {
                simulated = stake as f64 + (simulated - stake as f64) * daily;
            }
            let shown: f64 = exact.to_string().parse::<f64>().unwrap() / E18 as f64;
            prop_assert!((shown - simulated).abs() <= 1e-9 * simulated.max(1e-9), "{shown} {simulated}");
        }
    }
}

#[test]
fn one_second_at_the_longest_half_life_is_precise() {
    let x = half_lives_floor(1, 730 * 86_400).unwrap();
    let shown: f64 = follow_floor(Uint256::zero(), uint(E18), x)
        .unwrap()
        .to_string()
        .parse()
        .unwrap();
    let rate = std::f64::consts::LN_2 / (730. * 86_400.);
    let exact = -(-rate).exp_m1() * 1e36;
    assert!((shown / exact - 1.).abs() < 1e-12, "{shown} {exact}");
}

#[test]
fn power_by_hand() {
    let power = |stakes: &[(u128, &str)]| {
        let stakes: Vec<_> = stakes.iter().map(|(s, m)| (uint(*s), dec(m))).collect();
        power_floor(&stakes)
    };
    assert_eq!(power(&[]), Ok(uint(0)));
    assert_eq!(power(&[(10, "1"), (3, "1.5"), (1, "2.5")]), Ok(uint(17)));
    assert_eq!(
        power(&[(1, "1.5"), (1, "1.5")]),
        Ok(uint(3)),
        "rounded once"
    );
    assert_eq!(power(&[(u128::MAX, "1")]), Ok(uint(u128::MAX)));
    assert!(power(&[(u128::MAX, "1"), (1, "1")]).is_err());
}

#[test]
fn active_share_rounds_up() {
    let count = |supply, share: &str| active_count_ceil(uint(supply), dec(share)).unwrap();
    assert_eq!(count(0, "1"), uint(0));
    assert_eq!(count(100, "0.5"), uint(50));
    assert_eq!(count(101, "0.5"), uint(51));
    assert_eq!(count(3, "0.333333333333333333"), uint(1));
    assert_eq!(
        count(3, "0.333333333333333334"),
        uint(1),
        "dust is dropped, as in DAO DAO"
    );
    assert_eq!(count(u128::MAX, "1"), uint(u128::MAX));
    assert!(active_count_ceil(Uint128::MAX, Decimal::MAX).is_err());
}
