//! Coins that nobody ordered, sent plainly to reserve, market and outpost: balances rise and no
//! account changes.

use crate::common::changes::{pays_out, repays};
use crate::common::forge::{to_reserve, with_a_swapped_order};
use crate::common::steps::{FIRST, SECOND};
use crate::common::{Scenario, FIRST_RETURN};
use cosmwasm_std::{coin, coins, BankMsg, Binary};
use qerun_messages::token;
use qerun_testing::ibc::Receipt;
use qerun_testing::suite::{qer, usd};
use serde_json::json;

#[test]
fn coins_sent_to_the_contracts_change_no_account() {
    let (mut t, bought) = with_a_swapped_order();
    let attacker = t.attacker.clone();
    t.fund_stable(&attacker, usd("1000")).unwrap();
    t.fund_qer(&attacker, qer("1000")).unwrap();
    // Real ETH for him on this chain.
    let dex_thief = t.net.dex.addr("attacker");
    let mut own = to_reserve(&t, &dex_thief, json!({}));
    (own.receiver, own.memo) = (attacker.clone(), String::new());
    t.forge_and_relay(&own);
    t.set_baseline();
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
            .send_msg(&attacker, BankMsg::Send { to_address, amount })
            .unwrap();
        let gift = token::ExecuteMsg::Transfer {
            recipient: account.to_string(),
            amount: qer("10"),
        };
        let token = t.at.token.clone();
        t.net.home.execute(&attacker, &token, &gift, &[]).unwrap();
        t.expect([
            ("home/attacker/stable", "-100 usd"),
            ("home/attacker/eth", "-1 eth"),
            ("home/attacker/qer", "-10 qer"),
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
        assert!(t.net.home.execute(&attacker, &token, &send, &[]).is_err());
        t.expect_nothing();
    }
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);
    // Neither a withdrawal nor a repayment brings anyone a share of it.
    let (sue, bob) = (t.sue.clone(), t.bob.clone());
    assert_eq!(t.supplier(&sue).unwrap().assets, usd("200000"));
    t.withdraw(&sue, Some(usd("180000"))).unwrap();
    assert!(t.withdraw(&sue, Some(usd("1"))).is_err());
    t.set_baseline();
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.set_baseline();
    t.repay(&bob, usd("20000")).unwrap();
    t.expect(
        repays("bob", "20000")
            .and(pays_out("bob", bought * 95 / 100))
            .and([
                ("position/bob/claim/batches/0/0", "0"),
                ("position/bob/claim/batches/0/1", "0"),
            ]),
    );
}

#[test]
fn coins_sent_to_the_outpost_change_no_purchase() {
    let mut t = Scenario::new();
    let (bob, ann, dex_thief) = (t.bob.clone(), t.ann.clone(), t.net.dex.addr("attacker"));
    let outpost = t.at.outpost.to_string();
    for denom in [t.dex_stable(), t.dex_eth()] {
        t.net.dex.mint(&dex_thief, 7_000_000, &denom).unwrap();
        t.set_baseline();
        let amount = coins(7_000_000, &denom);
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
            (format!("dex/attacker/{label}").as_str(), "-7000000"),
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
    let (mut t, bought) = with_a_swapped_order();
    let outpost = t.at.outpost.clone();
    let mut forged = to_reserve(&t, &outpost, json!({}));
    forged.memo = String::new();
    assert_eq!(t.forge_and_relay(&forged).0, Receipt::Success);
    t.expect([
        ("dex/outpost/eth", "-7 eth"),
        ("dex/escrow/eth", "+7 eth"),
        ("home/reserve/eth", "+7 eth"),
    ]);
    t.credit(FIRST, bought, FIRST_RETURN);
    t.ack_late(FIRST);
}
