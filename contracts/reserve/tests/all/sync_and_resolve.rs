//! Sync and resolve: orders whose callback was lost, never beyond what is really held.

use crate::common::*;
use cw_ownable::OwnershipError;
use proptest::prelude::*;
use qerun_messages::reserve::{OrderStatus, Resolution};
use qerun_reserve::ContractError;

const BOUGHT: u128 = 247_000_000_000_000_000;
const MIN_OUT: u128 = 241_293_532_338_308_457;
/// At the mid.
const EXPECTED: u128 = 250_000_000_000_000_000;

fn sent() -> TestReserve {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(400)).unwrap();
    reserve
}

#[test]
fn sync_credits_what_arrived_without_a_callback() {
    let mut reserve = sent();
    reserve.acknowledge(1);
    reserve.receive_eth(BOUGHT);
    reserve.sync(1).unwrap();
    let order = reserve.order(1);
    assert_eq!(
        (order.status, order.eth_out.u128()),
        (OrderStatus::Settled, BOUGHT)
    );
    assert_eq!(reserve.backing().encumbered.u128(), BOUGHT / 10 * 8);
    reserve.ensure_invariants();
    let again = reserve.sync(1).unwrap_err();
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
    let mut reserve = sent();
    reserve.acknowledge(1);
    reserve.receive_eth(MIN_OUT - 1);
    let refused = reserve.sync(1).unwrap_err();
    assert_eq!(refused, not_covered(MIN_OUT - 1, MIN_OUT));
    reserve.receive_eth(MIN_OUT);
    reserve.sync(1).unwrap();
    assert_eq!(reserve.order(1).eth_out.u128(), EXPECTED);
    reserve.ensure_invariants();
}

#[test]
fn sync_tops_up_a_partial_credit() {
    let mut reserve = sent();
    reserve.acknowledge(1);
    reserve.credit(1, MIN_OUT - 10);
    reserve.receive_eth(10);
    reserve.sync(1).unwrap();
    assert_eq!(reserve.order(1).eth_out.u128(), MIN_OUT);
    reserve.ensure_invariants();
}

#[test]
fn sync_counts_a_partial_credit_towards_what_was_expected() {
    let mut reserve = sent();
    reserve.acknowledge(1);
    reserve.credit(1, 1_000);
    reserve.receive_eth(2 * EXPECTED);
    reserve.sync(1).unwrap();
    assert_eq!(reserve.order(1).eth_out.u128(), EXPECTED);
    reserve.ensure_invariants();
}

#[test]
fn sync_never_takes_accounted_eth() {
    let mut reserve = sent();
    reserve.credit(1, BOUGHT);
    reserve.purchase(2, usd(500), 0).unwrap();
    reserve.acknowledge(2);
    let refused = reserve.sync(2).unwrap_err();
    assert_eq!(refused, not_covered(0, MIN_OUT));
    reserve.ensure_invariants();
}

#[test]
fn sync_is_for_acknowledged_orders_only() {
    let mut reserve = sent();
    reserve.receive_eth(BOUGHT);
    let refused = reserve.sync(1).unwrap_err();
    let status = OrderStatus::Sent;
    assert_eq!(
        refused,
        ContractError::NotReturning {
            order_id: 1,
            status
        }
    );
    assert_eq!(
        reserve.sync(7).unwrap_err(),
        ContractError::UnknownOrder { order_id: 7 }
    );
}

#[test]
fn resolve_as_refunded_needs_grace_and_cover() {
    let mut reserve = sent();
    let guardian = reserve.guardian.clone();
    let from = reserve.order(1).deadline + 3_600;
    let early = reserve
        .resolve(&guardian, 1, Resolution::Refunded {})
        .unwrap_err();
    assert_eq!(early, ContractError::GraceNotOver { order_id: 1, from });
    reserve.wait(900 + 3_600);
    let early = reserve
        .resolve(&guardian, 1, Resolution::Refunded {})
        .unwrap_err();
    assert_eq!(early, ContractError::GraceNotOver { order_id: 1, from });
    reserve.wait(1);
    let bare = reserve
        .resolve(&guardian, 1, Resolution::Refunded {})
        .unwrap_err();
    assert_eq!(bare, not_covered(0, usd(500)));

    reserve.refund_in_bank(1);
    reserve
        .resolve(&guardian, 1, Resolution::Refunded {})
        .unwrap();
    assert_eq!(reserve.order(1).status, OrderStatus::Refunded);
    assert_eq!(reserve.waiting(1), usd(500));
    reserve.ensure_invariants();
    // The callback that comes after all is too late.
    let packet = reserve.packet(1);
    assert_eq!(
        kinds(&reserve.source_callback(timed_out(packet))),
        ["ignored_callback"]
    );
    reserve.ensure_invariants();
}

#[test]
fn what_waits_covers_no_refund() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), 0).unwrap();
    reserve.purchase(2, usd(500), 0).unwrap();
    reserve.time_out(1);
    reserve.wait(900 + 3_601);
    let owner = reserve.owner.clone();
    let refused = reserve
        .resolve(&owner, 2, Resolution::Refunded {})
        .unwrap_err();
    assert_eq!(refused, not_covered(0, usd(500)));
    reserve.ensure_invariants();
}

#[test]
fn resolve_as_credited_from_sent_or_returning() {
    for acknowledged in [false, true] {
        let mut reserve = sent();
        if acknowledged {
            reserve.acknowledge(1);
            let guardian = reserve.guardian.clone();
            reserve.wait(900 + 3_601);
            let status = OrderStatus::Returning;
            let refused = reserve
                .resolve(&guardian, 1, Resolution::Refunded {})
                .unwrap_err();
            assert_eq!(
                refused,
                ContractError::NotResolvable {
                    order_id: 1,
                    status
                }
            );
        } else {
            reserve.wait(900 + 3_601);
        }
        let owner = reserve.owner.clone();
        let refused = reserve
            .resolve(&owner, 1, Resolution::Credited { least: None })
            .unwrap_err();
        assert_eq!(refused, not_covered(0, MIN_OUT));
        reserve.receive_eth(BOUGHT);
        reserve
            .resolve(&owner, 1, Resolution::Credited { least: None })
            .unwrap();
        assert_eq!(reserve.order(1).status, OrderStatus::Settled);
        assert!(reserve.batch(1).settled);
        reserve.ensure_invariants();
        let status = OrderStatus::Settled;
        for outcome in [
            Resolution::Credited { least: None },
            Resolution::Refunded {},
        ] {
            let refused = reserve.resolve(&owner, 1, outcome).unwrap_err();
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

/// Orders of 500 and 500 in batches of their own, both acknowledged.
fn two_returning() -> TestReserve {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(500)).unwrap();
    reserve.purchase(2, usd(500), usd(500)).unwrap();
    reserve.acknowledge(1);
    reserve.acknowledge(2);
    reserve
}

/// Two returns without callback, each exactly the minimum: whoever is synced first leaves the other its own.
#[test]
fn every_order_whose_eth_is_here_can_be_synced() {
    for (first, second) in [(1, 2), (2, 1)] {
        let mut reserve = two_returning();
        reserve.receive_eth(2 * MIN_OUT);
        for order in [first, second] {
            reserve.sync(order).unwrap();
            assert_eq!(reserve.order(order).eth_out.u128(), MIN_OUT);
            assert!(reserve.batch(order).settled);
            reserve.ensure_invariants();
        }
    }
}

/// Each 2 % below what was expected: neither takes the other's, in whatever order.
#[test]
fn returns_below_expectation_are_shared_alike() {
    let got = EXPECTED / 100 * 98;
    for (first, second) in [(1, 2), (2, 1)] {
        let mut reserve = two_returning();
        reserve.receive_eth(2 * got);
        for order in [first, second] {
            reserve.sync(order).unwrap();
            assert_eq!(reserve.order(order).eth_out.u128(), got);
        }
        reserve.ensure_invariants();
    }
}

/// Only one order's ETH is here, and nobody can tell whose: no stranger decides it.
#[test]
fn a_stranger_cannot_sync_the_wrong_order_first() {
    let mut reserve = two_returning();
    reserve.receive_eth(BOUGHT);
    let before = reserve.dump();
    for order in [1, 2] {
        let refused = reserve.sync(order).unwrap_err();
        assert_eq!(refused, not_covered(BOUGHT, 2 * MIN_OUT));
    }
    assert_eq!(reserve.dump(), before);
    // The other's arrives with its callback: what is left is this one's, all of it.
    reserve.credit(2, MIN_OUT + 5);
    reserve.sync(1).unwrap();
    assert_eq!(reserve.order(1).eth_out.u128(), BOUGHT);
    assert_eq!(reserve.order(2).eth_out.u128(), MIN_OUT + 5);
    reserve.ensure_invariants();
}

/// One unit less than both are due at least is not enough where nobody vouches for either.
#[test]
fn the_bound_is_exact() {
    let mut reserve = two_returning();
    reserve.receive_eth(2 * MIN_OUT - 1);
    assert!(reserve.sync(1).is_err());
    reserve.receive_eth(1);
    reserve.sync(1).unwrap();
    reserve.sync(2).unwrap();
}

/// After the grace guardian or owner say whose it is, and it takes the minimum.
#[test]
fn the_guardian_names_the_order_whose_eth_is_here() {
    let mut reserve = two_returning();
    reserve.wait_for_grace();
    reserve.receive_eth(BOUGHT);
    let guardian = reserve.guardian.clone();
    reserve
        .resolve(&guardian, 2, Resolution::Credited { least: None })
        .unwrap();
    assert_eq!(reserve.order(2).eth_out.u128(), MIN_OUT);
    reserve.ensure_invariants();
    // What is beyond it waits for the other, whose own return brings the rest.
    assert!(reserve.sync(1).is_err());
    reserve.receive_eth(MIN_OUT);
    reserve.sync(1).unwrap();
    assert_eq!(reserve.order(1).eth_out.u128(), BOUGHT);
    reserve.ensure_invariants();
}

/// Exactly the minimum is enough after the grace, though another order's ETH is missing.
#[test]
fn a_resolution_takes_exactly_the_minimum() {
    for least in [None, Some(1u128.into())] {
        let mut reserve = two_returning();
        reserve.wait_for_grace();
        let owner = reserve.owner.clone();
        reserve.receive_eth(MIN_OUT);
        let credited = Resolution::Credited { least };
        reserve.resolve(&owner, 1, credited).unwrap();
        let order = reserve.order(1);
        assert_eq!(order.status, OrderStatus::Settled);
        assert_eq!(order.eth_out.u128(), MIN_OUT);
        reserve.ensure_invariants();
    }
}

/// Less than the minimum is there, and no more will come: the owner ends it with that, and says how much that must be.
#[test]
fn resolve_can_always_end_what_is_left() {
    let mut reserve = two_returning();
    reserve.wait_for_grace();
    reserve.receive_eth(MIN_OUT - 1);
    let (guardian, owner) = (reserve.guardian.clone(), reserve.owner.clone());
    let credited = |least: Option<u128>| Resolution::Credited {
        least: least.map(Into::into),
    };
    for who in [&guardian, &owner] {
        let refused = reserve.resolve(who, 1, credited(None)).unwrap_err();
        assert_eq!(refused, not_covered(MIN_OUT - 1, MIN_OUT));
    }
    // It may be the other order's: nothing of what that is due is taken.
    let refused = reserve.resolve(&owner, 1, credited(Some(1))).unwrap_err();
    assert_eq!(refused, not_covered(MIN_OUT - 1, MIN_OUT + 1));
    reserve.credit(2, BOUGHT);
    let refused = reserve
        .resolve(&guardian, 1, credited(Some(1)))
        .unwrap_err();
    assert_eq!(refused, OwnershipError::NotOwner.into());
    let refused = reserve
        .resolve(&owner, 1, credited(Some(MIN_OUT)))
        .unwrap_err();
    assert_eq!(refused, not_covered(MIN_OUT - 1, MIN_OUT));
    reserve
        .resolve(&owner, 1, credited(Some(MIN_OUT - 1)))
        .unwrap();
    // Marked lost, so that later ETH is handled as protocol ETH.
    let order = reserve.order(1);
    assert_eq!(order.status, OrderStatus::Lost);
    assert_eq!(order.eth_out.u128(), MIN_OUT - 1);
    assert!(reserve.batch(1).settled);
    assert_eq!(reserve.batch(1).eth_out.u128(), MIN_OUT - 1);
    reserve.ensure_invariants();
    assert_eq!(kinds(&reserve.credit(1, 5)), ["late_eth"]);
    reserve.ensure_invariants();
    // Nothing at all is not a result.
    reserve.purchase(3, usd(500), 0).unwrap();
    reserve.acknowledge(3);
    reserve.wait_for_grace();
    let refused = reserve.resolve(&owner, 3, credited(Some(0))).unwrap_err();
    assert_eq!(refused, not_covered(0, 1));
    // Where there is enough it is as without.
    reserve.receive_eth(BOUGHT);
    reserve.resolve(&owner, 3, credited(Some(1))).unwrap();
    assert_eq!(reserve.order(3).status, OrderStatus::Settled);
    assert_eq!(reserve.order(3).eth_out.u128(), BOUGHT);
    reserve.ensure_invariants();
}

/// The bid, whose growth is clamped, is still at 1,400 while ETH trades at 2,000.
#[test]
fn after_a_rally_an_order_takes_no_more_than_it_can_have_brought() {
    let mut reserve = TestReserve::new();
    let now = reserve.now();
    let rally = record("1400", "2000", "2010", now);
    reserve.set_price("eth", rally);
    reserve.purchase(1, usd(500), usd(500)).unwrap();
    reserve.purchase(2, usd(500), usd(500)).unwrap();
    reserve.acknowledge(1);
    reserve.acknowledge(2);
    // Half a per cent of fee each.
    let fair = 248_750_000_000_000_000u128;
    reserve.receive_eth(2 * fair);
    for order in [1, 2] {
        reserve.sync(order).unwrap();
        assert_eq!(reserve.order(order).eth_out.u128(), fair);
    }
    // Alone it takes no more than the mid has it bring, however much lies there.
    let mut reserve = TestReserve::new();
    let rally = record("1400", "2000", "2010", now);
    reserve.set_price("eth", rally);
    reserve.purchase(1, usd(500), usd(500)).unwrap();
    reserve.acknowledge(1);
    reserve.receive_eth(2 * fair);
    reserve.sync(1).unwrap();
    assert_eq!(reserve.order(1).eth_out.u128(), EXPECTED);
    reserve.ensure_invariants();
}

/// An order that only partly came is due what is missing, and an order that is not acknowledged is due nothing yet.
#[test]
fn only_what_is_missing_is_kept_for_others() {
    let mut reserve = two_returning();
    reserve.purchase(3, usd(1_000), 0).unwrap();
    reserve.credit(2, MIN_OUT - 7);
    reserve.receive_eth(MIN_OUT + 6);
    assert!(reserve.sync(1).is_err());
    reserve.receive_eth(1);
    reserve.sync(1).unwrap();
    assert_eq!(reserve.order(1).eth_out.u128(), MIN_OUT);
    reserve.sync(2).unwrap();
    assert_eq!(reserve.order(2).eth_out.u128(), MIN_OUT);
    reserve.ensure_invariants();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..Default::default() })]

    /// Returns without callback, each of what an honest swap can bring: all can be synced, in any order, and each order
    /// gets the same whoever comes first, but for a unit of rounding each.
    #[test]
    fn whoever_syncs_first_changes_nothing(
        amounts in prop::collection::vec((100u128..=700, 0u128..=1_000), 2..=4),
        first in any::<prop::sample::Index>(),
    ) {
        let build = || {
            let mut reserve = TestReserve::new();
            let mut all = 0;
            for (n, (dollars, part)) in amounts.iter().enumerate() {
                let id = n as u64 + 1;
                reserve.purchase(id, usd(*dollars), usd(dollars / 2)).unwrap();
                reserve.acknowledge(id);
                let order = reserve.order(id);
                let spread = order.expected_out.u128() - order.min_out.u128();
                all += order.min_out.u128() + spread * part / 1_000;
            }
            reserve.receive_eth(all);
            reserve
        };
        let mut ids: Vec<u64> = (1..=amounts.len() as u64).collect();
        let mut one = build();
        for id in &ids {
            one.sync(*id).unwrap();
            one.ensure_invariants();
        }
        let at = first.index(ids.len());
        ids.rotate_left(at);
        ids.reverse();
        let mut other = build();
        for id in &ids {
            other.sync(*id).unwrap();
        }
        for id in &ids {
            let (a, b) = (one.order(*id).eth_out.u128(), other.order(*id).eth_out.u128());
            prop_assert!(a.abs_diff(b) <= ids.len() as u128, "{id}: {a} {b}");
        }
    }
}
