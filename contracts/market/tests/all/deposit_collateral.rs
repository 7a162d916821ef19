//! Adding collateral: the token's receive hook, never paused, no price needed.

use crate::common::*;
use cosmwasm_std::{Binary, StdError};
use cw20::Cw20ReceiveMsg;
use qerun_market::seizure_cap::pledged;
use qerun_market::state::BY_HEALTH;
use qerun_market::ContractError;
use qerun_messages::market::{ExecuteMsg, Pausable};

#[test]
fn adds_to_the_position_and_to_the_sum() {
    let mut market = Market::empty();
    market.deposit("alice", 100).unwrap();
    let response = market.deposit("alice", 23).unwrap();
    market.deposit("bob", 1_000).unwrap();
    assert_eq!(market.position("alice").collateral, int(123));
    let sum = pledged(&market.deps.storage).unwrap();
    assert_eq!(sum, int(1_123));
    assert!(response.messages.is_empty());
    let alice = addr("alice").to_string();
    assert_event(
        &response,
        "deposit_collateral",
        &[
            ("payer", &alice),
            ("user", &alice),
            ("amount", "23"),
            ("collateral", "123"),
        ],
    );
    assert!(BY_HEALTH.is_empty(&market.deps.storage));
}

#[test]
fn for_another_it_is_his() {
    let mut market = Market::empty();
    let msg = deposit_msg("alice", 100, Some("bob"));
    let response = market.run("token", &[], msg).unwrap();
    assert_eq!(market.position("bob").collateral, int(100));
    assert_eq!(market.position("alice").collateral, int(0));
    let event = event(&response, "deposit_collateral");
    assert_eq!(event.attributes[0].value, addr("alice").as_str());
    assert_eq!(event.attributes[1].value, addr("bob").as_str());
}

#[test]
fn works_under_every_pause_and_without_oracle_and_reserve_and_moves_the_order() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    let all = [
        Pausable::Supply,
        Pausable::Borrow,
        Pausable::WithdrawCollateral,
    ];
    market.pause("guardian", &all, 1_000).unwrap();
    for asset in ["qer", "usdc", "eth"] {
        market.forget_price(asset);
    }
    market.world.borrow_mut().reserve_down = true;
    let alice = addr("alice");
    // 5e15 shares x 1e18 / 1e10 QER, then / 2e10.
    let storage = |market: &Market, order| BY_HEALTH.has(&market.deps.storage, (order, &alice));
    assert!(storage(&market, 5 * 10u128.pow(23)));
    market.deposit("alice", 10_000 * ONE).unwrap();
    assert!(!storage(&market, 5 * 10u128.pow(23)));
    assert!(storage(&market, 25 * 10u128.pow(22)));
}

#[test]
fn another_token_is_refused() {
    let mut market = Market::empty();
    let error = market.refused("fake", &[], deposit_msg("alice", 100, None));
    let expected = ContractError::NotCollateralToken {
        sender: addr("fake"),
        token: addr("token"),
    };
    assert_eq!(error, expected);
}

#[test]
fn nothing_and_an_unreadable_payload_are_refused() {
    let mut market = Market::empty();
    let error = market.refused("token", &[], deposit_msg("alice", 0, None));
    assert_eq!(error, ContractError::ZeroAmount {});
    let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: addr("alice").into(),
        amount: int(1),
        msg: Binary::from(br#"{"repay":{}}"#),
    });
    let error = market.refused("token", &[], msg);
    assert!(
        matches!(error, ContractError::Std(StdError::ParseErr { .. })),
        "{error}"
    );
}
