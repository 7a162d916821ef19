//! The same figures to the last bit whatever the number of threads, and whoever looks on.

use qerun_simulate::{
    simulate, Base, Book, Bootstrap, Diffusion, Gaps, Intraday, Liquidators, Outcome, Paths,
    Process, Scenario, ValidScenario, Worker,
};

use crate::common::{history, rules};

fn scenario() -> Scenario {
    let process = Process {
        base: Base::Diffusion(Diffusion::default()),
        gaps: Some(Gaps {
            per_year: 20.0,
            ..Gaps::default()
        }),
    };
    let mut scenario = Scenario::new(rules(), Book::at_limits(&rules(), 2e6, 0.7), process);
    scenario.steps = 3_000;
    scenario
}

fn on_threads(scenario: &ValidScenario, threads: usize, paths: Paths) -> Vec<Outcome> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.unwrap().install(|| simulate(scenario, &paths, |_| ()))
}

#[test]
fn threads_and_chunks_change_nothing() {
    let scenario = scenario().check().unwrap();
    let all = Paths {
        seed: 3,
        first: 0,
        count: 300,
    };
    let one = on_threads(&scenario, 1, all);
    assert_eq!(one.len(), 300);
    for threads in [2, 3, 7] {
        assert_eq!(
            one,
            on_threads(&scenario, threads, all),
            "{threads} threads"
        );
    }
    let part = Paths {
        first: 101,
        count: 150,
        ..all
    };
    assert_eq!(one[101..251], on_threads(&scenario, 2, part));
    let losses = one.iter().filter(|o| o.written_off > 0.0).count();
    assert!(losses > 100, "{losses}");
}

#[test]
fn another_seed_is_another_run() {
    let scenario = scenario().check().unwrap();
    let of = |seed| {
        let paths = Paths {
            seed,
            first: 0,
            count: 10,
        };
        on_threads(&scenario, 1, paths)
    };
    let (one, other) = (of(1), of(2));
    assert!(one.iter().zip(&other).all(|(a, b)| a != b));
}

#[test]
fn progress_counts_every_path() {
    use std::sync::atomic::{AtomicU64, Ordering};
    let scenario = scenario().check().unwrap();
    let (done, paths) = (
        AtomicU64::new(0),
        Paths {
            seed: 1,
            first: 5,
            count: 131,
        },
    );
    let told = |n| {
        done.fetch_add(n, Ordering::Relaxed);
    };
    assert_eq!(simulate(&scenario, &paths, told).len(), 131);
    assert_eq!(done.into_inner(), 131);
}

#[test]
fn who_looks_on_changes_nothing() {
    let bases = [
        Base::Diffusion(Diffusion::default()),
        Base::Bootstrap(Bootstrap {
            rows: history(60),
            block: Some(5),
            intraday: Intraday::Bridge(1.0),
        }),
    ];
    for (base, delay) in bases.into_iter().zip([0, 4]) {
        let mut scenario = scenario();
        scenario.process.base = base;
        scenario.oracle_delay = delay;
        scenario.liquidators.latency = 6;
        let scenario = scenario.check().unwrap();
        let mut worker = Worker::new(&scenario);
        for index in 0..60 {
            let (mut steps, mut last) = (0, None);
            let seen = worker.trace(9, index, &mut |step| {
                assert_eq!(step.step, steps);
                steps += 1;
                last = Some(*step);
            });
            assert_eq!(seen, worker.path(9, index), "path {index}");
            assert_eq!(steps, 3_000);
            let last = last.unwrap();
            assert_eq!(last.so_far.repaid, seen.repaid);
            assert!((last.debt - seen.debt_after).abs() < 1e-6);
        }
    }
}

#[test]
fn prices_do_not_depend_on_who_liquidates() {
    let slow = {
        let mut scenario = scenario();
        scenario.liquidators = Liquidators {
            latency: 36,
            ..Liquidators::default()
        };
        scenario.pool.sold = false;
        scenario.check().unwrap()
    };
    let fast = {
        let mut scenario = scenario();
        scenario.pool.sold = false;
        scenario.book.insurance = 0.0;
        scenario.check().unwrap()
    };
    let (mut slow, mut fast) = (Worker::new(&slow), Worker::new(&fast));
    for index in 0..20 {
        let (mut a, mut b) = (vec![], vec![]);
        slow.trace(1, index, &mut |step| a.push((step.qer, step.eth)));
        fast.trace(1, index, &mut |step| b.push((step.qer, step.eth)));
        assert_eq!(a, b);
    }
}
