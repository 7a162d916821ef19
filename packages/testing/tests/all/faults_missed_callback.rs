//! Return legs that failed without their callback on the outpost: only its owner may have their ETH sent again,
//! because the outpost cannot see whose ETH it holds, and never the ETH of another purchase.

use crate::common::changes::Changes;
use crate::common::steps::{back, FIRST, SECOND};
use crate::common::{Scenario, FIRST_RETURN};
use cosmwasm_std::{coins, BankMsg};
use qerun_testing::ibc::{Callback, Settlement};
use qerun_testing::suite::eth;

impl Scenario {
    /// The return packet times out and the outpost's callback fails: the ETH is there, but the
    /// outpost's record of the purchase still says that it is under way.
    #[track_caller]
    fn time_out_without_callback(&mut self, bought: u128, ret: u64) {
        self.break_outpost();
        let settled = self.net.timeout(&back(ret)).unwrap().outcome;
        assert!(matches!(settled, Settlement::Refunded(Callback::Failed(_))));
        self.repair_outpost();
        self.expect(
            Changes::default()
                .put("dex/escrow/eth", format!("-{bought}"))
                .put("dex/outpost/eth", format!("+{bought}"))
                .put(format!("packet/{}", back(ret)), "0"),
        );
    }
}

#[test]
fn a_failed_return_whose_callback_was_lost_is_sent_again() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    // Under way in truth: nothing is here to send.
    assert!(t.retry(1).is_err());
    t.pass_deadline();
    assert!(t.retry(1).is_err());
    t.time_out_without_callback(bought, FIRST_RETURN);
    assert!(t.retry(1).is_err());
    t.expect_nothing();
    t.retry_by("owner", 1).unwrap();
    let again = FIRST_RETURN + 1;
    t.expect(FIRST.is_sent_again(bought, again));
    assert!(t.retry(1).is_err());
    t.expect_nothing();
    t.credit(FIRST, bought, again);
    t.ack_back(FIRST, again);
    assert!(t.retry(1).is_err());
    t.expect_nothing();
}

#[test]
fn a_purchase_under_way_takes_nothing_that_another_holds() {
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.borrow_and_buy(&ann, SECOND);
    let of_bob = t.swap(FIRST, FIRST_RETURN);
    t.net.advance(600);
    let of_ann = t.swap(SECOND, FIRST_RETURN + 1);
    t.ack(FIRST);
    t.ack(SECOND);
    t.net.advance(601);
    t.time_out_back(FIRST, of_bob, FIRST_RETURN);
    // Bob's ETH is held and would do for ann's purchase, which is under way.
    assert!(of_ann < of_bob);
    assert!(t.retry_by("owner", 2).is_err());
    t.expect_nothing();
    // Once hers is back without its callback, that much is unassigned, and no more.
    t.net.advance(600);
    t.time_out_without_callback(of_ann, FIRST_RETURN + 1);
    t.retry_by("owner", 2).unwrap();
    t.expect(SECOND.is_sent_again(of_ann, FIRST_RETURN + 2));
    assert!(t.retry_by("owner", 2).is_err());
    t.send_back_again(FIRST, of_bob, FIRST_RETURN + 3);
    t.credit(FIRST, of_bob, FIRST_RETURN + 3);
    t.credit(SECOND, of_ann, FIRST_RETURN + 2);
    t.ack_back(FIRST, FIRST_RETURN + 3);
    t.ack_back(SECOND, FIRST_RETURN + 2);
}

#[test]
fn a_donation_or_a_failure_without_callback_lets_nobody_send_for_another_order() {
    let mut t = Scenario::new();
    let (bob, attacker) = (t.bob.clone(), t.net.dex.addr("attacker"));
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    let (donation, denom) = (eth("7").u128(), t.dex_eth());
    t.net.dex.mint(&attacker, donation, &denom).unwrap();
    let (to_address, amount) = (t.at.outpost.to_string(), coins(donation, denom));
    let msg = BankMsg::Send { to_address, amount };
    t.net.dex.send_msg(&attacker, msg).unwrap();
    t.set_baseline();
    // The ETH is under way: no stranger can have the coins that lie here sent in its place.
    for name in ["anyone", "attacker"] {
        assert!(t.retry_by(name, 1).is_err());
        t.expect_nothing();
    }
    t.credit(FIRST, bought, FIRST_RETURN);
    t.ack_back(FIRST, FIRST_RETURN);
    // Delivered is delivered, for the owner too.
    assert!(t.retry_by("owner", 1).is_err());
    t.expect_nothing();
}
