//! The opening of borrowing, from a deployment that nobody has fed.

use cosmwasm_std::{coin, Uint128};
use qerun_messages::market::{ExecuteMsg, QueryMsg};
use qerun_testing::suite::{qer, usd};
use qerun_testing::Setup;
use serde::de::DeserializeOwned;
use serde_json::{json, Value};

use crate::runbook::hand::ask;
use crate::runbook::page::open;

#[track_caller]
fn read<T: DeserializeOwned>(printed: &Value) -> T {
    serde_json::from_value(printed.clone()).unwrap_or_else(|error| panic!("{printed}: {error}"))
}

pub fn opening_borrowing() {
    let s = open("Opening borrowing");
    for row in [
        "price",
        "depth",
        "insurance, stress_cover",
        "cash",
        "depth_cap, debt_ceiling",
        "reserve_unreadable, reserve_of_another_market",
        "purchases_paused",
    ] {
        s.row(row);
    }
    let mut t = Setup {
        borrowing: false,
        insurance: Uint128::zero(),
        ..Setup::default()
    }
    .build()
    .unwrap();
    let (owner, bob, sue) = (t.at.timelock.clone(), t.user("bob"), t.user("sue"));
    t.fund_qer(&bob, qer("1000")).unwrap();
    t.deposit(&bob, qer("1000")).unwrap();
    let error = format!("{:#}", t.borrow(&bob, usd("60")).unwrap_err());
    assert!(
        error.contains("has not been opened by governance"),
        "{error}"
    );

    let milestones = s.say("milestones", "", &[]);
    assert!(matches!(read(&milestones), QueryMsg::Milestones {}));
    let told = ask(&t, "market", &milestones);
    assert_eq!(told["opened_at"], json!(null));
    let missing = told["missing"].as_array().unwrap();
    let kinds: Vec<_> = missing
        .iter()
        .map(|item| item.as_object().unwrap().keys().next().unwrap().clone())
        .collect();
    assert_eq!(kinds, ["insurance", "stress_cover", "cash"]);

    let opening: ExecuteMsg = read(&s.say("open_borrowing", "", &[]));
    let early = format!("{:#}", t.market(&owner, &opening, &[]).unwrap_err());
    assert!(early.contains("cannot be opened yet"), "{early}");
    t.fund_stable(&sue, usd("200000")).unwrap();
    for (key, amount) in [("fund_insurance", "140000"), ("supply", "50")] {
        let msg: ExecuteMsg = read(&s.say(key, "", &[]));
        let funds = [coin(usd(amount).u128(), &t.stable)];
        t.market(&sue, &msg, &funds).unwrap();
    }
    t.market(&owner, &opening, &[]).unwrap();
    t.borrow(&bob, usd("50")).unwrap();
    s.done();
}
