//! What a new configuration does at once: each source is compared, slots of former feeders go, tighter guards bind the
//! record.

use crate::common::*;
use qerun_messages::oracle::{
    ExecuteMsg, FeederPrice, Policy, PriceSource, QueryMsg, SlotsResponse, Status, COOL_DOWN,
};
use qerun_oracle::state::PRESENT;
use qerun_oracle::ContractError;

fn far(source_number: usize, price: &str, published: &str) -> Result<(), ContractError> {
    Err(ContractError::FarFromPublished {
        asset: q(),
        source_number,
        price: dec(price),
        published: dec(published),
        max_deviation: dec("0.1"),
    })
}

fn two() -> Policy {
    Policy {
        min_sources: 2,
        ..policy()
    }
}

/// A fixed price ten times off is refused alone, and beside a source that has no price yet: the two make no price today,
/// but would in the next second, and it would be 10.
#[test]
fn each_source_that_answers_is_compared() {
    let mut oracle = Oracle::of(vec![feeders(0, 4)], policy());
    oracle.submit_all(&["2", "2", "2", "2"]);
    let without_price = || feeders(9, 1);
    for (sources, policy, number) in [
        (vec![fixed("20")], policy(), 1),
        (vec![fixed("20"), without_price()], two(), 1),
        (vec![without_price(), fixed("20")], two(), 2),
        (vec![fixed("2"), fixed("2"), fixed("20")], two(), 3),
    ] {
        let result = oracle.try_set(sources, policy);
        assert_eq!(result, far(number, "20", "2"));
    }
    // Nor is it hidden by the policy's own bounds, outside which it does not count today.
    let below = |min_sources| Policy {
        max_price: dec("19"),
        min_sources,
        ..policy()
    };
    let mut low = Oracle::of(vec![feeders(0, 1)], below(1));
    low.submit(0, "2");
    assert_eq!(
        low.try_set(vec![without_price(), fixed("20")], below(2)),
        far(2, "20", "2")
    );
    // A tenth away is as far as the old policy allows between sources.
    for (price, ok) in [
        ("2.2", true),
        ("2.201", false),
        ("1.8", true),
        ("1.799", false),
    ] {
        let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
        oracle.submit(0, "2");
        let result = oracle.try_set(vec![fixed(price), without_price()], two());
        assert_eq!(result, if ok { Ok(()) } else { far(1, price, "2") });
    }
}

/// A source whose prices are older than the record does not count, and is no reason to refuse: it needs a newer one first.
#[test]
fn a_source_that_fell_behind_is_not_compared() {
    let mut oracle = Oracle::of(vec![feeders(0, 1), feeders(1, 1)], policy());
    oracle.submit_all(&["1", "1"]);
    oracle.wait(500);
    oracle.submit(0, "1.3");
    oracle.wait(401);
    // The second is not live any more; the record moves on, then the second submits a price of before.
    oracle.submit(0, "1.3");
    let old = FeederPrice {
        ..price("qer", "1", oracle.now() - 10)
    };
    let prices = vec![old];
    oracle
        .execute("feeder1", ExecuteMsg::SubmitPrices { prices })
        .unwrap();
    assert_eq!(oracle.record().unwrap().mid, dec("1.3"));
    oracle
        .try_set(vec![feeders(0, 1), feeders(1, 1)], policy())
        .unwrap();
    assert_eq!(oracle.record().unwrap().mid, dec("1.3"));
}

fn slots_of(oracle: &Oracle) -> usize {
    let present = PRESENT.load(&oracle.deps.storage, "qer").unwrap();
    present.slots.iter().flatten().count()
}

/// Slots of former feeders go with the feeders: nothing is left of an asset that was removed, however often it was
/// changed, and no old price counts for an asset that is set anew.
#[test]
fn slots_of_former_feeders_go() {
    let day = |first: usize| PriceSource::Feeder {
        feeders: (first..first + 4)
            .map(|i| addr(&feeder(i)).into())
            .collect(),
        max_age: 86_400,
    };
    let long = Policy {
        max_age: 86_400,
        ..policy()
    };
    let empty = Oracle::with(vec![]).unwrap().storage();
    let mut oracle = Oracle::of(vec![day(0)], long.clone());
    oracle.submit_all(&["1", "1.01", "1.02", "1.03"]);
    assert_eq!(slots_of(&oracle), 4);
    // Two stay, two go; those who stay keep their slots.
    oracle.try_set(vec![day(2)], long.clone()).unwrap();
    assert_eq!(slots_of(&oracle), 2);
    let SlotsResponse { slots } = oracle.query(QueryMsg::Slots { asset: q() });
    let price_of = |i: usize| slots[i].slot.as_ref().map(|slot| slot.price);
    assert_eq!(
        (price_of(0), price_of(1)),
        (Some(dec("1.02")), Some(dec("1.03")))
    );
    assert_eq!((price_of(2), price_of(3)), (None, None));
    // One who comes back has no slot.
    oracle.wait(COOL_DOWN / 2);
    oracle.submit(2, "1.04");
    oracle.wait(COOL_DOWN / 2);
    oracle.try_set(vec![day(0)], long.clone()).unwrap();
    let SlotsResponse { slots } = oracle.query(QueryMsg::Slots { asset: q() });
    assert_eq!(
        slots
            .iter()
            .map(|one| one.slot.is_some())
            .collect::<Vec<_>>(),
        [false, false, true, true]
    );
    for i in 0..4 {
        oracle.submit(i, "1");
    }
    oracle
        .execute("timelock", ExecuteMsg::Halt { asset: q() })
        .unwrap();
    oracle.wait(86_400);
    // Idle: set as if it were new, then forgotten, all in one block.
    oracle.try_set(vec![day(4)], long.clone()).unwrap();
    assert_eq!(slots_of(&oracle), 0);
    oracle
        .execute("timelock", ExecuteMsg::RemoveAsset { asset: q() })
        .unwrap();
    assert_eq!(oracle.storage(), empty);
    oracle.try_set(vec![day(0)], long).unwrap();
    assert_eq!(oracle.record(), None);
}

/// New guards bind a record that no live source stands behind any more: nobody takes new risk at it.
#[test]
fn tightened_bounds_bind_the_record_at_once() {
    let wide = || Policy {
        min_price: dec("0.9"),
        max_price: dec("1.5"),
        ..policy()
    };
    let with = |change: fn(&mut Policy)| {
        let mut new = wide();
        change(&mut new);
        new
    };
    // Bid 1.36, mid 1.4, ask 1.44: 0.08 apart, where 0.1 x 1.4 are allowed.
    let sources = || vec![feeders(0, 1), feeders(1, 1), feeders(2, 1)];
    for (new, status) in [
        (wide(), Status::Live),
        (with(|p| p.max_price = dec("1.44")), Status::Live),
        (with(|p| p.max_price = dec("1.439")), Status::Degraded),
        (with(|p| p.min_price = dec("1.36")), Status::Live),
        (with(|p| p.min_price = dec("1.361")), Status::Degraded),
        (with(|p| p.max_deviation = dec("0.09")), Status::Live),
    ] {
        let mut oracle = Oracle::of(sources(), wide());
        oracle.submit_all(&["1.36", "1.4", "1.44"]);
        oracle.wait(901);
        let before = oracle.record().unwrap();
        oracle.try_set(sources(), new.clone()).unwrap();
        let record = oracle.record().unwrap();
        assert_eq!(record.status, status, "{new:?}");
        let live = record.ensure_live("qer", oracle.now());
        assert_eq!(live.is_ok(), status == Status::Live);
        // Its figures and its age stay.
        assert_eq!((record.bid, record.ask), (before.bid, before.ask));
        assert_eq!(
            (record.as_of, record.expires),
            (before.as_of, before.expires)
        );
        // With the next price that passes it is good again.
        for i in 0..3 {
            oracle.submit(i, "1.4");
        }
        assert_eq!(oracle.record().unwrap().status, Status::Live);
    }
}

/// The same for the deviation. A clamped bid far below mid is no disagreement of the sources: an update that does not
/// narrow it leaves the record alone.
#[test]
fn a_narrower_deviation_binds_the_record_at_once() {
    let sources = || vec![feeders(0, 1), feeders(1, 1)];
    let narrower = Policy {
        max_deviation: dec("0.09"),
        ..policy()
    };
    for (high, status) in [("1.09", Status::Live), ("1.1", Status::Degraded)] {
        let mut oracle = Oracle::of(sources(), policy());
        oracle.submit_all(&["1", high]);
        assert_eq!(oracle.record().unwrap().status, Status::Live);
        oracle.wait(901);
        oracle.try_set(sources(), narrower.clone()).unwrap();
        assert_eq!(oracle.record().unwrap().status, status, "{high}");
    }
    let mut rally = Oracle::of(vec![feeders(0, 1)], clamped());
    rally.submit(0, "1");
    rally.wait(60);
    rally.submit(0, "3");
    rally.wait(901);
    rally.try_set(vec![feeders(0, 1)], clamped()).unwrap();
    let record = rally.record().unwrap();
    assert_eq!((record.bid, record.status), (dec("1.05"), Status::Live));
}

/// Moonwell 2026: the new feed of a staked ETH was its price in ETH, 1.12, not composed with ETH's price, 2,200 USD. It
/// cannot take the place of the right one, and where it fills its slot later the price bounds stop new risk; the
/// guardian returns to the feed before at once, not after days of governance.
#[test]
fn moonwell_2026_feed_not_composed() {
    let sane = Policy {
        min_price: dec("1100"),
        max_price: dec("4400"),
        ..policy()
    };
    let mut oracle = Oracle::of(vec![feeders(0, 1)], sane.clone());
    oracle.submit(0, "2464");
    // Live at once: refused, alone and beside the right one.
    for sources in [vec![fixed("1.12")], vec![fixed("1.12"), feeders(0, 1)]] {
        assert_eq!(
            oracle.try_set(sources, sane.clone()),
            far(1, "1.12", "2464")
        );
    }
    // Not live yet: taken, and its first price makes none.
    oracle.try_set(vec![feeders(1, 1)], sane.clone()).unwrap();
    oracle.wait(60);
    oracle.submit(1, "1.12");
    let record = oracle.record().unwrap();
    assert_eq!((record.mid, record.status), (dec("2464"), Status::Degraded));
    let revert = ExecuteMsg::RevertAsset { asset: q() };
    oracle.execute("guardian", revert).unwrap();
    oracle.wait(60);
    oracle.submit(0, "2470");
    let record = oracle.record().unwrap();
    assert_eq!((record.mid, record.status), (dec("2470"), Status::Live));
    // Of a new asset there is no price to compare with: it never gets one.
    let eth = |prices| ExecuteMsg::SetAsset {
        asset: "steth".into(),
        config: config(prices, sane.clone()),
    };
    oracle
        .execute("timelock", eth(vec![fixed("1.12")]))
        .unwrap();
    let asset = "steth".to_owned();
    let answer: qerun_messages::oracle::PriceResponse = oracle.query(QueryMsg::Price { asset });
    assert_eq!(answer.record, None);
}
