//! The supplier's page: what 10,000 stablecoins earn, and what they bear in a crash.

use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_testing::suite::{usd, Setup};
use qerun_testing::Suite;

use super::borrower::{borrower, protocol, supplied_by_sue};
use super::figures::{amount, cents, percent, places, share, whole};
use super::Guide;

pub fn follow(g: &mut Guide) {
    rates(g);
    crash(g);
    let m = g.t.plan.market.clone();
    g.says(&format!(
        "{} % of the interest",
        percent(m.insurance_share, 0)
    ));
    let stress = m.stress;
    let fall = |by: Decimal| percent(by, 0);
    let (qer, eth) = (fall(stress.collateral_fall), fall(stress.eth_fall));
    g.says(&format!("QER falls by {qer} % and ETH by {eth} % at once"));
    g.gas("supply", "market/supply");
    g.gas("withdraw", "market/withdraw");
}

/// What borrowers pay and suppliers earn as more is lent, all in one block.
fn rates(g: &mut Guide) {
    g.t = supplied_by_sue(Setup::default(), "90000");
    let you = g.user("$YOU");
    g.t.fund_stable(&you, usd("10000")).unwrap();
    g.send(&you, "market", usd("10000"), "supply", "");
    g.says("on 10,000 USDC a year");
    let yours = g.ask("market", "supplier", "");
    assert_eq!(amount(&yours["assets"]), usd("10000"));
    for (name, debt) in [("ann", "50000"), ("cid", "30000"), ("dan", "10000")] {
        borrower(&mut g.t, name, "100000", debt);
        let state = g.ask("market", "state", "");
        let earns = share(&state["supply_rate"]);
        g.says(&format!(
            "| {} % | {} % | {} % | {} |",
            percent(share(&state["utilisation"]), 0),
            percent(share(&state["borrow_rate"]), 2),
            percent(earns, 2),
            cents(usd("10000").mul_floor(earns)),
        ));
    }
    let most = g.ask("market", "max_withdraw", "");
    assert_eq!(amount(&most["supplied"]), usd("10000"));
    g.send(&you, "market", Uint128::zero(), "withdraw", "amount");
    g.says("4,000 USDC back");
    assert_eq!(g.t.stable_of(&you).unwrap(), usd("4000"));
    // Sue's part of the cash is not enough for all that is hers.
    let sue = g.t.user("sue");
    let refused = g.t.withdraw(&sue, None).unwrap_err();
    assert!(format!("{refused:#}").contains("cash"), "{refused:#}");
    // Borrowers bring it: then all can be withdrawn.
    let ann = g.t.user("ann");
    g.t.fund_stable(&ann, usd("50000")).unwrap();
    g.t.repay(&ann, usd("50000")).unwrap();
    g.send(&you, "market", Uint128::zero(), "withdraw", "{}");
    assert_eq!(g.t.supplier(&you).unwrap().assets, Uint128::zero());
}

/// The fall that the limits are made for.
const PROMISED: Fall = (80, 60);
/// One beyond it.
const DEEPER: Fall = (95, 70);

/// By how many percent QER and ETH fall.
type Fall = (u64, u64);

/// Four borrowers owe 200,000 of 300,000, the claims are ETH, then prices fall.
fn crashed((qer, eth): Fall) -> (Suite, Addr, Vec<Addr>) {
    let mut t = protocol("290000");
    let you = t.user("you");
    t.fund_stable(&you, usd("10000")).unwrap();
    t.supply(&you, usd("10000")).unwrap();
    let mut borrowers = vec![];
    for name in ["ann", "bob", "cid", "dan"] {
        borrowers.push(borrower(&mut t, name, "100000", "50000"));
        t.net.relay_all().unwrap();
        t.refresh().unwrap();
    }
    let state = t.state().unwrap();
    assert_eq!((state.debt, state.supplied), (usd("200000"), usd("300000")));
    t.crash(|quotes| {
        quotes.qer *= Decimal::percent(100 - qer);
        quotes.eth *= Decimal::percent(100 - eth);
    })
    .unwrap();
    (t, you, borrowers)
}

/// Everybody is liquidated.
fn liquidate_all(t: &mut Suite, borrowers: &[Addr]) {
    let keeper = t.user("keeper");
    t.fund_stable(&keeper, usd("200000")).unwrap();
    for one in borrowers {
        t.liquidate(&keeper, one, usd("50000")).unwrap();
    }
    assert_eq!(t.state().unwrap().debt, Uint128::zero());
}

fn crash(g: &mut Guide) {
    let quotes = protocol("1000").quotes;
    g.says(&format!(
        "QER falls from {} USD, ETH from {}, and",
        places(quotes.qer, 2),
        places(quotes.eth, 0)
    ));
    g.says("owe 200,000 of 300,000 USDC, and 10,000 of these are yours");
    g.says(&format!(
        "insurance has {} USDC",
        whole(Setup::default().insurance)
    ));
    let (mut t, you, all) = crashed(PROMISED);
    liquidate_all(&mut t, &all);
    let lost = t.write_offs().unwrap();
    assert_eq!(t.supplier(&you).unwrap().assets, usd("10000"));
    g.says(&row(
        PROMISED,
        [lost.insurance, lost.booked, lost.suppliers],
        usd("10000"),
    ));

    let (mut t, you, all) = crashed(DEEPER);
    liquidate_all(&mut t, &all);
    g.t = t;
    let lost = g.ask("market", "write_offs", "");
    let of = |tranche: &str| amount(&lost[tranche]);
    let yours = g.t.supplier(&you).unwrap().assets;
    assert_eq!(of("debt"), of("insurance") + of("booked") + of("suppliers"));
    g.says(&row(
        DEEPER,
        ["insurance", "booked", "suppliers"].map(of),
        yours,
    ));

    // Who leaves before the liquidators come is paid the same, to a dollar.
    let (mut t, you, _) = crashed(DEEPER);
    t.withdraw(&you, None).unwrap();
    let early = t.stable_of(&you).unwrap();
    assert!(early.abs_diff(yours) < usd("1"), "{early} {yours}");
}

fn row((qer, eth): Fall, tranches: [Uint128; 3], yours: Uint128) -> String {
    let [insurance, own_eth, suppliers] = tranches.map(whole);
    format!(
        "| {qer} % | {eth} % | {insurance} | {own_eth} | {suppliers} | {} |",
        cents(yours)
    )
}
