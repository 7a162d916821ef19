//! What a wallet asks before it signs agrees with what the verbs do, limit by limit.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod common;

use common::*;
use qerun_market::ContractError;
use qerun_messages::market::{BorrowLimits, QueryMsg, StateResponse};

type Change = fn(&mut Market);
type Limit = fn(&BorrowLimits) -> u128;
type Matches = fn(&ContractError) -> bool;

/// Each limit made the smallest in turn: what it is then, and the error beyond it.
const LIMITS: [(&str, Change, u128, Limit, Matches); 6] = [
    (
        "collateral: 20,000 USD x 0.5",
        |_| (),
        10_000 * ONE,
        |l| l.collateral.u128(),
        |e| matches!(e, ContractError::ExceedsMaxLtv { .. }),
    ),
    (
        "cash",
        |m| {
            m.withdraw("sam", Some(95_000 * ONE)).unwrap();
        },
        5_000 * ONE,
        |l| l.cash.u128(),
        |e| matches!(e, ContractError::InsufficientCash { .. }),
    ),
    (
        "account's cap: 1,000,000 USD x 0.5 x 0.05",
        |m| {
            m.deposit("alice", 90_000 * ONE).unwrap();
        },
        25_000 * ONE,
        |l| l.account_cap.u128(),
        |e| matches!(e, ContractError::AccountCapExceeded { .. }),
    ),
    (
        "cap on all debt: 1,000,000 USD x 0.5 x 0.01, less bob's 1,000",
        |m| {
            m.deposit("bob", 10_000 * ONE).unwrap();
            m.borrow("bob", 1_000 * ONE).unwrap();
            m.force_params(|p| p.debt_cap = dec("0.01"));
        },
        4_000 * ONE,
        |l| l.debt_cap.u128(),
        |e| matches!(e, ContractError::DebtCapExceeded { .. }),
    ),
    (
        "set ceiling of 3,000, less bob's 1,000",
        |m| {
            m.deposit("bob", 10_000 * ONE).unwrap();
            m.borrow("bob", 1_000 * ONE).unwrap();
            m.force_params(|p| p.debt_ceiling = int(3_000 * ONE));
        },
        2_000 * ONE,
        |l| l.debt_ceiling.u128(),
        |e| matches!(e, ContractError::DebtCeilingExceeded { .. }),
    ),
    (
        "stress: (10,000 of insurance) x 0.69 / 0.49",
        |m| {
            m.deposit("alice", 90_000 * ONE).unwrap();
            m.force_params(|p| p.min_insurance = dec("0.01"));
            m.change_state(|s| s.insurance = int(10_000 * ONE));
        },
        14_081_632_653,
        |l| l.stress.u128(),
        |e| matches!(e, ContractError::StressBoundExceeded { .. }),
    ),
];

#[test]
fn max_borrow_can_be_borrowed_and_a_unit_more_meets_its_limit() {
    for (name, change, expected, limit, matches) in LIMITS {
        let mut market = Market::new();
        change(&mut market);
        let max = market.max_borrow("alice");
        assert_eq!(max.amount, int(expected), "{name}");
        assert_eq!(max.cash, int(expected / 2), "{name}");
        let limits = max.limits.unwrap();
        assert_eq!(limit(&limits), expected, "{name}: {limits:?}");
        let error = market.refused("alice", &[], borrow_msg(expected + 1));
        assert!(matches(&error), "{name}: {error}");
        let refused = market.quote("alice", expected + 1).refused;
        assert_eq!(refused, Some(error.to_string()), "{name}");
        assert_eq!(market.quote("alice", expected).refused, None, "{name}");
        market.borrow("alice", expected).unwrap();
        assert_eq!(market.max_borrow("alice").amount, int(0), "{name}");
    }
}

#[test]
fn max_borrow_after_interest_can_be_borrowed() {
    let mut market = Market::new();
    market.borrow("alice", 1_234_567_891).unwrap();
    for seconds in [1, 77, 86_400, 31_536_000] {
        market.wait(seconds);
        let max = market.max_borrow("alice").amount.u128();
        assert!(max > 8_000 * ONE);
        let error = market.refused("alice", &[], borrow_msg(max + 1));
        assert!(matches!(error, ContractError::ExceedsMaxLtv { .. }));
        market.borrow("alice", max).unwrap();
        market.repay("alice", max).unwrap();
    }
}

#[test]
fn max_borrow_is_zero_when_no_borrow_would_pass() {
    let changes: [(&str, Change, bool); 7] = [
        ("QER stale", |m| m.expire("qer"), false),
        ("stablecoin missing", |m| m.forget_price("usdc"), false),
        (
            "no depth",
            |m| m.change_price("qer", |p| p.depth = None),
            false,
        ),
        (
            "insurance too small",
            |m| m.change_state(|s| s.insurance = int(1)),
            true,
        ),
        (
            "below the minimum debt",
            |m| {
                m.withdraw("sam", Some(100_000 * ONE - 49 * ONE)).unwrap();
            },
            true,
        ),
        (
            "no collateral",
            |m| {
                m.withdraw_collateral("alice", None).unwrap();
            },
            true,
        ),
        (
            "price fallen",
            |m| {
                m.borrow("alice", 10_000 * ONE).unwrap();
                m.price("qer", "1");
            },
            true,
        ),
    ];
    for (name, change, limits) in changes {
        let mut market = Market::new();
        change(&mut market);
        let max = market.max_borrow("alice");
        assert_eq!((max.amount, max.cash), (int(0), int(0)), "{name}");
        assert_eq!(max.limits.is_some(), limits, "{name}");
        assert!(market.quote("alice", 100 * ONE).refused.is_some(), "{name}");
        market.borrow("alice", 100 * ONE).unwrap_err();
    }
}

#[test]
fn a_quote_is_what_the_borrow_does() {
    let mut market = Market::new();
    market.borrow("alice", 777_777_777).unwrap();
    for amount in [50 * ONE, 123_456_789, 1, 3, 999_999_999] {
        market.wait(12_345);
        let quote = market.quote("alice", amount);
        assert_eq!(quote.refused, None);
        assert_eq!(quote.reserve_half, quote.claim + quote.contribution);
        assert_eq!(quote.cash + quote.reserve_half, int(amount));
        let before = market.state();
        let response = market.borrow("alice", amount).unwrap();
        let told = &event(&response, "borrow").attributes;
        assert_eq!(told[1].value, quote.cash.to_string());
        assert_eq!(told[2].value, quote.claim.to_string());
        assert_eq!(told[3].value, quote.contribution.to_string());
        let after = market.describe("alice");
        assert_eq!(after.debt, quote.debt_after);
        assert_eq!(after.health, quote.health_after);
        let out = before.cash - market.state().cash;
        assert!(
            out >= int(amount),
            "interest to the insurance leaves cash too"
        );
    }
}

#[test]
fn max_withdraw_can_be_withdrawn_and_a_unit_more_cannot() {
    let mut market = Market::new();
    market.borrow("alice", 3_333_333_333).unwrap();
    for (price, seconds) in [("2", 0), ("1.7", 1), ("2.123456789", 86_400), ("0.9", 77)] {
        market.price("qer", price);
        market.wait(seconds);
        let collateral = market.max_withdraw("alice").collateral.u128();
        let more = withdraw_collateral_msg(Some(collateral + 1));
        let error = market.refused("alice", &[], more);
        assert!(
            matches!(error, ContractError::ExceedsMaxLtv { .. }),
            "{error}"
        );
        if collateral > 0 {
            market
                .withdraw_collateral("alice", Some(collateral))
                .unwrap();
            market.deposit("alice", collateral).unwrap();
        }
    }
    let supplied = market.max_withdraw("sam").supplied.u128();
    let told: StateResponse = market.query(QueryMsg::State {});
    assert_eq!(supplied, told.cash.u128());
    market.withdraw("sam", Some(supplied + 1)).unwrap_err();
    market.withdraw("sam", Some(supplied)).unwrap();
    assert_eq!(market.max_withdraw("nobody").collateral, int(0));
    assert_eq!(market.max_withdraw("nobody").supplied, int(0));
}
