//! The record that other contracts read raw: its key, its bytes, its helpers.

use crate::common::*;
use cosmwasm_std::{from_json, StdError, Storage};
use qerun_messages::oracle::{
    read_known_price, read_price, AssetEntry, PriceError, PriceRecord, PricesResponse, QueryMsg,
    Status,
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
    let expired = PriceError::Expired {
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
        Err(expired.clone())
    );
    assert_eq!(record(Status::Degraded).ensure_fresh("qer", 160), Ok(()));
    assert_eq!(
        record(Status::Degraded).ensure_fresh("qer", 161),
        Err(expired)
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

/// All figures different, live from 100 to 160.
fn record() -> PriceRecord {
    PriceRecord {
        bid: dec("1.1"),
        ask: dec("1.4"),
        mid: dec("1.2"),
        average: dec("1.3"),
        depth: Some(dec("5000")),
        as_of: 90,
        expires: 160,
        status: Status::Live,
        grace_ends: 130,
        uptime: 1_000,
        updated_at: 100,
    }
}

#[test]
fn liquidation_waits_for_the_grace_and_takes_the_higher_price() {
    assert_eq!(record().liquidation_price(), dec("1.3"));
    let fallen = PriceRecord {
        average: dec("1.15"),
        ..record()
    };
    assert_eq!(fallen.liquidation_price(), dec("1.2"));
    let grace = |now| {
        Err(PriceError::Grace {
            asset: q(),
            grace_ends: 130,
            now,
        })
    };
    for (status, now, expected) in [
        (Status::Live, 129, grace(129)),
        (Status::Live, 130, Ok(())),
        (Status::Degraded, 129, grace(129)),
        (Status::Degraded, 130, Ok(())),
        (Status::Live, 160, Ok(())),
        (
            Status::Live,
            161,
            Err(PriceError::Expired {
                asset: q(),
                expires: 160,
                now: 161,
            }),
        ),
        (
            Status::Halted,
            130,
            Err(PriceError::NotLive {
                asset: q(),
                status: Status::Halted,
            }),
        ),
    ] {
        let record = PriceRecord { status, ..record() };
        assert_eq!(record.ensure_liquidatable("qer", now), expected);
    }
}

#[test]
fn uptime_goes_on_while_it_is_live_and_not_expired() {
    for (status, now, uptime) in [
        (Status::Live, 99, 1_000),
        (Status::Live, 100, 1_000),
        (Status::Live, 101, 1_001),
        (Status::Live, 160, 1_060),
        (Status::Live, 10_000, 1_060),
        (Status::Degraded, 150, 1_000),
        (Status::Halted, 150, 1_000),
    ] {
        let record = PriceRecord { status, ..record() };
        assert_eq!(record.uptime_at(now), uptime, "{status} {now}");
    }
    let born_expired = PriceRecord {
        updated_at: 170,
        ..record()
    };
    assert_eq!(born_expired.uptime_at(200), 1_000);
}

#[test]
fn a_consumer_reads_it_raw_for_a_liquidation() {
    let others = OtherContracts::default();
    let stored = cosmwasm_std::to_json_vec(&record()).unwrap();
    others.records(&addr("oracle"), |storage| {
        storage.set(b"\x00\x01pqer", &stored);
    });
    let deps = others.deps();
    let wrapper = deps.as_ref().querier;
    let read = |asset, now| -> Result<PriceRecord, ReadError> {
        let record = read_known_price::<ReadError>(&wrapper, &addr("oracle"), asset)?;
        record.ensure_liquidatable(asset, now)?;
        Ok(record)
    };
    assert_eq!(read("qer", 130), Ok(record()));
    let grace = PriceError::Grace {
        asset: q(),
        grace_ends: 130,
        now: 129,
    };
    assert_eq!(read("qer", 129), Err(ReadError::Price(grace)));
    let missing = PriceError::Missing {
        asset: "eth".into(),
    };
    assert_eq!(read("eth", 130), Err(ReadError::Price(missing)));
}

/// What a consumer's own error takes.
#[derive(Debug, PartialEq)]
enum ReadError {
    Std(StdError),
    Price(PriceError),
}

impl From<StdError> for ReadError {
    fn from(error: StdError) -> Self {
        ReadError::Std(error)
    }
}

impl From<PriceError> for ReadError {
    fn from(error: PriceError) -> Self {
        ReadError::Price(error)
    }
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
