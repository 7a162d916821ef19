//! `qerun demo`: prices, a crowd, the run through every day, and the report.

mod args;
pub mod crowd;
pub mod engine;
mod error;
pub mod holders;
pub mod keepers;
pub mod person;
pub mod prices;
pub mod progress;
pub mod report;

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::prices::{embedded, file, PricePath};
use crate::report::{downturn, html, text, DemoReport};

pub use self::args::{ArgsError, DemoArgs, Source, DEFAULT_SEED};
pub use self::error::DemoError;

use self::crowd::{CrowdParams, CrowdPlan};
use self::progress::Progress;

/// Runs the demo and writes its reports.
///
/// # Errors
/// Bad flags or input before anything runs; afterwards a failed invariant or step, or a report that cannot be
/// written.
pub fn run(args: &DemoArgs) -> Result<(), DemoError> {
    let prices = load_prices(args)?;
    // A folder that cannot be made should be known before the work, not after.
    fs::create_dir_all(&args.out).map_err(|source| output_error(&args.out, source))?;
    let plan = CrowdPlan::new(&CrowdParams::default(), &prices, args.seed);
    let progress = Progress::new(prices.days.len(), args.quiet || args.brief);
    let report = engine::run(&prices, &plan, &args.options(), &progress)?;
    progress.finish();
    write_reports(&report, &args.out)?;
    if !args.quiet {
        let shown = match args.brief {
            true => downturn::row::render(&report),
            false => text::render(&report, &args.out),
        };
        // A closed pipe (`| head`) is no failure of the run.
        let _ = io::stdout().write_all(shown.as_bytes());
    }
    Ok(())
}

/// The prices that the flags ask for.
///
/// # Errors
/// Flags that do not go together; a file or range that cannot be used.
pub fn load_prices(args: &DemoArgs) -> Result<PricePath, DemoError> {
    let prices = match args.source()? {
        Source::Embedded => embedded::path(&embedded::DEMO, args.seed),
        Source::File { path, selection } => file::read(&path, &selection)?,
    };
    Ok(PricePath {
        intraday: args.intraday,
        ..prices
    })
}

/// Writes report.html and report.json into an existing folder.
///
/// # Errors
/// A chart that cannot be drawn, or a file that cannot be written.
pub fn write_reports(report: &DemoReport, out: &Path) -> Result<(), DemoError> {
    let mut json = serde_json::to_string_pretty(report)?;
    json.push('\n');
    let page = html::render(report)?;
    for (name, content) in [("report.json", json), ("report.html", page)] {
        let path = out.join(name);
        fs::write(&path, content).map_err(|source| output_error(&path, source))?;
    }
    Ok(())
}

fn output_error(path: &Path, source: io::Error) -> DemoError {
    DemoError::Output {
        path: path.to_owned(),
        source,
    }
}
