use crate::common::*;
use cosmwasm_std::{from_json, to_json_string, Decimal, Uint128, Uint512};
use proptest::prelude::*;
use qerun_math::*;

fn curve() -> RateCurve {
    RateCurve {
        base: dec("0.02"),
        slope_low: dec("0.08"),
        slope_high: dec("2"),
        kink: dec("0.8"),
    }
}

/// Any curve that `validate` accepts.
fn valid_curve() -> impl Strategy<Value = RateCurve> {
    (share(), share(), any_decimal(), 1..ONE).prop_filter_map("valid", |(b, low, high, kink)| {
        let half = Decimal::raw(b.atomics().u128() / 2);
        let high = Decimal::raw(high.atomics().u128() % (4 * ONE));
        let low = Decimal::raw(low.atomics().u128() % (ONE / 2 + 1));
        let curve = RateCurve {
            base: half,
            slope_low: low,
            slope_high: high,
            kink: Decimal::raw(kink),
        };
        curve.validate().is_ok().then_some(curve)
    })
}

/// e^x for x in 18 digits up to 1, in 36 digits, rounded down by at most 1e-34.
fn exp36(x: u128) -> Uint512 {
    let one = Uint512::from(ONE) * Uint512::from(ONE);
    let (mut sum, mut term) = (one, one);
    for k in 1u128..40 {
        term = term * Uint512::from(x) / Uint512::from(ONE * k);
        sum += term;
    }
    sum
}

#[test]
fn rates_by_hand() {
    let rate = |u: &str| curve().borrow_rate(dec(u)).unwrap();
    assert_eq!(rate("0"), dec("0.02"));
    assert_eq!(rate("0.4"), dec("0.06"));
    assert_eq!(rate("0.8"), dec("0.1"));
    assert_eq!(rate("0.9"), dec("1.1"));
    assert_eq!(rate("1"), dec("2.1"));
    assert_eq!(rate("3"), dec("2.1"));
    // 0.02 + 0.0333333333333333333, rounded up.
    assert_eq!(rate("0.333333333333333333"), dec("0.053333333333333334"));
    assert_eq!(utilisation_ceil(uint(0), uint(0)), Ok(Decimal::zero()));
    assert_eq!(utilisation_ceil(uint(0), uint(7)), Ok(Decimal::zero()));
    assert_eq!(
        utilisation_ceil(uint(1), uint(2)),
        Ok(dec("0.333333333333333334"))
    );
    assert_eq!(utilisation_ceil(Uint128::MAX, uint(0)), Ok(Decimal::one()));
    assert_eq!(utilisation_ceil(Uint128::MAX, Uint128::MAX), Ok(dec("0.5")));
    assert_eq!(
        supply_rate_floor(dec("0.1"), dec("0.8"), dec("0.2")),
        Ok(dec("0.064"))
    );
}

#[test]
fn accrual_by_hand() {
    let year = SECONDS_PER_YEAR;
    // 1 + 0.1 + 0.005 + 0.000166...
    assert_eq!(
        accrue_index_ceil(dec("1"), dec("0.1"), year),
        Ok(dec("1.105166666666666667"))
    );
    assert_eq!(
        accrue_index_ceil(dec("2"), dec("0.2"), year / 2),
        Ok(dec("2.210333333333333334"))
    );
    assert_eq!(accrue_index_ceil(dec("1.5"), dec("0.1"), 0), Ok(dec("1.5")));
    assert_eq!(
        accrue_index_ceil(dec("1.5"), dec("0"), year),
        Ok(dec("1.5"))
    );
    // The cap: 1 + 1 + 1/2 + 1/6, however long and high.
    let capped = Ok(dec("2.666666666666666667"));
    assert_eq!(accrue_index_ceil(dec("1"), dec("1"), year), capped);
    assert_eq!(accrue_index_ceil(dec("1"), dec("4"), year / 4), capped);
    assert_eq!(accrue_index_ceil(dec("1"), Decimal::MAX, u64::MAX), capped);
    assert_eq!(
        accrue_index_ceil(Decimal::MAX, dec("1"), year),
        Err(MathError::Overflow {
            op: "accrue_index_ceil"
        })
    );
    // A second at the smallest rate still charges something.
    assert_eq!(
        accrue_index_ceil(dec("1"), Decimal::raw(1), 1),
        Ok(dec("1.000000000000000001"))
    );
}

#[test]
fn curves_outside_the_bounds_are_refused() {
    curve().validate().unwrap();
    let refused = |change: fn(&mut RateCurve), field: &str| {
        let mut bad = curve();
        change(&mut bad);
        match bad.validate() {
            Err(MathError::OutOfRange { name, .. }) => assert_eq!(name, field),
            other => panic!("{field}: {other:?}"),
        }
    };
    refused(|c| c.kink = dec("0"), "kink");
    refused(|c| c.kink = dec("1"), "kink");
    refused(|c| c.base = dec("0.500000000000000001"), "base");
    refused(|c| c.slope_low = dec("0.980000000000000001"), "slope_low");
    // 0.02 + 0.08 + 3.9 = 4 holds, a digit more does not.
    RateCurve {
        slope_high: dec("3.9"),
        ..curve()
    }
    .validate()
    .unwrap();
    refused(|c| c.slope_high = dec("3.900000000000000001"), "slope_high");
    // Equally steep: 0.08 / 0.8 = 0.02 / 0.2.
    RateCurve {
        slope_high: dec("0.02"),
        ..curve()
    }
    .validate()
    .unwrap();
    refused(|c| c.slope_high = dec("0.019999999999999999"), "slope_high");
    refused(|c| c.slope_high = Decimal::MAX, "slope_high");
    let steep = RateCurve {
        kink: Decimal::raw(1),
        ..curve()
    };
    assert!(steep.validate().is_err());
}

#[test]
fn shape_on_the_wire() {
    let json = r#"{"base":"0.02","slope_low":"0.08","slope_high":"2","kink":"0.8"}"#;
    assert_eq!(to_json_string(&curve()).unwrap(), json);
    assert_eq!(from_json::<RateCurve>(json).unwrap(), curve());
    assert!(from_json::<RateCurve>(json.replace("kink", "knee")).is_err());
    assert!(from_json::<RateCurve>(json.replace('{', r#"{"extra":"1","#)).is_err());
}

#[test]
fn supply_rate_errors() {
    for (u, s) in [("1.1", "0"), ("1", "1.1")] {
        assert!(matches!(
            supply_rate_floor(dec("1"), dec(u), dec(s)),
            Err(MathError::OutOfRange { .. })
        ));
    }
}

proptest! {
    #[test]
    fn a_valid_curve_never_fails(c in valid_curve(), u in any_decimal(), v in any_decimal()) {
        let (low, high) = (c.borrow_rate(u.min(v)).unwrap(), c.borrow_rate(u.max(v)).unwrap());
        prop_assert!(c.base <= low && low <= high && high <= MAX_YEARLY_RATE);
        // Both lines meet at the kink.
        prop_assert_eq!(c.borrow_rate(c.kink).unwrap(), c.base + c.slope_low);
    }

    #[test]
    fn any_curve_never_panics(
        base in any_decimal(), slope_low in any_decimal(), slope_high in any_decimal(),
        kink in any_decimal(), u in any_decimal(),
    ) {
        let c = RateCurve { base, slope_low, slope_high, kink };
        let _ = (c.validate(), c.borrow_rate(u));
    }

    #[test]
    fn utilisation_is_a_share(debt in any_u128(), cash in any_u128()) {
        let u = utilisation_ceil(uint(debt), uint(cash)).unwrap();
        prop_assert!(u <= Decimal::one());
        prop_assert_eq!(u.is_zero(), debt == 0);
        if let Some(assets) = debt.checked_add(cash).filter(|a| *a > 0) {
            assert_ratio(Ok(u.atomics().u128()), &[debt, ONE], &[assets], true);
        }
    }

    #[test]
    fn suppliers_never_earn_more_than_borrowers_pay(
        rate in any_decimal(), u in share(), kept in share(),
    ) {
        let supply = supply_rate_floor(rate, u, kept).unwrap();
        let left = ONE - kept.atomics().u128();
        let factors = [rate.atomics().u128(), u.atomics().u128(), left];
        assert_ratio(Ok(supply.atomics().u128()), &factors, &[ONE, ONE], false);
        prop_assert!(supply <= rate);
    }

    /// Over the stated range: any rate and time, an index up to 1.27e20.
    #[test]
    fn accrual_grows_and_never_fails(
        index in up_to(127 * 10u128.pow(36)), rate in any_decimal(), a in any::<u64>(),
        b in any::<u64>(), shift in 0u32..64,
    ) {
        let index = Decimal::raw(index);
        let (short, long) = (a.min(b) >> shift, a.max(b) >> shift);
        let at = |seconds| accrue_index_ceil(index, rate, seconds).unwrap();
        prop_assert!(index <= at(short) && at(short) <= at(long));
        prop_assert!(at(long).atomics() <= Uint128::new(index.atomics().u128() / 3 * 8 + 8));
    }

    #[test]
    fn taylor_is_close_to_exp(x in up_to(ONE)) {
        // At a rate of x for a year, index 1.
        let taylor = accrue_index_ceil(dec("1"), Decimal::raw(x), SECONDS_PER_YEAR).unwrap();
        let taylor = Uint512::from(taylor.atomics()) * Uint512::from(ONE);
        let (unit, exact) = (Uint512::from(ONE), exp36(x));
        prop_assert!(taylor <= exact + unit);
        // x^4 e^x / 24, rounded up.
        let x4 = wide(&[x, x, x, x]);
        let error = x4 * exact / wide(&[ONE, ONE, ONE, ONE, 24]) + Uint512::one();
        prop_assert!(exact <= taylor + error);
    }

    /// Above the cap too.
    #[test]
    fn splitting_a_period_never_saves_interest(
        index in ONE..10u128.pow(30), rate in any_decimal(), a in any::<u32>(), b in any::<u32>(),
    ) {
        let (start, a, b) = (Decimal::raw(index), u64::from(a), u64::from(b));
        let once = accrue_index_ceil(start, rate, a + b).unwrap();
        let first = accrue_index_ceil(start, rate, a).unwrap();
        prop_assert!(once <= accrue_index_ceil(first, rate, b).unwrap());
    }

    #[test]
    fn one_accrual_or_two(
        index in ONE..10u128.pow(30), rate in up_to(4 * ONE), a in 0..SECONDS_PER_YEAR,
        b in 0..SECONDS_PER_YEAR,
    ) {
        // The bound holds below the cap on a single accrual.
        let cap = u128::from(SECONDS_PER_YEAR) * ONE / u128::from(a + b).max(1);
        let (start, rate) = (Decimal::raw(index), Decimal::raw(rate.min(cap)));
        let once = accrue_index_ceil(start, rate, a + b).unwrap();
        let first = accrue_index_ceil(start, rate, a).unwrap();
        let twice = accrue_index_ceil(first, rate, b).unwrap();
        prop_assert!(once <= twice);
        // The stated bound, with x rounded up.
        let x = rate.atomics().u128() * u128::from(a + b) / u128::from(SECONDS_PER_YEAR) + 1;
        let bound = wide(&[x, x, x, x]) * exp36(x) / wide(&[ONE, ONE, ONE, ONE, 24])
            * Uint512::from(index) / wide(&[ONE, ONE]);
        let difference = Uint512::from((twice - once).atomics());
        prop_assert!(difference <= bound + Uint512::from(4u32), "{difference} > {bound}");
    }
}
