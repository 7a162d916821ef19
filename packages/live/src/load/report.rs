//! Throughput, and gas at the start and at the end.

use anyhow::{ensure, Context, Result};
use qerun_chain::Sent;

use super::tx_burst::TxBurst;
use super::SAMPLE;

/// Prints both; errors when an operation of the last users took more than a tenth more gas than of the first.
pub fn print(bursts: &[(String, TxBurst)], users: usize) -> Result<()> {
    let count: usize = bursts.iter().map(|(_, burst)| burst.count).sum();
    let seconds: f64 = bursts
        .iter()
        .map(|(_, burst)| burst.took.as_secs_f64())
        .sum();
    println!(
        "{} users, {count} transactions, {:.1} a second",
        users,
        count as f64 / seconds.max(0.001)
    );
    println!("{:<24}{:>10}{:>10}", "gas, median", "first 50", "last 50");
    // The last burst of repayments is the one after everything has settled.
    let (first, last) = (bursts.first(), bursts.iter().rev().nth(1));
    for (burst, nth, name) in [
        (first, 0, "deposit collateral"),
        (first, 1, "borrow"),
        (last, 0, "repay, ETH paid out"),
        (last, 1, "withdraw collateral"),
    ] {
        let (_, burst) = burst.context("a burst")?;
        let of = |sent: &Vec<Sent>| sent.get(nth).map(|sent| sent.gas_used);
        let gas: Vec<u64> = burst.sent.iter().filter_map(of).collect();
        let (start, end) = (
            median(gas.iter().take(SAMPLE)),
            median(gas.iter().rev().take(SAMPLE)),
        );
        println!("{name:<24}{start:>10}{end:>10}");
        ensure!(
            start > 0 && end * 10 <= start * 11,
            "{name} takes more gas the more users there are: {start}, then {end}"
        );
    }
    Ok(())
}

fn median<'a>(gas: impl Iterator<Item = &'a u64>) -> u64 {
    let mut sorted: Vec<u64> = gas.copied().collect();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
