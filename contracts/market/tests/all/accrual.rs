//! Interest: the insurance's share to the unit, an index that rests without debt and has no end with it.

use crate::common::*;
use cosmwasm_std::Uint256;
use qerun_market::ContractError;
use qerun_math::{MAX_YEARLY_RATE, SECONDS_PER_YEAR};
use qerun_messages::market::{PositionsByHealthResponse, QueryMsg, StateResponse};

const DAY: u64 = 86_400;

/// The steepest curve that is valid.
fn dearest(market: &mut Market) {
    market.force_params(|p| {
        p.rates.base = dec("0.5");
        p.rates.slope_low = dec("0.5");
        p.rates.slope_high = dec("3");
        p.rates.kink = dec("0.5");
        assert_eq!(p.rates.borrow_rate(dec("1")).unwrap(), MAX_YEARLY_RATE);
    });
}

fn interest_and_due(market: &Market, before: &qerun_market::state::State) -> (u128, u128) {
    let state = market.state();
    let interest = state.debt().unwrap() - before.debt().unwrap();
    let insurance = state.insurance + state.insurance_due;
    (
        interest.u128(),
        (insurance - before.insurance - before.insurance_due).u128(),
    )
}

#[test]
fn a_touch_a_second_gives_the_insurance_its_share_and_no_more() {
    for share in ["0.2", "0.17", "0.05", "0.333333333333333333"] {
        let mut market = Market::new();
        market.force_params(|p| p.insurance_share = dec(share));
        market.borrow("alice", 5_000 * ONE).unwrap();
        market.withdraw("sam", Some(75_000 * ONE)).unwrap();
        let before = market.state();
        for _ in 0..1_000 {
            market.wait(1);
            market.supply("eve", 1).unwrap();
        }
        let (interest, due) = interest_and_due(&market, &before);
        assert!(interest > 3_000, "{interest}");
        // Exactly: the whole part of share x interest, the remainder is kept for the next accrual.
        let exact = int(interest).full_mul(dec(share).atomics());
        let one = Uint256::from(ETHER);
        assert_eq!(Uint256::from(due), exact / one, "{share}");
        let rest = Uint256::from(market.state().insurance_rest.atomics());
        assert_eq!(rest, exact % one, "{share}");
    }
}

#[test]
fn suppliers_never_pay_for_a_rounding_remainder() {
    let mut market = Market::new();
    market.force_params(|p| p.insurance_share = dec("0.5"));
    market.borrow("alice", 50 * ONE).unwrap();
    market.change_state(|s| s.insurance_rest = dec("0.999999999999999999"));
    for _ in 0..200 {
        let before = market.state();
        market.wait(1);
        market.supply("eve", 1).unwrap();
        let supplied = market.state().supplied().unwrap();
        assert!(supplied > before.supplied().unwrap());
    }
}

#[test]
fn the_index_rests_while_nobody_owes() {
    let mut market = Market::new();
    market.force_params(|p| p.rates.base = dec("0.5"));
    for _ in 0..30 {
        market.wait(SECONDS_PER_YEAR);
        market.supply("sam", ONE).unwrap();
    }
    let state = market.state();
    assert_eq!((state.debt_index, state.scale), (dec("1"), 0));
    assert_eq!(state.accrued_at, market.now());
    // What nobody owed costs the next borrower nothing.
    market.borrow("alice", 1_000 * ONE).unwrap();
    assert_eq!(market.describe("alice").debt, int(1_000 * ONE));
    market.wait(SECONDS_PER_YEAR);
    let debt = market.describe("alice").debt.u128();
    assert!(debt > 1_500 * ONE);
    market.repay("alice", debt).unwrap();
    let index = market.state().debt_index;
    market.wait(SECONDS_PER_YEAR);
    market.supply("sam", ONE).unwrap();
    assert_eq!(market.state().debt_index, index);
}

/// Fifty years at the highest rate that a curve may reach, touched every five days: the index is e^200 then. All
/// along a borrow adds what was asked for to the debt, to the unit, and stands in its place in the order of health.
#[test]
fn the_index_is_wide_enough_for_fifty_years_at_the_highest_rate() {
    let mut market = Market::new();
    dearest(&mut market);
    market.change_price("qer", |p| p.depth = Some(dec("1000000")));
    market.insure(1_000_000 * ONE);
    market.deposit("bob", 10_000 * ONE).unwrap();
    market.deposit("carol", 10_000 * ONE).unwrap();
    for step in 0..(50 * 73) {
        if step % 10 == 0 {
            for (asset, price) in [("qer", "2"), ("usdc", "1"), ("eth", "2000")] {
                market.price(asset, price);
            }
            market.change_state(|s| s.cash = int(10_000 * ONE));
            for name in ["alice", "bob", "carol"] {
                let debt = market.describe(name).debt.u128();
                if debt > 0 {
                    market.repay(name, debt).unwrap();
                }
            }
            // Somebody always owes something: nothing is ever started anew.
            if step == 0 {
                market.deposit("dan", 10_000 * ONE).unwrap();
                market.borrow("dan", 50 * ONE).unwrap();
                market.repay("dan", 50 * ONE - 1).unwrap();
            } else {
                let debt = market.describe("dan").debt.u128();
                if debt > 1 {
                    market.repay("dan", debt - 1).unwrap();
                }
            }
            for (name, asked) in [
                ("alice", 600 * ONE),
                ("carol", 601 * ONE),
                ("bob", 602 * ONE),
            ] {
                market.borrow(name, asked).unwrap();
                let debt = market.describe(name).debt.u128();
                assert!(debt == asked || debt == asked + 1, "{debt} at {step}");
            }
            let page: PositionsByHealthResponse = market.query(QueryMsg::PositionsByHealth {
                start_after: None,
                limit: None,
            });
            let order: Vec<_> = page.positions.into_iter().map(|p| p.user).collect();
            assert_eq!(order, ["bob", "carol", "alice", "dan"].map(addr), "{step}");
            // All cash is lent: the highest rate.
            market.change_state(|s| (s.cash, s.insurance_due) = (int(0), int(0)));
        }
        market.wait(5 * DAY);
        market.repay("alice", 1).unwrap();
    }
    let state: StateResponse = market.query(QueryMsg::State {});
    println!("index {} x 10^{}", state.debt_index, 6 * state.index_scale);
    assert!(state.index_scale >= 12, "{}", state.index_scale);
    assert!(state.debt_index >= dec("1") && state.debt_index < dec("1000000"));
    for name in ["alice", "bob", "carol", "dan"] {
        let debt = market.describe(name).debt.u128();
        market.repay(name, debt).unwrap();
        market.withdraw_collateral(name, None).unwrap();
    }
    assert_eq!(market.state().debt_shares, debt_shares(0));
}

/// A debt that nobody repays for fifty years ends where 128 bits end: interest stops, everyone can still repay and
/// withdraw.
#[test]
fn fifty_years_that_nobody_repays() {
    let mut market = Market::new();
    dearest(&mut market);
    market.borrow("alice", 5_000 * ONE).unwrap();
    market.withdraw("sam", Some(95_000 * ONE)).unwrap();
    for _ in 0..(50 * 73) {
        market.wait(5 * DAY);
        market.repay("alice", 1).unwrap();
    }
    let debt = market.describe("alice").debt.u128();
    assert!(debt > 10u128.pow(37), "{debt}");
    market.repay("alice", debt).unwrap();
    assert_eq!(market.state().debt_shares, debt_shares(0));
    market.wait(1);
    let told = market.max_withdraw("sam").supplied.u128();
    assert!(told > 10u128.pow(36));
    market.withdraw("sam", Some(told)).unwrap();
}

/// The debt is to the unit what it is without a change of scale, for a position that was touched before it, and
/// for one that was not.
#[test]
fn an_index_of_a_million_is_scaled_and_no_debt_changes() {
    let mut market = Market::new();
    market.deposit("bob", 10_000 * ONE).unwrap();
    market.force_params(|p| p.rates.base = dec("0.5"));
    market.borrow("alice", 777 * ONE).unwrap();
    market.borrow("bob", 333 * ONE).unwrap();
    // A hair below a million: shares are a unit each.
    market.change_state(|s| s.debt_index = dec("999999.999999"));
    let (alice, bob) = (market.describe("alice").debt, market.describe("bob").debt);
    let before = market.state();
    market.wait(60);
    let told: StateResponse = market.query(QueryMsg::State {});
    assert_eq!(told.index_scale, 1);
    assert!(
        told.debt_index >= dec("1") && told.debt_index < dec("1.00001"),
        "{}",
        told.debt_index
    );
    market.supply("sam", 1).unwrap();
    let after = market.state();
    assert_eq!(after.scale, 1);
    assert_eq!(
        after.debt_shares.u128(),
        before.debt_shares.u128() * 1_000_000
    );
    // Both owe what they owed, and a minute's interest: 158 % a year, three millionths.
    for (name, debt) in [("alice", alice), ("bob", bob)] {
        let now = market.describe(name).debt;
        assert!(
            now > debt && now - debt < debt / int(100_000),
            "{name}: {debt} {now}"
        );
        let position = market.describe(name);
        assert_eq!(position.debt_shares.u128() % 1_000_000, 0);
    }
    let sum = market.describe("alice").debt + market.describe("bob").debt;
    let all = after.debt().unwrap();
    assert!(sum >= all && sum <= all + int(1));
    // The order of health is the same, touched or not.
    let order = |market: &Market| -> Vec<_> {
        let page: PositionsByHealthResponse = market.query(QueryMsg::PositionsByHealth {
            start_after: None,
            limit: None,
        });
        page.positions.into_iter().map(|p| p.user).collect()
    };
    assert_eq!(order(&market), [addr("alice"), addr("bob")]);
    assert_eq!(market.position("bob").scale, 0);
    market.repay("bob", 1).unwrap();
    assert_eq!(market.position("bob").scale, 1);
    assert_eq!(order(&market), [addr("alice"), addr("bob")]);
    // And to the last unit they can be rid of it.
    for name in ["alice", "bob"] {
        let debt = market.describe(name).debt.u128();
        market.repay(name, debt).unwrap();
    }
    assert_eq!(market.state().debt_shares, debt_shares(0));
}

/// LTV and limits are checked on the debt after the borrow: at an index at which a share is worth nearly a unit it may
/// be a unit more than what was asked for.
#[test]
fn the_debt_after_is_the_debt_checked() {
    for index in ["1", "1.7", "99.123456789", "654321.987654321", "1000000"] {
        let mut market = Market::new();
        market.change_state(|s| s.debt_index = dec(index));
        let max = market.max_borrow("alice").amount.u128();
        assert!(
            (10_000 * ONE - 1..=10_000 * ONE).contains(&max),
            "{index}: {max}"
        );
        let error = market.refused("alice", &[], borrow_msg(max + 1));
        assert!(
            matches!(error, ContractError::ExceedsMaxLtv { .. }),
            "{error}"
        );
        market.borrow("alice", max).unwrap();
        let told = market.describe("alice");
        assert!(told.debt <= int(10_000 * ONE), "{index}: {}", told.debt);
        assert!(told.debt_value.unwrap() <= dec("10000"));
        // The same of the cap on all debt: bob gets what is left of it and no unit more.
        market.deposit("bob", 10_000 * ONE).unwrap();
        market.force_params(|p| p.debt_ceiling = int(10_100 * ONE + 1));
        let max = market.max_borrow("bob").amount.u128();
        let error = market.refused("bob", &[], borrow_msg(max + 1));
        assert!(
            matches!(error, ContractError::DebtCeilingExceeded { .. }),
            "{error}"
        );
        market.borrow("bob", max).unwrap();
        assert!(
            market.state().debt().unwrap() <= int(10_100 * ONE + 1),
            "{index}"
        );
    }
}

/// Only a debt that is too large for finer shares leads there.
#[test]
fn where_a_share_is_worth_more_than_a_unit_nobody_borrows() {
    let mut market = Market::new();
    market.borrow("alice", 100 * ONE).unwrap();
    market.deposit("bob", 10_000 * ONE).unwrap();
    market.change_state(|s| s.debt_index = dec("340000000000000000000"));
    let error = market.refused("bob", &[], borrow_msg(100 * ONE));
    let expected = ContractError::IndexTooHigh {
        index: dec("340000000000000000000"),
        max: dec("1000000"),
    };
    assert_eq!(error, expected);
    assert_eq!(market.max_borrow("bob").amount, int(0));
    assert_eq!(
        market.quote("bob", 100 * ONE).refused,
        Some(expected.to_string())
    );
    // Interest stops, and everyone can still repay and withdraw.
    market.wait(SECONDS_PER_YEAR);
    market.withdraw("sam", Some(50_000 * ONE)).unwrap();
    let debt = market.describe("alice").debt.u128();
    market.repay("alice", debt - 1).unwrap();
    let left = market.describe("alice").debt.u128();
    market.repay("alice", left).unwrap();
    assert_eq!(market.state().debt_shares, debt_shares(0));
}

/// Debt and cash together fit 128 bits for ever: else suppliers could not withdraw.
#[test]
fn interest_stops_before_debt_and_cash_are_too_much_for_a_number() {
    let mut market = Market::new();
    market.borrow("alice", 100 * ONE).unwrap();
    market.change_state(|s| {
        s.debt_index = dec("1000000");
        s.debt_shares = debt_shares(u128::MAX / 10 * 4);
        s.cash = int(u128::MAX / 2);
    });
    // At some 4 % a year debt would be half of all that a number holds in six years, and cash is the other half.
    for _ in 0..10 {
        market.wait(SECONDS_PER_YEAR);
        market.withdraw("sam", Some(ONE)).unwrap();
    }
    let state = market.state();
    assert!(state.debt().unwrap() > int(u128::MAX / 100 * 45));
    assert!(state.debt().unwrap().checked_add(state.cash).is_ok());
}

/// What is due to the insurance cannot be taken out by suppliers in the block in which cash arrives.
#[test]
fn interest_that_is_due_stays_when_all_suppliers_leave() {
    let mut market = Market::new();
    market.borrow("alice", 10_000 * ONE).unwrap();
    market.withdraw("sam", Some(90_000 * ONE)).unwrap();
    market.wait(SECONDS_PER_YEAR);
    let debt = market.describe("alice").debt.u128();
    market.repay("alice", debt).unwrap();
    let due = market.state().insurance_due;
    assert!(!due.is_zero());
    market.withdraw("sam", None).unwrap();
    assert!(market.state().cash >= due);
    market.wait(1);
    market.supply("tom", ONE).unwrap();
    assert!(market.state().insurance_due.is_zero());
}
