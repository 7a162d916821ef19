//! `qerun simulate`: what a crash costs, and whom. The engine is qerun-simulate; here is what the flags mean.

mod args;
mod duration;
mod error;
mod progress;
mod study;
mod text;

pub use self::args::{PathKind, ProcessKind, SimulateArgs};
pub use self::error::SimulationError;

use std::path::Path;

use qerun_market::valid_params::ValidParams;
use qerun_messages::market;
use qerun_simulate::report::{paths_csv, write, write_file, Report, Run, SweepReport};
use qerun_simulate::sweep::{Study, Sweep};
use qerun_simulate::Outcome;

use self::progress::Progress;
use self::study::Inputs;

/// Runs the command: writes the report and shows its first table.
///
/// # Errors
/// Bad flags or input before anything runs; a report that cannot be written.
pub fn run(args: &SimulateArgs) -> Result<(), SimulationError> {
    let inputs = Inputs::read(args)?;
    let sweep = Sweep::new(args.sweep.clone())?;
    let total = ensure_valid(&inputs, &sweep)?;
    ensure_folder(&args.out)?;
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.threads.unwrap_or(0));
    let pool = threads
        .build()
        .map_err(|error| SimulationError::Threads(error.to_string()))?;
    let progress = Progress::new(total, args.quiet);
    let (report, runs) = pool.install(|| simulate(args, &inputs, &sweep, &progress))?;
    progress.finish();
    write(&report, &args.out)?;
    write_file(&args.out.join("paths.csv"), &paths_csv(&runs))?;
    if !args.quiet {
        text::show(&report, &args.out);
    }
    Ok(())
}

/// Makes the folder, and tries whether a file can be made in it: that should be known before the work, not after.
fn ensure_folder(folder: &Path) -> Result<(), SimulationError> {
    let trial = folder.join(format!(".trial-{}", std::process::id()));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&trial, ""))
        .and_then(|()| std::fs::remove_file(&trial))
        .map_err(|source| SimulationError::Output {
            path: folder.to_owned(),
            source,
        })
}

/// Checks every scenario before the first one runs. How many paths there are.
fn ensure_valid(inputs: &Inputs, sweep: &Sweep) -> Result<u64, SimulationError> {
    let mut total: u64 = 0;
    for study in [Some(&inputs.study), inputs.attack.as_ref()] {
        total += study.map_or(Ok(0), Study::total)?;
    }
    if !sweep.axes().is_empty() {
        for values in sweep.combinations() {
            let study = Study {
                cases: sweep.cases(&inputs.study, &values)?,
                ..inputs.study
            };
            total += study.total()?;
        }
    }
    Ok(total)
}

type Outcomes = Vec<(String, Vec<Outcome>)>;

fn simulate(
    args: &SimulateArgs,
    inputs: &Inputs,
    sweep: &Sweep,
    progress: &Progress,
) -> Result<(Report, Outcomes), SimulationError> {
    let done = |paths| progress.done(paths);
    let mut runs = Vec::new();
    let mut outcomes: Outcomes = Vec::new();
    for case in &inputs.study.cases {
        progress.begin(&case.name);
        let found = inputs.study.outcomes(&case.setup, &done)?;
        runs.push(Run::new(&case.name, &case.setup, &found)?);
        outcomes.push((case.name.clone(), found));
    }
    if let Some(attack) = &inputs.attack {
        const NAME: &str = "with an attacker";
        progress.begin(NAME);
        let mut found = Vec::new();
        for case in &attack.cases {
            found.extend(attack.outcomes(&case.setup, &done)?);
        }
        if let Some(case) = attack.cases.first() {
            runs.push(Run::new(NAME, &case.setup, &found)?);
        }
        outcomes.push((NAME.to_owned(), found));
    }
    let mut points = Vec::new();
    if !sweep.axes().is_empty() {
        progress.begin("sweep");
        for values in sweep.combinations() {
            points.push(sweep.point(&inputs.study, values, &admits, &done)?);
        }
    }
    let given = runs.first().map_or(0.0, |run| run.debt / run.insurance);
    let report = Report {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: args.command(),
        seed: args.seed,
        days: args.days,
        history: inputs.history.clone(),
        runs,
        sweep: (!points.is_empty()).then(|| SweepReport::new(sweep, given, points)),
    };
    Ok((report, outcomes))
}

/// Whether the market takes these parameters; if not, why.
fn admits(params: &market::Params) -> Result<(), String> {
    ValidParams::try_from(params.clone())
        .map(|_| ())
        .map_err(|error| error.to_string())
}
