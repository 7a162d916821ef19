//! Orders that are closed as lost: the batch goes on, and whatever comes later is accounted for.

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
fn one_of_two_missing() -> TestReserve {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(1_100), usd(825)).unwrap();
    assert_eq!(reserve.order(2).amount.u128(), usd(100));
    reserve.acknowledge(1);
    reserve.credit(1, BOUGHT);
    reserve.wait_for_grace();
    reserve.ensure_invariants();
    reserve
}

/// The same, and the protocol has 0.3 ETH of its own.
fn with_own_eth() -> TestReserve {
    let mut reserve = one_of_two_missing();
    reserve.purchase(2, usd(600), 0).unwrap();
    reserve.credit(3, 300_000_000_000_000_000);
    reserve.wait_for_grace();
    reserve
}

#[test]
fn the_batch_settles_with_what_it_got() {
    for acknowledged in [false, true] {
        let mut reserve = one_of_two_missing();
        if acknowledged {
            reserve.acknowledge(2);
        }
        assert!(!reserve.batch(1).settled);
        let before = reserve.backing();
        let response = reserve.close_lost(2, None).unwrap();
        assert_eq!(kinds(&response.events), ["lost"]);
        assert_eq!(attribute(&response.events[0], "batch_settled"), "true");
        let (order, batch, backing) = (reserve.order(2), reserve.batch(1), reserve.backing());
        assert_eq!(order.status, OrderStatus::Lost);
        assert_eq!((order.eth_out.u128(), order.recovered), (0, false));
        // Claims fold to so much of 1,100 each, lost part included.
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
        reserve.ensure_invariants();
        let again = reserve.close_lost(2, None).unwrap_err();
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
fn not_before_deadline_and_grace() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(500)).unwrap();
    let from = reserve.order(1).deadline + 3_600;
    reserve.wait(900 + 3_600);
    let refused = reserve.close_lost(1, None).unwrap_err();
    assert_eq!(refused, ContractError::GraceNotOver { order_id: 1, from });
    reserve.wait(1);
    reserve.close_lost(1, None).unwrap();
    // All of it lost: settled with nothing.
    let batch = reserve.batch(1);
    assert_eq!((batch.settled, batch.eth_out.u128()), (true, 0));
    reserve.ensure_invariants();
}

#[test]
fn the_rest_of_the_batch_goes_on() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(2_500), usd(2_000)).unwrap();
    reserve.time_out(2);
    reserve.wait_for_grace();
    reserve.close_lost(1, None).unwrap();
    assert!(!reserve.batch(1).settled);
    assert_eq!(reserve.batch(1).open.u128(), usd(1_500));
    assert_eq!(
        (
            reserve.backing().open_batches,
            reserve.backing().in_flight.u128()
        ),
        (1, 0)
    );
    reserve.ensure_invariants();
    reserve.flush(None).unwrap();
    reserve.credit(3, BOUGHT);
    reserve.credit(4, BOUGHT / 2);
    let batch = reserve.batch(1);
    assert_eq!(
        (batch.settled, batch.eth_out.u128()),
        (true, BOUGHT + BOUGHT / 2)
    );
    // Four fifths are the borrowers', rounded up.
    assert_eq!(
        reserve.backing().encumbered.u128(),
        (batch.eth_out.u128() * 4).div_ceil(5)
    );
    reserve.ensure_invariants();
}

#[test]
fn governance_makes_it_good_from_own_eth() {
    let mut reserve = with_own_eth();
    let before = reserve.backing();
    let response = reserve.close_lost(2, Some(EXPECTED)).unwrap();
    assert_eq!(
        attribute(&response.events[0], "made_good"),
        EXPECTED.to_string()
    );
    let batch = reserve.batch(1);
    assert_eq!(
        (batch.settled, batch.eth_out.u128()),
        (true, BOUGHT + EXPECTED)
    );
    assert_eq!(reserve.order(2).eth_out.u128(), EXPECTED);
    let after = reserve.backing();
    // Three quarters of the whole, rounded up once; the protocol's quarter of it stays its own.
    let users = ((BOUGHT + EXPECTED) * 3).div_ceil(4);
    assert_eq!(after.encumbered.u128(), users);
    let moved = users - before.encumbered.u128();
    assert_eq!(
        after.unencumbered.u128(),
        before.unencumbered.u128() - moved
    );
    reserve.ensure_invariants();
}

#[test]
fn no_more_is_made_good_than_was_due_or_than_there_is() {
    let mut reserve = with_own_eth();
    let before = reserve.dump();
    let (amount, most) = ((EXPECTED + 1).into(), EXPECTED.into());
    let refused = reserve.close_lost(2, Some(EXPECTED + 1)).unwrap_err();
    assert_eq!(refused, ContractError::MakeGoodTooLarge { amount, most });
    let refused = reserve.close_lost(2, Some(0)).unwrap_err();
    assert_eq!(refused, ContractError::ZeroAmount {});
    assert_eq!(reserve.dump(), before);
    // A part that came counts towards what was due.
    reserve.credit(2, EXPECTED / 2);
    let refused = reserve.close_lost(2, Some(EXPECTED / 2 + 1)).unwrap_err();
    let (amount, most) = ((EXPECTED / 2 + 1).into(), (EXPECTED / 2).into());
    assert_eq!(refused, ContractError::MakeGoodTooLarge { amount, most });
    reserve.close_lost(2, Some(EXPECTED / 2)).unwrap();
    assert_eq!(reserve.order(2).eth_out.u128(), EXPECTED);
    reserve.ensure_invariants();

    let mut reserve = one_of_two_missing();
    let own = reserve.backing().unencumbered;
    let (owner, recipient) = (reserve.owner.clone(), reserve.anyone.to_string());
    let amount = own - cosmwasm_std::Uint128::new(5);
    let spend = qerun_messages::reserve::ExecuteMsg::Spend { recipient, amount };
    reserve.execute(&owner, &[], spend).unwrap();
    let refused = reserve.close_lost(2, Some(6)).unwrap_err();
    assert_eq!(refused, insufficient_own(6, 5));
    reserve.close_lost(2, Some(5)).unwrap();
    reserve.ensure_invariants();
}

/// Whatever the chain still tells of the packet: the order stays lost, and nothing is counted twice.
#[test]
fn late_acknowledgements_change_nothing() {
    for acknowledged in [false, true] {
        let mut reserve = one_of_two_missing();
        if acknowledged {
            reserve.acknowledge(2);
        }
        reserve.close_lost(2, None).unwrap();
        let before = reserve.dump();
        let events = reserve.acknowledge(2);
        assert_eq!(kinds(&events), ["ignored_callback"]);
        assert_eq!(attribute(&events[0], "reason"), "lost order");
        assert_eq!(reserve.dump(), before);
        reserve.ensure_invariants();
    }
}

#[test]
fn late_eth_is_the_protocols_own() {
    let mut reserve = one_of_two_missing();
    reserve.close_lost(2, None).unwrap();
    let (before, batch) = (reserve.backing(), reserve.batch(1));
    // In two parts, as only a broken outpost would send it.
    for part in [7, EXPECTED] {
        let events = reserve.credit(2, part);
        assert_eq!(kinds(&events), ["late_eth"]);
        assert_eq!(attribute(&events[0], "eth"), part.to_string());
    }
    let after = reserve.backing();
    assert_eq!(after.encumbered, before.encumbered);
    assert_eq!(
        after.unencumbered.u128(),
        before.unencumbered.u128() + EXPECTED + 7
    );
    // Who folded before is not worse off than who folds later.
    assert_eq!(reserve.batch(1), batch);
    assert_eq!(reserve.order(2).status, OrderStatus::Lost);
    reserve.ensure_invariants();
    // It was recovered: no resolution can record more for it.
    reserve.receive_eth(EXPECTED);
    reserve.refund_in_bank(2);
    let owner = reserve.owner.clone();
    for outcome in [
        Resolution::Credited { least: None },
        Resolution::Refunded {},
    ] {
        let refused = reserve.resolve(&owner, 2, outcome).unwrap_err();
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
    let packet = return_packet(&reserve.this(), 2, 5, |data| data.sender = "dex1x".into());
    assert_eq!(kinds(&reserve.destination_callback(packet)), ["donation"]);
}

#[test]
fn late_eth_without_its_callback_is_resolved() {
    let mut reserve = one_of_two_missing();
    reserve.close_lost(2, None).unwrap();
    // Another order returns: what it is due at least is not for the lost one.
    reserve.purchase(2, usd(500), usd(500)).unwrap();
    reserve.acknowledge(3);
    let due = reserve.order(3).min_out.u128();
    let own = reserve.backing().unencumbered.u128();
    let (guardian, anyone) = (reserve.guardian.clone(), reserve.anyone.clone());
    let credited = Resolution::Credited { least: None };
    reserve.receive_eth(due);
    let refused = reserve.resolve(&guardian, 2, credited.clone()).unwrap_err();
    assert_eq!(refused, not_covered(due, due + 1));
    reserve.receive_eth(EXPECTED + 9);
    let refused = reserve.resolve(&anyone, 2, credited.clone()).unwrap_err();
    assert!(matches!(refused, ContractError::Access(_)), "{refused}");
    // Anyone's sync is not for it.
    let refused = reserve.sync(2).unwrap_err();
    let status = OrderStatus::Lost;
    assert_eq!(
        refused,
        ContractError::NotReturning {
            order_id: 2,
            status
        }
    );
    // No more than it was expected to bring.
    let response = reserve.resolve(&guardian, 2, credited.clone()).unwrap();
    assert_eq!(kinds(&response.events), ["resolved", "late_eth"]);
    assert_eq!(reserve.backing().unencumbered.u128(), own + EXPECTED);
    reserve.ensure_invariants();
    assert!(reserve.resolve(&guardian, 2, credited).is_err());
    reserve.sync(3).unwrap();
    assert_eq!(reserve.order(3).eth_out.u128(), due + 9);
    reserve.ensure_invariants();
}

#[test]
fn a_late_refund_goes_to_the_markets_insurance() {
    for time_out in [false, true] {
        let mut reserve = one_of_two_missing();
        reserve.close_lost(2, None).unwrap();
        let (guardian, refunded) = (reserve.guardian.clone(), Resolution::Refunded {});
        let refused = reserve.resolve(&guardian, 2, refunded.clone()).unwrap_err();
        assert_eq!(refused, not_covered(0, usd(100)));
        let before = reserve.dump();
        let events = if time_out {
            reserve.time_out(2)
        } else {
            reserve.acknowledge_error(2)
        };
        assert_eq!(kinds(&events), ["late_refund"]);
        assert_eq!(reserve.dump(), before);
        reserve.ensure_invariants();
        let response = reserve.resolve(&guardian, 2, refunded.clone()).unwrap();
        assert_eq!(kinds(&response.events), ["resolved", "late_stable"]);
        let expected = (market::ExecuteMsg::FundInsurance {}, coin(usd(100), STABLE));
        assert_eq!(reserve.to_market, [expected]);
        assert_eq!((reserve.stable, reserve.order(2).recovered), (0, true));
        assert_eq!(reserve.backing().waiting.u128(), 0);
        assert_eq!(reserve.order(2).status, OrderStatus::Lost);
        reserve.ensure_invariants();
        // Once.
        reserve.stable += usd(100);
        reserve.update_bank();
        assert!(reserve.resolve(&guardian, 2, refunded).is_err());
    }
}

/// What waits of other batches is not the refund of a lost order.
#[test]
fn a_late_refund_takes_nothing_that_waits() {
    let mut reserve = one_of_two_missing();
    reserve.close_lost(2, None).unwrap();
    reserve.purchase(2, usd(500), 0).unwrap();
    reserve.time_out(3);
    let guardian = reserve.guardian.clone();
    let refunded = Resolution::Refunded {};
    assert!(reserve.resolve(&guardian, 2, refunded.clone()).is_err());
    reserve.refund_in_bank(2);
    reserve.resolve(&guardian, 2, refunded).unwrap();
    assert_eq!(reserve.stable, usd(500));
    reserve.ensure_invariants();
}

/// 15 slots, all held by lost orders, are free again.
#[test]
fn lost_orders_free_their_slots() {
    let mut reserve = TestReserve::with(|msg| {
        msg.params.max_open_orders = 15;
        msg.params.max_open_batches = 15;
    });
    for batch in 1..=15 {
        reserve.purchase(batch, usd(200), usd(100)).unwrap();
    }
    let full = reserve.purchase(16, usd(200), 0).unwrap_err();
    let max_open_batches = 15;
    assert_eq!(full, ContractError::BatchCapacity { max_open_batches });
    reserve.wait_for_grace();
    for order in 1..=15 {
        if order == 2 || order == 8 {
            reserve.acknowledge(order);
        }
        reserve.close_lost(order, None).unwrap();
        reserve.ensure_invariants();
    }
    for batch in 16..=30 {
        reserve.purchase(batch, usd(200), usd(100)).unwrap();
    }
    reserve.ensure_invariants();
}

/// An order that is lost no longer keeps others from being synced, nor a batch from being wound down.
#[test]
fn a_lost_order_is_due_nothing() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(1_000), usd(500)).unwrap();
    reserve.purchase(2, usd(500), usd(500)).unwrap();
    reserve.acknowledge(1);
    reserve.acknowledge(2);
    reserve.receive_eth(247_000_000_000_000_000);
    assert!(reserve.sync(2).is_err());
    reserve.wait_for_grace();
    reserve.close_lost(1, None).unwrap();
    reserve.sync(2).unwrap();
    assert_eq!(reserve.order(2).eth_out.u128(), 247_000_000_000_000_000);
    reserve.ensure_invariants();

    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(2_000), usd(500)).unwrap();
    reserve.time_out(1);
    reserve.wait(WIND_DOWN_AFTER);
    let (batch_id, in_flight) = (1, usd(1_000).into());
    let refused = reserve.wind_down(1).unwrap_err();
    let under_way = ContractError::OrdersUnderWay {
        batch_id,
        in_flight,
    };
    assert_eq!(refused, under_way);
    reserve.close_lost(2, None).unwrap();
    reserve.wind_down(1).unwrap();
    let batch = reserve.batch(1);
    assert_eq!((batch.settled, batch.stable_out.u128()), (true, usd(1_000)));
    reserve.ensure_invariants();
}
