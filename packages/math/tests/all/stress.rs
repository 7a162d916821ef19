use crate::common::*;
use cosmwasm_std::{from_json, to_json_string, Decimal};
use proptest::prelude::*;
use qerun_math::*;

fn stress(g: Decimal, e: Decimal, d: Decimal, f: Decimal) -> Stress {
    Stress {
        collateral_fall: g,
        eth_fall: e,
        own_discount: d,
        encumbered_discount: f,
    }
}

#[test]
fn the_design_pages_coefficients() {
    let stress = Stress::default();
    stress.validate().unwrap();
    // 1 - 0.2 / 0.69
    assert_eq!(
        loss_coefficient_ceil(&stress, dec("0.6"), dec("0.15")),
        Ok(dec("0.710144927536231885"))
    );
    // 0.36 own and 0.35 encumbered.
    let cover = |i: &str, o: &str, e: &str| stress_cover_floor(&stress, dec(i), dec(o), dec(e));
    assert_eq!(cover("100", "200", "500"), Ok(dec("347")));
    // Own ETH counts at most as much as the insurance.
    assert_eq!(cover("100", "1000", "500"), Ok(dec("375")));
    assert_eq!(cover("0", "1000", "500"), Ok(dec("175")));
    // 375 / 0.710144927536231885, a hair below 375 * 0.69 / 0.49 = 528.0612244897959183...
    assert_eq!(
        stress_debt_floor(&stress, dec("0.6"), dec("0.15"), dec("375")),
        Ok(dec("528.061224489795917666"))
    );
}

#[test]
fn a_mild_stress_limits_nothing() {
    let mild = stress(dec("0.1"), dec("0"), dec("0"), dec("0"));
    assert_eq!(
        loss_coefficient_ceil(&mild, dec("0.6"), dec("0")),
        Ok(Decimal::zero())
    );
    assert_eq!(
        stress_debt_floor(&mild, dec("0.6"), dec("0"), dec("1")),
        Ok(Decimal::MAX)
    );
    // A recovery too large for a number is more than enough.
    assert_eq!(
        loss_coefficient_ceil(&mild, Decimal::raw(1), dec("0")),
        Ok(Decimal::zero())
    );
    let total = stress(dec("1"), dec("1"), dec("1"), dec("1"));
    assert_eq!(
        loss_coefficient_ceil(&total, dec("0.6"), dec("0.15")),
        Ok(Decimal::one())
    );
    assert_eq!(
        stress_cover_floor(&total, dec("5"), dec("9"), dec("9")),
        Ok(dec("5"))
    );
}

#[test]
fn bounds_of_the_parameters() {
    let refused = |change: fn(&mut Stress), field: &str| {
        let mut bad = Stress::default();
        change(&mut bad);
        match bad.validate() {
            Err(MathError::OutOfRange { name, .. }) => assert_eq!(name, field),
            other => panic!("{field}: {other:?}"),
        }
    };
    refused(
        |s| s.collateral_fall = dec("0.599999999999999999"),
        "collateral_fall",
    );
    refused(
        |s| s.collateral_fall = dec("0.990000000000000001"),
        "collateral_fall",
    );
    refused(|s| s.eth_fall = dec("0.399999999999999999"), "eth_fall");
    refused(|s| s.eth_fall = dec("0.990000000000000001"), "eth_fall");
    refused(
        |s| s.own_discount = dec("0.500000000000000001"),
        "own_discount",
    );
    refused(
        |s| s.encumbered_discount = dec("0.500000000000000001"),
        "encumbered_discount",
    );
    stress(dec("0.6"), dec("0.4"), dec("0"), dec("0"))
        .validate()
        .unwrap();
    stress(dec("0.99"), dec("0.99"), dec("0.5"), dec("0.5"))
        .validate()
        .unwrap();
}

#[test]
fn errors() {
    let s = Stress::default();
    let bad = stress(dec("1.1"), dec("1.1"), dec("0"), dec("0"));
    let out = |result: Result<Decimal, MathError>, field: &str| match result {
        Err(MathError::OutOfRange { name, .. }) => assert_eq!(name, field),
        other => panic!("{other:?}"),
    };
    out(
        loss_coefficient_ceil(&bad, dec("0.6"), dec("0")),
        "collateral_fall",
    );
    out(
        loss_coefficient_ceil(&s, dec("1.1"), dec("0")),
        "liquidation_threshold",
    );
    out(
        loss_coefficient_ceil(&s, dec("0.6"), dec("1.1")),
        "max_bonus",
    );
    out(
        stress_cover_floor(&bad, dec("1"), dec("1"), dec("1")),
        "eth_fall",
    );
    assert_eq!(
        loss_coefficient_ceil(&s, dec("0"), dec("0.15")),
        Err(MathError::DivisionByZero {
            op: "loss_coefficient_ceil"
        })
    );
    assert_eq!(
        stress_cover_floor(&s, Decimal::MAX, dec("0"), dec("10")),
        Err(MathError::Overflow {
            op: "stress_cover_floor"
        })
    );
    assert!(price_impact_holds(dec("1.1"), dec("0.6"), dec("0.15"), dec("0.2")).is_err());
    assert!(price_impact_holds(dec("0.5"), dec("1.1"), dec("0.15"), dec("0.2")).is_err());
    assert!(price_impact_holds(dec("0.5"), dec("0.6"), dec("1.1"), dec("0.2")).is_err());
    assert!(price_impact_holds(dec("0.5"), dec("0.6"), dec("0.15"), dec("1.1")).is_err());
    assert_eq!(
        price_impact_holds(dec("0.5"), dec("0"), dec("0.15"), dec("0.2")),
        Err(MathError::DivisionByZero {
            op: "price_impact_holds"
        })
    );
}

#[test]
fn price_impact_by_hand() {
    let holds = |ltv: &str, lt: &str, bonus: &str, cap: &str| {
        price_impact_holds(dec(ltv), dec(lt), dec(bonus), dec(cap)).unwrap()
    };
    // 0.1826 <= 0.2246 at the defaults, 0.2282 at a cap of 0.25.
    assert!(holds("0.5", "0.6", "0.15", "0.2"));
    assert!(!holds("0.5", "0.6", "0.15", "0.25"));
    // 0.5 * 0.6 = (1 / 0.625 - 1) / 2 = 0.3 exactly; a last digit more breaks it.
    assert!(holds("0.15625", "0.625", "0", "0.6"));
    assert!(!holds("0.15625", "0.625", "0", "0.600000000000000001"));
    assert!(!holds("0.156250000000000001", "0.625", "0", "0.6"));
    // A right side of zero, and a negative one.
    assert!(holds("0", "1", "0", "1"));
    assert!(!holds("0.5", "1", "0", "0.000000000000000001"));
    assert!(!holds("0", "1", "0.1", "0"));
}

#[test]
fn shape_on_the_wire() {
    let json = r#"{"collateral_fall":"0.8","eth_fall":"0.6","own_discount":"0.1","encumbered_discount":"0.125"}"#;
    assert_eq!(to_json_string(&Stress::default()).unwrap(), json);
    assert_eq!(from_json::<Stress>(json).unwrap(), Stress::default());
    assert!(from_json::<Stress>(json.replace('{', r#"{"extra":"1","#)).is_err());
}

fn any_stress() -> impl Strategy<Value = Stress> {
    (share(), share(), share(), share()).prop_map(|(g, e, d, f)| stress(g, e, d, f))
}

proptest! {
    /// 1 - c <= (1-g) / (LT (1+b)) < 1 - c + 1e-18, or c = 0.
    #[test]
    fn the_coefficient_rounds_up(s in any_stress(), lt in 1..=ONE, b in share()) {
        let c = loss_coefficient_ceil(&s, Decimal::raw(lt), b).unwrap();
        let left = ONE - s.collateral_fall.atomics().u128();
        let paid = [lt, ONE + b.atomics().u128()];
        if c.is_zero() {
            prop_assert!(wide(&[left, ONE]) >= wide(&paid));
        } else {
            let recovered = ONE - c.atomics().u128();
            assert_ratio(Ok(recovered), &[left, ONE, ONE], &paid, false);
        }
    }

    #[test]
    fn the_cover_counts_no_more_than_it_should(
        s in any_stress(), i in up_to(10u128.pow(38)), own in any_decimal(), enc in up_to(10u128.pow(38)),
    ) {
        let (insurance, encumbered) = (Decimal::raw(i), Decimal::raw(enc));
        let cover = stress_cover_floor(&s, insurance, own, encumbered).unwrap();
        prop_assert!(insurance <= cover && cover <= insurance + insurance + encumbered);
        // Both terms by definition.
        let part = |x: Decimal, d: Decimal| {
            let only = stress_cover_floor(
                &Stress { encumbered_discount: d, ..s }, Decimal::zero(), Decimal::zero(), x,
            ).unwrap();
            let kept = [x, Decimal::one() - s.eth_fall, Decimal::one() - d].map(|d| d.atomics().u128());
            assert_ratio(Ok(only.atomics().u128()), &kept, &[ONE, ONE], false);
            only
        };
        let sum = insurance + part(own, s.own_discount).min(insurance)
            + part(encumbered, s.encumbered_discount);
        prop_assert_eq!(cover, sum);
    }

    /// debt * coefficient <= cover < (debt + 1e-18) * coefficient.
    #[test]
    fn the_debt_is_the_most_that_is_covered(s in any_stress(), lt in 1..=ONE, b in share(), cover in any_decimal()) {
        let lt = Decimal::raw(lt);
        let c = loss_coefficient_ceil(&s, lt, b).unwrap().atomics().u128();
        let debt = stress_debt_floor(&s, lt, b, cover).unwrap();
        let cover = cover.atomics().u128();
        if debt == Decimal::MAX {
            prop_assert!(wide(&[cover, ONE]) >= wide(&[u128::MAX, c]));
        } else {
            assert_ratio(Ok(debt.atomics().u128()), &[cover, ONE], &[c], false);
        }
    }

    #[test]
    fn a_harder_stress_allows_no_more(
        s in any_stress(), t in any_stress(), lt in 1..=ONE, b in share(), i in up_to(10u128.pow(37)),
        own in up_to(10u128.pow(37)), enc in up_to(10u128.pow(37)),
    ) {
        let pick = |f: fn(Decimal, Decimal) -> Decimal| stress(
            f(s.collateral_fall, t.collateral_fall), f(s.eth_fall, t.eth_fall),
            f(s.own_discount, t.own_discount), f(s.encumbered_discount, t.encumbered_discount),
        );
        let (mild, hard) = (pick(Decimal::min), pick(Decimal::max));
        let debt = |s: &Stress| {
            let cover = stress_cover_floor(s, Decimal::raw(i), Decimal::raw(own), Decimal::raw(enc));
            stress_debt_floor(s, Decimal::raw(lt), b, cover.unwrap()).unwrap()
        };
        prop_assert!(debt(&hard) <= debt(&mild));
    }

    #[test]
    fn price_impact_agrees_with_its_formula(ltv in share(), lt in 1..=ONE, b in share(), cap in share()) {
        let holds = price_impact_holds(ltv, Decimal::raw(lt), b, cap).unwrap();
        let f = |d: Decimal| d.atomics().u128() as f64 / 1e18;
        let lt = lt as f64 / 1e18;
        let left = (f(ltv) / lt).sqrt() * f(cap);
        let right = (1.0 / (lt * (1.0 + f(b))) - 1.0) / 2.0;
        // Binary floating point cannot decide the closest cases.
        if (left - right).abs() > 1e-9 * (1.0 + left.abs() + right.abs()) {
            prop_assert_eq!(holds, left <= right);
        }
    }

    #[test]
    fn price_impact_is_monotone(ltv in share(), lt in 1..=ONE, b in share(), cap in share(), other in share()) {
        let lt = Decimal::raw(lt);
        if price_impact_holds(ltv, lt, b, cap.max(other)).unwrap() {
            prop_assert!(price_impact_holds(ltv, lt, b, cap.min(other)).unwrap());
        }
        if price_impact_holds(ltv, lt, b.max(other), cap).unwrap() {
            prop_assert!(price_impact_holds(ltv, lt, b.min(other), cap).unwrap());
        }
    }
}
