//! Measures gas: the median of three runs after a warm-up.

use anyhow::{Context, Result};
use qerun_chain::Sent;

/// The gas of one operation.
pub struct Row {
    /// Contract and operation, `market/borrow`.
    pub name: &'static str,
    /// SDK gas used by the whole transaction, the median.
    pub gas: u64,
}

/// Collects rows.
#[derive(Default)]
pub struct Meter {
    /// In the order of the run.
    pub rows: Vec<Row>,
}

/// Runs of an operation: a warm-up and three that count.
pub const RUNS: usize = 4;

impl Meter {
    /// Runs an operation four times and keeps the median of the last three.
    ///
    /// # Errors
    /// The operation's.
    pub fn measure(
        &mut self,
        name: &'static str,
        mut operation: impl FnMut(usize) -> Result<Sent>,
    ) -> Result<()> {
        let mut samples = Vec::new();
        for run in 0..RUNS {
            samples.push(
                operation(run)
                    .with_context(|| format!("{name}, run {run}"))?
                    .gas_used,
            );
        }
        self.add(name, &samples)
    }

    /// Keeps the gas of what happens only once on a chain.
    pub fn once(&mut self, name: &'static str, sent: &Sent) {
        let gas = sent.gas_used;
        println!("{name:<44} {gas:>9}   once");
        self.rows.push(Row { name, gas });
    }

    /// Keeps the median of the last three samples of four taken otherwise.
    ///
    /// # Errors
    /// None were taken.
    pub fn add(&mut self, name: &'static str, samples: &[u64]) -> Result<()> {
        let mut counted: Vec<u64> = samples.iter().copied().skip(1).collect();
        counted.sort_unstable();
        let gas = counted.get(counted.len() / 2).copied();
        let gas = gas.with_context(|| format!("{name} was not measured"))?;
        println!("{name:<44} {gas:>9}   {samples:?}");
        self.rows.push(Row { name, gas });
        Ok(())
    }
}
