//! How the program fails: one line on stderr and an exit status.

use clap::CommandFactory;
#[cfg(feature = "demo")]
use qerun_demo::DemoError;
use qerun_deployment::PlanError;
use qerun_keeper::config::ConfigError;
use qerun_keeper::KeeperError;
use thiserror::Error;

use crate::airdrop::AirdropError;
use crate::args::Cli;
use crate::chart_emission::ChartEmissionError;
use crate::deploy::DeployError;
use crate::integrate::IntegrateError;
use crate::propose::ProposeError;
use crate::simulate::SimulationError;
use crate::verify::VerifyError;

/// Exit status for a run that went wrong: a failed invariant, or a step that should have worked.
pub const STATUS_FAILED: u8 = 1;
/// Exit status for bad flags and bad input.
pub const STATUS_BAD_INPUT: u8 = 2;

/// Any failure of the program.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum CliError {
    #[error("{0}")]
    Usage(String),
    #[cfg(feature = "demo")]
    #[error(transparent)]
    Demo(#[from] DemoError),
    #[error(transparent)]
    Deploy(#[from] DeployError),
    #[error(transparent)]
    Verify(#[from] VerifyError),
    #[error(transparent)]
    Propose(#[from] ProposeError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Airdrop(#[from] AirdropError),
    #[error(transparent)]
    Integrate(#[from] IntegrateError),
    #[error(transparent)]
    ChartEmission(#[from] ChartEmissionError),
    #[error(transparent)]
    Simulate(#[from] SimulationError),
}

impl CliError {
    /// The exit status: 2 for usage and bad input, 1 for everything that happens after.
    #[must_use]
    pub fn status(&self) -> u8 {
        match self {
            Self::Usage(_) => STATUS_BAD_INPUT,
            #[cfg(feature = "demo")]
            Self::Demo(error) if error.is_bad_input() => STATUS_BAD_INPUT,
            #[cfg(feature = "demo")]
            Self::Demo(_) => STATUS_FAILED,
            Self::Deploy(DeployError::Plan(_) | DeployError::LeftWithDeployer { .. })
            | Self::Verify(VerifyError::Plan(_)) => STATUS_BAD_INPUT,
            Self::Propose(ProposeError::Chain(_) | ProposeError::OtherDao { .. }) => STATUS_FAILED,
            Self::ChartEmission(ChartEmissionError::Draw { .. }) => STATUS_FAILED,
            Self::Propose(_) | Self::Airdrop(_) | Self::Integrate(_) | Self::ChartEmission(_) => {
                STATUS_BAD_INPUT
            }
            Self::Keeper(error) if error.is_bad_input() => STATUS_BAD_INPUT,
            Self::Keeper(_) => STATUS_FAILED,
            Self::Simulate(error) if error.is_bad_input() => STATUS_BAD_INPUT,
            Self::Deploy(_) | Self::Verify(_) | Self::Simulate(_) => STATUS_FAILED,
        }
    }

    /// The message on one line; of a plan, configuration or list that is refused, each finding on its own.
    #[must_use]
    pub fn line(&self) -> String {
        let text = self.to_string();
        if matches!(
            self,
            Self::Deploy(DeployError::Plan(PlanError::Refused { .. }))
                | Self::Verify(VerifyError::Plan(PlanError::Refused { .. }))
                | Self::Propose(ProposeError::Plan(PlanError::Refused { .. }))
                | Self::Keeper(KeeperError::Config(ConfigError::Refused { .. }))
                | Self::Airdrop(AirdropError::List { .. })
                | Self::ChartEmission(ChartEmissionError::Plan(PlanError::Refused { .. }))
                | Self::Integrate(IntegrateError::Plan(PlanError::Refused { .. }))
                | Self::Integrate(IntegrateError::Missing { .. })
                | Self::Simulate(SimulationError::Plan(PlanError::Refused { .. }))
        ) {
            return text;
        }
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("; ")
    }
}

impl CliError {
    /// A command line that clap refused. Keeps the first paragraph of its message and points to the help
    /// of the command, if one was named.
    #[must_use]
    pub fn usage(error: &clap::Error, command: Option<&str>) -> Self {
        let text = error.to_string();
        let first = text.split("\n\n").next().unwrap_or_default();
        let words: Vec<&str> = first.split_whitespace().collect();
        let line = words.join(" ");
        let line = line.strip_prefix("error: ").unwrap_or(&line);
        let help = match command {
            Some(name) if Cli::command().find_subcommand(name).is_some() => {
                format!("qerun {name} --help")
            }
            _ => "qerun --help".to_owned(),
        };
        Self::Usage(format!("{line} (see {help})"))
    }
}
