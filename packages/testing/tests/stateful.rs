//! Random users, prices, time and relayer faults over both chains: every invariant after every
//! operation, and for every operation what must come of it (see `suite::random`).
//!
//! A failure prints its seed and the last operations. Replay it, or try other seeds and lengths:
//! `QERUN_SEED=7 QERUN_OPERATIONS=20000 cargo test -p qerun-testing --test stateful one`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

use qerun_testing::suite::random::Random;

/// Operations of a run.
const OPERATIONS: u64 = 5_000;

/// How often each operation must succeed in a run of that length, and fail where failing is part
/// of it: a run that mostly fails proves nothing.
const LEAST: &[(&str, u64, u64)] = &[("supply", 100, 1)];

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name}={text} is no number")),
    )
}

fn run(seed: u64) {
    let operations = number("QERUN_OPERATIONS").unwrap_or(OPERATIONS);
    let begun = std::time::Instant::now();
    let (suite, watch, random) =
        Random::run(seed, operations).unwrap_or_else(|error| panic!("{error:#}"));
    println!(
        "seed {seed}: {operations} operations in {:?}, {} orders, {} checks held\n{}",
        begun.elapsed(),
        suite.orders().unwrap().len(),
        watch.held.values().sum::<u64>(),
        random.table()
    );
    if operations < OPERATIONS {
        return;
    }
    for (kind, succeeded, failed) in LEAST {
        let tally = random.tally(kind);
        assert!(
            tally.succeeded >= *succeeded && tally.failed >= *failed,
            "seed {seed}: {kind} {tally:?}, at least {succeeded} and {failed} wanted"
        );
    }
}

#[test]
fn one() {
    run(number("QERUN_SEED").unwrap_or(1));
}

#[test]
fn two() {
    if number("QERUN_SEED").is_none() {
        run(2);
    }
}

#[test]
fn three() {
    if number("QERUN_SEED").is_none() {
        run(3);
    }
}
