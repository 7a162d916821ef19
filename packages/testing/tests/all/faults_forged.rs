//! Forged and malformed returns to the reserve: whoever sends them only donates, and no account
//! changes.

use crate::common::forge::{reason, to_reserve, with_a_swapped_order, Forged, OTHER};
use crate::common::steps::FIRST;
use crate::common::{Scenario, FIRST_RETURN};
use cosmwasm_std::Event;
use qerun_messages::reserve;
use qerun_testing::ibc::{voucher_denom, Receipt};
use qerun_testing::suite::eth;
use serde_json::json;

/// It arrives as a donation for this reason; only balances change.
#[track_caller]
fn donated(t: &mut Scenario, forged: &Forged, why: &str, changes: &[(&str, &str)]) {
    let id = t.forge(forged);
    let received = t.net.deliver(&id).unwrap();
    assert_eq!(received.outcome, Receipt::Success);
    assert_eq!(reason(&received.events, "qerun-reserve/donation"), why);
    t.net.acknowledge(&id).unwrap();
    let changes = changes
        .iter()
        .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
    t.expect(crate::common::Changes(changes.collect()));
}

const FROM_THIEF: [(&str, &str); 3] = [
    ("dex/attacker/eth", "-7 eth"),
    ("dex/escrow/eth", "+7 eth"),
    ("home/reserve/eth", "+7 eth"),
];
const FROM_OUTPOST: [(&str, &str); 3] = [
    ("dex/outpost/eth", "-7 eth"),
    ("dex/escrow/eth", "+7 eth"),
    ("home/reserve/eth", "+7 eth"),
];

#[test]
fn a_thief_that_names_an_open_order_only_donates() {
    let (mut t, bought) = with_a_swapped_order();
    let attacker = t.net.dex.addr("attacker");
    let forged = to_reserve(&t, &attacker, json!({"order_id": "1"}));
    donated(&mut t, &forged, "another sender", &FROM_THIEF);
    // The order takes what the outpost bought, to the unit.
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
    t.ack_back(FIRST, FIRST_RETURN);
    donated(&mut t, &forged, "another sender", &FROM_THIEF);
    assert!(t.sync(1).is_err());
    // Nobody owns the donation: the protocol cannot spend more than its accounts say.
    let own = t.backing().unwrap().unencumbered;
    let (owner, recipient) = (t.at.timelock.clone(), t.at.timelock.to_string());
    let amount = own + cosmwasm_std::Uint128::one();
    let spend = reserve::ExecuteMsg::Spend { recipient, amount };
    assert!(t.reserve(&owner, &spend).is_err());
    t.expect_nothing();
}

#[test]
fn a_return_that_is_malformed_is_a_donation() {
    let (mut t, bought) = with_a_swapped_order();
    let outpost = t.at.outpost.clone();
    for row in [
        json!({}),
        json!({"order_id": 1}),
        json!({"order_id": "x"}),
        json!("1"),
        json!(null),
    ] {
        let forged = to_reserve(&t, &outpost, row);
        donated(&mut t, &forged, "no return memo", &FROM_OUTPOST);
    }
    let forged = to_reserve(&t, &outpost, json!({"order_id": "99"}));
    donated(&mut t, &forged, "unknown order", &FROM_OUTPOST);
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
    let forged = to_reserve(&t, &outpost, json!({"order_id": "1"}));
    donated(&mut t, &forged, "closed order", &FROM_OUTPOST);
    t.ack_back(FIRST, FIRST_RETURN);
}

#[test]
fn a_return_in_another_denom_is_a_donation() {
    let (mut t, bought) = with_a_swapped_order();
    let (outpost, denom) = (t.at.outpost.clone(), t.dex_stable());
    t.net.dex.mint(&outpost, 7_000_000, &denom).unwrap();
    t.set_baseline();
    let mut forged = to_reserve(&t, &outpost, json!({"order_id": "1"}));
    (forged.denom, forged.amount) = (denom.to_owned(), 7_000_000);
    let changes = [
        ("dex/outpost/stable", "-7 usd"),
        ("dex/escrow/stable", "+7 usd"),
        ("home/reserve/stable", "+7 usd"),
    ];
    donated(&mut t, &forged, "another denom", &changes);
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
}

#[test]
fn a_return_to_another_receiver_is_not_credited() {
    let (mut t, bought) = with_a_swapped_order();
    let outpost = t.at.outpost.clone();
    let mut forged = to_reserve(&t, &outpost, json!({"order_id": "1"}));
    forged.receiver = t.attacker.clone();
    let changes = [
        ("dex/outpost/eth", "-7 eth"),
        ("dex/escrow/eth", "+7 eth"),
        ("home/attacker/eth", "+7 eth"),
    ];
    donated(&mut t, &forged, "another receiver", &changes);
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
}

#[test]
fn a_return_over_another_channel_is_not_credited() {
    let (mut t, bought) = with_a_swapped_order();
    let outpost = t.at.outpost.clone();
    // Over another channel the same ETH is another voucher.
    let mut forged = to_reserve(&t, &outpost, json!({"order_id": "1"}));
    forged.channel = OTHER.1.to_owned();
    donated(
        &mut t,
        &forged,
        "another denom",
        &[("dex/outpost/eth", "-7 eth")],
    );
    let voucher = voucher_denom(OTHER.0, &t.dex_eth());
    let reserve = t.at.reserve.clone();
    assert_eq!(t.net.home.balance(&reserve, &voucher).unwrap(), eth("7"));

    // So nothing can be sent to be bought over it.
    let owner = t.at.timelock.clone();
    let route = reserve::Route {
        channel: OTHER.0.to_owned(),
        receiver: outpost.to_string(),
        timeout: 1_200,
        transport: reserve::Transport::default(),
    };
    let update = reserve::ExecuteMsg::UpdateRoute { route };
    let refused = format!("{:#}", t.reserve(&owner, &update).unwrap_err());
    assert!(refused.contains("the denoms derive from"), "{refused}");
    t.expect_nothing();
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
}

#[test]
fn the_outposts_callback_of_an_unknown_packet_changes_nothing() {
    let (mut t, bought) = with_a_swapped_order();
    let outpost = t.at.outpost.clone();
    let forged = to_reserve(&t, &outpost, json!({"order_id": "99"}));
    let ignored = |events: &[Event]| reason(events, "qerun-outpost/ignored_callback");
    // Acknowledged; over another channel with a sequence of its own; and timed out.
    let (_, events, _) = t.forge_and_relay(&forged);
    assert_eq!(ignored(&events), "unknown packet");
    t.expect(FROM_OUTPOST);
    let mut elsewhere = forged.clone();
    elsewhere.channel = OTHER.1.to_owned();
    for _ in 0..FIRST_RETURN {
        let (_, events, _) = t.forge_and_relay(&elsewhere);
        assert_eq!(ignored(&events), "unknown packet");
        t.expect([("dex/outpost/eth", "-7 eth")]);
    }
    let id = t.forge(&forged);
    t.net.advance(601);
    let timed_out = t.net.timeout(&id).unwrap();
    assert_eq!(ignored(&timed_out.events), "unknown packet");
    t.expect_nothing();
    assert!(t.retry(99).is_err());
    t.credit(FIRST, bought, FIRST_RETURN);
    t.ack_late(FIRST);
    t.ack_back(FIRST, FIRST_RETURN);
}
