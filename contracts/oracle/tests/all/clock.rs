//! How long a price was live, and from when on it is good for liquidations: over stalls, halts, changes and reverts.

use crate::common::*;
use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_messages::oracle::{ExecuteMsg, Policy, PriceError, PriceRecord, PriceSource, Status};

/// Twenty minutes of grace, see `policy`.
const GRACE: u64 = 1_200;

fn send(oracle: &mut Oracle, sender: &str, msg: ExecuteMsg) {
    oracle.execute(sender, msg).unwrap();
}

fn halt(oracle: &mut Oracle) {
    send(oracle, "guardian", ExecuteMsg::Halt { asset: q() });
}

fn resume(oracle: &mut Oracle) {
    send(oracle, "timelock", ExecuteMsg::Resume { asset: q() });
}

/// Feeder 0 submits after a while; the end of the grace then.
fn submit_after(oracle: &mut Oracle, seconds: u64) -> u64 {
    oracle.wait(seconds);
    oracle.submit(0, "1");
    oracle.record().unwrap().grace_ends
}

#[test]
fn the_first_price_and_every_one_after_a_stall_begin_a_grace() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    let first = submit_after(&mut oracle, 0);
    assert_eq!(first, START + GRACE);
    let liquidatable =
        |oracle: &Oracle, at| oracle.record().unwrap().ensure_liquidatable("qer", at);
    let refused = PriceError::Grace {
        asset: q(),
        grace_ends: first,
        now: first - 1,
    };
    assert_eq!(liquidatable(&oracle, first - 1), Err(refused));
    assert_eq!(liquidatable(&oracle, first), Ok(()));
    // New risk needs no grace.
    assert_eq!(oracle.record().unwrap().ensure_live("qer", START), Ok(()));
    // The last second of a record's life is no stall, the next one is.
    assert_eq!(submit_after(&mut oracle, 1_800), first);
    let again = submit_after(&mut oracle, 1_801);
    assert_eq!(again, oracle.now() + GRACE);
    assert_eq!(submit_after(&mut oracle, 600), again);
}

/// A source may count for longer than the record's own life: a poke then writes a record that has expired already. It is
/// live for no second, and the price after it ends the stall.
#[test]
fn a_record_that_has_expired_when_written_counts_nothing() {
    let feeder = PriceSource::Feeder {
        feeders: vec![addr("feeder0").into()],
        max_age: 86_400,
    };
    let mut oracle = Oracle::of(vec![feeder], policy());
    oracle.submit(0, "1");
    oracle.wait(1_801);
    oracle.poke();
    let record = oracle.record().unwrap();
    assert_eq!((record.as_of, record.uptime), (START, 1_800));
    assert!(record.ensure_fresh("qer", oracle.now()).is_err());
    oracle.wait(100);
    oracle.submit(0, "1");
    let record = oracle.record().unwrap();
    assert_eq!(record.grace_ends, oracle.now() + GRACE);
    assert_eq!(record.uptime, 1_800);
}

#[test]
fn the_grace_after_a_halt_begins_with_the_price_that_ends_it() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    let first = submit_after(&mut oracle, 0);
    halt(&mut oracle);
    // Prices under the halt begin none.
    assert_eq!(submit_after(&mut oracle, 1_500), first);
    resume(&mut oracle);
    let second = oracle.now() + GRACE;
    assert_eq!(oracle.record().unwrap().grace_ends, second);
    // Resumed without a live source: the record stays halted, and nothing begins before the next price.
    halt(&mut oracle);
    oracle.wait(901);
    resume(&mut oracle);
    let record = oracle.record().unwrap();
    assert_eq!((record.status, record.grace_ends), (Status::Halted, second));
    let third = submit_after(&mut oracle, 100);
    assert_eq!(third, oracle.now() + GRACE);
}

/// A policy with less grace shortens none that runs.
#[test]
fn a_grace_that_runs_is_not_shortened() {
    let mut oracle = Oracle::of(vec![fixed("1")], policy());
    let less = Policy {
        grace: 600,
        ..policy()
    };
    oracle.wait(60);
    oracle.set(vec![fixed("1")], less);
    oracle.wait(10);
    halt(&mut oracle);
    resume(&mut oracle);
    assert_eq!(oracle.record().unwrap().grace_ends, START + GRACE);
    oracle.wait(700);
    halt(&mut oracle);
    resume(&mut oracle);
    assert_eq!(oracle.record().unwrap().grace_ends, oracle.now() + 600);
}

#[derive(Clone, Debug)]
enum Action {
    Submit(u64),
    Poke,
    Halt,
    Resume,
    Age(u64),
    Deviation(u64),
    Revert,
}

fn actions() -> impl Strategy<Value = Vec<(u64, Action)>> {
    let wait = prop_oneof![6 => 0u64..700, 3 => 700u64..4_000, 1 => 80_000u64..90_000];
    let action = prop_oneof![
        8 => (850u64..1_150).prop_map(Action::Submit),
        1 => (1u64..5_000).prop_map(Action::Submit),
        2 => Just(Action::Poke),
        1 => Just(Action::Halt),
        2 => Just(Action::Resume),
        1 => (900u64..3_600).prop_map(Action::Age),
        1 => (50u64..120).prop_map(Action::Deviation),
        1 => Just(Action::Revert),
    ];
    prop::collection::vec((wait, action), 1..80)
}

/// Does it, whether it is refused or not.
fn act(oracle: &mut Oracle, action: &Action, policy: &mut Policy) {
    let new = match action {
        Action::Age(age) => Policy {
            max_age: *age,
            ..policy.clone()
        },
        Action::Deviation(share) => Policy {
            max_deviation: Decimal::permille(*share),
            ..policy.clone()
        },
        _ => policy.clone(),
    };
    let (sender, msg) = match action {
        Action::Submit(permille) => {
            let text = format!("{}.{:03}", permille / 1_000, permille % 1_000);
            let prices = vec![price("qer", &text, oracle.now())];
            ("feeder0", ExecuteMsg::SubmitPrices { prices })
        }
        Action::Poke => ("anyone", ExecuteMsg::Poke { assets: vec![q()] }),
        Action::Halt => ("guardian", ExecuteMsg::Halt { asset: q() }),
        Action::Resume => ("timelock", ExecuteMsg::Resume { asset: q() }),
        Action::Revert => ("guardian", ExecuteMsg::RevertAsset { asset: q() }),
        Action::Age(_) | Action::Deviation(_) => {
            let config = config(vec![feeders(0, 1), fixed("1")], new.clone());
            ("timelock", ExecuteMsg::SetAsset { asset: q(), config })
        }
    };
    if oracle.execute(sender, msg).is_ok() {
        *policy = new;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    /// Whatever happens: the uptime is, to the second, the time for which the record in force was live and not expired,
    /// and a grace only ever moves on, to a full one from now.
    #[test]
    fn uptime_is_the_time_that_it_was_live(actions in actions()) {
        let two = Policy { min_sources: 2, ..policy() };
        let mut oracle = Oracle::of(vec![feeders(0, 1), fixed("1")], two.clone());
        let mut policy = two;
        let (mut live, mut last): (u64, Option<PriceRecord>) = (0, None);
        let mut seen_at = oracle.now();
        for (wait, action) in actions {
            oracle.wait(wait);
            let now = oracle.now();
            if let Some(record) = last.as_ref().filter(|record| record.status == Status::Live) {
                // Seconds after `seen_at` up to `now` and up to its end.
                live += (seen_at + 1..=now).filter(|at| *at <= record.expires).count() as u64;
            }
            act(&mut oracle, &action, &mut policy);
            let record = oracle.record();
            if let Some(record) = &record {
                prop_assert_eq!(record.uptime_at(now), live, "{:?}", action);
                prop_assert!(record.updated_at <= now && record.uptime <= live);
                let before = last.as_ref().map_or(0, |last| last.grace_ends);
                prop_assert!(record.grace_ends >= before);
                if record.grace_ends != before {
                    prop_assert_eq!(record.grace_ends, now + GRACE);
                    let stalled = last.as_ref().is_none_or(|last| now > last.expires);
                    let resumed = last.as_ref().is_some_and(|last| last.status == Status::Halted);
                    prop_assert!(stalled || resumed || matches!(action, Action::Revert));
                }
            }
            (last, seen_at) = (record, now);
        }
    }
}
