//! The flags of the demo.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use cosmwasm_std::Decimal;
use thiserror::Error;

use crate::engine::RunOptions;
use crate::prices::{parse_date, Intraday, Selection};

/// The seed when none is given.
pub const DEFAULT_SEED: u64 = 1;

/// `min_insurance` on the embedded path: well below the 0.07 of the tests' plan, so that the stress bound limits borrowing,
/// and the path's crash, which is beyond that bound, gets through to the suppliers.
const EMBEDDED_MIN_INSURANCE: Decimal = Decimal::permille(20);
/// What `min_insurance` may be, as in the market.
const MIN_INSURANCE: (Decimal, Decimal) = (Decimal::percent(1), Decimal::one());
/// The longest delay of liquidators, hours: a week.
const MAX_DELAY: i64 = 168;

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
    /// How prices get from one daily close to the next
    #[arg(long, value_enum, value_name = "HOW", default_value_t)]
    pub intraday: Intraday,
    /// Hours for which a position can be liquidated before anybody does so
    #[arg(long, value_name = "HOURS", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=MAX_DELAY))]
    pub liquidator_delay: u32,
    /// Insurance from which borrowing is open, and which the treasury keeps, as a part of the depth of QER's pool, 0.01 to 1;
    /// by default the 0.07 of the tests' plan with --prices, and 0.02 without
    #[arg(long, value_name = "PART", value_parser = min_insurance)]
    pub min_insurance: Option<Decimal>,
    /// Folder for report.html and report.json, created if missing
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// One line about the fall, below its headings, instead of the report on the terminal; no progress
    #[arg(long, conflicts_with = "quiet")]
    pub brief: bool,
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
    /// What the run depends on besides prices and crowd.
    #[must_use]
    pub fn options(&self) -> RunOptions {
        let embedded = self.prices.is_none().then_some(EMBEDDED_MIN_INSURANCE);
        RunOptions {
            liquidator_delay: self.liquidator_delay,
            min_insurance: self.min_insurance.or(embedded),
            ..RunOptions::new(self.seed)
        }
    }

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

fn min_insurance(text: &str) -> Result<Decimal, String> {
    let (least, most) = MIN_INSURANCE;
    let part = text.parse::<Decimal>().ok();
    part.filter(|part| (least..=most).contains(part))
        .ok_or_else(|| format!("not a part from {least} to {most}"))
}
