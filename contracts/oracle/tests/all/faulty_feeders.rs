//! What faulty feeders, stalls and the extremes of prices can and cannot do.

use crate::common::*;
use cosmwasm_std::Decimal;
use qerun_messages::oracle::{ExecuteMsg, FeederPrice, Policy, Status};
use qerun_oracle::ContractError;

fn submit_at(o: &mut Oracle, i: usize, text: &str, at: u64) -> Result<(), ContractError> {
    let prices = vec![price("qer", text, at)];
    o.execute(&feeder(i), ExecuteMsg::SubmitPrices { prices })
        .map(|_| ())
}

fn submit_depth(o: &mut Oracle, i: usize, text: &str, depth: Option<&str>) {
    let prices = vec![FeederPrice {
        depth: depth.map(dec),
        ..price("qer", text, o.now())
    }];
    o.execute(&feeder(i), ExecuteMsg::SubmitPrices { prices })
        .unwrap();
}

/// One faulty feeder of four that submits only old prices makes the source older than the record. It delays a fall by no
/// more than the round in which the honest three submit, however it goes on.
#[test]
fn an_old_timestamp_delays_by_one_round_at_most() {
    let mut oracle = Oracle::of(vec![feeders(0, 4)], policy());
    for i in 0..3 {
        oracle.submit(i, "1");
        oracle.wait(100);
    }
    let as_of = oracle.record().unwrap().as_of;
    let mut stalled = 0;
    for turn in 0..9 {
        let old = oracle.now() - 890;
        submit_at(&mut oracle, 3, "1", old).unwrap();
        // The record's age never goes back.
        assert!(oracle.record().unwrap().as_of >= as_of);
        oracle.wait(100);
        oracle.submit(turn % 3, "0.5");
        let record = oracle.record().unwrap();
        if turn < 3 {
            stalled += u32::from(record.mid == dec("1"));
        } else {
            // All honest ones are at 0.5, and so is the record, to its highest price.
            assert_eq!((record.mid, record.ask), (dec("0.5"), dec("0.5")));
            assert_eq!(record.status, Status::Live);
        }
    }
    assert!(stalled <= 2, "{stalled}");
}

/// After a stall the average is the price of before: nobody is liquidated at the first price after it, and an hour and
/// the rest of a quarter later it has caught up.
#[test]
fn the_average_carries_on_over_a_stall() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.submit(0, "1");
    oracle.wait(10 * 86_400);
    oracle.submit(0, "0.1");
    let record = oracle.record().unwrap();
    assert_eq!((record.mid, record.average), (dec("0.1"), dec("1")));
    oracle.wait(1_800);
    oracle.submit(0, "0.1");
    let average = oracle.record().unwrap().average;
    assert_eq!(average, dec("0.55"));
    oracle.wait(1_800);
    oracle.submit(0, "0.1");
    // 800 s of the old price stand in the quarter of which 100 s are in the hour: 100 x 0.9 x 800 / 900 s are left of it.
    let left = dec("0.1") + dec("80") / dec("3600");
    assert_eq!(oracle.record().unwrap().average, left);
    oracle.wait(100);
    oracle.submit(0, "0.1");
    assert_eq!(oracle.record().unwrap().average, dec("0.1"));
}

/// From one end of what can be submitted to the other: ordered, and no figure overflows.
#[test]
fn extremes_stay_in_order() {
    let open = Policy {
        min_price: Decimal::raw(1_000_000),
        max_price: dec("1000000000000"),
        min_liquidity: dec("0"),
        grace: 1_200,
        ..clamped()
    };
    let mut oracle = Oracle::of(vec![feeders(0, 1)], open);
    let (most, least) = ("1000000000000", "0.000000000001");
    for (text, bid) in [
        (most, most),
        (least, least),
        (most, "0.00000000000105"),
        (least, least),
        ("1", "0.00000000000105"),
    ] {
        oracle.wait(3_600);
        submit_depth(&mut oracle, 0, text, Some(text));
        let record = oracle.record().unwrap();
        assert_eq!((record.bid, record.mid), (dec(bid), dec(text)));
        assert!(record.bid <= record.mid && record.mid <= record.ask);
        assert_eq!(record.status, Status::Live);
        assert!(record.average <= dec(most));
    }
}

/// The clamp holds over halts, resumes and a depth that comes and goes: a day gains a fifth.
#[test]
fn nothing_gets_faster_past_the_clamp() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
    submit_depth(&mut oracle, 0, "1", Some("1000"));
    let (mut best, mut deepest) = (dec("1"), dec("1000"));
    for step in 0..48u64 {
        oracle.wait(1_800);
        let depth = (step % 3 != 0).then_some("1000000");
        submit_depth(&mut oracle, 0, "100", depth);
        if step % 5 == 1 {
            let asset = || "qer".to_owned();
            oracle
                .execute("guardian", ExecuteMsg::Halt { asset: asset() })
                .unwrap();
            oracle
                .execute("timelock", ExecuteMsg::Resume { asset: asset() })
                .unwrap();
        }
        let record = oracle.record().unwrap();
        best = best.max(record.bid);
        deepest = deepest.max(record.depth.unwrap_or_default());
    }
    // What halving takes while one end of the time between two reports has no depth, and never more than a fifth gained.
    assert_eq!((best, deepest), (dec("1.2"), dec("1165.83833")));
}

/// Of three feeders none may be faulty: the record shows the disagreement.
#[test]
fn three_feeders_tolerate_no_faulty_one() {
    let mut oracle = Oracle::of(vec![feeders(0, 3)], policy());
    oracle.submit_all(&["1", "1.01", "0.85"]);
    let record = oracle.record().unwrap();
    assert_eq!(record.status, Status::Degraded);
    assert_eq!(
        (record.bid, record.mid, record.ask),
        (dec("0.85"), dec("1"), dec("1.01"))
    );
    // Of four one may: its price is cut off.
    let mut oracle = Oracle::of(vec![feeders(0, 4)], policy());
    oracle.submit_all(&["1", "1.01", "1.02", "0.85"]);
    let record = oracle.record().unwrap();
    assert_eq!(record.status, Status::Live);
    assert_eq!((record.bid, record.ask), (dec("1"), dec("1.01")));
}

/// Clamps and averages keep a bounded history, whatever the rhythm.
#[test]
fn storage_does_not_grow() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
    let mut most = 0;
    for i in 0..2_000u64 {
        oracle.wait(37 + i % 91);
        submit_depth(&mut oracle, 0, "1.1", Some("100000"));
        let bytes: usize = oracle.storage().iter().map(|(_, value)| value.len()).sum();
        most = most.max(bytes);
    }
    assert!(most < 2_000, "{most}");
}

/// Of two sources both must count.
fn two() -> Policy {
    Policy {
        min_sources: 2,
        ..policy()
    }
}

/// A source that alone cannot make a price can disagree with one: nobody takes new risk at a record from which the only
/// live source is far, as nobody would if the other were live as well.
#[test]
fn a_lone_source_that_disagrees_degrades() {
    for (price, status) in [
        ("1.1", Status::Live),
        ("1.101", Status::Degraded),
        ("0.9", Status::Live),
        ("0.899", Status::Degraded),
    ] {
        let mut oracle = Oracle::of(vec![feeders(0, 1), feeders(1, 1)], two());
        oracle.submit_all(&["1", "1"]);
        oracle.wait(901);
        let before = oracle.record().unwrap();
        oracle.submit(0, price);
        let record = oracle.record().unwrap();
        assert_eq!(record.status, status, "{price}");
        assert_eq!((record.mid, record.as_of), (before.mid, before.as_of));
        // When the other agrees with it there is a price again.
        oracle.submit(1, price);
        let record = oracle.record().unwrap();
        assert_eq!((record.mid, record.status), (dec(price), Status::Live));
    }
}

/// Either end of its range can disagree.
#[test]
fn either_end_of_a_lone_source_disagrees() {
    for (third, status) in [
        ("1.05", Status::Live),
        ("1.2", Status::Degraded),
        ("0.8", Status::Degraded),
    ] {
        let mut oracle = Oracle::of(vec![feeders(0, 3), feeders(9, 1)], two());
        oracle.submit(9, "1");
        oracle.submit_all(&["1", "1", "1"]);
        oracle.wait(901);
        oracle.submit_all(&["1", "1", third]);
        assert_eq!(oracle.record().unwrap().status, status, "{third}");
    }
}
