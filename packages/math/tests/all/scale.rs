use crate::common::*;
use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_math::*;

fn atomics(result: Result<Decimal, MathError>) -> Result<u128, MathError> {
    result.map(|decimal| decimal.atomics().u128())
}

#[test]
fn by_hand() {
    for (mantissa, exponent, floor, ceil) in [
        (200_000_000_000, -8, "2000", "2000"),
        (5, 0, "5", "5"),
        (3, 2, "300", "300"),
        (123, -18, "0.000000000000000123", "0.000000000000000123"),
        (129, -19, "0.000000000000000012", "0.000000000000000013"),
        (9, -30, "0", "0.000000000000000001"),
        (9, -57, "0", "0.000000000000000001"),
        (9, i32::MIN, "0", "0.000000000000000001"),
        (0, i32::MAX, "0", "0"),
        (0, i32::MIN, "0", "0"),
    ] {
        let mantissa = uint(mantissa);
        assert_eq!(scaled_floor(mantissa, exponent), Ok(dec(floor)));
        assert_eq!(scaled_ceil(mantissa, exponent), Ok(dec(ceil)));
    }
    let overflow = |op| Err(MathError::Overflow { op });
    assert_eq!(scaled_floor(uint(4), 20), overflow("scaled_floor"));
    assert_eq!(scaled_ceil(uint(1), 21), overflow("scaled_ceil"));
    assert_eq!(scaled_floor(uint(1), i32::MAX), overflow("scaled_floor"));

    // 1 ETH of 18 decimals at 3,000 USDC of 6: 333,333,333.33.. wei a micro-dollar, the other way round 10^12 times that.
    let wei = dec("333333333.333333333333333333");
    assert_eq!(inverse_floor(wei, 12), Ok(dec("3000")));
    assert_eq!(inverse_ceil(wei, 12), Ok(dec("3000.000000000000000001")));
    assert_eq!(inverse_floor(dec("3"), 0), Ok(dec("0.333333333333333333")));
    assert_eq!(inverse_ceil(dec("3"), 0), Ok(dec("0.333333333333333334")));
    assert_eq!(inverse_ceil(dec("4"), 1), Ok(dec("2.5")));
    let zero = MathError::DivisionByZero {
        op: "inverse_floor",
    };
    assert_eq!(inverse_floor(dec("0"), 0), Err(zero));
    assert_eq!(inverse_ceil(dec("1"), 39), overflow("inverse_ceil"));
}

proptest! {
    #[test]
    fn scaled_is_rounded_once(mantissa in any_u128(), exponent in -56..=20i32) {
        let shift = exponent + 18;
        let power = ten(shift.unsigned_abs() as u8);
        let (by, of) = if shift < 0 { (power, 1) } else { (1, power) };
        assert_ratio(atomics(scaled_floor(uint(mantissa), exponent)), &[mantissa, of], &[by], false);
        assert_ratio(atomics(scaled_ceil(uint(mantissa), exponent)), &[mantissa, of], &[by], true);
    }

    #[test]
    fn an_inverse_is_rounded_once(value in any_u128(), exponent in 0..=38u32) {
        let factors = [ONE, ONE, ten(exponent as u8)];
        let decimal = Decimal::raw(value);
        assert_ratio(atomics(inverse_floor(decimal, exponent)), &factors, &[value], false);
        assert_ratio(atomics(inverse_ceil(decimal, exponent)), &factors, &[value], true);
    }
}
