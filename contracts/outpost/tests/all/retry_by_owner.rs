//! What only the owner may send again: a return that failed without its callback, as far as ETH beyond all held
//! purchases covers it.

use crate::common::*;
use qerun_messages::outpost::{ExecuteMsg, ReturnStatus};
use qerun_outpost::contract;
use qerun_outpost::state::HELD;
use qerun_outpost::ContractError;

/// Orders 7 and 8 brought 100 and 90, which are in transit to the reserve.
fn served() -> TestOutpost {
    let mut outpost = TestOutpost::new();
    for (order, bought) in [(7, 100), (8, 90)] {
        let packet = outpost.order_packet(order, 500, 80);
        outpost.serve(packet, bought).unwrap();
    }
    outpost
}

fn retry(outpost: &mut TestOutpost, order_id: u64) -> Result<(), ContractError> {
    let owner = outpost.owner.clone();
    let order_id = order_id.into();
    outpost
        .execute(&owner, &[], ExecuteMsg::Retry { order_id })
        .map(|_| ())
}

fn held(outpost: &TestOutpost) -> u128 {
    let held = HELD.may_load(&outpost.deps.storage, &eth_denom()).unwrap();
    held.unwrap_or_default().u128()
}

fn not_held(order_id: u64, status: ReturnStatus) -> ContractError {
    ContractError::NotHeld { order_id, status }
}

/// ICS-20 refunds a return of which no callback tells.
fn refund_without_callback(outpost: &mut TestOutpost, eth: u128) {
    outpost.eth += eth;
    outpost.update_bank();
}

#[test]
fn one_that_failed_without_its_callback_needs_all_of_its_eth() {
    let mut outpost = served();
    refund_without_callback(&mut outpost, 89);
    let refused = retry(&mut outpost, 8).unwrap_err();
    assert_eq!(refused, not_held(8, in_transit(2)));
    refund_without_callback(&mut outpost, 1);
    retry(&mut outpost, 8).unwrap();
    assert_eq!(outpost.purchase(8).status, in_transit(3));
    assert_eq!(outpost.eth, 0);
}

#[test]
fn what_others_hold_covers_nothing() {
    let mut outpost = served();
    outpost.fail_return(0, false);
    assert_eq!((held(&outpost), outpost.eth), (100, 100));
    let refused = retry(&mut outpost, 8).unwrap_err();
    assert_eq!(refused, not_held(8, in_transit(2)));
    // Once the held one is sent, nothing is held any more, and what is refunded then is order 8's.
    retry(&mut outpost, 7).unwrap();
    assert_eq!((held(&outpost), outpost.eth), (0, 0));
    refund_without_callback(&mut outpost, 90);
    retry(&mut outpost, 8).unwrap();
    assert_eq!(outpost.purchase(8).status, in_transit(4));
    assert_eq!(outpost.eth, 0);
}

#[test]
fn a_delivered_one_is_not_sent_again() {
    let mut outpost = served();
    let packet = outpost.packets[0].clone();
    outpost.source_callback(acknowledged(packet, SUCCESS_ACK));
    refund_without_callback(&mut outpost, 100);
    let refused = retry(&mut outpost, 7).unwrap_err();
    assert_eq!(refused, not_held(7, ReturnStatus::Delivered {}));
    assert_eq!(outpost.eth, 100);
}

#[test]
fn one_that_is_being_sent_is_not_sent_twice() {
    let mut outpost = served();
    outpost.fail_return(0, false);
    refund_without_callback(&mut outpost, 100);
    let info = cosmwasm_std::MessageInfo {
        sender: outpost.owner.clone(),
        funds: vec![],
    };
    let msg = ExecuteMsg::Retry {
        order_id: 7u64.into(),
    };
    let env = outpost.env.clone();
    contract::execute(
        outpost.deps.as_mut(),
        env.clone(),
        info.clone(),
        msg.clone(),
    )
    .unwrap();
    let refused = contract::execute(outpost.deps.as_mut(), env, info, msg).unwrap_err();
    assert_eq!(refused, not_held(7, in_transit(0)));
}
