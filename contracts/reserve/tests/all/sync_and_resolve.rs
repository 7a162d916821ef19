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

fn sent() -> World {
    let mut world = World::new();
    world.purchase(1, usd(500), usd(400)).unwrap();
    world
}

#[test]
fn sync_credits_what_arrived_without_a_callback() {
    let mut world = sent();
    world.ack_ok(1);
    world.eth_arrives(BOUGHT);
    world.sync(1).unwrap();
    let order = world.order(1);
    assert_eq!(
        (order.status, order.eth_out.u128()),
        (OrderStatus::Settled, BOUGHT)
    );
    assert_eq!(world.backing().encumbered.u128(), BOUGHT / 10 * 8);
    world.check();
    let again = world.sync(1).unwrap_err();
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
    let refused = world.sync(1).unwrap_err();
    let (unaccounted, needed) = ((MIN_OUT - 1).into(), MIN_OUT.into());
    assert_eq!(
        refused,
        ContractError::NotCovered {
            unaccounted,
            needed
        }
    );
    world.eth_arrives(MIN_OUT);
    world.sync(1).unwrap();
    assert_eq!(world.order(1).eth_out.u128(), EXPECTED);
    world.check();
}

#[test]
fn sync_tops_up_a_partial_credit() {
    let mut world = sent();
    world.ack_ok(1);
    world.credit(1, MIN_OUT - 10);
    world.eth_arrives(10);
    world.sync(1).unwrap();
    assert_eq!(world.order(1).eth_out.u128(), MIN_OUT);
    world.check();
}

#[test]
fn sync_counts_a_partial_credit_towards_what_was_expected() {
    let mut world = sent();
    world.ack_ok(1);
    world.credit(1, 1_000);
    world.eth_arrives(2 * EXPECTED);
    world.sync(1).unwrap();
    assert_eq!(world.order(1).eth_out.u128(), EXPECTED);
    world.check();
}

#[test]
fn sync_never_takes_accounted_eth() {
    let mut world = sent();
    world.credit(1, BOUGHT);
    world.purchase(2, usd(500), 0).unwrap();
    world.ack_ok(2);
    let refused = world.sync(2).unwrap_err();
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
    let refused = world.sync(1).unwrap_err();
    let status = OrderStatus::Sent;
    assert_eq!(
        refused,
        ContractError::NotReturning {
            order_id: 1,
            status
        }
    );
    assert_eq!(
        world.sync(7).unwrap_err(),
        ContractError::UnknownOrder { order_id: 7 }
    );
}

#[test]
fn resolve_as_refunded_needs_grace_and_cover() {
    let mut world = sent();
    let guardian = world.guardian.clone();
    let from = world.order(1).deadline + 3_600;
    let early = world
        .resolve(&guardian, 1, Resolution::Refunded {})
        .unwrap_err();
    assert_eq!(early, ContractError::GraceNotOver { order_id: 1, from });
    world.pass(900 + 3_600);
    let early = world
        .resolve(&guardian, 1, Resolution::Refunded {})
        .unwrap_err();
    assert_eq!(early, ContractError::GraceNotOver { order_id: 1, from });
    world.pass(1);
    let bare = world
        .resolve(&guardian, 1, Resolution::Refunded {})
        .unwrap_err();
    let (unaccounted, needed) = (0u128.into(), usd(500).into());
    assert_eq!(
        bare,
        ContractError::NotCovered {
            unaccounted,
            needed
        }
    );

    world.refund_in_bank(1);
    world
        .resolve(&guardian, 1, Resolution::Refunded {})
        .unwrap();
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
    let refused = world
        .resolve(&owner, 2, Resolution::Refunded {})
        .unwrap_err();
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
            let refused = world
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
            world.pass(900 + 3_601);
        }
        let owner = world.owner.clone();
        let refused = world
            .resolve(&owner, 1, Resolution::Credited { least: None })
            .unwrap_err();
        let (unaccounted, needed) = (0u128.into(), MIN_OUT.into());
        assert_eq!(
            refused,
            ContractError::NotCovered {
                unaccounted,
                needed
            }
        );
        world.eth_arrives(BOUGHT);
        world
            .resolve(&owner, 1, Resolution::Credited { least: None })
            .unwrap();
        assert_eq!(world.order(1).status, OrderStatus::Settled);
        assert!(world.batch(1).settled);
        world.check();
        let status = OrderStatus::Settled;
        for outcome in [
            Resolution::Credited { least: None },
            Resolution::Refunded {},
        ] {
            let refused = world.resolve(&owner, 1, outcome).unwrap_err();
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
fn two_returning() -> World {
    let mut world = World::new();
    world.purchase(1, usd(500), usd(500)).unwrap();
    world.purchase(2, usd(500), usd(500)).unwrap();
    world.ack_ok(1);
    world.ack_ok(2);
    world
}

/// Two returns without callback, each exactly the minimum: whoever is synced first leaves the other its own.
#[test]
fn m2_every_order_whose_eth_is_here_can_be_synced() {
    for (first, second) in [(1, 2), (2, 1)] {
        let mut world = two_returning();
        world.eth_arrives(2 * MIN_OUT);
        for order in [first, second] {
            world.sync(order).unwrap();
            assert_eq!(world.order(order).eth_out.u128(), MIN_OUT);
            assert!(world.batch(order).settled);
            world.check();
        }
    }
}

/// Each 2 % below what was expected: neither takes the other's, in whatever order.
#[test]
fn m2_returns_below_expectation_are_shared_alike() {
    let got = EXPECTED / 100 * 98;
    for (first, second) in [(1, 2), (2, 1)] {
        let mut world = two_returning();
        world.eth_arrives(2 * got);
        for order in [first, second] {
            world.sync(order).unwrap();
            assert_eq!(world.order(order).eth_out.u128(), got);
        }
        world.check();
    }
}

/// Only one order's ETH is here, and nobody can tell whose: no stranger decides it.
#[test]
fn m2_a_stranger_cannot_sync_the_wrong_order_first() {
    let mut world = two_returning();
    world.eth_arrives(BOUGHT);
    let before = world.dump();
    for order in [1, 2] {
        let refused = world.sync(order).unwrap_err();
        let (unaccounted, needed) = (BOUGHT.into(), (2 * MIN_OUT).into());
        let expected = ContractError::NotCovered {
            unaccounted,
            needed,
        };
        assert_eq!(refused, expected);
    }
    assert_eq!(world.dump(), before);
    // The other's arrives with its callback: what is left is this one's, all of it.
    world.credit(2, MIN_OUT + 5);
    world.sync(1).unwrap();
    assert_eq!(world.order(1).eth_out.u128(), BOUGHT);
    assert_eq!(world.order(2).eth_out.u128(), MIN_OUT + 5);
    world.check();
}

/// One unit less than both are due at least is not enough for anyone's word.
#[test]
fn m2_the_bound_is_exact() {
    let mut world = two_returning();
    world.eth_arrives(2 * MIN_OUT - 1);
    assert!(world.sync(1).is_err());
    world.eth_arrives(1);
    world.sync(1).unwrap();
    world.sync(2).unwrap();
}

/// After the grace somebody who has looked says whose it is, at the minimum.
#[test]
fn m2_the_guardian_names_the_order_whose_eth_is_here() {
    let mut world = two_returning();
    world.pass_grace();
    world.eth_arrives(BOUGHT);
    let guardian = world.guardian.clone();
    world
        .resolve(&guardian, 2, Resolution::Credited { least: None })
        .unwrap();
    assert_eq!(world.order(2).eth_out.u128(), MIN_OUT);
    world.check();
    // What is beyond it waits for the other, whose own return brings the rest.
    assert!(world.sync(1).is_err());
    world.eth_arrives(MIN_OUT);
    world.sync(1).unwrap();
    assert_eq!(world.order(1).eth_out.u128(), BOUGHT);
    world.check();
}

/// Exactly the minimum is enough for a word after the grace, though another order's is missing.
#[test]
fn m2_a_resolution_takes_exactly_the_minimum() {
    for least in [None, Some(1u128.into())] {
        let mut world = two_returning();
        world.pass_grace();
        let owner = world.owner.clone();
        world.eth_arrives(MIN_OUT);
        let credited = Resolution::Credited { least };
        world.resolve(&owner, 1, credited).unwrap();
        let order = world.order(1);
        assert_eq!(order.status, OrderStatus::Settled);
        assert_eq!(order.eth_out.u128(), MIN_OUT);
        world.check();
    }
}

/// Less than the minimum is there, and no more will come: the owner ends it with that, and says how much that must be.
#[test]
fn m2_resolve_can_always_end_what_is_left() {
    let mut world = two_returning();
    world.pass_grace();
    world.eth_arrives(MIN_OUT - 1);
    let (guardian, owner) = (world.guardian.clone(), world.owner.clone());
    let credited = |least: Option<u128>| Resolution::Credited {
        least: least.map(Into::into),
    };
    let short = |unaccounted: u128, needed: u128| ContractError::NotCovered {
        unaccounted: unaccounted.into(),
        needed: needed.into(),
    };
    for who in [&guardian, &owner] {
        let refused = world.resolve(who, 1, credited(None)).unwrap_err();
        assert_eq!(refused, short(MIN_OUT - 1, MIN_OUT));
    }
    // It may be the other's, too: nothing of what that is due.
    let refused = world.resolve(&owner, 1, credited(Some(1))).unwrap_err();
    assert_eq!(refused, short(MIN_OUT - 1, MIN_OUT + 1));
    world.credit(2, BOUGHT);
    let refused = world.resolve(&guardian, 1, credited(Some(1))).unwrap_err();
    assert_eq!(refused, OwnershipError::NotOwner.into());
    let refused = world
        .resolve(&owner, 1, credited(Some(MIN_OUT)))
        .unwrap_err();
    assert_eq!(refused, short(MIN_OUT - 1, MIN_OUT));
    world
        .resolve(&owner, 1, credited(Some(MIN_OUT - 1)))
        .unwrap();
    // Not settled, so that what comes later has its end.
    let order = world.order(1);
    assert_eq!(order.status, OrderStatus::Lost);
    assert_eq!(order.eth_out.u128(), MIN_OUT - 1);
    assert!(world.batch(1).settled);
    assert_eq!(world.batch(1).eth_out.u128(), MIN_OUT - 1);
    world.check();
    assert_eq!(types(&world.credit(1, 5)), ["late_eth"]);
    world.check();
    // Nothing at all is not a result.
    world.purchase(3, usd(500), 0).unwrap();
    world.ack_ok(3);
    world.pass_grace();
    let refused = world.resolve(&owner, 3, credited(Some(0))).unwrap_err();
    assert_eq!(refused, short(0, 1));
    // Where there is enough it is as without.
    world.eth_arrives(BOUGHT);
    world.resolve(&owner, 3, credited(Some(1))).unwrap();
    assert_eq!(world.order(3).status, OrderStatus::Settled);
    assert_eq!(world.order(3).eth_out.u128(), BOUGHT);
    world.check();
}

/// The bid, whose growth is clamped, is still at 1,400 while ETH trades at 2,000.
#[test]
fn m2_after_a_rally_an_order_takes_no_more_than_it_can_have_brought() {
    let mut world = World::new();
    let now = world.now();
    let rally = record("1400", "2000", "2010", now);
    world.prices.borrow_mut().insert("eth".into(), rally);
    world.purchase(1, usd(500), usd(500)).unwrap();
    world.purchase(2, usd(500), usd(500)).unwrap();
    world.ack_ok(1);
    world.ack_ok(2);
    // Half a per cent of fee each.
    let fair = 248_750_000_000_000_000u128;
    world.eth_arrives(2 * fair);
    for order in [1, 2] {
        world.sync(order).unwrap();
        assert_eq!(world.order(order).eth_out.u128(), fair);
    }
    // Alone it takes no more than the mid has it bring, however much lies there.
    let mut world = World::new();
    let rally = record("1400", "2000", "2010", now);
    world.prices.borrow_mut().insert("eth".into(), rally);
    world.purchase(1, usd(500), usd(500)).unwrap();
    world.ack_ok(1);
    world.eth_arrives(2 * fair);
    world.sync(1).unwrap();
    assert_eq!(world.order(1).eth_out.u128(), EXPECTED);
    world.check();
}

/// An order that only partly came is due what is missing, and an order that is not acknowledged is due nothing yet.
#[test]
fn m2_only_what_is_missing_is_kept_for_others() {
    let mut world = two_returning();
    world.purchase(3, usd(1_000), 0).unwrap();
    world.credit(2, MIN_OUT - 7);
    world.eth_arrives(MIN_OUT + 6);
    assert!(world.sync(1).is_err());
    world.eth_arrives(1);
    world.sync(1).unwrap();
    assert_eq!(world.order(1).eth_out.u128(), MIN_OUT);
    world.sync(2).unwrap();
    assert_eq!(world.order(2).eth_out.u128(), MIN_OUT);
    world.check();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..Default::default() })]

    /// Returns without callback, each of what an honest swap can bring: all can be synced, in any order, and each order
    /// gets the same whoever comes first, but for a unit of rounding each.
    #[test]
    fn m2_whoever_syncs_first_changes_nothing(
        amounts in prop::collection::vec((100u128..=700, 0u128..=1_000), 2..=4),
        first in any::<prop::sample::Index>(),
    ) {
        let build = || {
            let mut world = World::new();
            let mut all = 0;
            for (n, (dollars, part)) in amounts.iter().enumerate() {
                let id = n as u64 + 1;
                world.purchase(id, usd(*dollars), usd(dollars / 2)).unwrap();
                world.ack_ok(id);
                let order = world.order(id);
                let spread = order.expected_out.u128() - order.min_out.u128();
                all += order.min_out.u128() + spread * part / 1_000;
            }
            world.eth_arrives(all);
            world
        };
        let mut ids: Vec<u64> = (1..=amounts.len() as u64).collect();
        let mut one = build();
        for id in &ids {
            one.sync(*id).unwrap();
            one.check();
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
