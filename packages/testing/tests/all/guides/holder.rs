//! The holder's page: QER as a token, and the buyback.

use cosmwasm_std::Uint128;
use qerun_testing::suite::{eth, qer, Setup};

use super::borrower::{borrower, supplied_by_sue};
use super::figures::{amount, cents, ether, percent, places, whole, DAY};
use super::rewards::with_rewards;
use super::Guide;
use crate::common::setup;

pub fn follow(g: &mut Guide) {
    token(g);
    buyback(g);
    airdrop(g);
    staking(g);
    vesting(g);
    g.gas("transfer", "token/transfer");
    g.gas("allow", "token/increase_allowance");
    g.gas("take back an allowance", "token/decrease_allowance");
    g.gas("claim from the airdrop", "airdrop/claim, 1,000 entries");
    g.gas("release lock rewards", "emissions/release");
    g.gas("claim lock rewards", "distributor/claim, lock rewards");
    g.gas("have what has vested paid", "vesting/distribute");
    g.gas("sell to the protocol", "reserve/buy_back");
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

/// You are the first of two.
fn airdrop(g: &mut Guide) {
    let mut setup = Setup::default();
    let account = |name: &str| setup.home_account(name).unwrap();
    let rows = vec![
        (account("$YOU"), qer("250")),
        (account("another"), qer("100")),
    ];
    let list = setup.give_airdrop(rows, 90 * DAY).unwrap();
    g.t = setup.build().unwrap();
    let you = g.user("$YOU");
    let at = g.t.at.airdrop.clone();
    g.name("airdrop", at);
    let claim = serde_json::to_value(list.claim(0).unwrap()).unwrap();
    let proof = claim["claim"]["proof"].as_array().unwrap();
    assert_eq!(proof.len(), 1);
    g.name("$PROOF", proof[0].as_str().unwrap());
    g.send(&you, "airdrop", Uint128::zero(), "claim", "proof");
    g.says("with 250 QER");
    assert_eq!(g.t.qer_of(&you).unwrap(), qer("250"));
    let again = g.try_send(&you, "airdrop", Uint128::zero(), "claim", "proof");
    assert!(format!("{:#}", again.unwrap_err()).contains("has claimed"));
}

/// A hundredth of all power, and 30 days of the schedule's first year.
fn staking(g: &mut Guide) {
    g.t = with_rewards().build().unwrap();
    let (you, others) = (g.user("$YOU"), g.t.user("others"));
    for (who, amount) in [(&you, "10000"), (&others, "990000")] {
        g.t.fund_qer(who, qer(amount)).unwrap();
        g.t.stake(who, qer(amount), None).unwrap();
    }
    let at = g.t.at.clone();
    g.name("distributor", at.distributor);
    g.name("emissions", at.emissions);
    let released = |g: &mut Guide, wait: u64| {
        g.t.net.advance(wait);
        g.send(&you, "emissions", Uint128::zero(), "release", "");
    };
    // A stake counts from the next block on; what came before it is paid first.
    released(g, 5);
    g.send(&you, "distributor", Uint128::zero(), "claim", "\"id\"");
    let before = g.t.qer_of(&you).unwrap();
    released(g, 30 * DAY);
    let pending = g.ask("distributor", "pending_rewards", "");
    let row = &pending["pending_rewards"][0];
    assert_eq!(row["id"], 1);
    g.send(&you, "distributor", Uint128::zero(), "claim", "\"id\"");
    let got = g.t.qer_of(&you).unwrap() - before;
    assert_eq!(amount(&row["pending_rewards"]), got);
    g.says(&format!("30 days are worth {} QER", cents(got)));
}

/// Of a member's contract, from the genesis on.
fn vesting(g: &mut Guide) {
    g.t = with_rewards().build().unwrap();
    let member = g.t.user("member");
    let plan = g.t.plan.team[0].clone();
    let at = g.t.at.vesting[0].clone();
    g.name("vesting", at);
    g.says(&format!("Of {} QER", whole(plan.amount)));
    let year = 365 * DAY;
    g.try_send(&member, "vesting", Uint128::zero(), "distribute", "")
        .unwrap_err();
    // The deployment took some seconds of the first year.
    g.t.net.advance(year - DAY);
    g.try_send(&member, "vesting", Uint128::zero(), "distribute", "")
        .unwrap_err();
    g.t.net.advance(DAY);
    g.send(&member, "vesting", Uint128::zero(), "distribute", "");
    let quarter = plan.amount.multiply_ratio(1u128, 4u128);
    g.says(&format!("{} are there after a year", cents(quarter)));
    close(g.t.qer_of(&member).unwrap(), quarter);
    g.t.net.advance(8 * year / 12);
    g.send(&member, "vesting", Uint128::zero(), "distribute", "");
    let vested = plan.amount.multiply_ratio(20u128, 48u128);
    g.says(&format!("{} after 20 months", cents(vested)));
    close(g.t.qer_of(&member).unwrap(), vested);
}

/// Within an hour of the line.
fn close(found: Uint128, planned: Uint128) {
    let off = found.abs_diff(planned);
    assert!(off <= qer("143"), "{found}, not {planned}");
}
