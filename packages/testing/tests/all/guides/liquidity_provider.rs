//! The liquidity provider's page: the pool, the stake of its LP token and the rewards, a month of them.

use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_testing::suite::{qer, usd};
use serde_json::json;

use super::figures::{amount, cents, percent, shown, whole, DAY};
use super::rewards::with_rewards;
use super::Guide;

const NOTHING: Uint128 = Uint128::zero();

pub fn follow(g: &mut Guide) {
    g.t = with_rewards().build().unwrap();
    let at = g.t.at.clone();
    let denom = g.t.stable.clone();
    for (name, place, address) in [
        ("pool", "$PAIR", &at.qer_pair),
        ("LP token", "$LP", &at.lp_token),
        (
            "voting contract of the LP token",
            "$LIQUIDITY_VOTING",
            &at.liquidity_voting,
        ),
        ("distributor", "$DISTRIBUTOR", &at.distributor),
        ("emissions", "$EMISSIONS", &at.emissions),
    ] {
        g.name(name, address);
        g.name(place, address);
    }
    g.name("$STABLE", denom);
    let you = g.user("$YOU");
    provide(g, &you);
    stake(g, &you);
    rewards(g, &you);
    leave(g, &you);
    price(g);
    g.gas(
        "provide, with the allowance",
        "pair/provide_liquidity, with the allowance",
    );
    g.gas("stake", "liquidity_voting/stake");
    g.gas("release", "emissions/release");
    g.gas("claim rewards", "distributor/claim, liquidity rewards");
    g.gas("unstake", "liquidity_voting/unstake");
}

/// Others have 99 of 100 parts, staked like yours.
fn provide(g: &mut Guide, you: &Addr) {
    g.says("a QER is worth 1 USDC, and others have put in 99,000 of each");
    let others = g.t.user("others");
    give(g, &others, "99000");
    pool(g, &others, usd("99000"));
    give(g, you, "1000");
    g.send(you, "token", NOTHING, "increase_allowance", "");
    g.says("take 1,000 QER");
    g.send(you, "pool", usd("1000"), "provide_liquidity", "");
    let tolerance: Decimal = "0.01".parse().unwrap();
    g.says(&format!("more than {} % meanwhile", percent(tolerance, 0)));
    g.says(&format!("receive {} LP tokens", whole(lp(g, you))));
    // Of the first liquidity a thousand units stay with the pool.
    assert_eq!(lp(g, &others), usd("99000") - Uint128::new(1_000));
}

fn give(g: &mut Guide, who: &Addr, each: &str) {
    g.t.fund_qer(who, qer(each)).unwrap();
    g.t.fund_stable(who, usd(each)).unwrap();
}

/// The pool's own tolerance is no matter of the first provider.
fn pool(g: &mut Guide, who: &Addr, each: Uint128) {
    let (at, denom) = (g.t.at.clone(), g.t.stable.clone());
    let allow = json!({"increase_allowance": {"spender": at.qer_pair, "amount": each}});
    let home = &mut g.t.net.home;
    home.execute(who, &at.token, &allow, &[]).unwrap();
    let asset = |info| json!({"info": info, "amount": each});
    let provide = json!({"provide_liquidity": {"assets": [
        asset(json!({"token": {"contract_addr": at.token}})),
        asset(json!({"native_token": {"denom": denom}})),
    ]}});
    let coins = [cosmwasm_std::coin(each.u128(), denom)];
    home.execute(who, &at.qer_pair, &provide, &coins).unwrap();
}

fn lp(g: &Guide, who: &Addr) -> Uint128 {
    let answer: serde_json::Value =
        g.t.net
            .home
            .query(&g.t.at.lp_token, &json!({"balance": {"address": who}}))
            .unwrap();
    amount(&answer["balance"])
}

fn stake(g: &mut Guide, you: &Addr) {
    let others = g.t.user("others");
    let at = g.t.at.clone();
    let hook = cosmwasm_std::to_json_binary(&json!({"stake": {}})).unwrap();
    let all = lp(g, &others);
    let send = json!({"send": {"contract": at.liquidity_voting, "amount": all, "msg": hook}});
    g.t.net
        .home
        .execute(&others, &at.lp_token, &send, &[])
        .unwrap();
    g.send(you, "LP token", NOTHING, "send", "LIQUIDITY_VOTING");
    assert_eq!(lp(g, you), NOTHING);
}

/// What 30 days of the schedule's first year give a hundredth.
fn rewards(g: &mut Guide, you: &Addr) {
    // The stake counts from the next block on; what came before it is paid first.
    g.t.net.advance(5);
    g.send(you, "emissions", NOTHING, "release", "");
    g.send(you, "distributor", NOTHING, "claim", "id");
    let before = g.t.qer_of(you).unwrap();
    g.t.net.advance(30 * DAY);
    let due = amount(&g.ask("emissions", "stream", "")["due"]);
    assert!(!due.is_zero());
    g.send(you, "emissions", NOTHING, "release", "");
    let pending = g.ask("distributor", "pending_rewards", "");
    let rows = pending["pending_rewards"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == 2).unwrap();
    g.send(you, "distributor", NOTHING, "claim", "id");
    let got = g.t.qer_of(you).unwrap() - before;
    assert_eq!(amount(&row["pending_rewards"]), got);
    g.says(&format!("30 days are worth {} QER", cents(got)));
}

fn leave(g: &mut Guide, you: &Addr) {
    let unbonding = g.t.plan.qer_pool.as_ref().unwrap().unbonding;
    g.says(&format!("For {} day the tokens", unbonding / DAY));
    let before = g.t.qer_of(you).unwrap();
    let voting = "voting contract of the LP token";
    g.send(you, voting, NOTHING, "unstake", "");
    g.try_send(you, voting, NOTHING, "claim", r#"{"claim":{}}"#)
        .unwrap_err();
    g.t.net.advance(unbonding);
    g.send(you, voting, NOTHING, "claim", r#"{"claim":{}}"#);
    assert_eq!(lp(g, you), usd("1000"));
    g.send(you, "LP token", NOTHING, "send", "PAIR");
    assert_eq!(lp(g, you), NOTHING);
    // A unit may stay with the pool.
    let back = g.t.qer_of(you).unwrap() - before;
    assert!(back >= qer("999.99") && back <= qer("1000"), "{back}");
}

/// A hundredth again, and a price that doubles.
fn price(g: &mut Guide) {
    let you = g.t.user("somebody");
    give(g, &you, "1000");
    pool(g, &you, usd("1000"));
    let at = g.t.at.clone();
    let trader = g.t.user("trader");
    let offered = usd("41000");
    g.says(&format!("buys QER for {} USDC", whole(offered)));
    g.t.fund_stable(&trader, offered).unwrap();
    let denom = g.t.stable.clone();
    let asset = json!({"info": {"native_token": {"denom": denom}}, "amount": offered});
    let swap = json!({"swap": {"offer_asset": asset, "max_spread": "0.5", "belief_price": null, "to": null}});
    let coins = [cosmwasm_std::coin(offered.u128(), &denom)];
    g.t.net
        .home
        .execute(&trader, &at.qer_pair, &swap, &coins)
        .unwrap();
    let reserves: serde_json::Value =
        g.t.net
            .home
            .query(&at.qer_pair, &json!({"pool": {}}))
            .unwrap();
    let side = |i: usize| amount(&reserves["assets"][i]["amount"]);
    let price = Decimal::from_ratio(side(1), side(0));
    let share = |i: usize| side(i).multiply_ratio(lp(g, &you), amount(&reserves["total_share"]));
    let kept = qer("1000").mul_floor(price) + usd("1000");
    let pooled = share(0).mul_floor(price) + share(1);
    g.says(&format!(
        "| if you had kept both | 1,000.00 | 1,000.00 | {} |",
        cents(kept)
    ));
    g.says(&format!(
        "| in the pool | {} | {} | {} |",
        cents(share(0)),
        cents(share(1)),
        cents(pooled)
    ));
    let less = Decimal::one() - Decimal::from_ratio(pooled, kept);
    g.says(&format!("{} % less", percent(less, 2)));
    let config = Decimal::permille(3);
    g.says(&format!(
        "takes {} % of each swap",
        shown(config.atomics().u128() * 100, 18, 2)
    ));
}
