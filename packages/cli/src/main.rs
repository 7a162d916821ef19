//! The qerun program: demo, and later simulate, deploy, verify, keeper, status.

use std::process::ExitCode;

use clap::Parser;
use qerun::args::{Cli, Command};
use qerun::demo;
use qerun::error::CliError;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // --help and --version arrive as errors that belong on stdout.
        Err(shown) if !shown.use_stderr() => return print_help(&shown),
        Err(wrong) => return fail(&wrong.into()),
    };
    let result = match &cli.command {
        Command::Demo(args) => demo::run(args),
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
