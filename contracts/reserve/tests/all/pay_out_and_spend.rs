//! Pay-outs come from encumbered ETH, spending from the protocol's own.

use crate::common::*;
use cosmwasm_std::{coin, coins, Uint128};
use qerun_messages::reserve::ExecuteMsg;
use qerun_reserve::ContractError;

const BOUGHT: u128 = 250_000_000_000_000_000;

fn settled() -> TestReserve {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(400)).unwrap();
    reserve.credit(1, BOUGHT);
    reserve
}

fn pay_out(to: &str, amount: u128) -> ExecuteMsg {
    ExecuteMsg::PayOut {
        recipient: to.into(),
        amount: amount.into(),
        fee: None,
    }
}

#[test]
fn the_market_pays_encumbered_eth() {
    let mut reserve = settled();
    let (market, user) = (reserve.market.clone(), reserve.anyone.to_string());
    let response = reserve
        .execute(&market, &[], pay_out(&user, 150_000_000_000_000_000))
        .unwrap();
    assert_eq!(kinds(&response.events), ["pay_out"]);
    assert_eq!(
        reserve.paid,
        [(user.clone(), coin(150_000_000_000_000_000, eth_denom()))]
    );
    assert_eq!(reserve.backing().encumbered.u128(), 50_000_000_000_000_000);
    assert_eq!(
        reserve.backing().unencumbered.u128(),
        50_000_000_000_000_000
    );
    reserve.ensure_invariants();
    let refused = reserve
        .execute(&market, &[], pay_out(&user, 50_000_000_000_000_001))
        .unwrap_err();
    let (amount, encumbered) = (
        Uint128::new(50_000_000_000_000_001),
        Uint128::new(50_000_000_000_000_000),
    );
    assert_eq!(
        refused,
        ContractError::InsufficientEncumbered { amount, encumbered }
    );
    reserve
        .execute(&market, &[], pay_out(&user, 50_000_000_000_000_000))
        .unwrap();
    assert!(reserve.backing().encumbered.is_zero());
    reserve.ensure_invariants();
}

/// A liquidation or the last repayment leaves a part of the claim with the protocol.
#[test]
fn a_fee_becomes_the_protocols_own() {
    let mut reserve = settled();
    let (market, user) = (reserve.market.clone(), reserve.anyone.to_string());
    let msg = ExecuteMsg::PayOut {
        recipient: user.clone(),
        amount: 120_000_000_000_000_000u128.into(),
        fee: Some(7_000_000_000_000_000u128.into()),
    };
    let response = reserve.execute(&market, &[], msg).unwrap();
    assert_eq!(
        reserve.paid,
        [(user.clone(), coin(120_000_000_000_000_000, eth_denom()))]
    );
    let backing = reserve.backing();
    assert_eq!(backing.encumbered.u128(), 73_000_000_000_000_000);
    assert_eq!(backing.unencumbered.u128(), 57_000_000_000_000_000);
    reserve.ensure_invariants();
    assert_eq!(kinds(&response.events), ["pay_out"]);
    for (key, value) in [
        ("recipient", user.as_str()),
        ("amount", "120000000000000000"),
        ("fee", "7000000000000000"),
        ("encumbered", "73000000000000000"),
        ("unencumbered", "57000000000000000"),
    ] {
        assert_eq!(attribute(&response.events[0], key), value, "{key}");
    }
    reserve.spend(57_000_000_000_000_000).unwrap();
    reserve.ensure_invariants();
}

#[test]
fn a_pause_does_not_touch_pay_outs_and_callbacks() {
    let mut reserve = settled();
    reserve.purchase(2, usd(500), 0).unwrap();
    let (market, user) = (reserve.market.clone(), reserve.anyone.to_string());
    let guardian = reserve.guardian.clone();
    reserve
        .execute(&guardian, &[], ExecuteMsg::Pause { duration: 1_000 })
        .unwrap();
    reserve.execute(&market, &[], pay_out(&user, 1)).unwrap();
    assert_eq!(kinds(&reserve.acknowledge(2)), ["returning"]);
    assert_eq!(kinds(&reserve.credit(2, BOUGHT)), ["credited"]);
    reserve.ensure_invariants();
}

#[test]
fn the_owner_spends_only_its_own() {
    let mut reserve = settled();
    let (owner, to) = (reserve.owner.clone(), reserve.anyone.to_string());
    let spend = |amount: u128| ExecuteMsg::Spend {
        recipient: to.clone(),
        amount: amount.into(),
    };
    reserve
        .execute(&owner, &[], spend(50_000_000_000_000_000))
        .unwrap();
    assert_eq!(
        reserve.paid,
        [(to.clone(), coin(50_000_000_000_000_000, eth_denom()))]
    );
    assert!(reserve.backing().unencumbered.is_zero());
    assert_eq!(reserve.backing().encumbered.u128(), 200_000_000_000_000_000);
    let refused = reserve.execute(&owner, &[], spend(1)).unwrap_err();
    assert_eq!(refused, insufficient_own(1, 0));
    reserve.ensure_invariants();
}

#[test]
fn a_donation_can_be_neither_paid_nor_spent() {
    let mut reserve = TestReserve::new();
    reserve.receive_eth(BOUGHT);
    let (market, owner, to) = (
        reserve.market.clone(),
        reserve.owner.clone(),
        reserve.anyone.to_string(),
    );
    let amount = Uint128::one();
    let refused = reserve.execute(&market, &[], pay_out(&to, 1)).unwrap_err();
    let encumbered = Uint128::zero();
    assert_eq!(
        refused,
        ContractError::InsufficientEncumbered { amount, encumbered }
    );
    let spend = ExecuteMsg::Spend {
        recipient: to,
        amount,
    };
    let refused = reserve.execute(&owner, &[], spend).unwrap_err();
    assert_eq!(refused, insufficient_own(1, 0));
    assert_eq!(coins(BOUGHT, eth_denom())[0].amount.u128(), reserve.eth);
}
