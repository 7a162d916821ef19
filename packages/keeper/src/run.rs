//! Starting everything, and ending it.

use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use qerun_chain::{load_key, Key};
use qerun_deployment::plan::{Both, KeySource};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::emulate_default_handler;
use tracing::{info, warn};

use crate::config::{ensure_private, ChainConfig, Config};
use crate::node::{Endpoint, Limits, LiveNode, Pool};
use crate::observe::{serve, start_logs, Health, Metrics};
use crate::protocol::Protocol;
use crate::sender::{Courier, Sender, Terms};
use crate::task::{start, Context, Task};
use crate::tasks::switched_on;
use crate::{KeeperError, Stop};

/// How long the program waits for its threads at the end, less than a block: what waits for a node or a provider that does
/// not answer is left.
const LAST_WAIT: Duration = Duration::from_millis(500);

/// Runs the keeper until SIGTERM or SIGINT. A dry run reads everything and sends nothing.
///
/// # Errors
/// [`KeeperError`]: it could not start. Once it runs nothing but a signal ends it.
pub fn run(config: &Config, dry_run: bool) -> Result<(), KeeperError> {
    start_logs(config.log);
    let stop = Stop::default();
    let signals = stop_on_signal(&stop)?;
    let result = run_until(config, dry_run, &stop);
    signals.close();
    result
}

/// The first SIGTERM or SIGINT throws the switch, a second one ends the program at once.
fn stop_on_signal(stop: &Stop) -> Result<Handle, KeeperError> {
    let mut signals = Signals::new([SIGTERM, SIGINT]).map_err(KeeperError::Signals)?;
    let (handle, switch) = (signals.handle(), stop.clone());
    let watch = move || {
        for signal in signals.forever() {
            if switch.is_stopped() {
                let _ = emulate_default_handler(signal);
            }
            info!(signal, "ends");
            switch.stop();
        }
    };
    Builder::new()
        .name("signals".to_owned())
        .spawn(watch)
        .map_err(KeeperError::Thread)?;
    Ok(handle)
}

/// The same until a switch is thrown.
///
/// # Errors
/// See [`run`].
pub fn run_until(config: &Config, dry_run: bool, stop: &Stop) -> Result<(), KeeperError> {
    let metrics = Arc::new(Metrics::new()?);
    let tasks = switched_on(&config.task)?;
    let longest_wait = Duration::from_secs(config.back_off.longest);
    let intervals = tasks.iter().map(|task| (task.name(), task.interval()));
    let health = Arc::new(Health::new(intervals, longest_wait));
    let listener = match config.page {
        Some(page) => {
            let address = page.listen;
            let listen = |source| KeeperError::Listen { address, source };
            Some(TcpListener::bind(address).map_err(listen)?)
        }
        None => None,
    };
    let context = connect(config, dry_run, stop, &metrics)?;
    let mut threads: Vec<JoinHandle<()>> = Vec::new();
    if let Some(listener) = listener {
        let address = listener.local_addr().ok();
        let page = serve(listener, metrics, health.clone(), stop.clone());
        threads.push(page.map_err(KeeperError::Thread)?);
        info!(?address, "health and metrics");
    }
    threads.extend(start_tasks(tasks, &context, &health, config)?);
    while !stop.wait(Duration::from_secs(3_600)) {}
    match left_after(LAST_WAIT, &threads) {
        0 => info!("ended"),
        left => warn!(left, "ended before tasks that wait for an answer"),
    }
    Ok(())
}

/// Waits for threads, but no longer than this, and tells how many have not ended.
fn left_after(longest: Duration, threads: &[JoinHandle<()>]) -> usize {
    let left = || {
        threads
            .iter()
            .filter(|thread| !thread.is_finished())
            .count()
    };
    let started = Instant::now();
    while left() > 0 && started.elapsed() < longest {
        std::thread::sleep(Duration::from_millis(20));
    }
    left()
}

fn start_tasks(
    tasks: Vec<Box<dyn Task>>,
    context: &Context,
    health: &Arc<Health>,
    config: &Config,
) -> Result<Vec<JoinHandle<()>>, KeeperError> {
    let started = tasks.into_iter().map(|task| {
        info!(task = %task.name(), interval = task.interval().as_secs(), "task");
        start(task, context.clone(), health.clone(), config.back_off)
    });
    started
        .collect::<Result<_, _>>()
        .map_err(KeeperError::Thread)
}

/// Reads the keys, turns to the nodes and reads where the contracts are.
fn connect(
    config: &Config,
    dry_run: bool,
    stop: &Stop,
    metrics: &Arc<Metrics>,
) -> Result<Context, KeeperError> {
    let open = |chain: &ChainConfig| -> Result<(Arc<Pool>, Sender), KeeperError> {
        let pool = Arc::new(pool(chain, metrics)?);
        let head = pool.head()?;
        info!(
            chain = head.chain_id,
            height = head.height,
            account = pool.signer(),
            dry_run,
            "connected"
        );
        let terms = terms(chain, dry_run);
        let courier = Courier::new(pool.clone(), terms, stop.clone(), metrics.clone());
        let sender = Sender::start(courier, stop.clone()).map_err(KeeperError::Thread)?;
        Ok((pool, sender))
    };
    let (home, sender) = open(&config.chain.home)?;
    let (dex, dex_sender) = config.chain.dex.as_ref().map(open).transpose()?.unzip();
    let protocol = Protocol::read(&home, &config.market)?;
    let retry = config.task.retry.as_ref();
    if protocol.outpost.is_none() && retry.is_some_and(|retry| retry.enabled) {
        return Err(KeeperError::NoOutpost);
    }
    info!(?protocol, "deployment");
    let dex_fees = config.chain.dex.as_ref();
    let fees = Both {
        home: config.chain.home.fee_denom.clone(),
        dex: dex_fees
            .map(|dex| dex.fee_denom.clone())
            .unwrap_or_default(),
    };
    Ok(Context {
        home,
        sender,
        dex,
        dex_sender,
        protocol: Arc::new(protocol),
        fees,
        metrics: metrics.clone(),
        stop: stop.clone(),
    })
}

fn pool(chain: &ChainConfig, metrics: &Arc<Metrics>) -> Result<Pool, KeeperError> {
    let key = Arc::new(key(chain)?);
    let live = |url| Box::new(LiveNode::new(chain, url, key.clone())) as Box<dyn Endpoint>;
    let limits = Limits {
        chain_id: chain.chain_id.clone(),
        max_block_age: Duration::from_secs(chain.max_block_age),
    };
    let endpoints = chain.rpc.iter().map(live).collect();
    Ok(Pool::new(endpoints, limits, metrics.clone()))
}

fn key(chain: &ChainConfig) -> Result<Key, KeeperError> {
    if let KeySource::File { path, .. } = &chain.key {
        ensure_private(path)?;
    }
    let key = load_key(&chain.key, chain.coin_type, &chain.prefix);
    Ok(key.map_err(crate::config::ConfigError::from)?)
}

fn terms(chain: &ChainConfig, dry_run: bool) -> Terms {
    Terms {
        gas_margin: chain.gas_margin,
        max_gas: chain.max_gas,
        valid_blocks: chain.valid_blocks.into(),
        inclusion_timeout: Duration::from_secs(chain.inclusion_timeout),
        dry_run,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_thread_that_waits_for_an_answer_is_left() {
        let (answer, waits) = std::sync::mpsc::channel::<()>();
        let hangs = std::thread::spawn(move || {
            let _ = waits.recv();
        });
        let done = std::thread::spawn(|| {});
        let threads = [hangs, done];
        assert_eq!(left_after(LAST_WAIT, &threads), 1);
        drop(answer);
        assert_eq!(left_after(Duration::from_secs(60), &threads), 0);
        assert!(LAST_WAIT < Duration::from_secs(1), "a block");
    }

    #[test]
    fn a_signal_throws_the_switch() {
        let stop = Stop::default();
        let signals = stop_on_signal(&stop).unwrap();
        assert!(!stop.is_stopped());
        signal_hook::low_level::raise(SIGTERM).unwrap();
        assert!(stop.wait(Duration::from_secs(10)));
        signals.close();
    }
}
