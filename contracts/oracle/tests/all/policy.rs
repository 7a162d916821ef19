//! The guards: several sources, deviation, bounds, growth clamp, averages.

use crate::common::*;
use qerun_messages::oracle::{ExecuteMsg, Policy, PriceError, PriceResponse, QueryMsg, Status};
use qerun_mocks::assert_event;

#[test]
fn bid_is_the_lowest_and_ask_the_highest_source() {
    let mut oracle = Oracle::of(vec![feeders(0, 1), feeders(1, 1), feeders(2, 1)], policy());
    oracle.submit_all(&["1.00", "1.05", "1.01"]);
    let record = oracle.record().unwrap();
    assert_eq!(
        (record.bid, record.mid, record.ask),
        (dec("1"), dec("1.01"), dec("1.05"))
    );
    assert_eq!(record.status, Status::Live);
    // 0.11 apart, more than 10 % of mid.
    oracle.wait(60);
    oracle.submit(1, "1.11");
    let record = oracle.record().unwrap();
    assert_eq!(record.status, Status::Degraded);
    assert!(record.ensure_fresh("qer", oracle.now()).is_ok());
    assert_eq!(
        record.ensure_live("qer", oracle.now()),
        Err(PriceError::NotLive {
            asset: "qer".into(),
            status: Status::Degraded
        })
    );
    oracle.wait(60);
    oracle.submit(1, "1.101");
    assert_eq!(oracle.record().unwrap().status, Status::Live);
}

#[test]
fn an_even_number_gives_the_mean_of_both_medians() {
    let mut oracle = Oracle::of(vec![fixed("1"), feeders(0, 1)], policy());
    oracle.submit(0, "1.04");
    let record = oracle.record().unwrap();
    assert_eq!(
        (record.bid, record.mid, record.ask),
        (dec("1"), dec("1.02"), dec("1.04"))
    );
}

#[test]
fn too_few_sources_leave_the_record_to_expire() {
    let two = Policy {
        min_sources: 2,
        ..policy()
    };
    let mut oracle = Oracle::of(vec![feeders(0, 1), feeders(1, 1)], two);
    oracle.submit(0, "1");
    assert_eq!(oracle.record(), None);
    oracle.submit(1, "1");
    let first = oracle.record().unwrap();
    // The second stops; the first alone moves nothing.
    oracle.wait(901);
    oracle.submit(0, "0.95");
    assert_eq!(oracle.record().unwrap(), first);
    let skipped = [
        ("asset", "qer"),
        ("counted", "1"),
        ("min_sources", "2"),
        ("status", "live"),
    ];
    assert_event(&oracle.poke(), "qerun-oracle/skip", &skipped);
    let response: PriceResponse = oracle.query(QueryMsg::Price {
        asset: "qer".into(),
    });
    assert_eq!(response.record, Some(first));
    assert_eq!(response.sources[0].kind, "feeder");
    assert_eq!(response.sources[0].observation.unwrap().price, dec("0.95"));
    assert_eq!(response.sources[1].observation, None);
}

#[test]
fn a_source_beyond_the_price_bounds_does_not_count_and_disagrees() {
    let bounds = Policy {
        min_price: dec("0.5"),
        max_price: dec("2"),
        ..policy()
    };
    let mut oracle = Oracle::of(vec![feeders(0, 1), feeders(1, 1)], bounds);
    oracle.submit_all(&["0.49", "1"]);
    let record = oracle.record().unwrap();
    assert_eq!((record.bid, record.status), (dec("1"), Status::Degraded));
    oracle.wait(1);
    oracle.submit(0, "2.01");
    let record = oracle.record().unwrap();
    assert_eq!((record.ask, record.status), (dec("1"), Status::Degraded));
    oracle.wait(1);
    oracle.submit(0, "0.98");
    let record = oracle.record().unwrap();
    assert_eq!((record.bid, record.status), (dec("0.98"), Status::Live));
}

#[test]
fn a_crash_through_the_lower_bound_stops_new_risk_at_once() {
    // LUNA 2022: the price falls below what the feed can report, and the last good one is lent against.
    let bounds = Policy {
        min_price: dec("0.5"),
        max_price: dec("2"),
        ..policy()
    };
    let mut oracle = Oracle::of(vec![feeders(0, 1)], bounds);
    for outside in ["0.49", "2.01"] {
        oracle.wait(1);
        oracle.submit(0, "1");
        let good = oracle.record().unwrap();
        assert_eq!(good.status, Status::Live);
        oracle.wait(1);
        oracle.submit(0, outside);
        let record = oracle.record().unwrap();
        assert_eq!(record.status, Status::Degraded);
        assert!(record.ensure_live("qer", oracle.now()).is_err());
        // Its figures and its age stay: nothing is invented.
        assert_eq!((record.mid, record.as_of), (good.mid, good.as_of));
    }
    oracle.wait(1);
    oracle.submit(0, "1");
    assert_eq!(oracle.record().unwrap().status, Status::Live);
    // A halt is never softened.
    let asset = "qer".to_owned();
    oracle
        .execute("guardian", ExecuteMsg::Halt { asset })
        .unwrap();
    oracle.wait(1);
    oracle.submit(0, "0.49");
    assert_eq!(oracle.record().unwrap().status, Status::Halted);
}

#[test]
fn growth_of_the_bid_is_clamped_and_falls_are_not() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
    oracle.submit(0, "1");
    oracle.wait(60);
    oracle.submit(0, "3");
    let record = oracle.record().unwrap();
    assert_eq!(
        (record.bid, record.mid, record.ask),
        (dec("1.05"), dec("3"), dec("3"))
    );
    // A rally is live: deviation is measured between the sources, before the clamp.
    assert_eq!(record.status, Status::Live);
    for _ in 0..20 {
        oracle.wait(60);
        oracle.submit(0, "3");
        assert_eq!(oracle.record().unwrap().bid, dec("1.05"));
    }
    // After well over an hour at 1.05 another step; within a day never above 1.2.
    for _ in 0..6 {
        oracle.wait(4_200);
        oracle.submit(0, "3");
    }
    assert_eq!(oracle.record().unwrap().bid, dec("1.2"));
    oracle.wait(60);
    oracle.submit(0, "0.9");
    assert_eq!(oracle.record().unwrap().bid, dec("0.9"));
    oracle.wait(60);
    oracle.submit(0, "1.2");
    assert_eq!(oracle.record().unwrap().bid, dec("0.945"));
}

#[test]
fn a_stall_is_no_way_around_the_clamp() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
    oracle.submit(0, "1");
    oracle.wait(30 * 86_400);
    oracle.submit(0, "5");
    assert_eq!(oracle.record().unwrap().bid, dec("1.05"));
    oracle.poke();
    assert_eq!(oracle.record().unwrap().bid, dec("1.05"));
}

#[test]
fn a_change_of_feed_keeps_the_clamp() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
    oracle.submit(0, "1");
    oracle.wait(2 * 86_400);
    oracle.set(vec![fixed("4")], clamped());
    assert_eq!(oracle.record().unwrap().bid, dec("1.05"));
    // Limits switched on later start from the bid in force.
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.submit(0, "1");
    oracle.wait(2 * 86_400);
    oracle.set(vec![fixed("4")], clamped());
    assert_eq!(oracle.record().unwrap().bid, dec("1.05"));
}

#[test]
fn average_is_weighted_by_time() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.submit(0, "1");
    assert_eq!(oracle.record().unwrap().average, dec("1"));
    for _ in 0..6 {
        oracle.wait(600);
        oracle.submit(0, "1");
    }
    // A spike that has held for no time weighs nothing, after 6 of 60 minutes a tenth.
    oracle.submit_later("2");
    assert_eq!(oracle.record().unwrap().average, dec("1"));
    oracle.wait(360);
    oracle.poke();
    let average = oracle.record().unwrap().average;
    assert!(average > dec("1.09") && average < dec("1.101"), "{average}");
}

#[test]
fn a_shorter_life_binds_the_present_record() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.submit(0, "1");
    oracle.wait(10);
    let aged = |max_age| Policy {
        max_age,
        ..policy()
    };
    oracle.set(vec![feeders(5, 1)], aged(900));
    assert_eq!(oracle.record().unwrap().expires, START + 900);
    oracle.wait(86_400);
    oracle.set(vec![feeders(5, 1)], aged(1_800));
    assert_eq!(oracle.record().unwrap().expires, START + 900);
}

impl Oracle {
    fn submit_later(&mut self, text: &str) {
        self.wait(1);
        self.submit(0, text);
    }
}
