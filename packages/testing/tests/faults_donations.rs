//! ETH and stablecoins that nobody ordered: to the reserve with forged returns, and to reserve,
//! market and outpost by plain transfers. Balances rise and no account changes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod common;

use common::forge::{memo, reason, Forged, OTHER};
use common::steps::{arrives, FIRST, SECOND};
use common::{Table, FIRST_RETURN};
use cosmwasm_std::{coin, coins, Addr, BankMsg, Binary};
use qerun_messages::{reserve, token};
use qerun_testing::ibc::{voucher_denom, Callback, Receipt, Settlement};
use qerun_testing::suite::{eth, qer, usd, DEX_CHANNEL};
use qerun_testing::Side;
use serde_json::{json, Value};

/// The stage: order 1 is swapped and its ETH under way; the thief holds real ETH on the DEX chain,
/// and so does the outpost's account, as if it had been given some.
fn stage() -> (Table, u128) {
    let mut t = Table::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    let (thief, outpost, denom) = (t.net.dex.addr("thief"), t.at.outpost.clone(), t.dex_eth());
    for account in [thief, outpost] {
        t.net.dex.mint(&account, eth("100").u128(), denom).unwrap();
    }
    t.net.open_channel(OTHER.0, OTHER.1).unwrap();
    t.settle_stage();
    (t, bought)
}

/// Seven ETH, more than order 1 is expected to bring, from the DEX chain to the reserve.
fn packet(t: &Table, sender: &Addr, qerun: Value) -> Forged {
    let reserve = t.at.reserve.clone();
    Forged {
        from: Side::Dex,
        sender: sender.clone(),
        channel: DEX_CHANNEL.to_owned(),
        memo: memo(sender, &reserve, qerun),
        receiver: reserve,
        amount: eth("7").u128(),
        denom: t.dex_eth().to_owned(),
    }
}

/// It arrives as a donation for this reason; only balances change.
#[track_caller]
fn donated(t: &mut Table, forged: &Forged, why: &str, changes: &[(&str, &str)]) {
    let id = t.forge(forged);
    let received = t.net.deliver(&id).unwrap();
    assert_eq!(received.outcome, Receipt::Success);
    assert_eq!(reason(&received.events, "qerun-reserve/donation"), why);
    t.net.acknowledge(&id).unwrap();
    let changes = changes
        .iter()
        .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
    t.expect(common::Changes(changes.collect()));
}

const FROM_THIEF: [(&str, &str); 3] = [
    ("dex/thief/eth", "-7 eth"),
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
    let (mut t, bought) = stage();
    let thief = t.net.dex.addr("thief");
    let forged = packet(&t, &thief, json!({"order_id": "1"}));
    donated(&mut t, &forged, "another sender", &FROM_THIEF);
    // The order takes what the outpost bought, to the unit.
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
    t.ack_back(FIRST, FIRST_RETURN);
    donated(&mut t, &forged, "another sender", &FROM_THIEF);
    assert!(t.sync(1).is_err());
    // Nobody owns the donation: the protocol cannot spend more than its accounts say.
    let own = t.backing().unwrap().unencumbered;
    let (owner, recipient) = (t.at.owner.clone(), t.at.owner.to_string());
    let amount = own + cosmwasm_std::Uint128::one();
    let spend = reserve::ExecuteMsg::Spend { recipient, amount };
    assert!(t.reserve(&owner, &spend).is_err());
    t.expect_nothing();
}

#[test]
fn a_return_that_is_malformed_is_a_donation() {
    let (mut t, bought) = stage();
    let outpost = t.at.outpost.clone();
    for row in [
        json!({}),
        json!({"order_id": 1}),
        json!({"order_id": "x"}),
        json!("1"),
        json!(null),
    ] {
        let forged = packet(&t, &outpost, row);
        donated(&mut t, &forged, "no return memo", &FROM_OUTPOST);
    }
    let forged = packet(&t, &outpost, json!({"order_id": "99"}));
    donated(&mut t, &forged, "unknown order", &FROM_OUTPOST);
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
    let forged = packet(&t, &outpost, json!({"order_id": "1"}));
    donated(&mut t, &forged, "closed order", &FROM_OUTPOST);
    // A return packet that the outpost does not know is none of its business either.
    let held = t.purchases().unwrap();
    assert_eq!(held.len(), 1);
    t.ack_back(FIRST, FIRST_RETURN);
}

#[test]
fn a_return_in_another_denom_is_a_donation() {
    let (mut t, bought) = stage();
    let (outpost, denom) = (t.at.outpost.clone(), t.dex_stable());
    t.net.dex.mint(&outpost, 7_000_000, denom).unwrap();
    t.settle_stage();
    let mut forged = packet(&t, &outpost, json!({"order_id": "1"}));
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
    let (mut t, bought) = stage();
    let outpost = t.at.outpost.clone();
    let mut forged = packet(&t, &outpost, json!({"order_id": "1"}));
    forged.receiver = t.thief.clone();
    let changes = [
        ("dex/outpost/eth", "-7 eth"),
        ("dex/escrow/eth", "+7 eth"),
        ("home/thief/eth", "+7 eth"),
    ];
    donated(&mut t, &forged, "another receiver", &changes);
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
}

#[test]
fn a_return_over_another_channel_is_not_credited() {
    let (mut t, bought) = stage();
    let outpost = t.at.outpost.clone();
    // Over another channel the same ETH is another voucher.
    let mut forged = packet(&t, &outpost, json!({"order_id": "1"}));
    forged.channel = OTHER.1.to_owned();
    donated(
        &mut t,
        &forged,
        "another denom",
        &[("dex/outpost/eth", "-7 eth")],
    );
    let voucher = voucher_denom(OTHER.0, t.dex_eth());
    let reserve = t.at.reserve.clone();
    assert_eq!(t.net.home.balance(&reserve, &voucher).unwrap(), eth("7"));

    // An order that left over another channel takes nothing that came over this one.
    let (owner, ann) = (t.at.owner.clone(), t.ann.clone());
    let route = reserve::Route {
        channel: OTHER.0.to_owned(),
        outpost: outpost.to_string(),
        timeout: 1_200,
    };
    t.reserve(&owner, &reserve::ExecuteMsg::UpdateRoute { route })
        .unwrap();
    t.borrow(&ann, usd("20000")).unwrap();
    t.settle_stage();
    assert_eq!(t.order(2).unwrap().channel, OTHER.0);
    let forged = packet(&t, &outpost, json!({"order_id": "2"}));
    donated(&mut t, &forged, "another channel", &FROM_OUTPOST);
    // The outpost refuses it: it serves one channel. Both orders have sequence 1; only order 2
    // is refunded.
    let id = qerun_testing::PacketId::new(Side::Home, OTHER.0, 1);
    let refused = t.net.deliver(&id).unwrap().outcome;
    assert!(matches!(refused, Receipt::Failed(_)), "{refused:?}");
    let settled = t.net.acknowledge(&id).unwrap().outcome;
    assert_eq!(settled, Settlement::Refunded(Callback::Ran));
    t.expect(SECOND.comes_back_over(OTHER.0, 1).and(SECOND.waits_again()));
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
}

#[test]
fn coins_sent_to_the_contracts_change_no_account() {
    let (mut t, bought) = stage();
    let thief = t.thief.clone();
    t.fund_stable(&thief, usd("1000")).unwrap();
    t.fund_qer(&thief, qer("1000")).unwrap();
    // Real ETH for him on this chain.
    let dex_thief = t.net.dex.addr("thief");
    let mut own = packet(&t, &dex_thief, json!({}));
    (own.receiver, own.memo) = (thief.clone(), String::new());
    t.forge_and_relay(&own);
    t.settle_stage();
    let (eth_denom, stable) = (t.eth.clone(), t.stable.clone());
    for (name, account) in [
        ("market", t.at.market.clone()),
        ("reserve", t.at.reserve.clone()),
    ] {
        let to_address = account.to_string();
        let mut amount = vec![
            coin(1_000_000_000_000_000_000, &eth_denom),
            coin(100_000_000, &stable),
        ];
        amount.sort_by(|a, b| a.denom.cmp(&b.denom));
        t.net
            .home
            .send_msg(&thief, BankMsg::Send { to_address, amount })
            .unwrap();
        let gift = token::ExecuteMsg::Transfer {
            recipient: account.to_string(),
            amount: qer("10"),
        };
        let token = t.at.token.clone();
        t.net.home.execute(&thief, &token, &gift, &[]).unwrap();
        t.expect([
            ("home/thief/stable", "-100 usd"),
            ("home/thief/eth", "-1 eth"),
            ("home/thief/qer", "-10 qer"),
            (&format!("home/{name}/stable"), "+100 usd"),
            (&format!("home/{name}/eth"), "+1 eth"),
            (&format!("home/{name}/qer"), "+10 qer"),
        ]);
        // A `send` that says nothing sensible is refused.
        let send = token::ExecuteMsg::Send {
            contract: account.to_string(),
            amount: qer("10"),
            msg: Binary::default(),
        };
        assert!(t.net.home.execute(&thief, &token, &send, &[]).is_err());
        t.expect_nothing();
    }
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
    // Neither a withdrawal nor a repayment brings anyone a share of it.
    let (sue, bob) = (t.sue.clone(), t.bob.clone());
    assert_eq!(t.supplier(&sue).unwrap().assets, usd("200000"));
    t.withdraw(&sue, Some(usd("180000"))).unwrap();
    assert!(t.withdraw(&sue, Some(usd("1"))).is_err());
    t.settle_stage();
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.repay(&bob, usd("20000")).unwrap();
    let users = common::changes::users_part(bought);
    t.expect([
        ("home/treasury/stable", "-10000 usd"),
        ("home/bob/stable", "-10000 usd"),
        ("home/market/stable", "+20000 usd"),
        ("market/cash", "+20000 usd"),
        ("market/debt_shares", "-20000 shares"),
        ("position/bob/debt_shares", "-20000 shares"),
        ("position/bob/claim/batches/0/0", "0"),
        ("position/bob/claim/batches/0/1", "0"),
        ("home/reserve/eth", &format!("-{}", bought * 95 / 100)),
        ("home/bob/eth", &format!("+{}", bought * 95 / 100)),
        ("reserve/encumbered", &format!("-{}", bought * 95 / 100)),
    ]);
    assert!(users - bought * 95 / 100 <= 1);
}

#[test]
fn coins_sent_to_the_outpost_change_no_purchase() {
    let mut t = Table::new();
    let (bob, ann, dex_thief) = (t.bob.clone(), t.ann.clone(), t.net.dex.addr("thief"));
    let outpost = t.at.outpost.to_string();
    for denom in [t.dex_stable(), t.dex_eth()] {
        t.net.dex.mint(&dex_thief, 7_000_000, denom).unwrap();
        t.settle_stage();
        let amount = coins(7_000_000, denom);
        t.net
            .dex
            .send_msg(
                &dex_thief,
                BankMsg::Send {
                    to_address: outpost.clone(),
                    amount,
                },
            )
            .unwrap();
        let label = if denom == t.dex_eth() {
            "eth"
        } else {
            "stable"
        };
        t.expect([
            (format!("dex/thief/{label}").as_str(), "-7000000"),
            (format!("dex/outpost/{label}").as_str(), "+7000000"),
        ]);
    }
    t.borrow_and_buy(&bob, FIRST);
    t.goes_well(FIRST);
    t.borrow_and_buy(&ann, SECOND);
    t.goes_well_as(SECOND, FIRST_RETURN + 1);
}

#[test]
fn eth_that_arrives_without_a_memo_is_a_donation() {
    let (mut t, bought) = stage();
    let outpost = t.at.outpost.clone();
    let mut forged = packet(&t, &outpost, json!({}));
    forged.memo = String::new();
    assert_eq!(t.forge_and_relay(&forged).0, Receipt::Success);
    t.expect(FROM_OUTPOST);
    t.deliver_back(FIRST_RETURN);
    t.expect(
        arrives(bought)
            .and(FIRST.settles(bought, common::changes::users_part(bought)))
            .and(FIRST.settles_batch()),
    );
    t.ack_late(FIRST);
}
