use crate::common::*;
use cosmwasm_std::{Decimal, Uint128, Uint512};
use proptest::prelude::*;
use qerun_math::*;

fn token(price: &str, decimals: u8) -> PricedToken {
    PricedToken {
        price: dec(price),
        decimals,
    }
}

/// QER of 8 decimals at 2 USD, a stablecoin of 6 at 1.25.
fn coverage(collateral: u128, debt: u128) -> Coverage {
    Coverage {
        collateral_token: token("2", 8),
        debt_token: token("1.25", 6),
        collateral: uint(collateral),
        debt: uint(debt),
    }
}

#[test]
fn health_and_bonus_by_hand() {
    // 100 QER are 200 USD, counted at 0.6; 100 stablecoins are 125.
    let position = coverage(100 * ten(8), 100 * ten(6));
    assert_eq!(position.health_floor(dec("0.6")), Ok(Some(dec("0.96"))));
    assert_eq!(position.bonus_floor(), Ok(Some(dec("0.6"))));
    // 100 / 150
    let position = coverage(50 * ten(8), 120 * ten(6));
    let third = "0.666666666666666666";
    assert_eq!(position.health_floor(dec("1")), Ok(Some(dec(third))));
    assert_eq!(position.bonus_floor(), Ok(Some(dec("0"))));
    let nothing = coverage(1, 0);
    assert_eq!(nothing.health_floor(dec("0.6")), Ok(None));
    assert_eq!(nothing.bonus_floor(), Ok(None));
    assert_eq!(coverage(0, 1).health_floor(dec("1")), Ok(Some(dec("0"))));
    let most = coverage(u128::MAX, 1).health_floor(dec("1"));
    assert_eq!(most, Ok(Some(Decimal::MAX)));
}

#[test]
fn a_bonus_as_a_discount() {
    let discount = |bonus| bonus_as_discount_ceil(dec(bonus));
    assert_eq!(discount("0"), Ok(dec("0")));
    assert_eq!(discount("0.25"), Ok(dec("0.2")));
    assert_eq!(discount("0.03"), Ok(dec("0.02912621359223301")));
    assert_eq!(
        discount("0.000000000000000001"),
        Ok(dec("0.000000000000000001"))
    );
    assert_eq!(discount("1"), Ok(dec("0.5")));
    let op = "bonus_as_discount_ceil";
    assert_eq!(
        bonus_as_discount_ceil(Decimal::MAX),
        Err(MathError::Overflow { op })
    );
}

#[test]
fn the_bonus_grows_with_ill_health_up_to_what_the_position_holds() {
    let bonus = |health, holds: Option<&str>| {
        liquidation_bonus(dec(health), dec("0.04"), dec("0.11"), holds.map(dec))
    };
    assert_eq!(bonus("0.99", None), dec("0.05"));
    assert_eq!(bonus("0.93", None), dec("0.11"));
    assert_eq!(bonus("0.5", None), dec("0.11"));
    assert_eq!(bonus("0.5", Some("0.3")), dec("0.11"));
    assert_eq!(bonus("0.5", Some("0.07")), dec("0.07"));
    assert_eq!(bonus("0.99", Some("0.07")), dec("0.05"));
    // What a position lacks is a loss; the liquidator still gets the least bonus.
    assert_eq!(bonus("0.5", Some("0")), dec("0.04"));
    assert_eq!(bonus("7", Some("0.07")), dec("0.04"));
    let most = liquidation_bonus(dec("0"), Decimal::MAX, Decimal::MAX, None);
    assert_eq!(most, Decimal::MAX);
}

#[test]
fn the_target_by_hand() {
    // (1.1 x 125 - 200 x 0.6) / (1.1 - 1.05 x 0.6) = 17.5 / 0.47 = 37.234.. USD / 1.25
    let position = coverage(100 * ten(8), 100 * ten(6));
    let target = |target: &str| {
        position
            .target_repayment_ceil(dec("0.6"), dec("0.05"), dec(target))
            .unwrap()
    };
    assert_eq!(target("1.1"), uint(29_787_235));
    assert_eq!(target("0.96"), uint(0));
    assert_eq!(target("0.5"), uint(0));
    // No repayment raises health towards a target below 0.63 of collateral for each unit of debt.
    let low = coverage(10 * ten(8), 100 * ten(6));
    let repaid = low.target_repayment_ceil(dec("0.6"), dec("0.05"), dec("0.63"));
    assert_eq!(repaid, Ok(Uint128::MAX));
    // (1.1 x 125 - 20 x 0.6) / 0.47 / 1.25 is more than the debt.
    let repaid = low.target_repayment_ceil(dec("0.6"), dec("0.05"), dec("1.1"));
    assert_eq!(repaid, Ok(uint(213_617_022)));
}

#[test]
fn pay_out_by_hand() {
    let rate = PayOutRate {
        paid: token("2", 8),
        repaid: token("1.25", 6),
        bonus: dec("0.05"),
    };
    // 10 x 1.25 x 1.05 / 2
    assert_eq!(rate.paid_floor(uint(10 * ten(6))), Ok(uint(656_250_000)));
    assert_eq!(rate.repaid_ceil(uint(656_250_000)), Ok(uint(10 * ten(6))));
    assert_eq!(rate.repaid_floor(uint(656_250_000)), Ok(uint(10 * ten(6))));
    assert_eq!(rate.repaid_floor(uint(1)), Ok(uint(0)));
    assert_eq!(rate.repaid_ceil(uint(1)), Ok(uint(1)));
    assert_eq!(rate.paid_floor(uint(0)), Ok(uint(0)));
    assert_eq!(rate.paid_floor(Uint128::MAX), Ok(Uint128::MAX));
    let worthless = PayOutRate {
        paid: token("0", 8),
        ..rate
    };
    assert_eq!(worthless.repaid_floor(Uint128::MAX), Ok(uint(0)));
    assert!(worthless.paid_floor(uint(1)).is_err());
    let odd = PayOutRate {
        paid: token("1", 39),
        ..rate
    };
    assert!(matches!(
        odd.paid_floor(uint(1)),
        Err(MathError::OutOfRange {
            name: "decimals",
            ..
        })
    ));
}

#[test]
fn a_fee_never_takes_all() {
    let fee = |amount, share| fee_ceil(uint(amount), dec(share)).unwrap().u128();
    assert_eq!(fee(1_000, "0.03"), 30);
    assert_eq!(fee(1_001, "0.03"), 31);
    assert_eq!(fee(2, "0.03"), 1);
    assert_eq!(fee(1, "0.03"), 0);
    assert_eq!(fee(0, "0.03"), 0);
    assert_eq!(fee(1_000, "0"), 0);
    assert_eq!(fee(u128::MAX, "1"), u128::MAX - 1);
}

#[test]
fn what_the_target_may_not_be() {
    let position = coverage(1, 1);
    let target = |lt: &str, bonus: &str, target: &str| {
        position.target_repayment_ceil(dec(lt), dec(bonus), dec(target))
    };
    for (result, wrong) in [
        (target("1.01", "0.1", "1.1"), "liquidation_threshold"),
        (target("0.6", "1.01", "1.1"), "bonus"),
        (target("0.6", "0.1", "2.01"), "target"),
    ] {
        assert!(
            matches!(result, Err(MathError::OutOfRange { name, .. }) if name == wrong),
            "{result:?}"
        );
    }
}

fn any_token() -> impl Strategy<Value = PricedToken> {
    // From 1e-12 to 1e12 USD.
    let price = (0u32..24, 1u128..10_000_000).prop_map(|(power, digits)| {
        Decimal::raw(digits.min(9_999_999) * 10u128.pow(power.min(23)))
    });
    (price, 0u8..=18).prop_map(|(price, decimals)| PricedToken { price, decimals })
}

fn any_coverage() -> impl Strategy<Value = Coverage> {
    (any_token(), any_token(), any_u128(), any_u128()).prop_map(|(qer, stable, c, d)| Coverage {
        collateral_token: qer,
        debt_token: stable,
        collateral: uint(c),
        debt: uint(d),
    })
}

/// Unlike [`assert_ratio`] for results that stop at the largest number.
fn assert_ratio_or_max(result: u128, factors: &[u128], by: &[u128], ceil: bool) {
    if result == u128::MAX {
        let at_least = wide(factors) >= Uint512::from(u128::MAX - u128::from(ceil)) * wide(by);
        assert!(at_least, "the result would fit");
    } else {
        assert_ratio(Ok(result), factors, by, ceil);
    }
}

proptest! {
    #[test]
    fn health_is_rounded_once(c in any_coverage(), lt in share()) {
        let health = c.health_floor(lt).unwrap();
        prop_assert_eq!(health.is_none(), c.debt.is_zero());
        let (qer, stable) = (c.collateral_token, c.debt_token);
        if let Some(health) = health {
            assert_ratio_or_max(
                health.atomics().u128(),
                &[c.collateral.u128(), qer.price.atomics().u128(), lt.atomics().u128(), ten(stable.decimals)],
                &[c.debt.u128(), stable.price.atomics().u128(), ten(qer.decimals)],
                false,
            );
        }
    }

    #[test]
    fn pay_out_is_rounded_once_and_never_above_what_is_repaid(
        paid in any_token(),
        repaid in any_token(),
        bonus in share(),
        amount in any_amount(),
    ) {
        let rate = PayOutRate { paid, repaid, bonus };
        let with_bonus = ONE + bonus.atomics().u128();
        let up = [repaid.price.atomics().u128(), with_bonus, ten(paid.decimals)];
        let down = [paid.price.atomics().u128(), ten(repaid.decimals), ONE];
        let out = rate.paid_floor(amount).unwrap();
        assert_ratio_or_max(out.u128(), &[amount.u128(), up[0], up[1], up[2]], &down, false);
        let least = rate.repaid_ceil(amount).unwrap();
        assert_ratio_or_max(least.u128(), &[amount.u128(), down[0], down[1], down[2]], &up, true);
        let most = rate.repaid_floor(amount).unwrap();
        assert_ratio_or_max(most.u128(), &[amount.u128(), down[0], down[1], down[2]], &up, false);
        // What was paid asks for no more than was repaid, and what is repaid for all of it buys all of it.
        if out < Uint128::MAX {
            prop_assert!(rate.repaid_ceil(out).unwrap() <= amount);
        }
        if least < Uint128::MAX {
            prop_assert!(rate.paid_floor(least).unwrap() >= amount);
        }
    }

    /// The target is met, and a unit less would miss it: with the collateral that goes for the repayment counted exactly.
    #[test]
    fn the_target_is_met_and_no_more(
        c in any_coverage(),
        lt in (10u128..=70).prop_map(|p| Decimal::percent(p as u64)),
        bonus in (0u128..=150).prop_map(|p| Decimal::permille(p as u64)),
        target in (1_020u64..=1_500).prop_map(Decimal::permille),
    ) {
        let repaid = c.target_repayment_ceil(lt, bonus, target).unwrap();
        let (qer, stable) = (c.collateral_token, c.debt_token);
        let atomics = |d: Decimal| d.atomics().u128();
        // target x debt value - collateral value x LT, times units and 10^36.
        let owed = wide(&[atomics(target), c.debt.u128(), atomics(stable.price), ten(qer.decimals), ONE]);
        let counted = wide(&[atomics(lt), c.collateral.u128(), atomics(qer.price), ten(stable.decimals), ONE]);
        // What a unit repaid gains: its value x (target - (1 + bonus) LT), times the same.
        let gain = atomics(target) * ONE - (ONE + atomics(bonus)) * atomics(lt);
        let gain = Uint512::from(gain) * wide(&[atomics(stable.price), ten(qer.decimals)]);
        if counted >= owed {
            prop_assert_eq!(repaid, Uint128::zero());
        } else if repaid < Uint128::MAX {
            let missing = owed - counted;
            prop_assert!(Uint512::from(repaid) * gain >= missing);
            prop_assert!(Uint512::from(repaid - Uint128::one()) * gain < missing);
        }
    }
}
