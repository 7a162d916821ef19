//! The qerun program: demo, deploy, verify, status, propose, airdrop, integrate, chart-emission, keeper and simulate.

use std::process::ExitCode;

use clap::Parser;
use qerun::args::{Cli, Command};
use qerun::error::CliError;
use qerun::{
    airdrop, chart_emission, deploy, integrate, keeper, propose, simulate, status, verify,
};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // --help and --version arrive as errors that belong on stdout.
        Err(shown) if !shown.use_stderr() => return print_help(&shown),
        Err(wrong) => {
            let command = std::env::args().nth(1);
            return fail(&CliError::usage(&wrong, command.as_deref()));
        }
    };
    let result = match &cli.command {
        #[cfg(feature = "demo")]
        Command::Demo(args) => qerun_demo::run(args).map_err(CliError::from),
        Command::Deploy(args) => deploy::run(args).map_err(CliError::from),
        Command::Verify(args) => verify::run(args).map_err(CliError::from),
        Command::Status(args) => status::run(args).map_err(CliError::from),
        Command::Propose(args) => propose::run(args).map_err(CliError::from),
        Command::Keeper(args) => keeper::run(args).map_err(CliError::from),
        Command::Airdrop(args) => airdrop::run(args).map_err(CliError::from),
        Command::Integrate(args) => integrate::run(args).map_err(CliError::from),
        Command::ChartEmission(args) => chart_emission::run(args).map_err(CliError::from),
        Command::Simulate(args) => simulate::run(args).map_err(CliError::from),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn print_help(shown: &clap::Error) -> ExitCode {
    match shown.print() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn fail(error: &CliError) -> ExitCode {
    eprintln!("error: {}", error.line());
    ExitCode::from(error.status())
}
