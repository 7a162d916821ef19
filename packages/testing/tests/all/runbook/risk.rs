//! Liquidations, losses, sales of ETH, and prices whose sources were changed. The messages and queries that the page prints
//! are the contracts' own; that they do what it says is tested beside the contracts and in the tests of incidents.

use qerun_messages::{market, oracle, reserve, timelock, token};
use serde::de::DeserializeOwned;
use serde_json::{json, Value};

use crate::common::Scenario;
use crate::runbook::hand::{ask, number};
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
    let page = read(&s.say("liquidatable", "", &[]));
    assert!(matches!(
        page,
        market::QueryMsg::Liquidatable {
            start_after: None,
            limit: Some(30)
        }
    ));
    let quote = read(&s.say("quote_liquidation", "", &[]));
    assert!(matches!(
        quote,
        market::QueryMsg::QuoteLiquidation {
            amount: Some(_),
            ..
        }
    ));
    let liquidate = read(&s.say("liquidate", "", &[]));
    assert!(matches!(
        liquidate,
        market::ExecuteMsg::Liquidate {
            min_collateral: Some(_),
            min_eth: Some(none),
            ..
        } if none.is_zero()
    ));
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
        "a price is stale, degraded or halted | deficit there is null",
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
