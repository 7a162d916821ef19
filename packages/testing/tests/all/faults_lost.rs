//! Callbacks that never ran: `sync` by anyone, `resolve` by the timelock, and only up to the
//! excess balance.

use crate::common::changes::{users_part, Order};
use crate::common::steps::{arrives, back, out, FIRST, SECOND};
use crate::common::{Scenario, FIRST_RETURN, RESERVE_PART};
use cosmwasm_std::Addr;
use qerun_messages::reserve::{ExecuteMsg, Resolution, BATCHES};
use qerun_testing::ibc::{Callback, Receipt, Settlement};
use qerun_testing::suite::{eth, usd};

/// Timeout and grace of an order that left at the start.
const GRACE: u64 = 1_200 + 86_400;

/// Delivers the ETH of a batch's order while the reserve cannot credit it: its record of the batch
/// is gone for that moment.
fn return_uncredited(t: &mut Scenario, batch: u64, bought: u128, ret: u64) {
    let reserve = t.at.reserve.clone();
    let mut storage = t.net.home.app.contract_storage_mut(&reserve);
    let record = BATCHES.load(&*storage, batch).unwrap();
    BATCHES.remove(&mut *storage, batch);
    drop(storage);
    t.deliver_back(ret);
    let mut storage = t.net.home.app.contract_storage_mut(&reserve);
    BATCHES.save(&mut *storage, batch, &record).unwrap();
    drop(storage);
    t.expect(arrives(bought));
}

fn resolve(t: &mut Scenario, by: &Addr, outcome: Resolution) -> Result<(), String> {
    let order_id = 1u64.into();
    let msg = ExecuteMsg::Resolve { order_id, outcome };
    let result = t.reserve(by, &msg);
    result.map(drop).map_err(|error| format!("{error:#}"))
}

#[test]
fn a_return_without_its_callback_is_synced_by_anyone() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    assert!(t.sync(1).is_err());
    let bought = t.swap(FIRST, FIRST_RETURN);
    assert!(t.sync(1).is_err());
    return_uncredited(&mut t, 1, bought, FIRST_RETURN);
    // Not before the acknowledgement says that the swap was good.
    assert!(t.sync(1).is_err());
    assert!(t.sync(2).is_err());
    t.expect_nothing();
    t.ack(FIRST);
    t.sync(1).unwrap();
    t.expect(
        FIRST
            .settles(bought, users_part(bought))
            .and(FIRST.settles_batch()),
    );
    assert!(t.sync(1).is_err());
    t.ack_back(FIRST, FIRST_RETURN);
}

#[test]
fn sync_takes_nothing_that_has_not_arrived() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    assert!(t.sync(1).is_err());
    t.expect_nothing();
    // A donation below the order's minimum does not settle it either.
    let (dex_thief, reserve) = (t.net.dex.addr("attacker"), t.at.reserve.to_string());
    let denom = t.dex_eth();
    let donate = |t: &mut Scenario, amount: u128| {
        t.net.dex.mint(&dex_thief, amount, &denom).unwrap();
        let coin = cosmwasm_std::coin(amount, &denom);
        t.net
            .dex
            .transfer(&dex_thief, "channel-7", &reserve, coin, 600, "")
            .unwrap();
        let id = t.net.pending().unwrap().pop().unwrap().id;
        t.net.deliver(&id).unwrap();
        t.net.acknowledge(&id).unwrap();
        let (escrow, held) = (format!("+{amount}"), format!("+{amount}"));
        t.expect([
            ("dex/escrow/eth", escrow.as_str()),
            ("home/reserve/eth", &held),
        ]);
    };
    donate(&mut t, FIRST.min_out() - 1);
    assert!(t.sync(1).is_err());
    t.expect_nothing();
    // A large one does, up to what the order was expected to bring; the rest stays a donation.
    donate(&mut t, eth("10").u128());
    t.sync(1).unwrap();
    let fair = FIRST.fair();
    t.expect(
        FIRST
            .settles(fair, users_part(fair))
            .and(FIRST.settles_batch()),
    );
    // What was bought arrives for a closed order: there it is, owned by nobody.
    t.deliver_back(FIRST_RETURN);
    t.expect(arrives(bought));
    t.ack_back(FIRST, FIRST_RETURN);
}

#[test]
fn m2_nobody_syncs_one_order_with_what_came_for_another() {
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.borrow_and_buy(&ann, SECOND);
    let of_bob = t.swap(FIRST, FIRST_RETURN);
    let of_ann = t.swap(SECOND, FIRST_RETURN + 1);
    assert!(of_ann < of_bob);
    t.ack(FIRST);
    t.ack(SECOND);
    return_uncredited(&mut t, 1, of_bob, FIRST_RETURN);
    // Both are returning, and one order's ETH is here: nobody can tell whose.
    assert!(t.sync(2).is_err());
    assert!(t.sync(1).is_err());
    t.expect_nothing();
    t.credit(SECOND, of_ann, FIRST_RETURN + 1);
    t.sync(1).unwrap();
    t.expect(
        FIRST
            .settles(of_bob, users_part(of_bob))
            .and(FIRST.settles_batch()),
    );
    t.ack_back(FIRST, FIRST_RETURN);
    t.ack_back(SECOND, FIRST_RETURN + 1);
}

#[test]
fn m2_two_returns_without_their_callbacks_are_both_synced() {
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.borrow_and_buy(&ann, SECOND);
    let of_bob = t.swap(FIRST, FIRST_RETURN);
    let of_ann = t.swap(SECOND, FIRST_RETURN + 1);
    t.ack(FIRST);
    t.ack(SECOND);
    return_uncredited(&mut t, 1, of_bob, FIRST_RETURN);
    return_uncredited(&mut t, 2, of_ann, FIRST_RETURN + 1);
    // Orders of one size at one price: each gets half of what is there.
    let half = (of_bob + of_ann) / 2;
    t.sync(2).unwrap();
    t.expect(
        SECOND
            .settles(half, users_part(half))
            .and(SECOND.settles_batch()),
    );
    let rest = of_bob + of_ann - half;
    t.sync(1).unwrap();
    t.expect(
        FIRST
            .settles(rest, users_part(rest))
            .and(FIRST.settles_batch()),
    );
    t.ack_back(FIRST, FIRST_RETURN);
    t.ack_back(SECOND, FIRST_RETURN + 1);
}

#[test]
fn a_refund_without_its_callback_is_resolved_by_the_timelock_after_the_grace() {
    let mut t = Scenario::new();
    let (bob, timelock, attacker) = (t.bob.clone(), t.at.timelock.clone(), t.attacker.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.net.advance(GRACE);
    t.refresh().unwrap();
    t.expect_nothing();
    // The grace is over, but the money is not here.
    t.net.advance(1);
    let early = resolve(&mut t, &timelock, Resolution::Refunded {}).unwrap_err();
    assert!(early.contains("is unaccounted for"), "{early}");
    t.expect_nothing();

    // The callback of the timeout fails; ICS-20 has given the money back all the same.
    t.break_reserve();
    let settled = t.net.timeout(&out(1)).unwrap().outcome;
    assert!(matches!(settled, Settlement::Refunded(Callback::Failed(_))));
    t.repair_reserve();
    t.expect(FIRST.comes_back());
    assert_eq!(
        t.net.timeout(&out(1)).unwrap().outcome,
        Settlement::Duplicate
    );
    assert!(t.flush_reserve().is_err());
    assert!(t.sync(1).is_err());
    assert!(resolve(&mut t, &attacker, Resolution::Refunded {}).is_err());
    assert!(resolve(&mut t, &timelock, Resolution::Credited { least: None }).is_err());
    t.expect_nothing();
    resolve(&mut t, &timelock, Resolution::Refunded {}).unwrap();
    t.expect(FIRST.waits_again());
    assert!(resolve(&mut t, &timelock, Resolution::Refunded {}).is_err());
    t.expect_nothing();
    let second = Order::new(2, 1, 2, RESERVE_PART);
    t.buy_again(second);
    t.goes_well(second);
}

#[test]
fn the_timelock_resolves_nothing_before_the_grace_is_over() {
    let mut t = Scenario::new();
    let (bob, timelock) = (t.bob.clone(), t.at.timelock.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.pass_deadline();
    t.break_reserve();
    t.net.timeout(&out(1)).unwrap();
    t.repair_reserve();
    t.expect(FIRST.comes_back());
    t.net.advance(GRACE - 1_201);
    let early = resolve(&mut t, &timelock, Resolution::Refunded {}).unwrap_err();
    assert!(early.contains("may not be resolved before"), "{early}");
    t.expect_nothing();
    t.net.advance(1);
    resolve(&mut t, &timelock, Resolution::Refunded {}).unwrap();
    t.expect(FIRST.waits_again());
}

#[test]
fn a_credit_without_any_callback_is_resolved_by_the_timelock() {
    let mut t = Scenario::new();
    let (bob, timelock) = (t.bob.clone(), t.at.timelock.clone());
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    return_uncredited(&mut t, 1, bought, FIRST_RETURN);
    t.break_reserve();
    let settled = t.net.acknowledge(&out(1)).unwrap().outcome;
    assert!(matches!(
        settled,
        Settlement::Delivered(Callback::Failed(_))
    ));
    t.repair_reserve();
    t.expect(FIRST.acknowledged_late());
    // Nothing told the reserve that the swap was good: sync refuses, the order stays sent.
    assert!(t.sync(1).is_err());
    t.net.advance(GRACE + 1);
    assert!(resolve(&mut t, &timelock, Resolution::Refunded {}).is_err());
    t.expect_nothing();
    resolve(&mut t, &timelock, Resolution::Credited { least: None }).unwrap();
    t.expect(
        FIRST
            .settles(bought, users_part(bought))
            .and(FIRST.settles_batch()),
    );
    t.ack_back(FIRST, FIRST_RETURN);
}

#[test]
fn an_acknowledgement_whose_callback_failed_does_not_stop_the_credit() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.break_reserve();
    let settled = t.net.acknowledge(&out(1)).unwrap().outcome;
    assert!(matches!(
        settled,
        Settlement::Delivered(Callback::Failed(_))
    ));
    t.repair_reserve();
    t.expect(FIRST.acknowledged_late());
    t.credit(FIRST, bought, FIRST_RETURN);
    assert_eq!(
        t.net.deliver(&back(FIRST_RETURN)).unwrap().outcome,
        Receipt::Duplicate
    );
    t.ack_back(FIRST, FIRST_RETURN);
    let all = usd("20000");
    let faucet = bob.clone();
    t.fund_stable(&faucet, usd("10000")).unwrap();
    t.repay(&bob, all).unwrap();
    assert_eq!(t.eth_of(&bob).unwrap().u128(), bought * 95 / 100);
}

#[test]
fn a_resolution_that_a_donation_covered_leaves_the_real_refund_as_the_donation() {
    let mut t = Scenario::new();
    let (bob, timelock, reserve) = (t.bob.clone(), t.at.timelock.clone(), t.at.reserve.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.fund_stable(&reserve, usd("10000")).unwrap();
    t.set_baseline();
    t.net.advance(GRACE + 1);
    t.refresh().unwrap();
    resolve(&mut t, &timelock, Resolution::Refunded {}).unwrap();
    t.expect(FIRST.waits_again());
    // The packet had only not been timed out yet. The order is not refunded a second time.
    let settled = t.net.timeout(&out(1)).unwrap().outcome;
    assert_eq!(settled, Settlement::Refunded(Callback::Ran));
    t.expect(FIRST.comes_back());
    let second = Order::new(2, 1, 2, RESERVE_PART);
    t.buy_again(second);
    t.goes_well(second);
    assert!(t.flush_reserve().is_err());
    t.expect_nothing();
}
