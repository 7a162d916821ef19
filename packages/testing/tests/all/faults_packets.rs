//! Malformed and forged packets to the outpost, and acknowledgements of packets that the reserve
//! never sent as an order: all of them are refused or ignored.

use crate::common::forge::{memo, reason, Forged, OTHER};
use crate::common::steps::{out, refusal, FIRST};
use crate::common::{Scenario, FIRST_RETURN};
use cosmwasm_std::Addr;
use qerun_testing::ibc::{Callback, Receipt, Settlement};
use qerun_testing::suite::{usd, HOME_CHANNEL};
use qerun_testing::Side;
use serde_json::{json, Value};

/// A good order that has not been served, as the outpost would take it from the reserve.
fn order(deadline: u64) -> Value {
    json!({"order_id": "77", "min_out": "1", "deadline": deadline.to_string()})
}

/// Order 1 is under way, the reserve's account and the attacker's hold spare stablecoins.
fn prepared() -> Scenario {
    let mut t = Scenario::new();
    let (bob, attacker, reserve) = (t.bob.clone(), t.attacker.clone(), t.at.reserve.clone());
    t.borrow_and_buy(&bob, FIRST);
    for account in [&attacker, &reserve] {
        t.fund_stable(account, usd("20000")).unwrap();
    }
    t.net.open_channel(OTHER.0, OTHER.1).unwrap();
    t.set_baseline();
    t
}

/// 5,000 stablecoins to the outpost.
fn packet(t: &Scenario, sender: &Addr, qerun: Value) -> Forged {
    let outpost = t.at.outpost.clone();
    Forged {
        from: Side::Home,
        sender: sender.clone(),
        channel: HOME_CHANNEL.to_owned(),
        memo: memo(sender, &outpost, qerun),
        receiver: outpost,
        amount: 5_000_000_000,
        denom: t.stable.clone(),
    }
}

/// The packet is refused, its sender has his money again, and nothing else has changed.
#[track_caller]
fn refused(t: &mut Scenario, forged: &Forged, why: &str) {
    let sender = t.name(&forged.sender);
    let sender = if forged.sender == t.at.reserve {
        "reserve"
    } else {
        &sender
    };
    let figure = format!("home/{sender}/stable");
    let id = t.forge(forged);
    let data = t.net.pending().unwrap().into_iter().find(|p| p.id == id);
    let data = data.unwrap().data().unwrap();
    let name = format!("packet/{id}");
    let text = format!("{} {}", data.amount, data.denom);
    if forged.denom == t.stable {
        t.expect([(figure.as_str(), "-5000 usd"), (&name, &text)]);
    } else {
        t.expect([(name.as_str(), text.as_str())]);
    }
    let found = refusal(t.net.deliver(&id).unwrap().outcome);
    assert!(found.contains(why), "{found}");
    t.expect_nothing();
    let settled = t.net.acknowledge(&id).unwrap().outcome;
    assert!(matches!(settled, Settlement::Refunded(_)), "{settled:?}");
    if forged.denom == t.stable {
        t.expect([(figure.as_str(), "+5000 usd"), (&name, "0")]);
    } else {
        t.expect([(name.as_str(), "0")]);
    }
}

#[test]
fn a_malformed_memo_is_refused() {
    let mut t = prepared();
    let reserve = t.at.reserve.clone();
    let good = order(t.deadline());
    let mut rows = vec![json!(null), json!("order 77"), json!([]), json!({})];
    for field in ["order_id", "min_out", "deadline"] {
        let mut missing = good.clone();
        missing.as_object_mut().unwrap().remove(field);
        rows.push(missing);
        for value in [
            json!("-1"),
            json!(""),
            json!(7),
            json!({}),
            json!("9".repeat(40)),
        ] {
            let mut wrong = good.clone();
            wrong[field] = value;
            rows.push(wrong);
        }
    }
    for row in rows {
        let forged = packet(&t, &reserve, row);
        refused(&mut t, &forged, "the memo is not an order");
    }

    // No memo of ours around it.
    let mut forged = packet(&t, &reserve, json!({}));
    forged.memo = json!({"dest_callback": {"address": t.at.outpost}}).to_string();
    refused(&mut t, &forged, "the memo is not an order");
    forged.memo = json!({"dest_callback": {"address": ""}}).to_string();
    refused(
        &mut t,
        &forged,
        "address must be a string that is not empty",
    );
    t.goes_well(FIRST);
}

#[test]
fn a_text_that_asks_for_nothing_is_a_donation_to_the_outpost() {
    let mut t = prepared();
    let attacker = t.attacker.clone();
    let mut forged = packet(&t, &attacker, json!({}));
    forged.memo = "{\"dest_callback\": garbage".to_owned();
    assert_eq!(t.forge_and_relay(&forged).0, Receipt::Success);
    t.expect([
        ("home/attacker/stable", "-5000 usd"),
        ("dex/escrow/stable", "-5000 usd"),
        ("dex/outpost/stable", "+5000 usd"),
    ]);
    // The order that follows swaps what it brought and no more.
    t.goes_well(FIRST);
}

#[test]
fn an_order_of_somebody_else_is_refused() {
    let mut t = prepared();
    let attacker = t.attacker.clone();
    let forged = packet(&t, &attacker, order(t.deadline()));
    refused(&mut t, &forged, "are served only, not of");
    t.goes_well(FIRST);
}

#[test]
fn an_order_over_another_channel_is_refused() {
    let mut t = prepared();
    let (reserve, attacker) = (t.at.reserve.clone(), t.attacker.clone());
    for sender in [reserve, attacker] {
        let mut forged = packet(&t, &sender, order(t.deadline()));
        forged.channel = OTHER.0.to_owned();
        refused(&mut t, &forged, "packets are served over channel-7 only");
    }
    t.goes_well(FIRST);
}

#[test]
fn an_order_in_another_denom_is_refused() {
    let mut t = prepared();
    let reserve = t.at.reserve.clone();
    t.net.home.mint(&reserve, 5_000_000_000, "uusdc").unwrap();
    let mut forged = packet(&t, &reserve, order(t.deadline()));
    // The same name, but a coin of the home chain: on the DEX chain it is a voucher.
    forged.denom = "uusdc".to_owned();
    refused(&mut t, &forged, "the packet brought ibc/");
    let kept = t.net.home.balance(&reserve, "uusdc").unwrap();
    assert_eq!(kept.u128(), 5_000_000_000);
    t.goes_well(FIRST);
}

#[test]
fn an_order_for_another_receiver_is_refused() {
    let mut t = prepared();
    let reserve = t.at.reserve.clone();
    let mut forged = packet(&t, &reserve, order(t.deadline()));
    forged.receiver = t.net.dex.addr("attacker");
    refused(&mut t, &forged, "not the outpost");
    t.goes_well(FIRST);
}

#[test]
fn an_order_past_its_deadline_or_unreachable_is_refused() {
    let mut t = prepared();
    let reserve = t.at.reserve.clone();
    let now = t.net.dex.now();
    let forged = packet(&t, &reserve, order(now - 1));
    refused(&mut t, &forged, "deadline");
    let greedy = json!({"order_id": "77", "min_out": "5000000000000000000", "deadline": (now + 60).to_string()});
    let forged = packet(&t, &reserve, greedy);
    refused(&mut t, &forged, "the swap brought");
    t.goes_well(FIRST);
}

#[test]
fn an_order_that_was_served_is_refused() {
    let mut t = prepared();
    let reserve = t.at.reserve.clone();
    let again = json!({"order_id": "1", "min_out": "1", "deadline": t.deadline().to_string()});
    let bought = t.swap(FIRST, FIRST_RETURN);
    let forged = packet(&t, &reserve, again);
    refused(&mut t, &forged, "order 1 was served before");
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
    refused(&mut t, &forged, "order 1 was served before");
    t.ack_back(FIRST, FIRST_RETURN);
    refused(&mut t, &forged, "order 1 was served before");
}

#[test]
fn the_callback_of_an_unknown_packet_changes_nothing() {
    let mut t = prepared();
    let (reserve, anyone) = (t.at.reserve.clone(), t.net.dex.addr("anyone"));
    let mut forged = packet(&t, &reserve, json!({}));
    forged.receiver = anyone;
    forged.memo = json!({"src_callback": {"address": reserve}}).to_string();
    // Acknowledged, over Qerun's channel and over another one, where its sequence is that of
    // order 1.
    let (_, events, settled) = t.forge_and_relay(&forged);
    assert_eq!(settled, Settlement::Delivered(Callback::Ran));
    assert_eq!(
        reason(&events, "qerun-reserve/ignored_callback"),
        "unknown packet"
    );
    t.expect([
        ("home/reserve/stable", "-5000 usd"),
        ("dex/escrow/stable", "-5000 usd"),
        ("dex/anyone/stable", "+5000 usd"),
    ]);
    forged.channel = OTHER.0.to_owned();
    let id = t.forge(&forged);
    assert_eq!(id.sequence, FIRST.sequence);
    t.net.deliver(&id).unwrap();
    let events = t.net.acknowledge(&id).unwrap().events;
    assert_eq!(
        reason(&events, "qerun-reserve/ignored_callback"),
        "unknown packet"
    );
    t.expect([("home/reserve/stable", "-5000 usd")]);

    // Timed out: the money is back, and no order is refunded for it.
    let id = t.forge(&forged);
    t.net.advance(601);
    let timed_out = t.net.timeout(&id).unwrap();
    assert_eq!(timed_out.outcome, Settlement::Refunded(Callback::Ran));
    assert_eq!(
        reason(&timed_out.events, "qerun-reserve/ignored_callback"),
        "unknown packet"
    );
    t.expect_nothing();

    // Nor can anybody else have the reserve called back.
    let attacker = t.attacker.clone();
    let memo = forged.memo.clone();
    let coin = cosmwasm_std::coin(1, t.stable.clone());
    let stolen = t
        .net
        .home
        .transfer(&attacker, HOME_CHANNEL, "dex1x", coin, 600, &memo);
    assert!(format!("{:#}", stolen.unwrap_err()).contains("is not the packet's sender"));
    t.expect_nothing();
    assert_eq!(t.net.deliver(&out(1)).unwrap().outcome, Receipt::Success);
}
