//! The liquidator's page: a position of 100,000 QER, and what its liquidation leaves after the sale.

use cosmwasm_std::{coin, to_json_binary, CosmosMsg, Decimal, Uint128, WasmMsg};
use qerun_testing::suite::{decimal, qer, usd};
use qerun_testing::QerPair;
use serde_json::Value;

use super::borrower::{borrower, protocol};
use super::figures::{amount, cents, ether, percent, places, share, whole, worth};
use super::Guide;

/// What QER has fallen to.
const PRICE: &str = "0.80";

pub fn follow(g: &mut Guide) {
    g.t = protocol("200000");
    let bob = borrower(&mut g.t, "bob", "100000", "50000");
    g.name("$BORROWER", &bob);
    g.says("100,000 QER and owes 50,000 USDC");
    g.t.net.relay_all().unwrap();
    grace(g);
    g.t.crash(|quotes| quotes.qer = decimal(PRICE)).unwrap();
    g.says(&format!("fallen to {PRICE} USD"));
    let quote = quotes(g);
    sale(g, &quote);
    deep(g);
    terms(g);
}

/// The hour in which the average comes down.
fn grace(g: &mut Guide) {
    g.t.jump(|quotes| quotes.qer = decimal(PRICE)).unwrap();
    let found = g.ask("market", "liquidatable", "");
    assert_eq!(found["positions"].as_array().unwrap().len(), 0);
}

fn quotes(g: &mut Guide) -> Value {
    let found = g.ask("market", "liquidatable", "");
    assert_eq!(
        found["positions"][0]["borrower"],
        g.json("liquidate", "")["liquidate"]["borrower"]
    );
    let quote = g.ask("market", "quote_liquidation", "")["quote"].clone();
    assert_eq!(amount(&quote["debt"]), usd("50000"));
    let of = |field: &str| amount(&quote[field]);
    let health = share(&quote["health"]);
    g.says(&format!("| Health | {} |", places(health, 2)));
    g.says(&format!(
        "| Bonus | {} % |",
        percent(share(&quote["bonus"]), 0)
    ));
    g.says(&format!("| You repay | {} USDC |", cents(of("repaid"))));
    g.says(&format!(
        "| You receive | {} QER |",
        cents(of("collateral"))
    ));
    let value = worth(of("collateral"), decimal(PRICE));
    g.says(&format!("| These are worth | {} USD |", cents(value)));
    g.says(&format!("| Health after | {} |", health_after(&quote)));
    quote
}

/// Of what the quote leaves.
fn health_after(quote: &Value) -> String {
    let left = worth(amount(&quote["collateral_after"]), decimal(PRICE));
    let left = left.mul_floor(decimal("0.6"));
    let health = Decimal::from_ratio(left, amount(&quote["debt_after"]));
    places(health, 2)
}

/// Liquidates and sells in one transaction, as the page has it.
fn sale(g: &mut Guide, quote: &Value) {
    let pool =
        |g: &mut Guide, qers, stables| QerPair::deploy(&mut g.t, qer(qers), usd(stables)).unwrap();
    let shallow = pool(g, "250000", "200000");
    let deep = pool(g, "2500000", "2000000");
    let you = g.user("$YOU");
    g.t.fund_stable(&you, usd("16000")).unwrap();
    let repaid = amount(&quote["repaid"]);
    for pair in [&shallow, &deep] {
        let stables = whole(pair.reserves(&g.t).unwrap().stable);
        g.name("$PAIR", &pair.pair);
        let answer = g.ask("$PAIR", "simulation", "");
        let of = |field: &str| amount(&answer[field]);
        let brings = of("return_amount");
        let fee = Decimal::from_ratio(of("commission_amount"), brings + of("commission_amount"));
        g.says(&format!(
            "a fee of {} % whose price is {PRICE} USD",
            percent(fee, 1)
        ));
        g.says(&format!(
            "| {stables} USDC | {} | {} |",
            cents(brings),
            cents(brings - repaid)
        ));
    }
    let execute = |to: &cosmwasm_std::Addr, msg: &Value, funds| {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr: to.to_string(),
            msg: to_json_binary(msg).unwrap(),
            funds,
        })
    };
    g.says("with 16,000 USDC");
    let both = |g: &Guide| {
        let (liquidate, sell) = (g.json("liquidate", ""), g.json("send", ""));
        // What is sold is exactly what the liquidation must bring: a thousandth less than the quote.
        let least = &liquidate["liquidate"]["min_collateral"];
        let quoted = amount(&quote["collateral"]);
        assert_eq!(amount(least), quoted.mul_floor(decimal("0.999")));
        assert_eq!(least, &sell["send"]["amount"]);
        let funds = vec![coin(16_000_000_000, &g.t.stable)];
        vec![
            execute(&g.t.at.market, &liquidate, funds),
            execute(&g.t.at.token, &sell, vec![]),
        ]
    };
    g.name("$PAIR", &shallow.pair);
    let messages = both(g);
    let refused = g.t.net.home.send_msgs(&you, messages).unwrap_err();
    assert!(format!("{refused:#}").contains("spread"), "{refused:#}");
    g.name("$PAIR", &deep.pair);
    let messages = both(g);
    let sold = amount(&g.json("send", "")["send"]["amount"]);
    g.t.net.home.send_msgs(&you, messages).unwrap();
    let profit = g.t.stable_of(&you).unwrap() - usd("16000");
    let kept = g.t.qer_of(&you).unwrap();
    assert_eq!(kept, amount(&quote["collateral"]) - sold);
    g.says(&format!(
        "**Your profit is {} USDC and {} QER**",
        cents(profit),
        cents(kept)
    ));
    let borrower = g.t.user("bob");
    let healthy = g.t.liquidate(&you, &borrower, usd("100")).unwrap_err();
    assert!(format!("{healthy:#}").contains("health"), "{healthy:#}");
    g.says("health is below 1, you may");
    g.refused(&you, "market", "collect", "nothing to collect");
}

/// QER is not worth the debt: the claim pays the rest.
fn deep(g: &mut Guide) {
    let mut t = protocol("200000");
    let bob = borrower(&mut t, "bob", "100000", "50000");
    t.net.relay_all().unwrap();
    t.crash(|quotes| quotes.qer = decimal("0.30")).unwrap();
    let quote = t.liquidation(&bob).unwrap();
    assert_eq!(
        (quote.repaid, quote.written_off),
        (usd("50000"), Uint128::zero())
    );
    let eth = quote.eth.mul_floor(decimal("2000")) / Uint128::new(1_000_000_000_000);
    let value = worth(quote.collateral, decimal("0.3")) + eth;
    g.says(&format!(
        "At 0.30 USD you would repay all 50,000 USDC, and receive {} QER and {} ETH, together worth {} USD at {} USD an ETH",
        whole(quote.collateral),
        ether(quote.eth),
        whole(value),
        places(t.quotes.eth, 0),
    ));
}

fn terms(g: &mut Guide) {
    let m = g.t.plan.market.clone();
    let l = m.liquidation;
    g.says(&format!(
        "from {} % just below health 1 to {} %",
        percent(l.min_bonus, 0),
        percent(m.max_liquidation_bonus, 0)
    ));
    g.says(&format!(
        "{} % on what the claim pays",
        percent(l.claim_bonus, 0)
    ));
    g.says(&format!("back to health {}", places(l.target_health, 1)));
    g.says(&format!("Below health {}", places(l.full_below, 2)));
    g.says(&format!("a debt below {} USD", places(m.min_debt, 0)));
    g.says(&format!("{} % of the depth", percent(l.seizure_cap, 0)));
    g.says(&format!(
        "of {} minutes",
        g.t.plan.oracle[0].config.policy.grace / 60
    ));
    g.gas("liquidate, QER alone", "market/liquidate");
    g.gas("liquidate, with ETH", "market/liquidate, with ETH");
    g.gas("liquidate, with a write-off", "market/liquidate, write-off");
    g.gas("collect", "market/collect");
}
