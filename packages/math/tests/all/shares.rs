use crate::common::*;
use cosmwasm_std::Uint128;
use proptest::prelude::*;
use qerun_math::*;

/// A market within the stated range: assets to 1e26, a share from 1e6 a unit down to 1e12 a unit,
/// or above its first price by interest.
fn market() -> impl Strategy<Value = (u128, u128)> {
    up_to(10u128.pow(26))
        .prop_flat_map(|assets| (Just(assets), up_to((assets + 1) * 10u128.pow(12))))
}

/// Whether the price of a share, (A + 1) / (S + 1e6), did not fall.
fn no_worse(before: (u128, u128), after: (u128, u128)) -> bool {
    let (a, s) = (before.0 + VIRTUAL_ASSETS, before.1 + VIRTUAL_SHARES);
    let (b, t) = (after.0 + VIRTUAL_ASSETS, after.1 + VIRTUAL_SHARES);
    wide(&[b, s]) >= wide(&[a, t])
}

#[test]
fn examples() {
    let zero = uint(0);
    // The first unit: a million shares.
    assert_eq!(
        supply_shares_floor(uint(1), zero, supply_shares(0)),
        Ok(supply_shares(1_000_000))
    );
    // 1,000 units of assets, 900e6 shares: 100 units buy 100 * 901e6 / 1001.
    let (assets, shares) = (uint(1_000), supply_shares(900_000_000));
    assert_eq!(
        supply_shares_floor(uint(100), assets, shares),
        Ok(supply_shares(90_009_990))
    );
    assert_eq!(
        supply_shares_ceil(uint(100), assets, shares),
        Ok(supply_shares(90_009_991))
    );
    assert_eq!(
        supply_assets_floor(supply_shares(90_009_990), assets, shares),
        Ok(uint(99))
    );
    assert_eq!(
        supply_assets_ceil(supply_shares(90_009_990), assets, shares),
        Ok(uint(100))
    );
}

#[test]
fn the_first_depositor_gains_nothing_by_inflating() {
    // Even if a million units entered the account of a market with one unit of shares (they cannot
    // by donation, only as interest), the next supplier of 1,000,000 loses almost nothing.
    let (assets, shares) = (uint(1_000_001), supply_shares(1_000_000));
    let bought = supply_shares_floor(uint(1_000_000), assets, shares).unwrap();
    let after = (
        assets + uint(1_000_000),
        shares.checked_add(bought).unwrap(),
    );
    let back = supply_assets_floor(bought, after.0, after.1).unwrap();
    assert!(back >= uint(999_999), "{back}");
}

#[test]
fn errors() {
    assert_eq!(
        supply_shares_floor(Uint128::MAX, uint(0), supply_shares(0)),
        Err(MathError::Overflow {
            op: "supply_shares_floor"
        })
    );
    assert_eq!(
        supply_assets_ceil(supply_shares(u128::MAX), Uint128::MAX, supply_shares(0)),
        Err(MathError::Overflow {
            op: "supply_assets_ceil"
        })
    );
}

proptest! {
    #[test]
    fn rounds_as_defined(x in any_u128(), a in up_to(u128::MAX - 1), s in up_to(u128::MAX - 1_000_000)) {
        let (amount, assets, shares) = (uint(x), uint(a), supply_shares(s));
        let part = supply_shares(x);
        let (a, s) = (a + VIRTUAL_ASSETS, s + VIRTUAL_SHARES);
        let minted = supply_shares_floor(amount, assets, shares);
        assert_ratio(minted.map(SupplyShares::u128), &[x, s], &[a], false);
        let burned = supply_shares_ceil(amount, assets, shares);
        assert_ratio(burned.map(SupplyShares::u128), &[x, s], &[a], true);
        let paid = supply_assets_floor(part, assets, shares);
        assert_ratio(paid.map(u128::from), &[x, a], &[s], false);
        let cost = supply_assets_ceil(part, assets, shares);
        assert_ratio(cost.map(u128::from), &[x, a], &[s], true);
    }

    #[test]
    fn the_virtual_parts_never_overflow(x in any_u128()) {
        let all = supply_shares(u128::MAX);
        let _ = supply_shares_ceil(uint(x), Uint128::MAX, all);
        prop_assert!(supply_assets_floor(supply_shares(x), Uint128::MAX, all).is_ok());
    }

    #[test]
    fn in_range_nothing_fails((a, s) in market(), x in up_to(10u128.pow(26))) {
        prop_assert!(supply_shares_ceil(uint(x), uint(a), supply_shares(s)).is_ok());
    }

    #[test]
    fn shares_never_pay_more_than_the_assets(a in any_amount(), s in any_u128(), part in any_u128()) {
        let paid = supply_assets_floor(supply_shares(part.min(s)), a, supply_shares(s)).unwrap();
        prop_assert!(paid <= a);
    }

    #[test]
    fn supply_then_withdraw_never_profits((a, s) in market(), x in up_to(10u128.pow(26))) {
        let minted = supply_shares_floor(uint(x), uint(a), supply_shares(s)).unwrap().u128();
        let (b, t) = (a + x, s + minted);
        prop_assert!(no_worse((a, s), (b, t)));
        let back = supply_assets_floor(supply_shares(minted), uint(b), supply_shares(t)).unwrap().u128();
        prop_assert!(back <= x);
        prop_assert!(no_worse((b, t), (b - back, t - minted)));
    }

    #[test]
    fn withdraw_then_supply_never_profits((a, s) in market(), x in up_to(10u128.pow(26))) {
        // No more than all shares are worth: that much can always be withdrawn.
        let x = x.min(supply_assets_floor(supply_shares(s), uint(a), supply_shares(s)).unwrap().u128());
        let burned = supply_shares_ceil(uint(x), uint(a), supply_shares(s)).unwrap().u128();
        prop_assert!(burned <= s);
        let (b, t) = (a - x, s - burned);
        prop_assert!(no_worse((a, s), (b, t)));
        let minted = supply_shares_floor(uint(x), uint(b), supply_shares(t)).unwrap().u128();
        prop_assert!(minted <= burned);
    }

    #[test]
    fn monotone((a, s) in market(), x in up_to(10u128.pow(25)), more in up_to(10u128.pow(25))) {
        let minted = |x: u128| supply_shares_floor(uint(x), uint(a), supply_shares(s)).unwrap();
        prop_assert!(minted(x) <= minted(x + more));
        // Interest never lowers what shares are worth.
        let worth = |a: u128| supply_assets_floor(supply_shares(s / 2), uint(a), supply_shares(s)).unwrap();
        prop_assert!(worth(a) <= worth(a + more));
    }
}
