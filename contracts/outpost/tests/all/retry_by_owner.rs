//! What the owner may send again beside anyone's retry: a return that failed unheard, as far as ETH that no held
//! purchase owns covers it, and nothing else.

use crate::common::*;
use qerun_messages::outpost::{ExecuteMsg, ReturnStatus};
use qerun_outpost::contract;
use qerun_outpost::state::HELD;
use qerun_outpost::ContractError;

/// Orders 7 and 8 brought 100 and 90 and are on their way home.
fn served() -> World {
    let mut world = World::new();
    for (order, bought) in [(7, 100), (8, 90)] {
        let packet = world.order_packet(order, 500, 80);
        world.serve(packet, bought).unwrap();
    }
    world
}

fn retry(world: &mut World, order_id: u64) -> Result<(), ContractError> {
    let owner = world.owner.clone();
    let order_id = order_id.into();
    world
        .execute(&owner, &[], ExecuteMsg::Retry { order_id })
        .map(|_| ())
}

fn held(world: &World) -> u128 {
    let held = HELD.may_load(&world.deps.storage, &eth_denom()).unwrap();
    held.unwrap_or_default().u128()
}

fn not_held(order_id: u64, status: ReturnStatus) -> ContractError {
    ContractError::NotHeld { order_id, status }
}

/// The return of order 8 came back without its callback.
fn unheard(world: &mut World, eth: u128) {
    world.eth += eth;
    world.update_bank();
}

#[test]
fn one_that_failed_unheard_needs_all_of_its_eth() {
    let mut world = served();
    unheard(&mut world, 89);
    let refused = retry(&mut world, 8).unwrap_err();
    assert_eq!(refused, not_held(8, in_transit(2)));
    unheard(&mut world, 1);
    retry(&mut world, 8).unwrap();
    assert_eq!(world.purchase(8).status, in_transit(3));
    assert_eq!(world.eth, 0);
}

#[test]
fn what_others_hold_covers_nothing() {
    let mut world = served();
    world.bounce(0, false);
    assert_eq!((held(&world), world.eth), (100, 100));
    let refused = retry(&mut world, 8).unwrap_err();
    assert_eq!(refused, not_held(8, in_transit(2)));
    // Once the held one has left, nothing is held any more, and what comes back then is order 8's.
    retry(&mut world, 7).unwrap();
    assert_eq!((held(&world), world.eth), (0, 0));
    unheard(&mut world, 90);
    retry(&mut world, 8).unwrap();
    assert_eq!(world.purchase(8).status, in_transit(4));
    assert_eq!(world.eth, 0);
}

#[test]
fn a_delivered_one_is_not_sent_again() {
    let mut world = served();
    let packet = world.packets[0].clone();
    world.source(ack(packet, br#"{"result":"AQ=="}"#));
    unheard(&mut world, 100);
    let refused = retry(&mut world, 7).unwrap_err();
    assert_eq!(refused, not_held(7, ReturnStatus::Delivered {}));
    assert_eq!(world.eth, 100);
}

#[test]
fn one_that_leaves_in_this_transaction_is_not_sent_twice() {
    let mut world = served();
    world.bounce(0, false);
    unheard(&mut world, 100);
    let info = cosmwasm_std::MessageInfo {
        sender: world.owner.clone(),
        funds: vec![],
    };
    let msg = ExecuteMsg::Retry {
        order_id: 7u64.into(),
    };
    let env = world.env.clone();
    contract::execute(world.deps.as_mut(), env.clone(), info.clone(), msg.clone()).unwrap();
    let refused = contract::execute(world.deps.as_mut(), env, info, msg).unwrap_err();
    assert_eq!(refused, not_held(7, in_transit(0)));
}
