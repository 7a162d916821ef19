//! Tasks in their threads, the page, and the end.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};

use qerun_keeper::config::BackOffConfig;
use qerun_keeper::observe::{answer, serve, Health};
use qerun_keeper::task::{start, Context, Round, Task, TaskError, TaskName};

use crate::fake::*;

const BACK_OFF: BackOffConfig = BackOffConfig {
    first: 1,
    longest: 1,
};

struct Counts {
    name: TaskName,
    rounds: Arc<AtomicU32>,
    manner: fn(u32) -> Result<Round, TaskError>,
}

impl Task for Counts {
    fn name(&self) -> TaskName {
        self.name
    }

    fn interval(&self) -> Duration {
        Duration::from_millis(20)
    }

    fn round(&mut self, _: &Context) -> Result<Round, TaskError> {
        (self.manner)(self.rounds.fetch_add(1, Ordering::Relaxed))
    }
}

/// Waits until something has happened; a minute is more than any machine needs.
fn wait_for(happened: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(60);
    while !happened() {
        assert!(Instant::now() < until, "still waiting after a minute");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_task_that_fails_or_panics_never_stops_the_others() {
    let chain = FakeChain::default();
    let someone = Someone::new(vec![FakeNode::of(&chain, "a", KEEPER)]);
    let interval = Duration::from_millis(20);
    let names = [TaskName::Poke, TaskName::Sync, TaskName::Flush];
    let health = Arc::new(Health::new(names.map(|name| (name, interval)), interval));
    let manners: [fn(u32) -> Result<Round, TaskError>; 3] = [
        |_| Ok(Round::IDLE),
        |_| panic!("a bug"),
        |_| {
            Err(TaskError::NoPrice {
                assets: "eth".to_owned(),
            })
        },
    ];
    let counts: Vec<Arc<AtomicU32>> = names.iter().map(|_| Arc::default()).collect();
    let started = Instant::now();
    let threads: Vec<_> = names
        .into_iter()
        .zip(manners)
        .zip(&counts)
        .map(|((name, manner), rounds)| {
            let task = Counts {
                name,
                rounds: rounds.clone(),
                manner,
            };
            start(
                Box::new(task),
                someone.context.clone(),
                health.clone(),
                BACK_OFF,
            )
            .unwrap()
        })
        .collect();
    let count = |task: usize| counts[task].load(Ordering::Relaxed);
    wait_for(|| count(1) >= 2 && count(2) >= 2);
    let after_failures = count(0);
    wait_for(|| count(0) > after_failures + 20);
    someone.context.stop.stop();
    for thread in threads {
        thread.join().unwrap();
    }
    // Jitter leaves at least three quarters of a second between two failures, on however slow a machine.
    let most = 1 + started.elapsed().as_millis() / 750;
    let failed = [count(1), count(2)];
    assert!(
        failed.iter().all(|rounds| u128::from(*rounds) <= most),
        "{failed:?} of {most}"
    );
    let report = health.report(qerun_keeper::node::now());
    assert!(report.tasks["poke"].healthy);
    assert_eq!(
        report.tasks["sync"].error.as_deref(),
        Some("the program has an error: a bug")
    );
    let text = someone.metrics.text().unwrap();
    let interval = "qerun_keeper_interval_seconds{task=\"sync\"} ";
    assert!(text.contains(interval), "{text}");
    let failed = format!(
        "rounds_total{{result=\"failed\",task=\"sync\"}} {}",
        count(1)
    );
    assert!(text.contains(&failed), "{text}");
}

#[test]
fn stopping_ends_a_task_that_waits() {
    let chain = FakeChain::default();
    let someone = Someone::new(vec![FakeNode::of(&chain, "a", KEEPER)]);
    struct Sleeps;
    impl Task for Sleeps {
        fn name(&self) -> TaskName {
            TaskName::Poke
        }
        fn interval(&self) -> Duration {
            Duration::from_secs(86_400)
        }
        fn round(&mut self, _: &Context) -> Result<Round, TaskError> {
            Ok(Round::IDLE)
        }
    }
    let health = Arc::new(Health::new([], Duration::ZERO));
    let thread = start(Box::new(Sleeps), someone.context.clone(), health, BACK_OFF).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let started = Instant::now();
    someone.context.stop.stop();
    thread.join().unwrap();
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn the_page_tells_health_and_metrics() {
    let chain = FakeChain::default();
    let someone = Someone::new(vec![FakeNode::of(&chain, "a", KEEPER)]);
    let health = Arc::new(Health::new(
        [(TaskName::Feed, Duration::from_secs(30))],
        Duration::ZERO,
    ));
    someone.context.home.head().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let page = serve(
        listener,
        someone.metrics.clone(),
        health.clone(),
        someone.context.stop.clone(),
    )
    .unwrap();
    let ask = |request: &str| {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let get = |path: &str| ask(&format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"));
    assert!(get("/health").starts_with("HTTP/1.1 200 OK"));
    for _ in 0..3 {
        health.failed(TaskName::Feed, "no price of eth");
    }
    let unwell = get("/health");
    assert!(
        unwell.starts_with("HTTP/1.1 503 ") && unwell.contains("no price of eth"),
        "{unwell}"
    );
    let metrics = get("/metrics?x=1");
    assert!(
        metrics.contains("version=0.0.4")
            && metrics.contains("qerun_keeper_block_height{chain=\"home-1\"} 100")
    );
    assert!(get("/else").starts_with("HTTP/1.1 404 "));
    assert!(ask("POST /health HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
    assert!(ask("\u{1}\u{2}\r\n\r\n").starts_with("HTTP/1.1 400 "));
    // A head that does not end, and one that never comes, hold up nobody for long.
    assert!(answer(
        b"GET /health HTTP/1.1\r\nHost: x\r\n",
        &someone.metrics,
        &health
    )
    .is_none());
    let silent = TcpStream::connect(address).unwrap();
    assert!(get("/metrics").starts_with("HTTP/1.1 200 OK"));
    drop(silent);
    someone.context.stop.stop();
    page.join().unwrap();
}
