//! The record that other contracts read raw: its key, its bytes, its helpers.

use crate::common::*;
use cosmwasm_std::{from_json, Storage};
use qerun_messages::oracle::{
    read_price, AssetEntry, PriceError, PriceRecord, PricesResponse, QueryMsg, Status,
};
use qerun_mocks::OtherContracts;

#[test]
fn key_and_bytes_are_pinned() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.submit(0, "1.25");
    let bytes = oracle.deps.storage.get(b"\x00\x01pqer").unwrap();
    let json = concat!(
        r#"{"bid":"1.25","ask":"1.25","mid":"1.25","average":"1.25","depth":null,"#,
        r#""as_of":1700000000,"expires":1700001800,"status":"live","grace_ends":1700001200,"uptime":0,"updated_at":1700000000}"#
    );
    assert_eq!(String::from_utf8(bytes).unwrap(), json);
    for (status, text) in [
        (Status::Degraded, "\"degraded\""),
        (Status::Halted, "\"halted\""),
    ] {
        assert_eq!(from_json::<Status>(text).unwrap(), status);
    }
}

#[test]
fn a_consumer_reads_it_raw() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.submit(0, "1.25");
    let stored = oracle.deps.storage.get(b"\x00\x01pqer").unwrap();
    let others = OtherContracts::default();
    others.records(&addr("oracle"), |storage| {
        storage.set(b"\x00\x01pqer", &stored);
    });
    let deps = others.deps();
    let wrapper = deps.as_ref().querier;
    let record = read_price(&wrapper, &addr("oracle"), "qer")
        .unwrap()
        .unwrap();
    assert_eq!(Some(&record), oracle.record().as_ref());
    assert_eq!(read_price(&wrapper, &addr("oracle"), "eth").unwrap(), None);
}

#[test]
fn consumers_refuse_what_is_old_or_halted() {
    let one = dec("1");
    let record = |status| PriceRecord {
        bid: one,
        ask: one,
        mid: one,
        average: one,
        depth: None,
        as_of: 100,
        expires: 160,
        status,
        grace_ends: 0,
        uptime: 0,
        updated_at: 100,
    };
    let stale = PriceError::Stale {
        asset: "qer".into(),
        expires: 160,
        now: 161,
    };
    let not = |status| {
        Err(PriceError::NotLive {
            asset: "qer".into(),
            status,
        })
    };
    assert_eq!(record(Status::Live).ensure_live("qer", 160), Ok(()));
    assert_eq!(
        record(Status::Live).ensure_live("qer", 161),
        Err(stale.clone())
    );
    assert_eq!(record(Status::Degraded).ensure_fresh("qer", 160), Ok(()));
    assert_eq!(
        record(Status::Degraded).ensure_fresh("qer", 161),
        Err(stale)
    );
    assert_eq!(
        record(Status::Degraded).ensure_live("qer", 160),
        not(Status::Degraded)
    );
    assert_eq!(
        record(Status::Halted).ensure_fresh("qer", 160),
        not(Status::Halted)
    );
    assert_eq!(
        PriceError::Missing {
            asset: "qer".into()
        }
        .to_string(),
        "the oracle has no price of qer"
    );
}

#[test]
fn records_are_listed_in_pages() {
    let assets = ["atom", "eth", "osmo", "qer"].map(|asset| AssetEntry {
        asset: asset.into(),
        config: config(vec![fixed("1")], policy()),
    });
    let oracle = Oracle::with(assets.to_vec()).unwrap();
    let page = |start_after: Option<&str>, limit| {
        let start_after = start_after.map(str::to_owned);
        let response: PricesResponse = oracle.query(QueryMsg::Prices { start_after, limit });
        response
            .prices
            .into_iter()
            .map(|row| row.asset)
            .collect::<Vec<_>>()
    };
    assert_eq!(page(None, Some(2)), ["atom", "eth"]);
    assert_eq!(page(Some("eth"), None), ["osmo", "qer"]);
    assert_eq!(page(Some("qer"), None), Vec::<String>::new());
    // A page is never empty while there is an entry.
    assert_eq!(page(Some("atom"), Some(0)), ["eth"]);
}
