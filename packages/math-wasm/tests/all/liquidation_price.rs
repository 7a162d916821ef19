//! The price at which liquidation begins agrees with health to the last digit.

use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use qerun_math_wasm::answer;

fn price_of(position: &str, threshold: &str) -> Option<Decimal> {
    let answer = answer(&format!("liquidation_price {position} {threshold}"));
    match answer.strip_prefix("ok ") {
        Some("none") => None,
        Some(price) => Some(price.parse().unwrap()),
        None => panic!("{answer}"),
    }
}

fn health_at(position: &str, price: Decimal, threshold: &str) -> Decimal {
    let answer = answer(&format!("health {position} {price} {threshold}"));
    answer.strip_prefix("ok ").unwrap().parse().unwrap()
}

#[test]
fn it_is_that_of_the_guide() {
    // 500 USDC on 1,000 QER: "can be liquidated below 0.8333 USD a QER".
    let price = price_of("1000000000 6 500000000 6 1", "0.6").unwrap();
    assert_eq!(price.to_string(), "0.833333333333333334");
}

#[test]
fn without_debt_or_without_collateral_there_is_none() {
    assert_eq!(price_of("1000000000 6 0 6 1", "0.6"), None);
    assert_eq!(price_of("0 6 1 6 1", "0.6"), None);
}

proptest! {
    #[test]
    fn at_it_nobody_is_liquidated_and_a_digit_below_it_anybody(
        collateral in 1u128..1_000_000_000_000_000,
        debt in 1u128..1_000_000_000_000,
        debt_price in 900u128..1_100,
        threshold in 55u64..71,
    ) {
        let debt_price = Decimal::new(Uint128::new(debt_price * 1_000_000_000_000_000));
        let threshold = Decimal::percent(threshold).to_string();
        let position = format!("{collateral} 6 {debt} 6 {debt_price}");
        let price = price_of(&position, &threshold).unwrap();
        prop_assert!(health_at(&position, price, &threshold) >= Decimal::one());
        let below = Decimal::new(price.atomics() - Uint128::one());
        prop_assert!(health_at(&position, below, &threshold) < Decimal::one());
    }
}
