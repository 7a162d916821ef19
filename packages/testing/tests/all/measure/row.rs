//! One line of the cost table.

use std::fmt;
use std::time::Duration;

use qerun_testing::record::{QueryKind, Transaction};

/// What an operation did, all its contracts together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Codes that ran, e.g. `market reserve`.
    pub codes: String,
    /// Calls of their entry points, replies included.
    pub calls: u64,
    /// Records of other contracts read raw.
    pub raw: u64,
    /// `get`s of own storage.
    pub reads: u64,
    /// Records that iterators yielded.
    pub iterated: u64,
    /// `set`s.
    pub writes: u64,
    /// `remove`s.
    pub removes: u64,
    /// Bytes of keys and values set.
    pub bytes: u64,
}

/// An operation, its counts, and what only informs.
#[derive(Clone, Debug)]
pub struct Row {
    /// The operation.
    pub name: &'static str,
    /// What is asserted.
    pub counts: Counts,
    /// Times that coins were attached to a call.
    pub funds: u64,
    /// Coins sent by a contract.
    pub sends: u64,
    /// Wall time of the model, which says nothing about a chain.
    pub time: Duration,
}

impl Counts {
    /// Sums a transaction.
    pub fn of(transaction: &Transaction) -> Self {
        let storage = transaction.storage();
        let queries = transaction.calls.iter().flat_map(|call| &call.queries);
        Counts {
            codes: transaction.codes().join(" "),
            calls: transaction.calls.len() as u64,
            raw: queries.filter(|q| q.kind == QueryKind::Raw).count() as u64,
            reads: storage.reads,
            iterated: storage.iterated,
            writes: storage.writes,
            removes: storage.removes,
            bytes: storage.bytes_written,
        }
    }
}

impl Row {
    /// SDK gas in thousands, estimated from the figures in docs/costs.md. Transfers over IBC and the
    /// contracts' own computing are not in it.
    pub fn gas(&self) -> u64 {
        let c = &self.counts;
        let codes = c.codes.split(' ').count() as u64;
        98 + 66 * (codes - 1)
            + 8 * (c.calls - codes)
            + 19 * self.funds
            + 21 * self.sends
            + 2 * (c.raw + c.reads + c.iterated)
            + 4 * (c.writes + c.removes)
            + (30 * c.bytes).div_ceil(1_000)
    }
}

/// The head of the table.
pub fn head() -> String {
    format!(
        "| {:<36} | {:<14} | calls | raw | reads | iter. | writes | rem. | bytes | k gas | wall time |\n|{}",
        "operation",
        "codes",
        "---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
}

impl Row {
    /// The line without what differs from run to run.
    pub fn line(&self) -> String {
        let c = &self.counts;
        let gas = match self.name.starts_with("query") {
            true => "-".to_owned(),
            false => self.gas().to_string(),
        };
        format!(
            "| {:<36} | {:<14} | {:>5} | {:>3} | {:>5} | {:>5} | {:>6} | {:>4} | {:>5} | {:>5} |",
            self.name,
            c.codes,
            c.calls,
            c.raw,
            c.reads,
            c.iterated,
            c.writes,
            c.removes,
            c.bytes,
            gas,
        )
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {:>6.1} ms |",
            self.line(),
            self.time.as_secs_f64() * 1e3
        )
    }
}
