//! Random users, prices, time and relayer faults over both chains: every invariant after every
//! operation, and for every operation what must come of it (see `suite::random`).
//!
//! A failure prints its seed and the last operations. Replay it, or try other seeds and lengths:
//! `QERUN_SEED=7 QERUN_OPERATIONS=20000 cargo test -p qerun-testing --test all stateful::one`.

mod chained;

use qerun_deployment::plan::PlanFile;
use qerun_deployment::Plan;
use qerun_messages::outpost::Transport;
use qerun_testing::suite::random::Random;
use qerun_testing::Setup;

/// Operations of a run.
const OPERATIONS: u64 = 6_000;

/// How often each operation must succeed in a run of that length, and fail where failing is part
/// of it: a run that mostly fails proves nothing.
const LEAST: &[(&str, u64, u64)] = &[
    ("acknowledge", 150, 1),
    ("arbitrage", 150, 0),
    ("bar", 8, 5),
    ("borrow", 150, 100),
    ("borrow while barred", 0, 20),
    ("borrow_minimum", 8, 0),
    ("buy_back", 8, 0),
    ("buy_eth", 0, 2),
    // Once a day at most, and a run has few days.
    ("change_market", 5, 10),
    ("change_reserve", 3, 1),
    ("close_channel", 5, 0),
    ("close_lost", 1, 0),
    ("close_lost_early", 0, 8),
    ("close_lost_made_good", 1, 0),
    ("collect", 25, 10),
    ("collect_stable", 2, 0),
    ("complete_again", 25, 0),
    ("crash", 5, 0),
    ("deliver", 150, 0),
    ("deliver_again", 5, 0),
    ("deposit", 150, 0),
    ("deposit_on_behalf", 10, 0),
    ("disagree", 15, 0),
    ("donate", 25, 0),
    ("flush_market", 1, 20),
    ("flush_reserve", 5, 30),
    ("fund_insurance", 5, 0),
    ("forged_packet", 20, 0),
    ("halt", 5, 0),
    ("late_acknowledgement", 1, 0),
    ("late_eth", 2, 0),
    ("late_refund", 1, 0),
    ("invalid_call", 0, 30),
    ("liquidate", 8, 0),
    ("liquidate_at_once", 0, 40),
    ("liquidate_minimum", 0, 3),
    ("liquidate_oneself", 1, 0),
    ("liquidate_refused", 0, 25),
    ("pause", 15, 0),
    ("pause_cooling_down", 0, 8),
    ("pause_running", 0, 2),
    ("prices", 150, 0),
    ("push_pool", 15, 0),
    ("recover", 5, 0),
    ("refuse_payments", 10, 0),
    ("relay_wrongly", 0, 15),
    ("repay", 150, 5),
    ("repay on a closed channel", 5, 0),
    ("repay under a pause", 5, 0),
    ("repay without a price", 10, 0),
    ("repay_for_another", 40, 0),
    ("repay_refused_by_the_bank", 10, 0),
    ("resolve", 1, 5),
    ("resolve_lost", 1, 0),
    ("resume", 5, 0),
    ("retry", 15, 10),
    ("seized_eth", 4, 0),
    ("seized_pending", 1, 0),
    ("seized_qer", 10, 0),
    ("stake", 10, 0),
    ("supply", 100, 1),
    ("supply_on_behalf", 10, 0),
    ("sync", 1, 15),
    ("time", 150, 0),
    ("time_out", 25, 0),
    ("unpause", 2, 0),
    ("unpause_purchases", 1, 0),
    ("unpause_staking", 1, 0),
    ("wind_down", 1, 0),
    ("wind_down_early", 0, 1),
    ("wind_down_nothing", 0, 3),
    ("withdraw", 60, 15),
    ("withdraw_below_minimum", 5, 0),
    ("withdraw_collateral", 50, 20),
    ("written_off", 3, 0),
    ("written_off_insurance", 3, 0),
];

/// The same of a run with so little insurance that losses reach every tranche.
const LEAST_OF_LOSSES: &[(&str, u64, u64)] = &[
    ("buy_eth", 1, 0),
    ("deficit_settled", 1, 0),
    ("liquidate", 8, 0),
    ("withdraw_before_a_loss", 1, 0),
    ("written_off_booked", 1, 0),
    ("written_off_insurance", 3, 0),
    ("written_off_suppliers", 2, 0),
];

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name}={text} is no number")),
    )
}

fn run(seed: u64) {
    run_on(&Random::setup(), seed, LEAST);
}

fn run_on(setup: &Setup, seed: u64, least: &[(&str, u64, u64)]) {
    let operations = number("QERUN_OPERATIONS").unwrap_or(OPERATIONS);
    let begun = std::time::Instant::now();
    let (suite, checker, random) =
        Random::run_on(setup, seed, operations).unwrap_or_else(|error| panic!("{error:#}"));
    println!(
        "seed {seed}: {operations} operations in {:?}, {} orders, {} checks held\n{}",
        begun.elapsed(),
        suite.orders().unwrap().len(),
        checker.held.values().sum::<u64>(),
        random.table()
    );
    if operations < OPERATIONS {
        return;
    }
    for (kind, succeeded, failed) in least {
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

#[test]
fn four() {
    if number("QERUN_SEED").is_none() {
        run(6);
    }
}

#[test]
fn through_every_tranche() {
    let seed = number("QERUN_SEED").unwrap_or(4);
    run_on(&Random::shallow_setup(), seed, LEAST_OF_LOSSES);
}

#[test]
fn by_ibc_hooks() {
    if number("QERUN_SEED").is_none() {
        let mut setup = Random::setup();
        setup.plan.route.transport = Transport::IbcHooks {};
        run_on(&setup, 5, LEAST);
    }
}

/// The plan that `qerun deploy` is tried with on live chains.
#[test]
fn on_the_local_plan() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/localnet.toml");
    let plan = Plan::load(path.as_ref()).unwrap();
    let setup = Setup::of(PlanFile::clone(&plan));
    let operations = number("QERUN_OPERATIONS").unwrap_or(1_000);
    Random::run_on(&setup, 8, operations).unwrap_or_else(|error| panic!("{error:#}"));
}
