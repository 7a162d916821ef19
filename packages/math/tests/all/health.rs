use crate::common::*;
use cosmwasm_std::{Decimal, Uint128, Uint512};
use proptest::prelude::*;
use qerun_math::*;

#[test]
fn a_key_tells_whether_collateral_covers_the_debt() {
    let token = |price, decimals| PricedToken {
        price: dec(price),
        decimals,
    };
    let covered = |order: u128, margin| {
        let (qer, stable) = (token("2.1", 8), token("1.05", 6));
        order_is_covered(order, dec("1.25"), qer, stable, dec(margin))
    };
    // A QER, 1e8 units, is worth 2 stablecoins, which are 1.6e12 shares.
    let even = 1_600_000_000_000 * 10_000_000_000u128;
    assert!(covered(even - 1, "1"));
    assert!(!covered(even, "1"));
    assert!(covered(even / 2 - 1, "2") && !covered(even / 2, "2"));
    assert!(covered(0, "1.5"));
    assert!(!covered(u128::MAX, "0"), "no collateral");
    let (qer, no_decimals) = (token("1", 6), token("1", 39));
    assert!(!order_is_covered(1, dec("1"), qer, no_decimals, dec("1")));
}

#[test]
fn examples() {
    // 100 USD of QER, 50 of debt, threshold 0.6.
    assert_eq!(
        health_floor(dec("100"), dec("0.6"), dec("50")),
        Ok(Some(dec("1.2")))
    );
    assert_eq!(
        health_floor(dec("100"), dec("0.6"), dec("70")),
        Ok(Some(dec("0.857142857142857142")))
    );
    assert_eq!(
        health_floor(dec("0"), dec("0.6"), dec("1")),
        Ok(Some(Decimal::zero()))
    );
    assert_eq!(health_floor(dec("100"), dec("0.6"), dec("0")), Ok(None));
    assert_eq!(
        health_floor(Decimal::MAX, dec("0.6"), Decimal::raw(1)),
        Ok(Some(Decimal::MAX))
    );
    assert_eq!(
        borrow_capacity_floor(dec("100"), dec("0.5"), dec("20")),
        Ok(dec("30"))
    );
    assert_eq!(
        borrow_capacity_floor(dec("100"), dec("0.5"), dec("51")),
        Ok(Decimal::zero())
    );
    assert_eq!(
        min_collateral_value_ceil(dec("20"), dec("0.5")),
        Ok(dec("40"))
    );
    assert_eq!(
        min_collateral_value_ceil(dec("1"), dec("0.3")),
        Ok(dec("3.333333333333333334"))
    );
    assert_eq!(
        min_collateral_value_ceil(dec("0"), dec("0")),
        Ok(Decimal::zero())
    );
}

#[test]
fn errors() {
    assert!(matches!(
        borrow_capacity_floor(dec("1"), dec("1.1"), dec("0")),
        Err(MathError::OutOfRange {
            name: "max_ltv",
            ..
        })
    ));
    assert_eq!(
        min_collateral_value_ceil(dec("1"), dec("0")),
        Err(MathError::DivisionByZero {
            op: "min_collateral_value_ceil"
        })
    );
    assert_eq!(
        min_collateral_value_ceil(Decimal::MAX, dec("0.5")),
        Err(MathError::Overflow {
            op: "min_collateral_value_ceil"
        })
    );
}

#[test]
fn order_at_the_edges() {
    assert_eq!(health_order(debt_shares(0), uint(0)), 0);
    assert_eq!(health_order(debt_shares(0), uint(5)), 0);
    assert_eq!(health_order(debt_shares(1), uint(0)), u128::MAX);
    assert_eq!(health_order(debt_shares(u128::MAX), uint(1)), u128::MAX);
    assert_eq!(health_order(debt_shares(1), Uint128::MAX), 1);
    // 50 USDC (5e13 shares) on 100 QER (1e8 units).
    assert_eq!(
        health_order(debt_shares(50_000_000_000_000), uint(100_000_000)),
        500_000 * ONE
    );
}

/// Among ratios that differ by a millionth the order is right after fifty years at 400 % as on the first day.
#[test]
fn order_after_many_scalings() {
    for scale in 0..15 {
        let at = |shares: u128| health_order_at(debt_shares(shares), scale, uint(100_000_000));
        let (less, more) = (at(50_000_000_000_000), at(50_000_050_000_000));
        assert!(less < more && less > 1, "{scale}: {less} {more}");
        assert!(
            at(50_000_000_000_000)
                < health_order(debt_shares(50_000_000_000_000), uint(99_999_999))
        );
    }
    // Where the plain number ends: 2^32 - 1 and 2^32, at a scale of one.
    let at = |shares: u128| health_order_at(debt_shares(shares), 1, uint(ONE));
    assert_eq!(at((1 << 32) * 1_000_000), 1 << 32);
    assert_eq!(at((1 << 32) * 1_000_000 - 1), (1 << 32) - 1);
    assert_eq!(at((1 << 31) * 1_000_000), 255 << 24);
    assert_eq!(at((1 << 31) * 1_000_000 - 1), (255 << 24) - 1);
    assert_eq!(health_order_at(debt_shares(1), 100, uint(1)), 1);
    assert_eq!(health_order_at(debt_shares(1), 3, uint(0)), u128::MAX);
    assert_eq!(health_order_at(debt_shares(0), 3, uint(7)), 0);
}

proptest! {
    #[test]
    fn health_rounds_down_and_saturates(c in any_u128(), lt in any_u128(), d in 1..u128::MAX) {
        let health = health_floor(Decimal::raw(c), Decimal::raw(lt), Decimal::raw(d));
        match health.unwrap().unwrap() {
            Decimal::MAX => prop_assert!(wide(&[c, lt]) >= wide(&[u128::MAX, d])),
            exact => assert_ratio(Ok(exact.atomics().u128()), &[c, lt], &[d], false),
        }
    }

    #[test]
    fn health_is_monotone(c in any_decimal(), e in any_decimal(), lt in share(), d in any_decimal(), f in any_decimal()) {
        let health = |c, d| health_floor(c, lt, d).unwrap().unwrap_or(Decimal::MAX);
        prop_assert!(health(c.min(e), d) <= health(c.max(e), d));
        prop_assert!(health(c, d.max(f)) <= health(c, d.min(f)));
    }

    /// The capacity is safe to borrow in full, and a unit more is not.
    #[test]
    fn capacity_is_the_most(c in any_decimal(), ltv in share(), d in any_decimal()) {
        let capacity = borrow_capacity_floor(c, ltv, d).unwrap();
        let (c, ltv) = (c.atomics().u128(), ltv.atomics().u128());
        if !capacity.is_zero() {
            let total = (d + capacity).atomics().u128();
            prop_assert!(wide(&[total, ONE]) <= wide(&[c, ltv]));
            prop_assert!(wide(&[total, ONE]) + wide(&[ONE]) > wide(&[c, ltv]));
        }
    }

    #[test]
    fn least_collateral_carries_the_debt(d in any_decimal(), ltv in share()) {
        if let Ok(least) = min_collateral_value_ceil(d, ltv) {
            prop_assert!(borrow_capacity_floor(least, ltv, Decimal::zero()).unwrap() >= d);
            if let Ok(less) = least.checked_sub(Decimal::raw(1)) {
                // Exactly: less * ltv < debt.
                let carried = wide(&[less.atomics().u128(), ltv.atomics().u128()]);
                prop_assert!(carried < wide(&[d.atomics().u128(), ONE]));
            }
        }
    }

    /// Scaling shares moves no position, and leaves it in the order among those that are not scaled, until the
    /// shares are too many for 128 bits.
    #[test]
    fn order_is_kept_by_scaling(
        d in up_to(10u128.pow(20)), c in 1..u128::MAX, e in up_to(10u128.pow(20)), b in 1..u128::MAX,
        first in 1u32..15, second in 1u32..15, more in 1u32..4,
    ) {
        let at = |d: u128, scale, c: u128| health_order_at(debt_shares(d), scale, uint(c));
        prop_assert_eq!(at(d, 0, c), health_order(debt_shares(d), uint(c)));
        let scaled = scale_shares(debt_shares(d), more.min(3)).unwrap().u128();
        prop_assert_eq!(at(scaled, first + more.min(3), c), at(d, first, c));
        // Whatever their scales: a strictly larger order is a strictly larger exact ratio.
        let (x, y) = (at(d, first, c), at(e, second, b));
        prop_assert_eq!(x == 0, d == 0);
        let million = |times: u32| (0..times).fold(Uint512::one(), |n, _| n * Uint512::from(1_000_000u32));
        if x > y && second < 8 && first < 8 {
            prop_assert!(wide(&[d, b]) * million(second) > wide(&[e, c]) * million(first) || e == 0);
        }
    }

    /// A strictly larger order is a strictly larger exact ratio, whatever the price and the index.
    #[test]
    fn order_is_the_order_of_health(
        d in any_u128(), c in any_u128(), e in any_u128(), b in any_u128(),
    ) {
        let (x, y) = (health_order(debt_shares(d), uint(c)), health_order(debt_shares(e), uint(b)));
        prop_assert_eq!(x == 0, d == 0);
        if x > y {
            prop_assert!(wide(&[d, b]) > wide(&[e, c]) || c == 0 || e == 0);
        }
        if x == u128::MAX && d > 0 {
            prop_assert!(wide(&[d, ONE]) >= wide(&[u128::MAX, c]));
        }
    }

    /// A key that is covered belongs to collateral that is worth `margin` times the debt or more; one that is not is short
    /// of that by the key's last digit at most.
    #[test]
    fn a_covered_key_is_covered_collateral(
        d in 1..10u128.pow(32), c in 1..10u128.pow(30), index in ONE..100 * ONE,
        p in up_to(10u128.pow(24)), q in 1..10u128.pow(20), margin in ONE..2 * ONE,
        (pd, qd) in (0..=18u8, 0..=18u8),
    ) {
        let token = |price, decimals| PricedToken { price: Decimal::raw(price), decimals };
        let covered = order_is_covered(
            health_order(debt_shares(d), uint(c)),
            Decimal::raw(index),
            token(p, pd),
            token(q, qd),
            Decimal::raw(margin),
        );
        let worth = wide(&[c, p, ten(qd), DEBT_SHARE_SCALE, ONE, ONE]);
        let owed = |d| wide(&[d, q, ten(pd), index, margin]);
        if covered {
            prop_assert!(worth >= owed(d));
        } else {
            let next = owed(d) * Uint512::from(ONE) + owed(c);
            prop_assert!(worth * Uint512::from(ONE) < next);
        }
    }
}
