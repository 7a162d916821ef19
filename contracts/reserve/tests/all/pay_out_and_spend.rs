//! Pay-outs come from encumbered ETH, spending from the protocol's own.

use crate::common::*;
use cosmwasm_std::{coin, coins, Uint128};
use qerun_messages::reserve::ExecuteMsg;
use qerun_reserve::ContractError;

const BOUGHT: u128 = 250_000_000_000_000_000;

fn settled() -> World {
    let mut world = World::new();
    world.purchase(1, usd(500), usd(400)).unwrap();
    world.credit(1, BOUGHT);
    world
}

fn pay_out(to: &str, amount: u128) -> ExecuteMsg {
    ExecuteMsg::PayOut {
        recipient: to.into(),
        amount: amount.into(),
    }
}

#[test]
fn the_market_pays_encumbered_eth() {
    let mut world = settled();
    let (market, user) = (world.market.clone(), world.anyone.to_string());
    let response = world
        .execute(&market, &[], pay_out(&user, 150_000_000_000_000_000))
        .unwrap();
    assert_eq!(types(&response.events), ["pay_out"]);
    assert_eq!(
        world.paid,
        [(user.clone(), coin(150_000_000_000_000_000, eth_denom()))]
    );
    assert_eq!(world.backing().encumbered.u128(), 50_000_000_000_000_000);
    assert_eq!(world.backing().unencumbered.u128(), 50_000_000_000_000_000);
    world.check();
    let refused = world
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
    world
        .execute(&market, &[], pay_out(&user, 50_000_000_000_000_000))
        .unwrap();
    assert!(world.backing().encumbered.is_zero());
    world.check();
}

#[test]
fn a_pause_does_not_touch_pay_outs_and_callbacks() {
    let mut world = settled();
    world.purchase(2, usd(500), 0).unwrap();
    let (market, user) = (world.market.clone(), world.anyone.to_string());
    let guardian = world.guardian.clone();
    world
        .execute(&guardian, &[], ExecuteMsg::Pause { duration: 1_000 })
        .unwrap();
    world.execute(&market, &[], pay_out(&user, 1)).unwrap();
    assert_eq!(types(&world.ack_ok(2)), ["returning"]);
    assert_eq!(types(&world.credit(2, BOUGHT)), ["credited"]);
    world.check();
}

#[test]
fn the_owner_spends_only_its_own() {
    let mut world = settled();
    let (owner, to) = (world.owner.clone(), world.anyone.to_string());
    let spend = |amount: u128| ExecuteMsg::Spend {
        recipient: to.clone(),
        amount: amount.into(),
    };
    world
        .execute(&owner, &[], spend(50_000_000_000_000_000))
        .unwrap();
    assert_eq!(
        world.paid,
        [(to.clone(), coin(50_000_000_000_000_000, eth_denom()))]
    );
    assert!(world.backing().unencumbered.is_zero());
    assert_eq!(world.backing().encumbered.u128(), 200_000_000_000_000_000);
    let refused = world.execute(&owner, &[], spend(1)).unwrap_err();
    let (amount, unencumbered) = (Uint128::one(), Uint128::zero());
    assert_eq!(
        refused,
        ContractError::InsufficientUnencumbered {
            amount,
            unencumbered
        }
    );
    world.check();
}

#[test]
fn a_donation_can_be_neither_paid_nor_spent() {
    let mut world = World::new();
    world.eth_arrives(BOUGHT);
    let (market, owner, to) = (
        world.market.clone(),
        world.owner.clone(),
        world.anyone.to_string(),
    );
    let amount = Uint128::one();
    let refused = world.execute(&market, &[], pay_out(&to, 1)).unwrap_err();
    let encumbered = Uint128::zero();
    assert_eq!(
        refused,
        ContractError::InsufficientEncumbered { amount, encumbered }
    );
    let spend = ExecuteMsg::Spend {
        recipient: to,
        amount,
    };
    let unencumbered = Uint128::zero();
    let refused = world.execute(&owner, &[], spend).unwrap_err();
    assert_eq!(
        refused,
        ContractError::InsufficientUnencumbered {
            amount,
            unencumbered
        }
    );
    assert_eq!(coins(BOUGHT, eth_denom())[0].amount.u128(), world.eth);
}
