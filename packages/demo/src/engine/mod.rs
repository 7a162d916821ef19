//! The run itself: both chains, the crowd's steps, the holders' decisions, the relayer, and the checks after
//! every day.

mod act;
mod carrier;
mod chapter;
mod daily;
mod decide;
mod electorate;
mod keeper;
mod run;
mod scene;
mod summary;
mod tally;

use anyhow::Error;
use qerun_testing::suite::Broken;
use qerun_testing::Suite;

use self::run::Run;
use crate::crowd::CrowdPlan;
use crate::prices::hourly::HOURS_PER_DAY;
use crate::prices::{HourPrice, PricePath};
use crate::progress::Progress;
use crate::report::DemoReport;
use crate::DemoError;

/// Lives through the prices day by day.
///
/// # Errors
/// A failed invariant, or a step that should have worked.
pub fn run(
    prices: &PricePath,
    plan: &CrowdPlan,
    seed: u64,
    progress: &Progress,
) -> Result<DemoReport, DemoError> {
    run_with(prices, plan, seed, progress, &mut |_, _| {})
}

/// The same with a look at both chains (day from 1) before each day's check, so that a test can spoil something.
///
/// # Errors
/// As [`run`].
#[doc(hidden)]
pub fn run_with(
    prices: &PricePath,
    plan: &CrowdPlan,
    seed: u64,
    progress: &Progress,
    before_check: &mut dyn FnMut(usize, &mut Suite),
) -> Result<DemoReport, DemoError> {
    let mut run = Run::new(prices, plan, seed).map_err(DemoError::Run)?;
    let hours = hours(prices);
    for hour in &hours {
        let failed = |error| day_failed(prices, hour, error);
        run.hour(hour).map_err(failed)?;
        let last = hour.day + 1 == prices.days.len();
        if hour.hour == 0 && !last {
            before_check(hour.day + 1, &mut run.scene.suite);
            run.end_of_day(hour).map_err(failed)?;
            progress.day(run.message());
        }
        run.between(hour).map_err(failed)?;
    }
    if let Some(hour) = hours.last() {
        let failed = |error| day_failed(prices, hour, error);
        run.land(hour).map_err(failed)?;
        before_check(prices.days.len(), &mut run.scene.suite);
        run.end_of_day(hour).map_err(failed)?;
        progress.day(run.message());
    }
    run.report(seed).map_err(DemoError::Run)
}

/// All hours of the run. The plan has steps for the hours after the last close; the prices stand still then.
fn hours(prices: &PricePath) -> Vec<HourPrice> {
    let mut hours = prices.hourly();
    if let Some(last) = hours.last().cloned() {
        hours.extend((1..HOURS_PER_DAY).map(|hour| HourPrice {
            hour,
            ..last.clone()
        }));
    }
    hours
}

/// Which UTC day an hour belongs to, as an index: a day ends with its close, so the hours after a close are the
/// next day's. The hours after the last close count as the last day.
fn calendar_day(prices: &PricePath, hour: &HourPrice) -> usize {
    let day = hour.day + usize::from(hour.hour > 0);
    day.min(prices.days.len().saturating_sub(1))
}

/// That day's date.
fn date(prices: &PricePath, hour: &HourPrice) -> String {
    let day = prices.days.get(calendar_day(prices, hour));
    day.map(|day| day.date.to_string()).unwrap_or_default()
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
