use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use qerun_math::*;

#[test]
fn examples() {
    assert_eq!(mul_div_floor(uint(10), uint(2), uint(3)), Ok(uint(6)));
    assert_eq!(mul_div_ceil(uint(10), uint(2), uint(3)), Ok(uint(7)));
    assert_eq!(mul_div_ceil(uint(9), uint(2), uint(3)), Ok(uint(6)));
    assert_eq!(mul_decimal_floor(uint(999), dec("0.05")), Ok(uint(49)));
    assert_eq!(mul_decimal_ceil(uint(999), dec("0.05")), Ok(uint(50)));
    // Wide intermediate.
    assert_eq!(
        mul_div_floor(Uint128::MAX, Uint128::MAX, Uint128::MAX),
        Ok(Uint128::MAX)
    );
}

#[test]
fn errors() {
    let zero = Uint128::zero();
    assert_eq!(
        mul_div_floor(uint(1), uint(1), zero),
        Err(MathError::DivisionByZero {
            op: "mul_div_floor"
        })
    );
    assert_eq!(
        mul_div_ceil(Uint128::MAX, uint(2), uint(1)),
        Err(MathError::Overflow { op: "mul_div_ceil" })
    );
    assert_eq!(
        mul_decimal_ceil(Uint128::MAX, dec("1.000000000000000001")),
        Err(MathError::Overflow {
            op: "mul_decimal_ceil"
        })
    );
}

proptest! {
    #[test]
    fn rounds_as_defined(a in any_u128(), b in any_u128(), c in any_u128()) {
        let (x, y, z) = (uint(a), uint(b), uint(c));
        assert_ratio(mul_div_floor(x, y, z).map(u128::from), &[a, b], &[c], false);
        assert_ratio(mul_div_ceil(x, y, z).map(u128::from), &[a, b], &[c], true);
        let d = Decimal::raw(b);
        assert_ratio(mul_decimal_floor(x, d).map(u128::from), &[a, b], &[ONE], false);
        assert_ratio(mul_decimal_ceil(x, d).map(u128::from), &[a, b], &[ONE], true);
    }

    #[test]
    fn a_share_never_fails_and_never_exceeds(a in any_amount(), d in share()) {
        prop_assert!(mul_decimal_floor(a, d).unwrap() <= mul_decimal_ceil(a, d).unwrap());
        prop_assert!(mul_decimal_ceil(a, d).unwrap() <= a);
    }
}

#[test]
fn a_remainder_is_kept_for_the_next_time() {
    let take =
        |amount, rest: &str| mul_decimal_floor_with_rest(uint(amount), dec("0.2"), dec(rest));
    assert_eq!(take(0, "0.6"), Ok((uint(0), dec("0.6"))));
    assert_eq!(take(1, "0.6"), Ok((uint(0), dec("0.8"))));
    assert_eq!(take(1, "0.8"), Ok((uint(1), dec("0"))));
    assert_eq!(
        take(7, "0.999999999999999999"),
        Ok((uint(2), dec("0.399999999999999999")))
    );
    assert!(mul_decimal_floor_with_rest(Uint128::MAX, dec("1.1"), dec("0")).is_err());
}

proptest! {
    /// However an amount is cut, its parts give what the whole gives.
    #[test]
    fn parts_give_what_the_whole_gives(parts in prop::collection::vec(up_to(10u128.pow(30)), 1..40), d in share()) {
        let (mut sum, mut rest) = (uint(0), Decimal::zero());
        for part in &parts {
            let (whole, left) = mul_decimal_floor_with_rest(uint(*part), d, rest).unwrap();
            prop_assert!(left < Decimal::one());
            (sum, rest) = (sum + whole, left);
        }
        let all = uint(parts.iter().sum());
        prop_assert_eq!(mul_decimal_floor_with_rest(all, d, Decimal::zero()), Ok((sum, rest)));
    }
}
