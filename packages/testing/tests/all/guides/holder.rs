//! The holder's page: QER as a token, and the buyback.

use cosmwasm_std::Uint128;
use qerun_testing::suite::{eth, qer};

use super::borrower::{borrower, supplied_by_sue};
use super::figures::{amount, ether, percent, places, whole};
use super::Guide;
use crate::common::setup;

pub fn follow(g: &mut Guide) {
    token(g);
    buyback(g);
    g.gas("transfer", "token/transfer");
    g.gas("allow", "token/increase_allowance");
    g.gas("take back an allowance", "token/decrease_allowance");
}

fn token(g: &mut Guide) {
    let you = g.user("$YOU");
    let friend = g.user("$FRIEND");
    g.t.fund_qer(&you, qer("100")).unwrap();
    let nothing = Uint128::zero();
    g.send(&you, "token", nothing, "transfer", "");
    g.says("sends 25 QER");
    assert_eq!(g.t.qer_of(&friend).unwrap(), qer("25"));
    assert_eq!(amount(&g.ask("token", "balance", "")["balance"]), qer("75"));
    g.send(&you, "token", nothing, "increase_allowance", "");
    g.says("up to 10 QER");
    assert_eq!(
        amount(&g.ask("token", "allowance", "")["allowance"]),
        qer("10")
    );
    g.send(&you, "token", nothing, "decrease_allowance", "");
    assert_eq!(
        amount(&g.ask("token", "allowance", "")["allowance"]),
        nothing
    );

    let supply = g.ask("token", "supply", "");
    g.says(&format!("{} QER", whole(amount(&supply["total"]))));
    assert_eq!(supply["max_yearly_mint_bps"], 0);
    assert_eq!(amount(&supply["mint_allowance_left"]), nothing);
    g.refused(
        &you,
        "token",
        "burn",
        "only burners named by governance can burn",
    );

    // A plain transfer to a contract is a gift.
    let market = g.t.at.market.clone();
    let gift = serde_json::json!({"transfer": {"recipient": market, "amount": "1000000"}});
    let at = g.t.at.token.clone();
    g.t.net.home.execute(&you, &at, &gift, &[]).unwrap();
    let position = g.t.position(&you).unwrap();
    assert_eq!(position.collateral, nothing);
    g.t.withdraw_collateral(&you, None).unwrap_err();
}

fn buyback(g: &mut Guide) {
    let mut setup = setup();
    setup.plan.reserve.buyback_above = Some(eth("0.01"));
    g.t = supplied_by_sue(setup, "200000");
    g.t.open_buyback().unwrap();
    borrower(&mut g.t, "bob", "100000", "50000");
    g.t.net.relay_all().unwrap();
    g.t.refresh().unwrap();
    let you = g.t.user("$YOU");
    g.t.fund_qer(&you, qer("200")).unwrap();
    assert_ne!(
        g.ask("reserve", "storefront", "")["buyback"],
        serde_json::Value::Null
    );
    let total = g.t.qer_supply().unwrap().total;
    g.send(&you, "token", Uint128::zero(), "send", "");
    let first = g.t.eth_of(&you).unwrap();
    g.says("100 QER at a bid of 1.02 USD");
    g.says(&format!("ETH at {}, you", places(g.t.quotes.eth, 0)));
    g.says(&format!("{} ETH at the beginning", ether(first)));
    assert_eq!(g.t.qer_supply().unwrap().total, total - qer("100"));
    let s = g.t.plan.reserve.storefront;
    g.says(&format!("{} % above", percent(s.premium, 0)));
    g.says(&format!("{} % below", percent(s.discount, 0)));
    g.says(&format!("within {} hours", s.duration / 3_600));
    // Nobody sells for longer than the fall takes.
    g.t.hold(s.duration).unwrap();
    g.t.buy_back(&you, qer("100"), None).unwrap();
    let last = g.t.eth_of(&you).unwrap() - first;
    g.says(&format!("{} ETH at the end", ether(last)));
    assert!(last > first);
}
