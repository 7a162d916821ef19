//! Liquidations, losses, sales of ETH, and prices whose sources were changed. A liquidation is sent; of the rest the messages
//! and queries that the page prints are read as the contracts do, and what they do is tested beside the contracts.

use cosmwasm_std::coin;
use qerun_messages::{market, oracle, reserve, timelock, token};
use qerun_testing::suite::{decimal, usd, Quotes};
use serde::de::DeserializeOwned;
use serde_json::{json, Value};

use crate::common::Scenario;
use crate::runbook::hand::{ask, eth_and_stable_of, number};
use crate::runbook::page::open;

/// The contract reads it as it stands on the page.
#[track_caller]
fn read<T: DeserializeOwned>(printed: &Value) -> T {
    serde_json::from_value(printed.clone()).unwrap_or_else(|error| panic!("{printed}: {error}"))
}

pub fn nobody_liquidates() {
    let s = open("A position is liquidatable and nobody comes");
    for row in [
        "a quote | no liquidator runs, or the bonus is not worth the gas",
        "nothing to seize now | others have seized as much QER as an hour allows, and the claim is empty or ETH has no price",
        "the query fails: the price expired or is halted | nobody is liquidated without a price",
        "no liquidation before a time | the grace runs",
    ] {
        s.row(row);
    }
    let mut t = Scenario::new();
    let (bob, liquidator) = (t.bob.clone(), t.user("liquidator"));
    // The first price begins a grace.
    t.pass(1_800).unwrap();
    t.borrow(&bob, usd("40000")).unwrap();
    // 100,000 QER at 0.60 USD: a health of 0.9, once the hour's average has come down too.
    let quotes = Quotes {
        qer: decimal("0.6"),
        eth: decimal("2000"),
        stable: decimal("1"),
        depth: decimal("2000000"),
    };
    t.publish(quotes).unwrap();
    let page = s.say("liquidatable", "", &[]);
    assert_eq!(ask(&t, "market", &page)["positions"], json!([]));
    t.pass(3_600).unwrap();
    t.pass(600).unwrap();
    let found = ask(&t, "market", &page)["positions"].clone();
    assert_eq!(found[0]["borrower"], json!(bob));
    assert_eq!(found.as_array().unwrap().len(), 1);
    let fields = [("borrower", json!(bob)), ("amount", json!(usd("45000")))];
    let quote = ask(&t, "market", &s.say("quote_liquidation", "", &fields))["quote"].clone();
    let of = |field: &str| number(&quote[field]);
    assert_eq!((of("debt"), of("debt_after")), (40_000_000_000, 0));

    t.fund_stable(&liquidator, usd("45000")).unwrap();
    let fields = [
        ("borrower", json!(bob)),
        ("min_collateral", quote["collateral"].clone()),
    ];
    let message = read(&s.say("liquidate", "", &fields));
    let coins = [coin(45_000_000_000, t.stable.clone())];
    t.market(&liquidator, &message, &coins).unwrap();
    let received = t.qer_of(&liquidator).unwrap().u128();
    assert_eq!(received, of("collateral"));
    assert!(received > 0 && of("repaid") == 40_000_000_000);
    let (_, left) = eth_and_stable_of(&t, &liquidator);
    assert_eq!(left, 45_000_000_000 - of("repaid") + of("stable"));
    let position = t.position(&bob).unwrap();
    assert_eq!(position.debt.u128(), 0);
    assert_eq!(position.collateral.u128(), of("collateral_after"));
    assert_eq!(ask(&t, "market", &page)["positions"], json!([]));
    let collect = read(&s.say("collect", "", &[]));
    assert!(matches!(
        collect,
        market::ExecuteMsg::Collect { user: None }
    ));
    s.done();
}

pub fn a_deficit_is_open() {
    let s = open("A deficit is open");
    for row in [
        "no buyer has come yet | deficit in {\"storefront\":{}} has an offer",
        "a price is expired, degraded or halted | deficit there is null",
        "the ETH sells only below the booked value | the offer's price at the end of the fall",
    ] {
        s.row(row);
    }
    let t = Scenario::new();
    let state = ask(&t, "market", &s.say("state", "", &[]));
    assert_eq!(
        (number(&state["deficit"]), number(&state["earmarked"])),
        (0, 0)
    );
    assert!(matches!(
        read(&s.say("storefront", "", &[])),
        reserve::QueryMsg::Storefront {}
    ));
    assert!(matches!(
        read(&s.say("buy_eth", "", &[])),
        reserve::ExecuteMsg::BuyEth { min_eth: Some(_) }
    ));
    assert!(matches!(
        read(&s.say("write_offs", "", &[])),
        market::QueryMsg::WriteOffs {}
    ));
    s.done();
}

pub fn switching_the_buyback_on() {
    let s = open("Switching the buyback on");
    let t = Scenario::new();
    let burner = s.say("add_burner", "", &[("address", json!(t.at.reserve))]);
    assert!(matches!(
        read(&burner),
        token::ExecuteMsg::AddBurner { address } if address == t.at.reserve.as_str()
    ));
    let config = ask(&t, "reserve", &json!({"config": {}}));
    let mut params = config["params"].clone();
    params["buyback_above"] = json!("5000000000000000000");
    let update = s.say("update_params", "", &[("params", params)]);
    let reserve::ExecuteMsg::UpdateParams { params } = read(&update) else {
        panic!("{update}");
    };
    assert!(params.buyback_above.is_some());
    assert!(matches!(
        read(&s.say("storefront", "", &[])),
        reserve::QueryMsg::Storefront {}
    ));
    let open = read(&s.say("open_buyback", "", &[]));
    assert!(matches!(open, reserve::ExecuteMsg::OpenBuyback {}));
    let missing = ask(&t, "reserve", &s.say("milestones", "", &[]))["missing"].clone();
    let [burner, level] = &missing.as_array().unwrap()[..] else {
        panic!("{missing}")
    };
    assert!(burner.get("not_burner").is_some() && level.get("level_not_set").is_some());
    let reserve::ReceiveMsg::BuyBack { min_eth } = read(&s.say("buy_back", "", &[]));
    assert!(min_eth.is_some());
    s.done();
}

pub fn a_change_of_sources_was_wrong() {
    let s = open("A change of a price's sources was wrong");
    for (id, wanted) in [("sources-qer", "sources-qer"), ("price-qer", "price-qer")] {
        let pause = read(&s.say("pause", id, &[]));
        assert!(matches!(pause, timelock::ExecuteMsg::Pause { id } if id == wanted));
    }
    assert!(matches!(
        read(&s.say("revert_asset", "", &[])),
        oracle::ExecuteMsg::RevertAsset { asset } if asset == "qer"
    ));
    // Nothing has changed yet, so nothing can be put back.
    let t = Scenario::new();
    let asset = ask(&t, "oracle", &s.say("asset", "", &[]));
    assert_eq!(asset["revertible_until"], Value::Null);
    s.done();
}
