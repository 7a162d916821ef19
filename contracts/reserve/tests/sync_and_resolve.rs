//! Sync and resolve: orders whose callback was lost, never beyond what is really held.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod common;

use common::*;
use cosmwasm_std::Addr;
use qerun_messages::reserve::{ExecuteMsg, OrderStatus, Resolution};
use qerun_reserve::ContractError;

const BOUGHT: u128 = 247_000_000_000_000_000;
const MIN_OUT: u128 = 241_293_532_338_308_457;
const EXPECTED: u128 = 251_256_281_407_035_175;

fn sent() -> World {
    let mut world = World::new();
    world.purchase(1, usd(500), usd(400)).unwrap();
    world
}

fn sync(world: &mut World, order: u64) -> Result<(), ContractError> {
    let anyone = world.anyone.clone();
    world
        .execute(
            &anyone,
            &[],
            ExecuteMsg::Sync {
                order_id: order.into(),
            },
        )
        .map(|_| ())
}

fn resolve(
    world: &mut World,
    who: &Addr,
    order: u64,
    outcome: Resolution,
) -> Result<(), ContractError> {
    let msg = ExecuteMsg::Resolve {
        order_id: order.into(),
        outcome,
    };
    world.execute(who, &[], msg).map(|_| ())
}

#[test]
fn sync_credits_what_arrived_without_a_callback() {
    let mut world = sent();
    world.ack_ok(1);
    world.eth_arrives(BOUGHT);
    sync(&mut world, 1).unwrap();
    let order = world.order(1);
    assert_eq!(
        (order.status, order.eth_out.u128()),
        (OrderStatus::Settled, BOUGHT)
    );
    assert_eq!(world.backing().encumbered.u128(), BOUGHT / 10 * 8);
    world.check();
    let again = sync(&mut world, 1).unwrap_err();
    let status = OrderStatus::Settled;
    assert_eq!(
        again,
        ContractError::NotReturning {
            order_id: 1,
            status
        }
    );
}

#[test]
fn sync_takes_no_more_than_was_expected_and_no_less_than_the_minimum() {
    let mut world = sent();
    world.ack_ok(1);
    world.eth_arrives(MIN_OUT - 1);
    let refused = sync(&mut world, 1).unwrap_err();
    let (unaccounted, needed) = ((MIN_OUT - 1).into(), MIN_OUT.into());
    assert_eq!(
        refused,
        ContractError::NotCovered {
            unaccounted,
            needed
        }
    );
    world.eth_arrives(MIN_OUT);
    sync(&mut world, 1).unwrap();
    assert_eq!(world.order(1).eth_out.u128(), EXPECTED);
    world.check();
}

#[test]
fn sync_tops_up_a_partial_credit() {
    let mut world = sent();
    world.ack_ok(1);
    world.credit(1, MIN_OUT - 10);
    world.eth_arrives(10);
    sync(&mut world, 1).unwrap();
    assert_eq!(world.order(1).eth_out.u128(), MIN_OUT);
    world.check();
}

#[test]
fn sync_counts_a_partial_credit_towards_what_was_expected() {
    let mut world = sent();
    world.ack_ok(1);
    world.credit(1, 1_000);
    world.eth_arrives(2 * EXPECTED);
    sync(&mut world, 1).unwrap();
    assert_eq!(world.order(1).eth_out.u128(), EXPECTED);
    world.check();
}

#[test]
fn sync_never_takes_accounted_eth() {
    let mut world = sent();
    world.credit(1, BOUGHT);
    world.purchase(2, usd(500), 0).unwrap();
    world.ack_ok(2);
    let refused = sync(&mut world, 2).unwrap_err();
    let (unaccounted, needed) = (0u128.into(), MIN_OUT.into());
    assert_eq!(
        refused,
        ContractError::NotCovered {
            unaccounted,
            needed
        }
    );
    world.check();
}

#[test]
fn sync_is_for_acknowledged_orders_only() {
    let mut world = sent();
    world.eth_arrives(BOUGHT);
    let refused = sync(&mut world, 1).unwrap_err();
    let status = OrderStatus::Sent;
    assert_eq!(
        refused,
        ContractError::NotReturning {
            order_id: 1,
            status
        }
    );
    assert_eq!(
        sync(&mut world, 7).unwrap_err(),
        ContractError::UnknownOrder { order_id: 7 }
    );
}

#[test]
fn resolve_as_refunded_needs_grace_and_cover() {
    let mut world = sent();
    let guardian = world.guardian.clone();
    let from = world.order(1).deadline + 3_600;
    let early = resolve(&mut world, &guardian, 1, Resolution::Refunded {}).unwrap_err();
    assert_eq!(early, ContractError::GraceNotOver { order_id: 1, from });
    world.pass(900 + 3_600);
    let early = resolve(&mut world, &guardian, 1, Resolution::Refunded {}).unwrap_err();
    assert_eq!(early, ContractError::GraceNotOver { order_id: 1, from });
    world.pass(1);
    let bare = resolve(&mut world, &guardian, 1, Resolution::Refunded {}).unwrap_err();
    let (unaccounted, needed) = (0u128.into(), usd(500).into());
    assert_eq!(
        bare,
        ContractError::NotCovered {
            unaccounted,
            needed
        }
    );

    world.refund_in_bank(1);
    resolve(&mut world, &guardian, 1, Resolution::Refunded {}).unwrap();
    assert_eq!(world.order(1).status, OrderStatus::Refunded);
    assert_eq!(world.waiting(1), usd(500));
    world.check();
    // The callback that comes after all is too late.
    let packet = world.packet(1);
    assert_eq!(types(&world.source(timeout(packet))), ["ignored_callback"]);
    world.check();
}

#[test]
fn what_waits_covers_no_refund() {
    let mut world = World::new();
    world.purchase(1, usd(500), 0).unwrap();
    world.purchase(2, usd(500), 0).unwrap();
    world.time_out(1);
    world.pass(900 + 3_601);
    let owner = world.owner.clone();
    let refused = resolve(&mut world, &owner, 2, Resolution::Refunded {}).unwrap_err();
    let (unaccounted, needed) = (0u128.into(), usd(500).into());
    assert_eq!(
        refused,
        ContractError::NotCovered {
            unaccounted,
            needed
        }
    );
    world.check();
}

#[test]
fn resolve_as_credited_from_sent_or_returning() {
    for acknowledged in [false, true] {
        let mut world = sent();
        if acknowledged {
            world.ack_ok(1);
            let guardian = world.guardian.clone();
            world.pass(900 + 3_601);
            let status = OrderStatus::Returning;
            let refused = resolve(&mut world, &guardian, 1, Resolution::Refunded {}).unwrap_err();
            assert_eq!(
                refused,
                ContractError::NotResolvable {
                    order_id: 1,
                    status
                }
            );
        } else {
            world.pass(900 + 3_601);
        }
        let owner = world.owner.clone();
        let refused = resolve(&mut world, &owner, 1, Resolution::Credited {}).unwrap_err();
        let (unaccounted, needed) = (0u128.into(), MIN_OUT.into());
        assert_eq!(
            refused,
            ContractError::NotCovered {
                unaccounted,
                needed
            }
        );
        world.eth_arrives(BOUGHT);
        resolve(&mut world, &owner, 1, Resolution::Credited {}).unwrap();
        assert_eq!(world.order(1).status, OrderStatus::Settled);
        assert!(world.batch(1).settled);
        world.check();
        let status = OrderStatus::Settled;
        for outcome in [Resolution::Credited {}, Resolution::Refunded {}] {
            let refused = resolve(&mut world, &owner, 1, outcome).unwrap_err();
            assert_eq!(
                refused,
                ContractError::NotResolvable {
                    order_id: 1,
                    status
                }
            );
        }
    }
}
