//! The flags of the demo.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use thiserror::Error;

use crate::prices::{parse_date, Selection};

/// The seed when none is given.
pub const DEFAULT_SEED: u64 = 1;

/// Flags of `qerun demo`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct DemoArgs {
    /// CSV of daily closes (date,ETH,<tokens...>[,USDC]); without it an embedded path is used
    #[arg(long, value_name = "FILE")]
    pub prices: Option<PathBuf>,
    /// Column of the token that stands in for QER; with --prices
    #[arg(long, value_name = "TOKEN")]
    pub qer: Option<String>,
    /// First day, YYYY-MM-DD; with --prices
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<NaiveDate>,
    /// Last day, included, YYYY-MM-DD; with --prices
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<NaiveDate>,
    /// Seed of the crowd, the relayer's faults and the embedded path
    #[arg(long, value_name = "N", default_value_t = DEFAULT_SEED)]
    pub seed: u64,
    /// Folder for report.html and report.json, created if missing
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// No progress and no report on the terminal, errors only
    #[arg(long)]
    pub quiet: bool,
}

/// Where the prices come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The embedded path.
    Embedded,
    /// A range of a file.
    File {
        /// The CSV.
        path: PathBuf,
        /// Token and days.
        selection: Selection,
    },
}

/// Flags that do not go together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum ArgsError {
    #[error("--prices also needs {}", missing.join(" and "))]
    PricesNeed { missing: Vec<&'static str> },
    #[error("{} only together with --prices FILE", given.join(" and "))]
    OnlyWithPrices { given: Vec<&'static str> },
}

impl DemoArgs {
    /// Checks the price flags against one another.
    ///
    /// # Errors
    /// [`ArgsError`], naming the flags.
    pub fn source(&self) -> Result<Source, ArgsError> {
        let flags = [
            ("--qer", self.qer.is_some()),
            ("--from", self.from.is_some()),
            ("--to", self.to.is_some()),
        ];
        let named = |wanted: bool| {
            flags
                .iter()
                .filter(|(_, given)| *given == wanted)
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
        };
        match (&self.prices, &self.qer, self.from, self.to) {
            (None, None, None, None) => Ok(Source::Embedded),
            (None, ..) => Err(ArgsError::OnlyWithPrices { given: named(true) }),
            (Some(path), Some(token), Some(from), Some(to)) => Ok(Source::File {
                path: path.clone(),
                selection: Selection {
                    token: token.clone(),
                    from,
                    to,
                },
            }),
            (Some(_), ..) => Err(ArgsError::PricesNeed {
                missing: named(false),
            }),
        }
    }
}

fn date(text: &str) -> Result<NaiveDate, String> {
    parse_date(text).ok_or_else(|| "not a date written YYYY-MM-DD".to_owned())
}
