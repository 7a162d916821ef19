//! A channel that stays closed: what was refunded goes back to the borrowers in stablecoins, beside the ETH that their batch had bought.

use crate::common::steps::{back, out, FIRST};
use crate::common::{setup, Scenario, CLAIM, FIRST_RETURN, RESERVE_PART};
use qerun_messages::reserve::{ExecuteMsg, WIND_DOWN_AFTER};
use qerun_testing::suite::{usd, DEX_CHANNEL, HOME_CHANNEL};

fn wind_down(t: &mut Scenario, batch: u64) -> Result<(), String> {
    let owner = t.at.timelock.clone();
    let msg = ExecuteMsg::WindDown {
        batch_id: batch.into(),
    };
    let result = t.reserve(&owner, &msg);
    result.map(drop).map_err(|error| format!("{error:#}"))
}

/// Bob repays all his debt with dollars of his own.
fn repays_all(t: &mut Scenario) {
    let bob = t.bob.clone();
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.repay(&bob, usd("20000")).unwrap();
    assert!(t.position(&bob).unwrap().debt.is_zero());
}

#[test]
fn m3_a_refunded_batch_is_paid_back_in_stablecoins() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    t.pass_deadline();
    t.time_out(FIRST);
    t.net.close_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
    t.net.advance(WIND_DOWN_AFTER - 1);
    let early = wind_down(&mut t, 1).unwrap_err();
    assert!(early.contains("may not be wound down before"), "{early}");
    t.expect_nothing();
    t.net.advance(1);
    wind_down(&mut t, 1).unwrap();
    t.set_baseline();
    let batch = t.batches().unwrap().remove(0).1;
    assert!(batch.settled);
    assert_eq!(
        (batch.stable_out.u128(), batch.eth_out.u128()),
        (RESERVE_PART, 0)
    );
    assert_eq!(t.state().unwrap().insurance, setup().insurance + usd("500"));
    let before = t.stable_of(&bob).unwrap();
    repays_all(&mut t);
    let after = t.stable_of(&bob).unwrap();
    // 10,000 given, 20,000 repaid, 9,500 back.
    assert_eq!(
        after.u128(),
        before.u128() + RESERVE_PART - 2 * RESERVE_PART + CLAIM
    );
    t.set_baseline();
}

#[test]
fn m3_a_batch_bought_in_part_pays_both() {
    let mut setup = setup();
    setup.plan.reserve.max_order = usd("6000");
    let mut t = Scenario::with(&setup);
    let bob = t.bob.clone();
    t.borrow(&bob, usd("20000")).unwrap();
    // 6,000 come back as ETH, 4,000 as they were.
    t.net.deliver(&out(1)).unwrap();
    t.net.deliver(&back(FIRST_RETURN)).unwrap();
    let bought = t.order(1).unwrap().eth_out.u128();
    t.net.advance(1_201);
    t.net.timeout(&out(2)).unwrap();
    t.set_baseline();
    t.net.advance(WIND_DOWN_AFTER);
    wind_down(&mut t, 1).unwrap();
    t.set_baseline();
    let before = t.stable_of(&bob).unwrap().u128();
    repays_all(&mut t);
    assert_eq!(t.eth_of(&bob).unwrap().u128(), bought * 95 / 100);
    let back = usd("3800").u128();
    assert_eq!(
        t.stable_of(&bob).unwrap().u128(),
        before - RESERVE_PART + back
    );
    t.set_baseline();
}
