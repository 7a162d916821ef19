//! The run itself: both chains, the crowd's steps, the holders' decisions, the keepers, the relayer, and the checks after
//! every day.

mod attributes;
mod calendar;
mod crowd_actions;
mod day_report;
mod downturn;
mod downturn_report;
mod environment;
mod faulty_relayer;
mod final_report;
mod govern;
mod governance_report;
mod governance_run;
mod keepers;
mod liquidators;
mod losses;
mod losses_report;
mod options;
mod overdue;
mod proposals;
mod run;
mod storefront;
mod tally;
mod trades;

use anyhow::Error;
use qerun_testing::suite::Broken;
use qerun_testing::Suite;

use self::calendar::{calendar_day, date, hours};
pub use self::options::RunOptions;
use self::run::Run;
use crate::crowd::CrowdPlan;
use crate::prices::{HourPrice, PricePath};
use crate::progress::Progress;
use crate::report::DemoReport;
use crate::DemoError;

/// Runs through the prices day by day.
///
/// # Errors
/// A failed invariant, or a step that should have worked.
pub fn run(
    prices: &PricePath,
    plan: &CrowdPlan,
    options: &RunOptions,
    progress: &Progress,
) -> Result<DemoReport, DemoError> {
    run_with(prices, plan, options, progress, &mut |_, _| {})
}

/// As [`run`], with a callback before each day's check, so that a test can change what is on the chains. It gets the
/// day, from 1.
///
/// # Errors
/// As [`run`].
#[doc(hidden)]
pub fn run_with(
    prices: &PricePath,
    plan: &CrowdPlan,
    options: &RunOptions,
    progress: &Progress,
    before_check: &mut dyn FnMut(usize, &mut Suite),
) -> Result<DemoReport, DemoError> {
    let mut run = Run::new(prices, plan, options).map_err(DemoError::Run)?;
    let hours = hours(prices);
    for hour in &hours {
        let failed = |error| day_failed(prices, hour, error);
        run.hour(hour).map_err(failed)?;
        let last = hour.day + 1 == prices.days.len();
        if hour.hour == 0 && !last {
            before_check(hour.day + 1, &mut run.environment.suite);
            run.end_of_day(hour).map_err(failed)?;
            progress.day(run.message());
        }
        run.relay_until_next(hour).map_err(failed)?;
    }
    if let Some(hour) = hours.last() {
        let failed = |error| day_failed(prices, hour, error);
        run.drain(hour).map_err(failed)?;
        before_check(prices.days.len(), &mut run.environment.suite);
        run.end_of_day(hour).map_err(failed)?;
        progress.day(run.message());
    }
    run.report().map_err(DemoError::Run)
}

fn day_failed(prices: &PricePath, hour: &HourPrice, error: Error) -> DemoError {
    DemoError::day_failed(calendar_day(prices, hour) + 1, date(prices, hour), error)
}

impl DemoError {
    /// A failure on a day of the run; a broken invariant keeps its name and figures.
    #[must_use]
    pub fn day_failed(day: usize, date: String, error: Error) -> Self {
        match error.downcast::<Broken>() {
            Ok(Broken { name, detail }) => Self::Invariant {
                name: name.to_owned(),
                day,
                date,
                detail,
            },
            Err(other) => Self::Run(other.context(format!("day {day} ({date})"))),
        }
    }
}
