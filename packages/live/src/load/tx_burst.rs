//! Many transactions at once: signed beforehand and broadcast without waiting for blocks.

use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use anyhow::{anyhow, bail, Context, Result};
use cosmrs::Any;
use qerun_chain::{Account, ChainError, Key, Sent};

use crate::net::LiveChain;

/// Connections to the node. A user's transactions go over one of them, in order.
const CONNECTIONS: usize = 4;
/// Tries of a transaction whose sequence the node does not expect.
const TRIES: usize = 20;
/// How long the last transaction of a burst may take to be in a block.
const TIMEOUT: Duration = Duration::from_secs(120);

/// One transaction: what it does and the gas it pays for.
#[derive(Clone)]
pub struct Job {
    pub messages: Vec<Any>,
    pub gas: u64,
}

/// What one signer sends, one after another.
pub struct Queue<'a> {
    pub key: &'a Key,
    /// Account number and next sequence.
    pub account: Account,
    /// The transactions in order.
    pub jobs: Vec<Job>,
}

/// The result of a burst.
pub struct TxBurst {
    /// The transactions of every queue, in order.
    pub sent: Vec<Vec<Sent>>,
    pub count: usize,
    /// From the first broadcast until the last was seen in a block.
    pub took: Duration,
    /// Most in one block.
    pub most: usize,
    /// Broadcasts that were tried again for their sequence.
    pub retries: usize,
}

impl TxBurst {
    /// Transactions in a second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.count as f64 / self.took.as_secs_f64().max(0.001)
    }
}

/// Sends all queues and waits until everything is in blocks and went well.
pub fn send(live: &LiveChain, queues: &mut [Queue<'_>]) -> Result<TxBurst> {
    let start = Instant::now();
    let share = queues.len().div_ceil(CONNECTIONS).max(1);
    let results: Vec<Result<(Vec<Vec<Sent>>, usize)>> = scope(|scope| {
        let lines: Vec<_> = queues
            .chunks_mut(share)
            .map(|chunk| scope.spawn(move || send_over_connection(live, chunk)))
            .collect();
        let join = |line: std::thread::ScopedJoinHandle<'_, _>| {
            line.join()
                .unwrap_or_else(|_| Err(anyhow!("a connection's thread panicked")))
        };
        lines.into_iter().map(join).collect()
    });
    let (mut sent, mut retries) = (Vec::new(), 0usize);
    for result in results {
        let (part, again) = result?;
        sent.extend(part);
        retries = retries.saturating_add(again);
    }
    let took = start.elapsed();
    let mut blocks = std::collections::BTreeMap::new();
    for sent in sent.iter().flatten() {
        let count = blocks.entry(sent.height).or_insert(0usize);
        *count = count.saturating_add(1);
    }
    Ok(TxBurst {
        count: sent.iter().map(Vec::len).sum(),
        sent,
        took,
        most: blocks.values().copied().max().unwrap_or_default(),
        retries,
    })
}

/// Sends the queues of one connection: broadcasts all, then waits for each.
fn send_over_connection(
    live: &LiveChain,
    queues: &mut [Queue<'_>],
) -> Result<(Vec<Vec<Sent>>, usize)> {
    let mut retries = 0usize;
    let mut posted = Vec::new();
    for queue in queues.iter_mut() {
        let mut bytes = Vec::new();
        for job in queue.jobs.clone() {
            let (transaction, again) = post(live, queue, &job)?;
            retries = retries.saturating_add(again);
            bytes.push(transaction);
        }
        posted.push(bytes);
    }
    let start = Instant::now();
    let mut sent = Vec::new();
    for (queue, bytes) in queues.iter().zip(posted) {
        let mut done = Vec::new();
        for transaction in bytes {
            done.push(loop {
                let found = live.look_up(&transaction);
                if let Some(found) = found.with_context(|| queue.key.address.clone())? {
                    break found;
                }
                if start.elapsed() > TIMEOUT {
                    bail!("{}: a transaction is in no block", queue.key.address);
                }
                sleep(Duration::from_millis(200));
            });
        }
        sent.push(done);
    }
    Ok((sent, retries))
}

/// Signs and broadcasts one transaction; queries the sequence again when the node expects another.
fn post(live: &LiveChain, queue: &mut Queue<'_>, job: &Job) -> Result<(Vec<u8>, usize)> {
    for again in 0..TRIES {
        let bytes = live.sign(queue.key, queue.account, job.messages.clone(), job.gas)?;
        match live.broadcast(&bytes) {
            Ok(()) => {
                queue.account.sequence = queue.account.sequence.saturating_add(1);
                return Ok((bytes, again));
            }
            // Its predecessor is not in a block yet, or was sent elsewhere.
            Err(ChainError::Sequence { .. }) => {
                sleep(Duration::from_millis(500));
                queue.account = live.account(&queue.key.address)?;
            }
            Err(error) => return Err(error).context(queue.key.address.clone()),
        }
    }
    bail!("{}: the sequence never fits", queue.key.address)
}
