//! Short runs on the embedded path.

use crate::common::dec;
use cosmwasm_std::Decimal;
use qerun_demo::crowd::{CrowdParams, CrowdPlan};
use qerun_demo::engine::{self, RunOptions};
use qerun_demo::prices::{embedded, PricePath};
use qerun_demo::progress::Progress;
use qerun_demo::report::DemoReport;
use qerun_demo::DemoError;
use qerun_testing::Suite;

/// The first days of the embedded path.
fn short(days: usize) -> PricePath {
    let mut prices = embedded::path(&embedded::DEMO, 1);
    prices.days.truncate(days);
    prices
}

/// The first closes of the embedded path, and then closes at these parts of the last prices, QER and ETH.
pub fn crash_path(days: usize, after: &[(&str, &str)]) -> PricePath {
    let mut prices = embedded::path(&embedded::DEMO, 1);
    prices.days.truncate(days + after.len());
    let last = prices.days[days - 1].clone();
    for (day, (qer, eth)) in prices.days[days..].iter_mut().zip(after) {
        day.qer = last.qer * dec(qer);
        day.eth = last.eth * dec(eth);
    }
    prices.gap = None;
    prices
}

pub fn replay(
    days: usize,
    seed: u64,
    mutate: &mut dyn FnMut(usize, &mut Suite),
) -> Result<DemoReport, DemoError> {
    replay_on(&short(days), seed, mutate)
}

/// The same on other prices.
pub fn replay_on(
    prices: &PricePath,
    seed: u64,
    mutate: &mut dyn FnMut(usize, &mut Suite),
) -> Result<DemoReport, DemoError> {
    let options = RunOptions {
        min_insurance: Some(Decimal::permille(20)),
        ..RunOptions::new(seed)
    };
    replay_as(prices, &options, mutate)
}

/// The same with other options.
pub fn replay_as(
    prices: &PricePath,
    options: &RunOptions,
    mutate: &mut dyn FnMut(usize, &mut Suite),
) -> Result<DemoReport, DemoError> {
    let plan = CrowdPlan::new(&CrowdParams::default(), prices, options.seed);
    let progress = Progress::new(prices.days.len(), true);
    engine::run_with(prices, &plan, options, &progress, mutate)
}
