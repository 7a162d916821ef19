//! `cargo bench -p qerun-simulate`: paths of 90 days with 20 accounts a second, on one thread by the time of its processor
//! and on all threads by the clock, and what is left when nobody owes anything: the prices alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

#[path = "../tests/all/common/mod.rs"]
mod common;

use std::time::Instant;

use common::{history, rules};
use qerun_simulate::{
    simulate, Account, Accounts, Base, Book, Bootstrap, Diffusion, Gaps, Intraday, Paths, Process,
    Scenario, ValidScenario, Worker,
};

fn main() {
    let diffusion = Base::Diffusion(Diffusion::default());
    let bootstrap = |intraday| {
        Base::Bootstrap(Bootstrap {
            rows: history(1_000),
            block: Some(10),
            intraday,
        })
    };
    println!(
        "{:<44} {:>12} {:>10} {:>12}",
        "90 days, 20 accounts", "paths/s", "ns a step", "paths/s"
    );
    println!(
        "{:<44} {:>12} {:>10} {:>12}",
        "", "one core", "one core", "all threads"
    );
    for (name, base, gaps) in [
        ("diffusion, one gap a year", diffusion.clone(), 1.0),
        ("diffusion, four gaps a year", diffusion, 4.0),
        (
            "bootstrap, bridges, one gap a year",
            bootstrap(Intraday::Bridge(1.0)),
            1.0,
        ),
        (
            "bootstrap, cliffs, one gap a year",
            bootstrap(Intraday::Cliff),
            1.0,
        ),
    ] {
        let gaps = Some(Gaps {
            per_year: gaps,
            ..Gaps::default()
        });
        let process = Process { base, gaps };
        let book = Book::at_limits(&rules(), 2_000_000.0, 0.7);
        let idle = Book {
            accounts: Accounts::Given(vec![Account::default()]),
            ..book.clone()
        };
        for (book, what) in [(book, ""), (idle, ", prices alone")] {
            let scenario = Scenario::new(rules(), book, process.clone())
                .check()
                .unwrap();
            row(&format!("{name}{what}"), &scenario);
        }
    }
}

fn row(name: &str, scenario: &ValidScenario) {
    const ONE: u64 = 4_000;
    let mut worker = Worker::new(scenario);
    let mut sum = 0.0;
    for index in 0..200 {
        sum += worker.path(7, index).lowest_price;
    }
    let begun = cpu_seconds();
    for index in 0..ONE {
        sum += worker.path(7, index).lowest_price;
    }
    let one = cpu_seconds() - begun;
    let paths = Paths {
        seed: 7,
        first: 0,
        count: 4 * ONE,
    };
    let begun = Instant::now();
    let outcomes = simulate(scenario, &paths, |_| ());
    let all = begun.elapsed().as_secs_f64();
    assert!(sum.is_finite() && outcomes.len() as u64 == paths.count);
    let steps = ONE as f64 * f64::from(scenario.steps);
    println!(
        "{name:<44} {:>12.0} {:>10.1} {:>12.0}",
        ONE as f64 / one,
        one * 1e9 / steps,
        paths.count as f64 / all
    );
}

/// Seconds for which this thread has run, which others' use of the machine does not change; by the clock where the system
/// does not tell.
fn cpu_seconds() -> f64 {
    use std::sync::OnceLock;
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat");
    let nanoseconds = told.ok().and_then(|text| {
        let first = text.split_whitespace().next()?;
        first.parse::<f64>().ok()
    });
    nanoseconds.map_or_else(
        || BEGUN.get_or_init(Instant::now).elapsed().as_secs_f64(),
        |ns| ns / 1e9,
    )
}
