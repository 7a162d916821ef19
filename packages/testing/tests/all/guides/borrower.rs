//! The borrower's page: 1,000 QER at 1.02 dollars, a loan of 500, and what a fall of QER does to it.

use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_testing::suite::{decimal, qer, usd, Setup};
use qerun_testing::Suite;

use super::example::like_the_example;
use super::figures::{amount, cents, ether, percent, places, share, whole, worth, DAY};
use super::Guide;
use crate::common::setup;

/// The loan of the page.
const LOAN: &str = "500";

/// QER at 1.02 dollars, deep pools, so many supplied stablecoins, no interest, and prices that have stood for hours.
pub fn protocol(supplied: &str) -> Suite {
    supplied_by_sue(setup(), supplied)
}

/// The same with another setup.
pub fn supplied_by_sue(mut setup: Setup, supplied: &str) -> Suite {
    like_the_example(&mut setup.plan);
    setup.quotes.qer = decimal("1.02");
    setup.set_pool(usd("40000000"));
    let mut t = setup.build().unwrap();
    let sue = t.user("sue");
    t.fund_stable(&sue, usd(supplied)).unwrap();
    t.supply(&sue, usd(supplied)).unwrap();
    t.settle_prices().unwrap();
    t
}

/// Somebody deposits so much QER and borrows.
pub fn borrower(t: &mut Suite, name: &str, collateral: &str, debt: &str) -> Addr {
    let user = t.user(name);
    t.fund_qer(&user, qer(collateral)).unwrap();
    t.deposit(&user, qer(collateral)).unwrap();
    t.borrow(&user, usd(debt)).unwrap();
    user
}

pub fn follow(g: &mut Guide) {
    let you = borrow(g);
    repay(g, &you);
    let row = fall(g, "0.80");
    g.says(&row);
    let row = fall(g, "0.75");
    g.says(&row);
    begins(g);
    interest(g);
    terms(g);
}

/// The steps up to the claim in ETH.
fn borrow(g: &mut Guide) -> Addr {
    g.t = protocol("200000");
    let you = g.user("$YOU");
    g.t.fund_qer(&you, qer("1000")).unwrap();
    g.says("1,000 QER at a bid of 1.02 USD");
    g.send(&you, "token", Uint128::zero(), "send", "");
    let most = g.ask("market", "max_borrow", "");
    g.says(&format!(
        "| The most that you can borrow | {} |",
        cents(amount(&most["amount"]))
    ));
    let quote = g.ask("market", "quote_borrow", "");
    let of = |field: &str| cents(amount(&quote[field]));
    g.says(&format!("| You receive of {LOAN} | {} |", of("paid_out")));
    g.says(&format!("| Your claim | {} |", of("claim")));
    g.says(&format!("| Contribution | {} |", of("contribution")));
    let health = share(&quote["health_after"]);
    g.says(&format!("a health of {}", places(health, 3)));
    g.send(&you, "market", Uint128::zero(), "borrow", "");
    assert_eq!(g.t.stable_of(&you).unwrap(), amount(&quote["paid_out"]));
    let position = g.ask("market", "position", "");
    assert_eq!(amount(&position["debt"]), usd(LOAN));
    assert_eq!(position["claim"]["unsent"], quote["claim"]);
    assert_eq!(share(&position["health"]), health);
    g.says(&format!("borrow {} USDC", whole(usd(LOAN))));

    // The batch is too small to be due before its time.
    let batch = g.t.plan.market.batch;
    g.says(&format!("{} USDC are in it", whole(batch.min_size)));
    g.says(&format!("or {} hours have", batch.max_age / 3_600));
    g.refused(&you, "market", "flush", "due");
    g.t.hold(batch.max_age).unwrap();
    g.send(&you, "market", Uint128::zero(), "flush", "");
    g.t.net.relay_all().unwrap();
    let eth = amount(&g.ask("market", "position", "")["claim"]["eth"]);
    g.says(&format!("your claim becomes {} ETH", ether(eth)));
    g.says(&format!("At {} USD an ETH", places(g.t.quotes.eth, 0)));
    you
}

fn repay(g: &mut Guide, you: &Addr) {
    let claim = g.t.position(you).unwrap().claim.eth;
    g.send(you, "market", usd("250"), "repay", "");
    let released = g.t.eth_of(you).unwrap();
    g.says(&format!("{} ETH come back at once", ether(released)));
    assert_eq!(g.ask("market", "owed", "")["eth"], "0");
    let nothing = g.try_send(you, "market", Uint128::zero(), "collect", "");
    assert!(format!("{:#}", nothing.unwrap_err()).contains("nothing to collect"));
    // Under the rest of the debt only a part of the QER can go.
    let (nothing, all, part) = (Uint128::zero(), "{}", "amount");
    let early = g.try_send(you, "market", nothing, "withdraw_collateral", all);
    assert!(format!("{:#}", early.unwrap_err()).contains("USD"));
    let most = amount(&g.ask("market", "max_withdraw", "")["collateral"]);
    g.says(&format!("can go, here {} QER", cents(most)));
    g.send(you, "market", nothing, "withdraw_collateral", part);
    g.says(&format!("takes {}", whole(qer("500"))));
    assert_eq!(g.t.qer_of(you).unwrap(), qer("500"));
    // More than the debt needs comes back.
    g.t.fund_stable(you, usd("300")).unwrap();
    g.t.repay(you, usd("300")).unwrap();
    assert_eq!(g.t.stable_of(you).unwrap(), usd("50"));
    assert_eq!(g.t.eth_of(you).unwrap(), claim);
    g.send(you, "market", nothing, "withdraw_collateral", all);
    assert_eq!(g.t.qer_of(you).unwrap(), qer("1000"));
}

/// A loan of the page whose batch has been bought for.
fn loan() -> (Suite, Addr) {
    let mut t = protocol("200000");
    let bob = borrower(&mut t, "bob", "1000", LOAN);
    t.hold(t.plan.market.batch.max_age).unwrap();
    t.flush_market().unwrap();
    t.net.relay_all().unwrap();
    (t, bob)
}

/// A liquidation when QER has fallen to a price and stayed there: the row of the page.
fn fall(g: &mut Guide, price: &str) -> String {
    let (mut t, bob) = loan();
    let keeper = t.user("keeper");
    t.fund_stable(&keeper, usd(LOAN)).unwrap();
    t.crash(|quotes| quotes.qer = decimal(price)).unwrap();
    let claim = t.position(&bob).unwrap().claim.eth;
    let quote = t.liquidation(&bob).unwrap();
    t.liquidate(&keeper, &bob, usd(LOAN)).unwrap();
    let (taken, after) = (t.qer_of(&keeper).unwrap(), t.position(&bob).unwrap());
    let repaid = usd(LOAN) - t.stable_of(&keeper).unwrap();
    assert_eq!(repaid, quote.repaid);
    let back = t.eth_of(&bob).unwrap();
    // A claim is touched only when the debt is gone: it comes back less the fee.
    let fee = claim - after.claim.eth - back;
    assert_eq!(after.debt.is_zero(), !fee.is_zero());
    let fee = fee.mul_floor(decimal("2000")) / Uint128::new(1_000_000_000_000);
    let cost = worth(taken, decimal(price)) - repaid + fee;
    g.t = t;
    format!(
        "| {price} | {} | {} | {} % | {} | {} | {} | {} |",
        places(quote.health, 2),
        cents(repaid),
        percent(quote.bonus, 0),
        cents(taken),
        cents(after.collateral),
        cents(after.debt),
        cents(cost)
    )
}

/// From which price on the loan can be liquidated.
fn begins(g: &mut Guide) {
    let (mut t, bob) = loan();
    let price = Decimal::from_ratio(500u128, 600u128);
    let shown = places(price, 4);
    g.says(&format!("below {shown} USD"));
    let at: Decimal = decimal(&shown);
    t.crash(|quotes| quotes.qer = at + decimal("0.0001"))
        .unwrap();
    t.liquidation(&bob).unwrap_err();
    t.crash(|quotes| quotes.qer = at).unwrap();
    assert!(t.liquidation(&bob).unwrap().health > decimal("0.999"));
    g.says("A health below 1 means that you can be liquidated");
    // Not before the average has come down, too.
    let (mut t, bob) = loan();
    t.jump(|quotes| quotes.qer = decimal("0.75")).unwrap();
    t.hold(1_800).unwrap();
    t.liquidation(&bob).unwrap_err();
}

/// What the loan costs in a month, when half of all stablecoins are lent.
fn interest(g: &mut Guide) {
    let setup = Setup::default();
    let mut t = supplied_by_sue(setup, "100000");
    let bob = borrower(&mut t, "bob", "1000", LOAN);
    borrower(&mut t, "ann", "100000", "49500");
    let state = t.state().unwrap();
    g.says(&format!(
        "When {} % of them are, it is {} % a year",
        percent(state.utilisation, 0),
        percent(state.borrow_rate, 2)
    ));
    t.net.advance(30 * DAY);
    let debt = t.position(&bob).unwrap().debt;
    g.says(&format!("{} USDC in 30 days", cents(debt - usd(LOAN))));
}

/// Parameters that the page names, and gas.
fn terms(g: &mut Guide) {
    let m = g.t.plan.market.clone();
    g.says(&format!("{} % of its value", percent(m.max_ltv, 0)));
    g.says(&format!("{} % of its", percent(m.liquidation_threshold, 0)));
    g.says(&format!("{} USD at least", places(m.min_debt, 0)));
    g.says(&format!("less {} %", percent(m.liquidation.claim_fee, 0)));
    g.says(&format!(
        "{} % of the reserve",
        percent(m.contribution_share, 0)
    ));
    g.says(&format!(
        "{} % with the",
        percent(m.perk_contribution_share, 0)
    ));
    g.says(&format!(
        "health of {}",
        places(m.liquidation.target_health, 1)
    ));
    g.says(&format!(
        "below {} all",
        places(m.liquidation.full_below, 2)
    ));
    g.gas("deposit", "market/deposit_collateral");
    g.gas("borrow", "market/borrow");
    g.gas(
        "borrow that hands a batch over",
        "market/borrow, hands over a batch",
    );
    g.gas("repay, ETH comes back", "market/repay, ETH paid out");
    g.gas("collect", "market/collect");
    g.gas(
        "withdraw QER, debt left",
        "market/withdraw_collateral, under debt",
    );
    g.gas(
        "withdraw QER, no debt",
        "market/withdraw_collateral, no debt",
    );
}
