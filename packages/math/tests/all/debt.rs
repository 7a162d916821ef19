use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use qerun_math::*;

/// Indices from 1 to the largest at which shares of a million units a piece could still be valued.
fn index() -> impl Strategy<Value = Decimal> {
    up_to(10u128.pow(24) - ONE).prop_map(|x| Decimal::raw(ONE + x))
}

#[test]
fn examples() {
    // 50 USDC at index 1: 50e6 * 1e6 shares.
    assert_eq!(
        debt_shares_ceil(uint(50_000_000), dec("1")),
        Ok(debt_shares(50_000_000_000_000))
    );
    // At index 1.1: 45454545454545.45...
    assert_eq!(
        debt_shares_ceil(uint(50_000_000), dec("1.1")),
        Ok(debt_shares(45_454_545_454_546))
    );
    assert_eq!(
        debt_shares_floor(uint(50_000_000), dec("1.1")),
        Ok(debt_shares(45_454_545_454_545))
    );
    assert_eq!(
        debt_ceil(debt_shares(45_454_545_454_546), dec("1.1")),
        Ok(uint(50_000_001))
    );
    assert_eq!(
        debt_floor(debt_shares(45_454_545_454_546), dec("1.1")),
        Ok(uint(50_000_000))
    );
    assert_eq!(debt_ceil(debt_shares(1), dec("1")), Ok(uint(1)));
    assert_eq!(debt_floor(debt_shares(999_999), dec("1")), Ok(uint(0)));
}

#[test]
fn errors() {
    assert_eq!(
        debt_shares_ceil(uint(1), Decimal::zero()),
        Err(MathError::DivisionByZero {
            op: "debt_shares_ceil"
        })
    );
    assert_eq!(
        debt_shares_floor(Uint128::MAX, dec("1")),
        Err(MathError::Overflow {
            op: "debt_shares_floor"
        })
    );
    assert_eq!(
        debt_ceil(debt_shares(u128::MAX), dec("1000001")),
        Err(MathError::Overflow { op: "debt_ceil" })
    );
}

proptest! {
    #[test]
    fn rounds_as_defined(a in any_u128(), i in any_u128()) {
        let (x, index, scale) = (uint(a), Decimal::raw(i), [DEBT_SHARE_SCALE, ONE]);
        let shares = debt_shares(a);
        let minted = [a, DEBT_SHARE_SCALE, ONE];
        assert_ratio(debt_shares_ceil(x, index).map(DebtShares::u128), &minted, &[i], true);
        assert_ratio(debt_shares_floor(x, index).map(DebtShares::u128), &minted, &[i], false);
        assert_ratio(debt_ceil(shares, index).map(u128::from), &[a, i], &scale, true);
        assert_ratio(debt_floor(shares, index).map(u128::from), &[a, i], &scale, false);
    }

    /// The stated ranges: amounts to 3.4e32 at any index from 1, any shares at an index to 1e6.
    #[test]
    fn never_fails_in_range(a in up_to(34 * 10u128.pow(31)), s in any_u128(), i in index()) {
        prop_assert!(debt_shares_ceil(uint(a), i).is_ok());
        prop_assert!(debt_ceil(debt_shares(s), i).is_ok());
    }

    #[test]
    fn borrow_and_repay_never_profits(a in up_to(10u128.pow(26)), i in index()) {
        let amount = uint(a);
        let shares = debt_shares_ceil(amount, i).unwrap();
        // Owed at least what was received, and repaying that leaves no negative debt.
        prop_assert!(debt_floor(shares, i).unwrap() >= amount);
        prop_assert!(debt_shares_floor(amount, i).unwrap() <= shares);
        // A repayment burns no more than it pays for.
        prop_assert!(debt_ceil(debt_shares_floor(amount, i).unwrap(), i).unwrap() <= amount);
    }

    #[test]
    fn paying_the_debt_burns_every_share(s in up_to(10u128.pow(32)), i in index()) {
        let owed = debt_ceil(debt_shares(s), i).unwrap();
        prop_assert!(debt_shares_floor(owed, i).unwrap() >= debt_shares(s));
    }

    #[test]
    fn parts_owe_at_least_the_whole(s in up_to(10u128.pow(32)), t in up_to(10u128.pow(32)), i in index()) {
        let (s, t) = (debt_shares(s), debt_shares(t));
        let both = s.checked_add(t).unwrap();
        let parts = debt_ceil(s, i).unwrap() + debt_ceil(t, i).unwrap();
        prop_assert!(parts >= debt_ceil(both, i).unwrap());
        prop_assert!(debt_floor(s, i).unwrap() + debt_floor(t, i).unwrap() <= debt_floor(both, i).unwrap());
    }

    #[test]
    fn monotone_in_the_index(s in any_u128(), i in index(), j in index()) {
        let s = debt_shares(s);
        prop_assert!(debt_ceil(s, i.min(j)).unwrap() <= debt_ceil(s, i.max(j)).unwrap());
    }
}

#[test]
fn scaling() {
    assert_eq!(scale_shares(debt_shares(7), 0), Ok(debt_shares(7)));
    assert_eq!(
        scale_shares(debt_shares(7), 2),
        Ok(debt_shares(7_000_000_000_000))
    );
    assert_eq!(scale_shares(debt_shares(0), 1_000), Ok(debt_shares(0)));
    let overflow = Err(MathError::Overflow { op: "scale_shares" });
    assert_eq!(scale_shares(debt_shares(1), 7), overflow);
    assert_eq!(scale_shares(debt_shares(u128::MAX), 1), overflow);
    assert_eq!(scale_index_ceil(dec("1000000")), dec("1"));
    assert_eq!(
        scale_index_ceil(dec("1000000.000000000001")),
        dec("1.000000000000000001")
    );
    assert_eq!(
        scale_index_ceil(dec("2500000.000000000000000001")),
        dec("2.500000000000000001")
    );
    assert!(index_is_wide(dec("1000000")) && !index_is_wide(dec("999999.999999999999999999")));
}

#[test]
fn new_debt_without_a_limit() {
    assert_eq!(
        new_debt_floor(Uint128::MAX, debt_shares(0), dec("1")),
        Ok(Uint128::new(u128::MAX / 1_000_000))
    );
    assert_eq!(
        new_debt_floor(uint(0), debt_shares(5), dec("1")),
        Ok(uint(0))
    );
    assert!(new_debt_floor(uint(1), debt_shares(0), Decimal::zero()).is_err());
}

proptest! {
    /// So much passes, and a unit more does not: by the definition of the debt after a borrow.
    #[test]
    fn new_debt_is_the_most_that_keeps_to_a_limit(
        most in up_to(10u128.pow(30)), held in up_to(10u128.pow(30)), index in index(),
    ) {
        let shares = debt_shares_ceil(uint(held), index).unwrap();
        let new = new_debt_floor(uint(most), shares, index).unwrap();
        let after = |amount| debt_after_borrow_ceil(shares, amount, index).unwrap();
        if after(uint(0)) <= uint(most) {
            prop_assert!(after(new) <= uint(most));
        } else {
            prop_assert_eq!(new, uint(0));
        }
        prop_assert!(after(new + uint(1)) > uint(most));
    }

    /// The debt grows by what was asked for, or by a unit more.
    #[test]
    fn a_borrow_adds_its_amount_or_a_unit_more(held in up_to(10u128.pow(30)), amount in up_to(10u128.pow(30)), index in index()) {
        let shares = debt_shares_ceil(uint(held), index).unwrap();
        let before = debt_ceil(shares, index).unwrap();
        let added = debt_after_borrow_ceil(shares, uint(amount), index).unwrap() - before;
        prop_assert!(added >= uint(amount) && added <= uint(amount + 1));
    }

    /// A debt is the same before and after scaling, but for the last digit of the index.
    #[test]
    fn scaling_changes_no_debt(shares in up_to(10u128.pow(28)), index in up_to(3 * 10u128.pow(24))) {
        let index = Decimal::raw(index + 10u128.pow(24));
        let before = debt_ceil(debt_shares(shares), index).unwrap();
        let after = debt_ceil(scale_shares(debt_shares(shares), 1).unwrap(), scale_index_ceil(index)).unwrap();
        prop_assert!(after >= before && after - before <= uint(shares / ONE + 1));
    }
}
