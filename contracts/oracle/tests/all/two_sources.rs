//! Of two sources that disagree nobody knows which is right: neither moves mid alone.

use crate::common::*;
use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_messages::oracle::{PriceRecord, Status};

/// Two sources of one feeder each: number 0 is honest.
fn oracle() -> Oracle {
    Oracle::of(vec![feeders(0, 1), feeders(1, 1)], policy())
}

/// Both report a minute later.
fn report(oracle: &mut Oracle, honest: Decimal, other: Decimal) -> PriceRecord {
    oracle.wait(60);
    for (i, price) in [honest, other].into_iter().enumerate() {
        oracle.submit(i, &price.to_string());
    }
    oracle.record().unwrap()
}

fn for_two_hours(oracle: &mut Oracle, honest: &str, other: &str) -> PriceRecord {
    for _ in 0..120 {
        report(oracle, dec(honest), dec(other));
    }
    oracle.record().unwrap()
}

#[test]
fn a_low_lie_liquidates_nobody() {
    let mut oracle = oracle();
    report(&mut oracle, dec("1.02"), dec("1"));
    let record = for_two_hours(&mut oracle, "1.02", "0.01");
    assert_eq!(record.status, Status::Degraded);
    assert_eq!((record.bid, record.ask), (dec("0.01"), dec("1.02")));
    // On which they last agreed.
    assert_eq!((record.mid, record.average), (dec("1.01"), dec("1.01")));
    assert_eq!(record.liquidation_price(), dec("1.01"));
    // They agree again.
    let record = report(&mut oracle, dec("1.04"), dec("1"));
    assert_eq!((record.mid, record.status), (dec("1.02"), Status::Live));
}

/// A stablecoin is owed at its mid: a lie above it liquidates nobody either.
#[test]
fn a_high_lie_lifts_no_debt() {
    let mut oracle = oracle();
    report(&mut oracle, dec("1"), dec("1.02"));
    let record = for_two_hours(&mut oracle, "1", "50");
    assert_eq!(record.mid.min(record.average), dec("1.01"));
}

/// A fall goes as far as both follow: the average of a pool behind the feeders.
#[test]
fn mid_falls_with_the_slower_one() {
    let mut oracle = oracle();
    report(&mut oracle, dec("1"), dec("1"));
    for (fast, slow, mid) in [
        ("0.5", "0.9", "0.9"),
        ("0.4", "0.7", "0.7"),
        // It rises no further than the lower of them lets it.
        ("0.6", "0.8", "0.7"),
        ("0.95", "1.2", "0.95"),
        ("0.4", "0.41", "0.405"),
    ] {
        let record = report(&mut oracle, dec(fast), dec(slow));
        assert_eq!(record.mid, dec(mid), "{fast} {slow}");
    }
}

/// The first record has nothing to hold to.
#[test]
fn without_a_record_it_is_the_mean() {
    let mut oracle = oracle();
    let record = report(&mut oracle, dec("1"), dec("3"));
    assert_eq!((record.mid, record.status), (dec("1"), Status::Degraded));
    let two = qerun_messages::oracle::Policy {
        min_sources: 2,
        ..policy()
    };
    let mut oracle = Oracle::of(vec![feeders(0, 1), feeders(1, 1)], two);
    let record = report(&mut oracle, dec("1"), dec("3"));
    assert_eq!((record.mid, record.status), (dec("2"), Status::Degraded));
}

/// Where one source may be alone, it makes mid while the other is not live, and mid stays there when that one is back. Where two
/// must count there is no price meanwhile.
#[test]
fn one_that_may_be_alone_is_believed() {
    for (min_sources, mid) in [(1, "0.01"), (2, "1.01")] {
        let policy = qerun_messages::oracle::Policy {
            min_sources,
            ..policy()
        };
        let mut oracle = Oracle::of(vec![feeders(0, 1), feeders(1, 1)], policy);
        report(&mut oracle, dec("1.02"), dec("1"));
        oracle.wait(901);
        oracle.submit(1, "0.01");
        let alone = oracle.record().unwrap();
        assert_eq!(alone.mid, dec(mid));
        let status = [Status::Live, Status::Degraded][min_sources as usize - 1];
        assert_eq!(alone.status, status);
        let record = report(&mut oracle, dec("1.02"), dec("0.01"));
        assert_eq!((record.mid, record.status), (dec(mid), Status::Degraded));
    }
}

/// Of three the middle one counts, as ever.
#[test]
fn three_need_no_last_price() {
    let mut oracle = Oracle::of(vec![feeders(0, 1), feeders(1, 1), feeders(2, 1)], policy());
    oracle.submit_all(&["1", "1", "1"]);
    oracle.wait(60);
    oracle.submit_all(&["1.5", "1.4", "0.01"]);
    assert_eq!(oracle.record().unwrap().mid, dec("1.4"));
}

fn any_price() -> impl Strategy<Value = Decimal> {
    (1..1_000_000_000_000u128).prop_map(|millionths| Decimal::from_ratio(millionths, 1_000_000u128))
}

proptest! {
    /// Whatever one of two reports: mid is a price between those that the honest one has reported since they last agreed,
    /// and the one on which they did.
    #[test]
    fn one_of_two_never_moves_mid_beyond_honest_prices(
        rounds in prop::collection::vec((900_000..1_100_000u128, any_price(), any::<bool>()), 1..40),
    ) {
        let mut oracle = oracle();
        let (mut least, mut most) = (dec("1"), dec("1"));
        report(&mut oracle, dec("1"), dec("1"));
        for (honest, lie, agrees) in rounds {
            let honest = Decimal::from_ratio(honest, 1_000_000u128);
            let other = if agrees { honest * dec("1.05") } else { lie };
            oracle.wait(60);
            for (i, price) in [(1, other), (0, honest)] {
                oracle.submit(i, &price.to_string());
                let record = oracle.record().unwrap();
                // Until the honest one has reported, its last price counts.
                if i == 0 {
                    (least, most) = (least.min(honest), most.max(honest));
                }
                if record.status == Status::Live {
                    (least, most) = (record.mid.min(honest), record.mid.max(honest));
                }
                prop_assert!(least <= record.mid && record.mid <= most, "{:?}", record);
                prop_assert!(record.bid <= record.mid && record.mid <= record.ask);
            }
        }
    }
}
