//! The published depth: a dip lowers it at once and is forgotten in a day, a lift never raises it faster than a bid may
//! grow.

use crate::common::*;
use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_messages::oracle::{ExecuteMsg, FeederPrice, Policy};
use qerun_oracle::depth::DepthHistory;

const HOUR: u64 = 3_600;
const MINUTE: u64 = 60;

/// From the end of a dip until no slot of it is in the average any more.
const FORGOTTEN: u64 = DAY + 4 * HOUR;

/// What the sources report, moved on by the second.
struct Pool {
    history: DepthHistory,
    now: u64,
}

impl Pool {
    fn of(depth: &str) -> Self {
        Pool {
            history: DepthHistory::start(dec(depth), START),
            now: START,
        }
    }

    fn report(&mut self, wait: u64, depth: Option<Decimal>) -> Option<Decimal> {
        self.report_under(wait, depth, &clamped())
    }

    fn report_under(
        &mut self,
        wait: u64,
        depth: Option<Decimal>,
        policy: &Policy,
    ) -> Option<Decimal> {
        self.now += wait;
        self.history.advance(depth, policy, self.now).unwrap()
    }

    /// The same every five minutes for a while.
    fn hold(&mut self, seconds: u64, depth: &str) -> Option<Decimal> {
        let mut published = None;
        for _ in 0..seconds / 300 {
            published = self.report(300, Some(dec(depth)));
        }
        published
    }
}

fn usd(depth: &str) -> Option<Decimal> {
    Some(dec(depth))
}

#[test]
fn a_dip_lowers_it_at_once_and_is_forgotten_in_a_day() {
    let mut pool = Pool::of("1000000");
    assert_eq!(pool.hold(2 * DAY, "1000000"), usd("1000000"));
    // Almost all liquidity leaves for ten minutes: with a clamp alone the caps would be tight for three weeks.
    assert_eq!(pool.report(300, usd("20000")), usd("20000"));
    assert_eq!(pool.report(300, usd("20000")), usd("20000"));
    let back = pool.report(300, usd("1000000")).unwrap();
    // It may have been away for a quarter of an hour.
    assert!(back > dec("989000") && back < dec("990000"), "{back}");
    assert_eq!(pool.hold(FORGOTTEN, "1000000"), usd("1000000"));
}

#[test]
fn liquidity_for_a_moment_changes_nothing() {
    let mut pool = Pool::of("1000000");
    pool.hold(2 * DAY, "1000000");
    assert_eq!(pool.report(300, usd("10000000")), usd("1000000"));
    // It stays: a twentieth more in the first hour, a fifth more in the first day.
    assert_eq!(pool.hold(HOUR - 300, "10000000"), usd("1050000"));
    assert_eq!(pool.hold(DAY - HOUR, "10000000"), usd("1200000"));
    // It leaves, and nothing of it is left.
    assert_eq!(pool.report(300, usd("900000")), usd("900000"));
}

/// A minute of ten times the liquidity in every hour, for ten days: the reference gives way, the average does not.
#[test]
fn a_minute_an_hour_lifts_it_by_its_weight() {
    let mut pool = Pool::of("1000000");
    let mut most = dec("0");
    for _ in 0..240 {
        pool.report(59 * MINUTE, usd("10000000"));
        most = most.max(pool.report(MINUTE - 1, usd("10000000")).unwrap());
        assert_eq!(pool.report(1, usd("1000000")), usd("1000000"));
    }
    // A sixtieth of nine times as much, and what the slots of the average blur.
    assert!(most > dec("1140000") && most < dec("1160000"), "{most}");
}

/// Somebody brings ten times the liquidity after each honest report, pokes and takes it away again, all in one block: it was
/// there at no other moment, for ten days.
#[test]
fn liquidity_within_blocks_changes_nothing() {
    let mut pool = Pool::of("1000000");
    pool.hold(2 * DAY, "1000000");
    for _ in 0..10 * DAY / 300 {
        assert_eq!(pool.report(300, usd("1000000")), usd("1000000"));
        for _ in 0..3 {
            assert_eq!(pool.report(0, usd("10000000")), usd("1000000"));
        }
    }
}

/// Nobody reports a depth for three days: what was before is no depth any more. For a minute it hardly counts.
#[test]
fn no_report_counts_as_nothing() {
    let mut pool = Pool::of("1000000");
    pool.hold(2 * DAY, "1000000");
    assert_eq!(pool.report(MINUTE, None), None);
    let back = pool.report(MINUTE, usd("1000000")).unwrap();
    assert!(back > dec("998600") && back < dec("998700"), "{back}");
    pool.hold(2 * DAY, "1000000");
    assert_eq!(pool.report(MINUTE, None), None);
    assert_eq!(pool.report(3 * DAY, None), None);
    // Nothing in the average yet, and an eighth in the reference.
    assert_eq!(pool.report(MINUTE, usd("1000000")), None);
    let hour = pool.report(HOUR, usd("1000000")).unwrap();
    assert!(hour > dec("41000") && hour < dec("42000"), "{hour}");
    let day = pool.hold(FORGOTTEN, "1000000").unwrap();
    assert!(day > dec("125000") && day <= dec("187500"), "{day}");
}

#[test]
fn without_limits_the_average_alone_binds() {
    let mut pool = Pool::of("1000");
    let lifted = pool.report_under(DAY / 2, usd("9000"), &policy());
    assert_eq!(lifted, usd("1000"));
    // Half a day at 9,000 in a day and the 8 hours before.
    let half = pool.report_under(DAY / 2, usd("9000"), &policy()).unwrap();
    assert!(half > dec("4900") && half < dec("5100"), "{half}");
}

/// Nine digits of it, never more than what is reported.
#[test]
fn it_has_nine_digits() {
    let mut pool = Pool::of("1234567.891234567891234567");
    let same = usd("1234567.891234567891234567");
    assert_eq!(pool.report(300, same), usd("1234567.89"));
    let risen = pool.report(300, usd("1334567.891234567891234567"));
    assert_eq!(risen, usd("1234567.89"));
    // The least that is published is a dollar.
    assert_eq!(pool.report(300, usd("0.999999999999")), None);
    assert_eq!(pool.report(300, usd("1")), usd("1"));
}

/// However often it is reported: a fall in 3,600 parts is no faster than one.
#[test]
fn many_reports_make_no_fall_faster() {
    let slow = Policy {
        max_growth_hour: Some(dec("0.001")),
        max_growth_day: None,
        ..policy()
    };
    let mut pool = Pool::of("1000");
    let mut before = dec("0");
    for _ in 0..FORGOTTEN / 300 {
        before = pool.report_under(300, usd("1000000000"), &slow).unwrap();
    }
    assert!(before > dec("1020") && before < dec("1030"), "{before}");
    for _ in 0..3_600 {
        pool.report_under(1, usd("1"), &slow);
    }
    pool.report_under(1, usd("1000000000"), &slow);
    let back = pool.report_under(1, usd("1000000000"), &slow).unwrap();
    let least = halved(before, HOUR) * dec("1.001");
    assert!(back >= least, "{back} {least}");
    // Each part is rounded up in its ninth digit.
    assert!(back <= least * dec("1.00004"), "{back} {least}");
}

/// A limit that is lifted is forgotten: set again it starts from what is in force, not from what was low long ago.
#[test]
fn a_lifted_limit_leaves_nothing() {
    let mut pool = Pool::of("1000");
    pool.hold(DAY, "1000");
    pool.report_under(300, usd("1000000"), &policy());
    pool.report_under(2 * DAY, usd("1000000"), &policy());
    assert_eq!(pool.report(300, usd("1000000")), usd("1000000"));
}

/// Through the contract: what feeders submit, the record has.
#[test]
fn the_record_has_it() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
    let submit = |oracle: &mut Oracle, wait, usd: Option<&str>| {
        oracle.wait(wait);
        let prices = vec![FeederPrice {
            depth: usd.map(dec),
            ..price("qer", "1", oracle.now())
        }];
        oracle
            .execute("feeder0", ExecuteMsg::SubmitPrices { prices })
            .unwrap();
        oracle.record().unwrap().depth
    };
    assert_eq!(submit(&mut oracle, 0, None), None);
    assert_eq!(submit(&mut oracle, 60, Some("1000000")), usd("1000000"));
    assert_eq!(submit(&mut oracle, 600, Some("10000000")), usd("1000000"));
    // Average by now 8.5 million, but growth is at most 5 %.
    assert_eq!(submit(&mut oracle, 3_600, Some("10000000")), usd("1050000"));
    assert_eq!(submit(&mut oracle, 60, Some("400000")), usd("400000"));
    // A drained pool has no depth; a minute later it has what growth allowed before, less what halving took in three minutes.
    assert_eq!(submit(&mut oracle, 60, Some("0")), None);
    let back = submit(&mut oracle, 60, Some("1200000"));
    assert_eq!(back, usd("1048484.85"));
}

/// Waits between reports, seconds.
fn wait() -> impl Strategy<Value = u64> {
    prop_oneof![4 => 1u64..600, 2 => 600u64..7_200, 1 => 7_200u64..40_000]
}

fn times(most: usize) -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(wait(), 1..most)
}

/// `2^-(seconds / a day)`, a little below.
fn halved(value: Decimal, seconds: u64) -> Decimal {
    let part = 0.5f64.powf(seconds as f64 / DAY as f64);
    value * Decimal::raw((part * 1e18) as u128) * dec("0.99999999")
}

/// `growth` to a power.
fn grown(value: Decimal, growth: &str, times: u64) -> Decimal {
    (0..times).fold(value, |value, _| value.saturating_mul(dec(growth)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Whatever is added to an honest depth, whenever and for however long: until it goes, the published depth has grown
    /// over the honest level by no more than a bid may, counted from the beginning of the lift; when it is gone, it is no
    /// higher than what is there.
    #[test]
    fn a_lift_gains_what_growth_allows(
        honest in prop::collection::vec((wait(), 500_000u64..1_000_000), 1..40),
        lift in prop::collection::vec((wait(), 0u64..1_000_000_000), 1..60),
        after in times(40),
    ) {
        let mut pool = Pool::of("700000");
        let of = |depth: u64| Decimal::from_ratio(depth, 1u64);
        let (mut level, mut last) = (dec("700000"), dec("700000"));
        for (wait, depth) in honest {
            last = of(depth);
            level = level.max(last);
            let published = pool.report(wait, Some(last)).unwrap();
            prop_assert!(published <= last);
        }
        let began = pool.now;
        for (wait, added) in lift {
            let published = pool.report(wait, Some(last + of(added))).unwrap();
            let held = pool.now - began;
            prop_assert!(published <= grown(level, "1.05", 1 + held / HOUR));
            prop_assert!(published <= grown(level, "1.2", 1 + held / DAY));
        }
        for wait in after {
            let published = pool.report(wait, Some(last)).unwrap();
            prop_assert!(published <= last);
        }
    }

    /// Where the reference binds it grows as a bid may: in any hour by a twentieth of its lowest, in any day by a fifth.
    #[test]
    fn the_reference_grows_as_a_bid(waits in times(80)) {
        let mut pool = Pool::of("1000");
        pool.hold(FORGOTTEN, "1000000000");
        let mut published = vec![];
        for wait in waits {
            let depth = pool.report(wait, usd("1000000000")).unwrap();
            let now = pool.now;
            for (i, (_, before)) in published.iter().enumerate() {
                let until = published.get(i + 1).map_or(now, |(at, _): &(u64, Decimal)| *at);
                for (span, growth) in [(HOUR, "1.05"), (DAY, "1.2")] {
                    prop_assert!(until + span <= now || depth <= *before * dec(growth));
                }
            }
            published.push((now, depth));
        }
    }

    /// A dip to whatever level, for however long: meanwhile nothing above it is published; after it no more is missing
    /// than its part of a day (of the average) or what halving took, and a day and a slot later only the latter.
    #[test]
    fn a_dip_costs_what_halving_allows(
        before in times(60),
        dip in prop::collection::vec((wait(), prop::option::of(0u64..1_000_000)), 1..40),
        after in times(60),
    ) {
        let full = dec("1000000");
        let mut pool = Pool::of("1000000");
        pool.hold(FORGOTTEN, "1000000");
        for wait in before {
            prop_assert_eq!(pool.report(wait, Some(full)), Some(full));
        }
        let began = pool.now;
        for (i, (wait, depth)) in dip.into_iter().enumerate() {
            // The first report of it is what begins it.
            let wait = if i == 0 { 0 } else { wait };
            let depth = depth.map(|depth| Decimal::from_ratio(depth, 1u64));
            let published = pool.report(wait, depth);
            prop_assert!(published.unwrap_or_default() <= depth.unwrap_or_default());
        }
        let last = after.first().copied().unwrap();
        let lasted = pool.now + last - began;
        let ended = began + lasted;
        let part = full.saturating_sub(full * Decimal::from_ratio(lasted.min(DAY), DAY));
        let weighed = part * dec("0.99999999");
        for wait in after {
            let published = pool.report(wait, Some(full)).unwrap_or_default();
            let least = halved(full, lasted);
            if pool.now >= ended + FORGOTTEN {
                prop_assert!(published >= least, "{published} {least}");
            } else {
                prop_assert!(published.checked_add(dec("1")).unwrap() >= least.min(weighed));
            }
        }
        let end = pool.report(FORGOTTEN, Some(full)).unwrap();
        prop_assert!(end >= halved(full, lasted));
    }
}
