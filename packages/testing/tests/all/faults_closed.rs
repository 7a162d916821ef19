//! Orders closed as lost, across both contracts and both chains: the borrowers of the batch bear the loss in proportion,
//! governance may make it good, and what comes later is the protocol's own.

use crate::common::changes::{users_part, Changes};
use crate::common::steps::{arrives, back, out, FIRST, SECOND};
use crate::common::{Scenario, FIRST_RETURN};
use cosmwasm_std::Uint128;
use qerun_messages::reserve::{ExecuteMsg, Resolution};
use qerun_testing::ibc::{Callback, Settlement};
use qerun_testing::suite::usd;

/// Timeout and grace of an order that left at the start.
const GRACE: u64 = 1_200 + 86_400;

fn close_lost(t: &mut Scenario, order: u64, make_good: Option<u128>) -> Result<(), String> {
    let owner = t.at.timelock.clone();
    let msg = ExecuteMsg::CloseLost {
        order_id: order.into(),
        make_good: make_good.map(Uint128::new),
    };
    let result = t.reserve(&owner, &msg);
    result.map(drop).map_err(|error| format!("{error:#}"))
}

fn resolve(t: &mut Scenario, order: u64, outcome: Resolution) -> Result<(), String> {
    let timelock = t.at.timelock.clone();
    let msg = ExecuteMsg::Resolve {
        order_id: order.into(),
        outcome,
    };
    let result = t.reserve(&timelock, &msg);
    result.map(drop).map_err(|error| format!("{error:#}"))
}

/// Order 1 or 2, the whole of its batch, is closed as lost.
fn closes(order: u64) -> Changes {
    Changes::from([
        ("reserve/in_flight", "-10000 usd"),
        ("reserve/capacity", "+10000 usd"),
        ("reserve/open_orders", "-1"),
        ("reserve/order_capacity", "+1"),
        ("reserve/open_batches", "-1"),
        ("reserve/batch_capacity", "+1"),
    ])
    .put(format!("order/{order}/status"), "lost")
    .put(format!("batch/{order}/open"), "0")
    .put(format!("batch/{order}/settled"), "true")
}

#[test]
fn m3_a_borrower_repays_whose_order_was_lost_and_its_eth_comes_late() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    t.net.advance(GRACE);
    let early = close_lost(&mut t, 1, None).unwrap_err();
    assert!(early.contains("may not be resolved before"), "{early}");
    t.net.advance(1);
    close_lost(&mut t, 1, None).unwrap();
    t.expect(closes(1));
    assert!(close_lost(&mut t, 1, None).is_err());
    assert!(t.sync(1).is_err());
    t.expect_nothing();

    // He repays, and there is nothing to release.
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.repay(&bob, usd("20000")).unwrap();
    assert!(t.position(&bob).unwrap().debt.is_zero());
    assert!(t.eth_of(&bob).unwrap().is_zero());
    t.set_baseline();

    // The return was only late. It is the protocol's, and nobody else's claim moves.
    t.pass_deadline();
    t.time_out_back(FIRST, bought, FIRST_RETURN);
    t.send_back_again(FIRST, bought, FIRST_RETURN + 1);
    t.deliver_back(FIRST_RETURN + 1);
    t.expect(
        arrives(bought)
            .put("reserve/unencumbered", format!("+{bought}"))
            .put("order/1/recovered", "true"),
    );
    t.ack_back(FIRST, FIRST_RETURN + 1);
}

#[test]
fn m3_other_batches_go_on_and_governance_makes_a_part_good() {
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.borrow_and_buy(&ann, SECOND);
    let of_ann = t.swap(SECOND, FIRST_RETURN);
    t.ack(SECOND);
    t.credit(SECOND, of_ann, FIRST_RETURN);
    t.ack_back(SECOND, FIRST_RETURN);
    t.net.advance(GRACE + 1);

    // The protocol's own is a twentieth of what ann's batch bought; half of it goes to bob's batch.
    let own = of_ann - users_part(of_ann);
    let refused = close_lost(&mut t, 1, Some(own + 1)).unwrap_err();
    assert!(refused.contains("the protocol's own"), "{refused}");
    let refused = close_lost(&mut t, 1, Some(FIRST.fair() + 1)).unwrap_err();
    assert!(refused.contains("still expected to bring"), "{refused}");
    t.expect_nothing();
    let good = own / 2;
    close_lost(&mut t, 1, Some(good)).unwrap();
    let users = users_part(good);
    t.expect(
        closes(1)
            .put("order/1/eth_out", good)
            .put("batch/1/eth_out", good)
            .put("reserve/encumbered", format!("+{users}"))
            .put("reserve/unencumbered", format!("-{users}")),
    );
    let claim = |t: &Scenario, user| t.position(user).unwrap().claim.eth.u128();
    assert_eq!(claim(&t, &bob), good * 95 / 100);
    assert_eq!(claim(&t, &ann), of_ann * 95 / 100);
}

#[test]
fn m3_a_late_refund_of_a_lost_order_joins_the_insurance() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    t.net.advance(GRACE + 1);
    close_lost(&mut t, 1, None).unwrap();
    t.expect(closes(1));
    let refused = resolve(&mut t, 1, Resolution::Refunded {}).unwrap_err();
    assert!(refused.contains("is unaccounted for"), "{refused}");
    // The timeout is relayed at last.
    let settled = t.net.timeout(&out(1)).unwrap().outcome;
    assert_eq!(settled, Settlement::Refunded(Callback::Ran));
    t.expect(FIRST.comes_back());
    assert!(t.flush_reserve().is_err());
    t.expect_nothing();
    resolve(&mut t, 1, Resolution::Refunded {}).unwrap();
    t.expect(
        Changes::from([
            ("home/reserve/stable", "-10000 usd"),
            ("home/market/stable", "+10000 usd"),
            ("market/insurance", "+10000 usd"),
        ])
        .put("order/1/recovered", "true"),
    );
    for outcome in [
        Resolution::Refunded {},
        Resolution::Credited { least: None },
    ] {
        assert!(resolve(&mut t, 1, outcome).is_err());
    }
    assert!(t.net.deliver(&back(FIRST_RETURN)).is_err());
    t.expect_nothing();
}
