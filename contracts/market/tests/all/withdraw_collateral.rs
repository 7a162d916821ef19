//! Taking collateral out: free without debt; under debt the rest must cover it.

use crate::common::*;
use cw20::Cw20ExecuteMsg;
use qerun_market::seizure_cap::pledged;
use qerun_market::state::{BY_HEALTH, POSITIONS};
use qerun_market::ContractError;
use qerun_messages::market::Pausable;
use qerun_messages::oracle::{PriceError, Status};

fn transfer(to: &str, amount: u128) -> cosmwasm_std::CosmosMsg {
    let msg = Cw20ExecuteMsg::Transfer {
        recipient: addr(to).into(),
        amount: int(amount),
    };
    wasm("token", &msg, vec![])
}

#[test]
fn without_debt_it_needs_no_price_and_no_pause_stops_it() {
    let mut market = Market::new();
    market
        .pause("guardian", &[Pausable::WithdrawCollateral], 1_000)
        .unwrap();
    market.forget_price("qer");
    let response = market
        .withdraw_collateral("alice", Some(4_000 * ONE))
        .unwrap();
    assert_eq!(messages(&response), [transfer("alice", 4_000 * ONE)]);
    let alice = addr("alice").to_string();
    assert_event(
        &response,
        "withdraw_collateral",
        &[
            ("user", &alice),
            ("amount", "4000000000"),
            ("collateral", "6000000000"),
        ],
    );
    let sum = pledged(&market.deps.storage).unwrap();
    assert_eq!(sum, int(6_000 * ONE));
    let response = market.withdraw_collateral("alice", None).unwrap();
    assert_eq!(messages(&response), [transfer("alice", 6_000 * ONE)]);
    assert!(!POSITIONS.has(&market.deps.storage, &addr("alice")));
}

#[test]
fn under_debt_the_rest_covers_it_at_the_bid_to_the_unit() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    // 5,000 USD at 0.5 need 10,000 USD, at a bid of 2 that is 5,000 QER.
    let error = market.refused("alice", &[], withdraw_collateral_msg(Some(5_000 * ONE + 1)));
    let expected = ContractError::ExceedsMaxLtv {
        debt: dec("5000"),
        limit: dec("4999.999999"),
    };
    assert_eq!(error, expected);
    assert_eq!(market.max_withdraw("alice").collateral, int(5_000 * ONE));
    market
        .withdraw_collateral("alice", Some(5_000 * ONE))
        .unwrap();
    let orders: Vec<_> = BY_HEALTH
        .keys(
            &market.deps.storage,
            None,
            None,
            cosmwasm_std::Order::Ascending,
        )
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(orders, [(10u128.pow(24), addr("alice"))]);
}

#[test]
fn interest_counts_although_it_is_not_written() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    let before = market.state();
    market.wait(31_536_000);
    let error = market.refused("alice", &[], withdraw_collateral_msg(Some(5_000 * ONE)));
    assert!(
        matches!(error, ContractError::ExceedsMaxLtv { .. }),
        "{error}"
    );
    market.withdraw_collateral("alice", Some(ONE)).unwrap();
    assert_eq!(market.state(), before);
}

#[test]
fn a_stablecoin_above_a_dollar_weighs_more_and_below_no_less() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    market.price("usdc", "1.02");
    assert_eq!(market.max_withdraw("alice").collateral, int(4_900 * ONE));
    market.price("usdc", "0.9");
    assert_eq!(market.max_withdraw("alice").collateral, int(5_000 * ONE));
}

#[test]
fn under_debt_a_pause_stops_it() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    market
        .pause("guardian", &[Pausable::WithdrawCollateral], 10)
        .unwrap();
    let until = market.now() + 10;
    let action = Pausable::WithdrawCollateral;
    let error = market.refused("alice", &[], withdraw_collateral_msg(Some(1)));
    assert_eq!(error, ContractError::Paused { action, until });
    assert_eq!(market.max_withdraw("alice").collateral, int(0));
}

#[test]
fn under_debt_prices_must_be_live() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    for (asset, status) in [
        ("qer", Status::Degraded),
        ("qer", Status::Halted),
        ("usdc", Status::Degraded),
    ] {
        market.set_status(asset, status);
        let error = market.refused("alice", &[], withdraw_collateral_msg(Some(1)));
        let asset = asset.to_string();
        let expected = PriceError::NotLive {
            asset: asset.clone(),
            status,
        };
        assert_eq!(error, ContractError::Price(expected));
        market.set_status(&asset, Status::Live);
    }
    // ETH has no say.
    market.forget_price("eth");
    market.withdraw_collateral("alice", Some(1)).unwrap();
}

#[test]
fn over_the_accounts_cap_from_depth_nothing_may_leave() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    // 0.5 x 0.05 x depth = 5,000 at a depth of 200,000.
    market.change_price("qer", |p| p.depth = Some(dec("200000")));
    market.withdraw_collateral("alice", Some(1)).unwrap();
    market.change_price("qer", |p| p.depth = Some(dec("199999")));
    let error = market.refused("alice", &[], withdraw_collateral_msg(Some(1)));
    let expected = ContractError::WithdrawalOverCap {
        debt: dec("5000"),
        cap: dec("4999.975"),
    };
    assert_eq!(error, expected);
    assert_eq!(market.max_withdraw("alice").collateral, int(0));
}

#[test]
fn all_debt_over_its_cap_locks_nobodys_collateral() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    market.force_params(|p| p.debt_cap = dec("0.009999"));
    assert_eq!(market.max_borrow("alice").amount, int(0));
    assert_eq!(market.max_withdraw("alice").collateral, int(5_000 * ONE));
    market.withdraw_collateral("alice", Some(ONE)).unwrap();
}

#[test]
fn a_strangers_unit_locks_no_collateral() {
    let mut market = Market::new();
    market.borrow("alice", 50 * ONE).unwrap();
    let most = market.max_withdraw("alice").collateral;
    assert_eq!(most, int(9_950 * ONE));
    market
        .run("eve", &usdc(1), repay_msg(Some("alice")))
        .unwrap();
    assert_eq!(market.describe("alice").debt, int(50 * ONE - 1));
    assert_eq!(market.max_withdraw("alice").collateral, most);
    market
        .withdraw_collateral("alice", Some(most.u128()))
        .unwrap();
    market.repay("alice", 50 * ONE).unwrap();
    market.withdraw_collateral("alice", None).unwrap();
}

#[test]
fn a_debt_below_the_minimum_counts_as_the_minimum() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    // However little is left, 100 USD of QER stay with it: no dust comes to the top of the order of health.
    for left in [50 * ONE, 20 * ONE, 1] {
        let debt = market.describe("alice").debt.u128();
        market.repay("alice", debt - left).unwrap();
        let held = market.position("alice").collateral.u128();
        let error = market.refused(
            "alice",
            &[],
            withdraw_collateral_msg(Some(held - 50 * ONE + 1)),
        );
        let expected = ContractError::ExceedsMaxLtv {
            debt: dec("50"),
            limit: dec("49.999999"),
        };
        assert_eq!(error, expected);
        assert_eq!(
            market.max_withdraw("alice").collateral,
            int(held - 50 * ONE)
        );
        market
            .withdraw_collateral("alice", Some(held - 50 * ONE))
            .unwrap();
        market.deposit("alice", 7 * ONE).unwrap();
    }
    // A borrow still has to reach it.
    let error = market.refused("alice", &[], borrow_msg(1));
    assert!(
        matches!(error, ContractError::BelowMinimumDebt { .. }),
        "{error}"
    );
}

/// Governance raises the minimum: what a smaller debt does not need of its collateral beyond that can still leave.
#[test]
fn a_raised_minimum_locks_no_more_than_it_needs() {
    let mut market = Market::new();
    market.borrow("alice", 60 * ONE).unwrap();
    market.force_params(|p| p.min_debt = dec("100"));
    assert_eq!(market.max_withdraw("alice").collateral, int(9_900 * ONE));
    market
        .withdraw_collateral("alice", Some(9_900 * ONE))
        .unwrap();
    assert_eq!(market.max_withdraw("alice").collateral, int(0));
}

#[test]
fn more_than_there_is_and_nothing_are_refused() {
    let mut market = Market::new();
    let error = market.refused(
        "alice",
        &[],
        withdraw_collateral_msg(Some(10_000 * ONE + 1)),
    );
    let expected = ContractError::InsufficientCollateral {
        available: int(10_000 * ONE),
        requested: int(10_000 * ONE + 1),
    };
    assert_eq!(error, expected);
    let error = market.refused("alice", &[], withdraw_collateral_msg(Some(0)));
    assert_eq!(error, ContractError::ZeroAmount {});
    let error = market.refused("eve", &[], withdraw_collateral_msg(None));
    let user = addr("eve");
    assert_eq!(error, ContractError::NoCollateral { user });
}
