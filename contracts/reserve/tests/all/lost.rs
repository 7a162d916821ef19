//! M3: orders that are closed as lost: the batch goes on, and whatever comes later has an end.

use crate::common::*;
use cosmwasm_std::coin;
use qerun_messages::market;
use qerun_messages::reserve::{OrderStatus, Resolution, WIND_DOWN_AFTER};
use qerun_reserve::ContractError;

/// What 1,000 dollars bought here.
const BOUGHT: u128 = 494_000_000_000_000_003;
/// What a tenth of that was expected to bring.
const EXPECTED: u128 = 50_000_000_000_000_000;

/// Batch 1 in orders of 1,000 and 100, three quarters of it the borrowers'. Order 1 has settled; timeout and grace of
/// order 2 are over.
fn one_of_two_missing() -> World {
    let mut world = World::new();
    world.purchase(1, usd(1_100), usd(825)).unwrap();
    assert_eq!(world.order(2).amount.u128(), usd(100));
    world.ack_ok(1);
    world.credit(1, BOUGHT);
    world.pass_grace();
    world.check();
    world
}

/// The same, and the protocol has 0.3 ETH of its own.
fn with_own_eth() -> World {
    let mut world = one_of_two_missing();
    world.purchase(2, usd(600), 0).unwrap();
    world.credit(3, 300_000_000_000_000_000);
    world.pass_grace();
    world
}

#[test]
fn m3_the_batch_settles_with_what_it_got() {
    for acknowledged in [false, true] {
        let mut world = one_of_two_missing();
        if acknowledged {
            world.ack_ok(2);
        }
        assert!(!world.batch(1).settled);
        let before = world.backing();
        let response = world.close_lost(2, None).unwrap();
        assert_eq!(types(&response.events), ["lost"]);
        assert_eq!(attribute(&response.events[0], "batch_settled"), "true");
        let (order, batch, backing) = (world.order(2), world.batch(1), world.backing());
        assert_eq!(order.status, OrderStatus::Lost);
        assert_eq!((order.eth_out.u128(), order.recovered), (0, false));
        // Contributions fold to so much of 1,100 each, lost part included.
        assert!(batch.settled);
        assert_eq!(batch.stable_in.u128(), usd(1_100));
        assert_eq!((batch.eth_out.u128(), batch.open.u128()), (BOUGHT, 0));
        assert_eq!(batch.stable_out.u128(), 0);
        assert_eq!(
            (backing.encumbered, backing.unencumbered),
            (before.encumbered, before.unencumbered)
        );
        assert_eq!((backing.in_flight.u128(), backing.open_orders), (0, 0));
        assert_eq!((backing.open_batches, backing.batch_capacity), (0, 5));
        assert_eq!(
            (backing.capacity.u128(), backing.order_capacity),
            (usd(3_000), 4)
        );
        world.check();
        let again = world.close_lost(2, None).unwrap_err();
        let status = OrderStatus::Lost;
        assert_eq!(
            again,
            ContractError::NotOpen {
                order_id: 2,
                status
            }
        );
    }
}

#[test]
fn m3_not_before_deadline_and_grace() {
    let mut world = World::new();
    world.purchase(1, usd(500), usd(500)).unwrap();
    let from = world.order(1).deadline + 3_600;
    world.pass(900 + 3_600);
    let refused = world.close_lost(1, None).unwrap_err();
    assert_eq!(refused, ContractError::GraceNotOver { order_id: 1, from });
    world.pass(1);
    world.close_lost(1, None).unwrap();
    // All of it lost: settled with nothing.
    let batch = world.batch(1);
    assert_eq!((batch.settled, batch.eth_out.u128()), (true, 0));
    world.check();
}

#[test]
fn m3_the_rest_of_the_batch_goes_on() {
    let mut world = World::new();
    world.purchase(1, usd(2_500), usd(2_000)).unwrap();
    world.time_out(2);
    world.pass_grace();
    world.close_lost(1, None).unwrap();
    assert!(!world.batch(1).settled);
    assert_eq!(world.batch(1).open.u128(), usd(1_500));
    assert_eq!(
        (
            world.backing().open_batches,
            world.backing().in_flight.u128()
        ),
        (1, 0)
    );
    world.check();
    world.flush(None).unwrap();
    world.credit(3, BOUGHT);
    world.credit(4, BOUGHT / 2);
    let batch = world.batch(1);
    assert_eq!(
        (batch.settled, batch.eth_out.u128()),
        (true, BOUGHT + BOUGHT / 2)
    );
    // Four fifths are the borrowers', rounded up.
    assert_eq!(
        world.backing().encumbered.u128(),
        (batch.eth_out.u128() * 4).div_ceil(5)
    );
    world.check();
}

#[test]
fn m3_governance_makes_it_good_from_own_eth() {
    let mut world = with_own_eth();
    let before = world.backing();
    let response = world.close_lost(2, Some(EXPECTED)).unwrap();
    assert_eq!(
        attribute(&response.events[0], "made_good"),
        EXPECTED.to_string()
    );
    let batch = world.batch(1);
    assert_eq!(
        (batch.settled, batch.eth_out.u128()),
        (true, BOUGHT + EXPECTED)
    );
    assert_eq!(world.order(2).eth_out.u128(), EXPECTED);
    let after = world.backing();
    // Three quarters of the whole, rounded up once; the protocol's quarter of it stays its own.
    let users = ((BOUGHT + EXPECTED) * 3).div_ceil(4);
    assert_eq!(after.encumbered.u128(), users);
    let moved = users - before.encumbered.u128();
    assert_eq!(
        after.unencumbered.u128(),
        before.unencumbered.u128() - moved
    );
    world.check();
}

#[test]
fn m3_no_more_is_made_good_than_was_due_or_than_there_is() {
    let mut world = with_own_eth();
    let before = world.dump();
    let (amount, most) = ((EXPECTED + 1).into(), EXPECTED.into());
    let refused = world.close_lost(2, Some(EXPECTED + 1)).unwrap_err();
    assert_eq!(refused, ContractError::MakeGoodTooLarge { amount, most });
    let refused = world.close_lost(2, Some(0)).unwrap_err();
    assert_eq!(refused, ContractError::ZeroAmount {});
    assert_eq!(world.dump(), before);
    // A part that came counts towards what was due.
    world.credit(2, EXPECTED / 2);
    let refused = world.close_lost(2, Some(EXPECTED / 2 + 1)).unwrap_err();
    let (amount, most) = ((EXPECTED / 2 + 1).into(), (EXPECTED / 2).into());
    assert_eq!(refused, ContractError::MakeGoodTooLarge { amount, most });
    world.close_lost(2, Some(EXPECTED / 2)).unwrap();
    assert_eq!(world.order(2).eth_out.u128(), EXPECTED);
    world.check();

    let mut world = one_of_two_missing();
    let own = world.backing().unencumbered;
    let (owner, recipient) = (world.owner.clone(), world.anyone.to_string());
    let amount = own - cosmwasm_std::Uint128::new(5);
    let spend = qerun_messages::reserve::ExecuteMsg::Spend { recipient, amount };
    world.execute(&owner, &[], spend).unwrap();
    let refused = world.close_lost(2, Some(6)).unwrap_err();
    let (amount, unencumbered) = (6u128.into(), 5u128.into());
    let short = ContractError::InsufficientUnencumbered {
        amount,
        unencumbered,
    };
    assert_eq!(refused, short);
    world.close_lost(2, Some(5)).unwrap();
    world.check();
}

/// Whatever the chain still tells of the packet: the order stays lost, and nothing is counted twice.
#[test]
fn m3_late_acknowledgements_change_nothing() {
    for acknowledged in [false, true] {
        let mut world = one_of_two_missing();
        if acknowledged {
            world.ack_ok(2);
        }
        world.close_lost(2, None).unwrap();
        let before = world.dump();
        let events = world.ack_ok(2);
        assert_eq!(types(&events), ["ignored_callback"]);
        assert_eq!(attribute(&events[0], "reason"), "lost order");
        assert_eq!(world.dump(), before);
        world.check();
    }
}

#[test]
fn m3_late_eth_is_the_protocols_own() {
    let mut world = one_of_two_missing();
    world.close_lost(2, None).unwrap();
    let (before, batch) = (world.backing(), world.batch(1));
    // In two parts, as only a broken outpost would send it.
    for part in [7, EXPECTED] {
        let events = world.credit(2, part);
        assert_eq!(types(&events), ["late_eth"]);
        assert_eq!(attribute(&events[0], "eth"), part.to_string());
    }
    let after = world.backing();
    assert_eq!(after.encumbered, before.encumbered);
    assert_eq!(
        after.unencumbered.u128(),
        before.unencumbered.u128() + EXPECTED + 7
    );
    // Who folded before is not worse off than who folds later.
    assert_eq!(world.batch(1), batch);
    assert_eq!(world.order(2).status, OrderStatus::Lost);
    world.check();
    // Its end is known: nothing more can be booked for it by anybody's word.
    world.eth_arrives(EXPECTED);
    world.refund_in_bank(2);
    let owner = world.owner.clone();
    for outcome in [
        Resolution::Credited { least: None },
        Resolution::Refunded {},
    ] {
        let refused = world.resolve(&owner, 2, outcome).unwrap_err();
        let status = OrderStatus::Lost;
        assert_eq!(
            refused,
            ContractError::NotResolvable {
                order_id: 2,
                status
            }
        );
    }
    // ETH from anybody else is a donation still.
    let packet = return_packet(&world.this(), 2, 5, |data| data.sender = "dex1x".into());
    assert_eq!(types(&world.destination(packet)), ["donation"]);
}

#[test]
fn m3_late_eth_without_its_callback_is_resolved() {
    let mut world = one_of_two_missing();
    world.close_lost(2, None).unwrap();
    // Another order returns: what it is due at least is not for the lost one.
    world.purchase(2, usd(500), usd(500)).unwrap();
    world.ack_ok(3);
    let due = world.order(3).min_out.u128();
    let own = world.backing().unencumbered.u128();
    let (guardian, anyone) = (world.guardian.clone(), world.anyone.clone());
    let credited = Resolution::Credited { least: None };
    world.eth_arrives(due);
    let refused = world.resolve(&guardian, 2, credited.clone()).unwrap_err();
    let (unaccounted, needed) = (due.into(), (due + 1).into());
    let short = ContractError::NotCovered {
        unaccounted,
        needed,
    };
    assert_eq!(refused, short);
    world.eth_arrives(EXPECTED + 9);
    let refused = world.resolve(&anyone, 2, credited.clone()).unwrap_err();
    assert!(matches!(refused, ContractError::Access(_)), "{refused}");
    // Anyone's sync is not for it.
    let refused = world.sync(2).unwrap_err();
    let status = OrderStatus::Lost;
    assert_eq!(
        refused,
        ContractError::NotReturning {
            order_id: 2,
            status
        }
    );
    // No more than it was expected to bring.
    let response = world.resolve(&guardian, 2, credited.clone()).unwrap();
    assert_eq!(types(&response.events), ["resolved", "late_eth"]);
    assert_eq!(world.backing().unencumbered.u128(), own + EXPECTED);
    world.check();
    assert!(world.resolve(&guardian, 2, credited).is_err());
    world.sync(3).unwrap();
    assert_eq!(world.order(3).eth_out.u128(), due + 9);
    world.check();
}

#[test]
fn m3_a_late_refund_goes_to_the_markets_insurance() {
    for time_out in [false, true] {
        let mut world = one_of_two_missing();
        world.close_lost(2, None).unwrap();
        let (guardian, refunded) = (world.guardian.clone(), Resolution::Refunded {});
        let refused = world.resolve(&guardian, 2, refunded.clone()).unwrap_err();
        let (unaccounted, needed) = (0u128.into(), usd(100).into());
        let bare = ContractError::NotCovered {
            unaccounted,
            needed,
        };
        assert_eq!(refused, bare);
        let before = world.dump();
        let events = if time_out {
            world.time_out(2)
        } else {
            world.ack_error(2)
        };
        assert_eq!(types(&events), ["late_refund"]);
        assert_eq!(world.dump(), before);
        world.check();
        let response = world.resolve(&guardian, 2, refunded.clone()).unwrap();
        assert_eq!(types(&response.events), ["resolved", "late_stable"]);
        let expected = (market::ExecuteMsg::FundInsurance {}, coin(usd(100), STABLE));
        assert_eq!(world.to_market, [expected]);
        assert_eq!((world.stable, world.order(2).recovered), (0, true));
        assert_eq!(world.backing().waiting.u128(), 0);
        assert_eq!(world.order(2).status, OrderStatus::Lost);
        world.check();
        // Once.
        world.stable += usd(100);
        world.update_bank();
        assert!(world.resolve(&guardian, 2, refunded).is_err());
    }
}

/// What waits of other batches is not the refund of a lost order.
#[test]
fn m3_a_late_refund_takes_nothing_that_waits() {
    let mut world = one_of_two_missing();
    world.close_lost(2, None).unwrap();
    world.purchase(2, usd(500), 0).unwrap();
    world.time_out(3);
    let guardian = world.guardian.clone();
    let refunded = Resolution::Refunded {};
    assert!(world.resolve(&guardian, 2, refunded.clone()).is_err());
    world.refund_in_bank(2);
    world.resolve(&guardian, 2, refunded).unwrap();
    assert_eq!(world.stable, usd(500));
    world.check();
}

/// 15 slots, all held by lost orders, are free again.
#[test]
fn m3_lost_orders_free_their_slots() {
    let mut world = World::with(|msg| {
        msg.params.max_open_orders = 15;
        msg.params.max_open_batches = 15;
    });
    for batch in 1..=15 {
        world.purchase(batch, usd(200), usd(100)).unwrap();
    }
    let full = world.purchase(16, usd(200), 0).unwrap_err();
    let max_open_batches = 15;
    assert_eq!(full, ContractError::BatchCapacity { max_open_batches });
    world.pass_grace();
    for order in 1..=15 {
        if order == 2 || order == 8 {
            world.ack_ok(order);
        }
        world.close_lost(order, None).unwrap();
        world.check();
    }
    for batch in 16..=30 {
        world.purchase(batch, usd(200), usd(100)).unwrap();
    }
    world.check();
}

/// An order that is lost no longer keeps others from being synced, nor a batch from being wound down.
#[test]
fn m3_a_lost_order_is_due_nothing() {
    let mut world = World::new();
    world.purchase(1, usd(1_000), usd(500)).unwrap();
    world.purchase(2, usd(500), usd(500)).unwrap();
    world.ack_ok(1);
    world.ack_ok(2);
    world.eth_arrives(247_000_000_000_000_000);
    assert!(world.sync(2).is_err());
    world.pass_grace();
    world.close_lost(1, None).unwrap();
    world.sync(2).unwrap();
    assert_eq!(world.order(2).eth_out.u128(), 247_000_000_000_000_000);
    world.check();

    let mut world = World::new();
    world.purchase(1, usd(2_000), usd(500)).unwrap();
    world.time_out(1);
    world.pass(WIND_DOWN_AFTER);
    let (batch_id, in_flight) = (1, usd(1_000).into());
    let refused = world.wind_down(1).unwrap_err();
    let under_way = ContractError::OrdersUnderWay {
        batch_id,
        in_flight,
    };
    assert_eq!(refused, under_way);
    world.close_lost(2, None).unwrap();
    world.wind_down(1).unwrap();
    let batch = world.batch(1);
    assert_eq!((batch.settled, batch.stable_out.u128()), (true, usd(1_000)));
    world.check();
}
