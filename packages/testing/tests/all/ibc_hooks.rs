//! A DEX chain with ibc-hooks in place of ADR-8 callbacks, as Osmosis is: purchases by the outpost's
//! other transport, with every balance and account of both chains after each step.

use crate::common::changes::Order;
use crate::common::steps::{back, out, refusal, FIRST};
use crate::common::{setup, Scenario, FIRST_RETURN, RESERVE_PART};
use cosmwasm_std::coin;
use qerun_messages::ibc::{hook_sender, PurchaseOrder};
use qerun_messages::outpost;
use qerun_testing::ibc::{Callback, Receipt, Settlement, TransferData, ACK_HOOKED};
use qerun_testing::suite::{decimal, DEX_CHANNEL, HOME_CHANNEL};
use serde_json::json;

/// What was refunded leaves again as order 2 of batch 1.
const AGAIN: Order = Order::new(2, 1, 2, RESERVE_PART);

fn hooked() -> Scenario {
    let mut setup = setup();
    setup.plan.route.transport = outpost::Transport::IbcHooks {};
    let mut t = Scenario::with(&setup);
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    t
}

#[test]
fn a_purchase_settles() {
    let mut t = hooked();
    let bought = t.swap(FIRST, FIRST_RETURN);
    // What came back is not ICS-20's own acknowledgement, and the memo has lost our callback.
    let dex = t.net.dex.app.storage();
    let ack = qerun_testing::ibc::ack(dex, DEX_CHANNEL, 1)
        .unwrap()
        .unwrap();
    assert_eq!(ack.as_slice(), ACK_HOOKED);
    let sent = qerun_testing::ibc::packet(dex, DEX_CHANNEL, FIRST_RETURN);
    let memo = TransferData::of(&sent.unwrap().unwrap()).unwrap().memo;
    let expected = json!({
        "dest_callback": {"address": t.at.reserve},
        "qerun": {"order_id": "1"},
    });
    assert_eq!(memo, expected.to_string());
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
    t.ack_back(FIRST, FIRST_RETURN);
    assert_eq!(t.net.relay_all().unwrap(), 0);
    t.expect_nothing();
}

#[test]
fn a_swap_below_the_minimum_is_refunded_and_bought_later() {
    let mut t = hooked();
    let pool = t.pool.clone();
    pool.arbitrage_to(&mut t.net.dex, decimal("2080")).unwrap();
    t.set_baseline();
    let refused = refusal(t.net.deliver(&out(1)).unwrap().outcome);
    assert!(refused.contains("the swap brought"), "{refused}");
    t.expect_nothing();
    t.ack_error(FIRST);
    pool.arbitrage_to(&mut t.net.dex, decimal("2000")).unwrap();
    t.set_baseline();
    t.buy_again(AGAIN);
    t.goes_well(AGAIN);
}

#[test]
fn an_order_that_expired_is_refunded() {
    let mut t = hooked();
    t.pass_deadline();
    assert!(t.net.deliver(&out(1)).is_err());
    t.time_out(FIRST);
    t.buy_again(AGAIN);
    t.goes_well(AGAIN);
}

#[test]
fn a_return_that_fails_is_held_and_sent_again() {
    let mut t = hooked();
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    t.pass_deadline();
    t.time_out_back(FIRST, bought, FIRST_RETURN);
    let second = FIRST_RETURN + 1;
    t.send_back_again(FIRST, bought, second);
    t.credit(FIRST, bought, second);
    t.ack_back(FIRST, second);
}

#[test]
fn a_return_that_is_refused_is_held_and_sent_again() {
    let mut t = hooked();
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    t.break_reserve();
    t.set_baseline();
    refusal(t.net.deliver(&back(FIRST_RETURN)).unwrap().outcome);
    t.expect_nothing();
    let relayed = t.net.acknowledge(&back(FIRST_RETURN)).unwrap();
    assert_eq!(relayed.outcome, Settlement::Refunded(Callback::Ran));
    t.expect(FIRST.is_held(bought, FIRST_RETURN));
    t.repair_reserve();
    t.set_baseline();
    let second = FIRST_RETURN + 1;
    t.send_back_again(FIRST, bought, second);
    t.credit(FIRST, bought, second);
    t.ack_back(FIRST, second);
}

#[test]
fn nobody_else_buys() {
    let mut t = hooked();
    let order = PurchaseOrder {
        order_id: 1u64.into(),
        min_out: 1u128.into(),
        deadline: u64::MAX.into(),
    };
    let buy = outpost::ExecuteMsg::Buy { order };
    // An account of the DEX chain's, with stablecoins of its own.
    let (attacker, at) = (t.net.dex.addr("attacker"), t.at.outpost.clone());
    let stable = t.dex_stable();
    t.net.dex.mint(&attacker, 2_000_000, &stable).unwrap();
    let funds = [coin(1_000_000, stable)];
    let refused = t.net.dex.execute(&attacker, &at, &buy, &funds).unwrap_err();
    assert!(format!("{refused:#}").contains("the account of the reserve's packets"));
    // An account of the home chain's, whose packet asks for the same.
    let (sue, denom) = (t.attacker.clone(), t.stable.clone());
    t.fund_stable(&sue, 1_000_000u128.into()).unwrap();
    t.set_baseline();
    let memo = json!({"wasm": {"contract": at, "msg": buy}}).to_string();
    let sequence = t
        .net
        .home
        .transfer(
            &sue,
            HOME_CHANNEL,
            at.as_str(),
            coin(1_000_000, denom),
            600,
            &memo,
        )
        .unwrap();
    let outcome = t.net.deliver(&out(sequence)).unwrap().outcome;
    assert!(matches!(outcome, Receipt::Failed(_)));
    t.net.acknowledge(&out(sequence)).unwrap();
    t.expect_nothing();
    t.goes_well(FIRST);
}

#[test]
fn the_model_derives_the_same_account() {
    // Written twice: in the messages for the contract, in the model of the chain for the tests.
    let t = hooked();
    let reserve = t.at.reserve.as_str();
    let account = t.net.dex.hook_account(DEX_CHANNEL, reserve).unwrap();
    let derived = hook_sender(DEX_CHANNEL, reserve);
    let api = t.net.dex.app.api();
    let canonical = cosmwasm_std::Api::addr_canonicalize(api, account.as_str()).unwrap();
    assert_eq!(canonical.as_slice(), derived);
}
