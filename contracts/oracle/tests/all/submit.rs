//! Feeders fill slots; a quorum makes a price.

use crate::common::*;
use cosmwasm_std::Decimal;
use qerun_messages::oracle::{
    ExecuteMsg, FeederPrice, PriceResponse, QueryMsg, SlotsResponse, Status,
};

#[test]
fn a_quorum_of_four_feeders_makes_a_price() {
    let mut oracle = Oracle::of(vec![feeders(0, 4)], policy());
    assert_eq!(oracle.record(), None);
    assert_eq!(events(&oracle.submit(0, "1.00")), ["submit", "skip"]);
    oracle.wait(10);
    assert_eq!(events(&oracle.submit(1, "1.02")), ["submit", "skip"]);
    oracle.wait(10);
    // Three of four: f = 1, so low and high are both the middle one.
    assert_eq!(events(&oracle.submit(2, "9.00")), ["submit", "update"]);
    let record = oracle.record().unwrap();
    assert_eq!(
        (record.bid, record.mid, record.ask),
        (dec("1.02"), dec("1.02"), dec("1.02"))
    );
    assert_eq!(record.as_of, START + 10);
    assert_eq!(record.expires, START + 10 + 1_800);
    assert_eq!(record.status, Status::Live);
    oracle.wait(10);
    oracle.submit(3, "1.04");
    let record = oracle.record().unwrap();
    assert_eq!(
        (record.bid, record.mid, record.ask),
        (dec("1.02"), dec("1.03"), dec("1.04"))
    );
    assert_eq!(record.as_of, START + 10);
}

#[test]
fn several_assets_in_one_message() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    let other = config(vec![feeders(0, 1)], policy());
    let msg = ExecuteMsg::SetAsset {
        asset: "eth".into(),
        config: other,
    };
    oracle.execute("timelock", msg).unwrap();
    let prices = vec![price("eth", "2500", START), price("qer", "2", START)];
    let response = oracle
        .execute("feeder0", ExecuteMsg::SubmitPrices { prices })
        .unwrap();
    assert_eq!(events(&response), ["submit", "update", "submit", "update"]);
    assert_eq!(oracle.record().unwrap().mid, dec("2"));
    let eth: PriceResponse = oracle.query(QueryMsg::Price {
        asset: "eth".into(),
    });
    assert_eq!(eth.record.unwrap().mid, dec("2500"));
    let slots: SlotsResponse = oracle.query(QueryMsg::Slots {
        asset: "eth".into(),
    });
    assert_eq!(slots.slots.len(), 1);
    assert_eq!(slots.slots[0].slot.unwrap().price, dec("2500"));
}

#[test]
fn stale_slots_do_not_count_and_the_record_expires() {
    let mut oracle = Oracle::of(vec![feeders(0, 4)], policy());
    oracle.submit_all(&["1", "1", "1", "1"]);
    let first = oracle.record().unwrap();
    oracle.wait(900);
    assert_eq!(events(&oracle.poke()), ["update"]);
    oracle.wait(1);
    // All slots are too old: nothing is published, nothing refreshed.
    assert_eq!(events(&oracle.poke()), ["skip"]);
    let record = oracle.record().unwrap();
    assert_eq!((record.as_of, record.expires), (first.as_of, first.expires));
    assert!(record.ensure_live("qer", START + 1_800).is_ok());
    assert!(record.ensure_fresh("qer", START + 1_801).is_err());
}

#[test]
fn a_late_joiner_never_takes_the_age_back() {
    let mut oracle = Oracle::of(vec![feeders(0, 7)], policy());
    oracle.wait(500);
    for i in 0..5 {
        oracle.submit(i, "1");
    }
    assert_eq!(oracle.record().unwrap().as_of, START + 500);
    for i in 5..7 {
        let prices = vec![price("qer", "1.01", START + 1)];
        oracle
            .execute(&feeder(i), ExecuteMsg::SubmitPrices { prices })
            .unwrap();
    }
    assert_eq!(oracle.record().unwrap().as_of, START + 500);
    // A third old one makes the f-th oldest old: the source waits until it has caught up.
    let mut oracle = Oracle::of(vec![feeders(0, 4), feeders(10, 1)], policy());
    oracle.wait(100);
    oracle.submit(10, "1");
    assert_eq!(oracle.record().unwrap().as_of, START + 100);
    for i in 0..3 {
        let prices = vec![price("qer", "0.97", START + 50)];
        oracle
            .execute(&feeder(i), ExecuteMsg::SubmitPrices { prices })
            .unwrap();
    }
    assert_eq!(oracle.record().unwrap().bid, dec("1"));
    oracle.wait(1);
    oracle.submit_all(&["0.97", "0.97", "0.97"]);
    let record = oracle.record().unwrap();
    assert_eq!((record.as_of, record.bid), (START + 100, dec("0.97")));
}

#[test]
fn depth_needs_a_quorum_too() {
    let mut oracle = Oracle::of(vec![feeders(0, 4)], policy());
    let mut submit = |i: usize, depth: Option<u128>| {
        let depth = depth.map(|usd| Decimal::from_ratio(usd, 1u128));
        let timestamp = oracle.now();
        let prices = vec![FeederPrice {
            asset: "qer".into(),
            price: dec("1"),
            depth,
            timestamp,
        }];
        oracle
            .execute(&feeder(i), ExecuteMsg::SubmitPrices { prices })
            .unwrap();
        oracle
            .record()
            .and_then(|record| record.depth)
            .map(|depth| depth.to_string())
    };
    assert_eq!(submit(0, Some(900_000_000)), None);
    assert_eq!(submit(1, None), None);
    // A price, but only two with a depth.
    assert_eq!(submit(2, Some(1_000_000)), None);
    assert_eq!(submit(3, Some(1_100_000)), Some("1100000".into()));
}
