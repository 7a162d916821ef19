//! `qerun chart-emission`: when the supply of a plan comes out, as a picture and a table. Nothing here speaks to a chain.

mod args;
mod draw;
mod error;
mod months;
mod release;
mod table;

pub use self::args::ChartEmissionArgs;
pub use self::draw::draw;
pub use self::error::ChartEmissionError;
pub use self::release::{Part, Release, MONTH};
pub use self::table::table;

use qerun_deployment::Plan;

/// Runs the command.
///
/// # Errors
/// [`ChartEmissionError`].
pub fn run(args: &ChartEmissionArgs) -> Result<(), ChartEmissionError> {
    let plan = Plan::load(&args.plan)?;
    let release = Release::of(&plan);
    let svg = draw(&release).map_err(|reason| ChartEmissionError::Draw { reason })?;
    std::fs::write(&args.out, svg).map_err(|source| ChartEmissionError::Write {
        path: args.out.clone(),
        source,
    })?;
    print!("{}", table(&release));
    println!("written: {}", args.out.display());
    Ok(())
}
