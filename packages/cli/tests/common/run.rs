//! Short runs on the embedded path.

use qerun::demo::crowd::{CrowdParams, CrowdPlan};
use qerun::demo::engine;
use qerun::demo::progress::Progress;
use qerun::error::CliError;
use qerun::prices::{embedded, PricePath};
use qerun::report::DemoReport;
use qerun_testing::Suite;

/// The first days of the embedded path.
fn short(days: usize) -> PricePath {
    let mut prices = embedded::path(&embedded::DEMO, 1);
    prices.days.truncate(days);
    prices
}

pub fn replay(
    days: usize,
    seed: u64,
    spoil: &mut dyn FnMut(usize, &mut Suite),
) -> Result<DemoReport, CliError> {
    let prices = short(days);
    let plan = CrowdPlan::new(&CrowdParams::default(), &prices, seed);
    let progress = Progress::new(days, true);
    engine::run_with(&prices, &plan, seed, &progress, spoil)
}
