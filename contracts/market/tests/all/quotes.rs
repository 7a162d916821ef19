//! What a wallet asks before it signs agrees with what the verbs do, limit by limit.

use crate::common::*;
use qerun_market::ContractError;
use qerun_messages::market::{
    BorrowLimits, Config, QueryMsg, QuoteBorrowResponse, QuoteFlushResponse, StateResponse,
};

type Change = fn(&mut Market);
type Limit = fn(&BorrowLimits) -> u128;
type Matches = fn(&ContractError) -> bool;

/// Each limit made the smallest in turn: what it is then, and the error beyond it.
const LIMITS: [(&str, Change, u128, Limit, Matches); 6] = [
    (
        "collateral: 20,000 USD x 0.5",
        |_| (),
        10_000 * ONE,
        |l| l.max_ltv.u128(),
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
        assert_eq!(max.paid_out, int(expected / 2), "{name}");
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
        ("QER expired", |m| m.expire("qer"), false),
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
        assert_eq!((max.amount, max.paid_out), (int(0), int(0)), "{name}");
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
        assert_eq!(quote.reserve_part, quote.claim + quote.contribution);
        assert_eq!(quote.paid_out + quote.reserve_part, int(amount));
        let before = market.state();
        let response = market.borrow("alice", amount).unwrap();
        let told = &event(&response, "borrow").attributes;
        assert_eq!(told[1].value, quote.paid_out.to_string());
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

#[test]
fn a_quote_of_any_amount_is_an_answer_that_says_why() {
    let mut market = Market::new();
    for held in [0, 1_000 * ONE] {
        if held > 0 {
            market.borrow("alice", held).unwrap();
        }
        for shift in 0..=128u32 {
            let amount = u128::MAX.checked_shr(shift).unwrap_or_default();
            for use_perk in [None, Some(true)] {
                let quote: QuoteBorrowResponse = market.query(quote_msg("alice", amount, use_perk));
                assert_eq!(quote.paid_out + quote.reserve_part, int(amount));
                let error = market.run("alice", &[], borrow_msg(amount)).err();
                if use_perk.is_none() {
                    assert_eq!(quote.refused, error.map(|e| e.to_string()), "{amount}");
                    if quote.refused.is_none() {
                        let debt = market.describe("alice").debt.u128();
                        market.repay("alice", debt - held).unwrap();
                    }
                }
            }
        }
    }
    let quote = market.quote("alice", u128::MAX);
    assert_eq!(quote.debt_after, int(u128::MAX));
    assert_eq!(quote.health_after, Some(dec("0.000000000000000035")));
    let refused = quote.refused.unwrap();
    assert!(
        refused.contains("exceeds the 10000 USD that the collateral allows"),
        "{refused}"
    );
    // Without any price too.
    for asset in ["qer", "usdc", "eth"] {
        market.forget_price(asset);
    }
    assert!(market.quote("alice", u128::MAX).refused.is_some());
}

/// Six and eighteen decimals, prices that no power of ten divides, indices between.
#[test]
fn max_borrow_is_exact_to_the_unit() {
    for (stable, collateral) in [(6, 6), (18, 18), (18, 12), (0, 6)] {
        let config = Config {
            stable_decimals: stable,
            collateral_decimals: collateral,
            ..config()
        };
        let unit = 10u128.pow(stable.into());
        for (ask, index) in [
            ("1.07", "1"),
            ("1.033333333333333333", "1.234567890123456789"),
        ] {
            let mut params = uneven_params();
            params.debt_ceiling = int(777_777 * unit);
            params.batch.min_size = int(900 * unit);
            let mut market = Market::try_new(config.clone(), params).unwrap();
            market.uneven_prices();
            market.change_price("usdc", |p| p.ask = dec(ask));
            market.change_state(|s| s.debt_index = dec(index));
            market.insure(80_000 * unit);
            market.supply("sam", 200_000 * unit).unwrap();
            market
                .deposit("alice", 10_000 * 10u128.pow(collateral.into()))
                .unwrap();
            for part in [3, 2, 1] {
                let max = market.max_borrow("alice").amount.u128();
                let name = format!("{stable} {collateral} {ask} {index}: {max}");
                assert!(max > 1_000 * unit, "{name}");
                let error = market.refused("alice", &[], borrow_msg(max + 1));
                assert!(
                    matches!(error, ContractError::ExceedsMaxLtv { .. }),
                    "{name} {error}"
                );
                market.borrow("alice", max / part).unwrap();
                // The batch that was handed over with it.
                let id = market.state().batch.id;
                market.batch_in_flight(id - 1, unit, unit);
            }
            assert_eq!(market.max_borrow("alice").amount, int(0));
            // And so is each other limit.
            market
                .deposit("alice", 90_000 * 10u128.pow(collateral.into()))
                .unwrap();
            let max = market.max_borrow("alice").amount.u128();
            let error = market.refused("alice", &[], borrow_msg(max + 1));
            assert!(
                matches!(error, ContractError::AccountCapExceeded { .. }),
                "{error}"
            );
            market.borrow("alice", max).unwrap();
        }
    }
}

#[test]
fn a_quote_tells_whether_a_batch_is_handed_over() {
    let mut market = Market::new();
    let quote = market.quote("alice", 1_998 * ONE);
    assert_eq!(
        (quote.hands_over, quote.due_at),
        (false, market.now() + 3_600)
    );
    assert!(market.quote("alice", 2_000 * ONE).hands_over);
    // A refused one takes no batch along.
    let quote = market.quote("alice", 20_000 * ONE);
    assert_eq!((quote.hands_over, quote.due_at), (false, 0));
    market.borrow("alice", 100 * ONE).unwrap();
    let due_at = market.now() + 3_600;
    market.wait(3_599);
    let flush = |market: &Market| -> QuoteFlushResponse { market.query(QueryMsg::QuoteFlush {}) };
    // A second before it is due: a wallet that simulates now may hand it over a block later, and is told.
    let quote = market.quote("alice", 100 * ONE);
    assert_eq!((quote.hands_over, quote.due_at), (false, due_at));
    let told = flush(&market);
    assert_eq!(
        (told.batch_id.u64(), told.amount, told.due_at),
        (1, int(50 * ONE), due_at)
    );
    let error = market.flush().unwrap_err().to_string();
    assert_eq!((told.hands_over, told.refused), (false, Some(error)));
    market.wait(1);
    assert!(flush(&market).hands_over && market.quote("alice", 100 * ONE).hands_over);
    assert!(!market.quote("alice", 20_000 * ONE).hands_over);
    market.expire("eth");
    let told = flush(&market);
    assert!(!told.hands_over && told.refused.unwrap().contains("eth"));
    assert!(!market.quote("alice", 100 * ONE).hands_over);
    market.price("eth", "2000");
    market.world.borrow_mut().reserve_down = true;
    assert!(!flush(&market).hands_over && !market.quote("alice", 100 * ONE).hands_over);
    market.world.borrow_mut().reserve_down = false;
    let response = market.borrow("alice", 100 * ONE).unwrap();
    assert_eq!(messages(&response)[0], purchase(1, 95 * ONE, 100 * ONE));
    let told = flush(&market);
    assert_eq!(
        (told.batch_id.u64(), told.amount, told.due_at),
        (2, int(0), 0)
    );
}
