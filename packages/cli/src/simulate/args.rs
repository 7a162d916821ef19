//! Flags of `qerun simulate`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use qerun_simulate::sweep::Axis;

use super::duration::{steps, words};

/// How prices move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProcessKind {
    /// Blocks of the history's days, drawn
    Bootstrap,
    /// Jump diffusion
    Jumps,
    /// Jump diffusion, and joint gaps on top of it
    Gaps,
    /// Every stretch of the history as it was
    Replay,
}

/// How prices get from one daily close to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PathKind {
    /// All of a day in one step, at a random time
    Cliff,
    /// A Brownian bridge of the history's volatility
    Smooth,
}

/// Flags of `qerun simulate`.
#[derive(Debug, Clone, Args)]
pub struct SimulateArgs {
    /// Whose parameters; without it the defaults
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// Daily closes: date,ETH,<tokens...>, the oldest first
    #[arg(long, value_name = "CSV")]
    pub history: Option<PathBuf>,
    /// Columns of the history that stand for QER, one after the other; all without it
    #[arg(long, value_name = "TOKEN,..", value_delimiter = ',')]
    pub tokens: Vec<String>,
    /// How prices move
    #[arg(long, value_enum, default_value = "gaps")]
    pub process: ProcessKind,
    /// How prices get from one daily close to the next
    #[arg(long, value_enum, default_value = "cliff")]
    pub intraday: PathKind,
    /// Days of a block of history
    #[arg(long, value_name = "DAYS", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub block: u32,
    /// Gaps a year, QER falling by 30 to 90 % in ten minutes; by default 1 with --process gaps, else none
    #[arg(long, value_name = "RATE")]
    pub gaps_per_year: Option<f64>,
    /// Paths of each run; by default 10,000, and one of each stretch of a replay
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=2_000_000))]
    pub paths: Option<u64>,
    /// Days of a path
    #[arg(long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=3_650))]
    pub days: u32,
    /// Borrowers
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub accounts: u32,
    /// USD side of QER's pool; the debt is what it allows
    #[arg(long, value_name = "USD", default_value_t = 1_000_000.0)]
    pub depth: f64,
    /// Insurance as a share of the debt; by default the least that the limits ask for
    #[arg(long, value_name = "SHARE")]
    pub insurance: Option<f64>,
    /// Value of the protocol's own ETH as a share of the debt
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    pub own_eth: f64,
    /// From a position's fall below health 1 to its liquidation: 0, 20m, 6h
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = steps)]
    pub liquidator_delay: u32,
    /// What liquidators can repay in ten minutes, USD; by default without a limit
    #[arg(long, value_name = "USD")]
    pub liquidator_capital: Option<f64>,
    /// Profit below which none liquidates, USD
    #[arg(
        long,
        value_name = "USD",
        default_value_t = 5.0,
        allow_negative_numbers = true
    )]
    pub min_profit: f64,
    /// By how much the oracle is behind the market: 0, 20m, 6h
    #[arg(long, value_name = "TIME", default_value = "0", value_parser = steps)]
    pub oracle_delay: u32,
    /// How liquidity flees: depth falls as the price to this power
    #[arg(long, value_name = "POWER", default_value_t = 1.0)]
    pub flight: f64,
    /// Hours in which half of a sale's price impact heals
    #[arg(long, value_name = "HOURS", default_value_t = 6.0)]
    pub half_life: f64,
    /// QER that an attacker dumps on the second day after borrowing all he may, as a multiple of the pool's; 0 for none
    #[arg(long, value_name = "MULTIPLE", default_value_t = 1.0)]
    pub attack: f64,
    /// Draws a frontier: KEY=FROM:TO:POINTS or KEY=VALUE,VALUE,..; may be repeated, the last key is the line's
    #[arg(long, value_name = "KEY=A:B:N", value_parser = Axis::from_str)]
    pub sweep: Vec<Axis>,
    /// The same seed gives the same report
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads; by default as many as there are cores
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
    /// Folder for report.html, report.json and the CSVs, created if missing
    #[arg(long, value_name = "DIR", default_value = "simulation")]
    pub out: PathBuf,
    /// No progress and no summary, errors only
    #[arg(long)]
    pub quiet: bool,
}

fn threads(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|n| (1..=1_024).contains(n));
    number.ok_or_else(|| "a number from 1 to 1,024".to_owned())
}

impl ProcessKind {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bootstrap => "bootstrap",
            Self::Jumps => "jumps",
            Self::Gaps => "gaps",
            Self::Replay => "replay",
        }
    }
}

impl SimulateArgs {
    /// The command that gives the same report: all that it depends on, whatever the threads and the folder.
    #[must_use]
    pub fn command(&self) -> String {
        let mut words_of = vec!["qerun simulate".to_owned()];
        let mut flag = |name: &str, value: Option<String>| {
            // A value that begins with a dash would be read as a flag.
            let between = |value: &str| if value.starts_with('-') { '=' } else { ' ' };
            words_of.extend(value.map(|v| format!("--{name}{}{v}", between(&v))));
        };
        let path = |path: &Option<PathBuf>| {
            let name = path.as_ref().and_then(|path| path.file_name());
            name.map(|name| name.to_string_lossy().into_owned())
        };
        let number = |value: f64| Some(value.to_string());
        let from_history = matches!(self.process, ProcessKind::Bootstrap | ProcessKind::Replay);
        flag("plan", path(&self.plan));
        flag("history", path(&self.history));
        flag(
            "tokens",
            (!self.tokens.is_empty()).then(|| self.tokens.join(",")),
        );
        flag("process", Some(self.process.name().to_owned()));
        let intraday = match self.intraday {
            PathKind::Cliff => "cliff",
            PathKind::Smooth => "smooth",
        };
        flag("intraday", from_history.then(|| intraday.to_owned()));
        let drawn = self.process == ProcessKind::Bootstrap;
        flag("block", drawn.then(|| self.block.to_string()));
        flag("gaps-per-year", number(self.gaps()));
        flag("paths", Some(self.paths().to_string()));
        flag("days", Some(self.days.to_string()));
        flag("accounts", Some(self.accounts.to_string()));
        flag("depth", number(self.depth));
        flag("insurance", self.insurance.and_then(number));
        flag("own-eth", number(self.own_eth));
        flag("liquidator-delay", Some(words(self.liquidator_delay)));
        flag(
            "liquidator-capital",
            self.liquidator_capital.and_then(number),
        );
        flag("min-profit", number(self.min_profit));
        flag("oracle-delay", Some(words(self.oracle_delay)));
        flag("flight", number(self.flight));
        flag("half-life", number(self.half_life));
        flag("attack", number(self.attack));
        for axis in &self.sweep {
            let values: Vec<String> = axis.values.iter().map(f64::to_string).collect();
            flag(
                "sweep",
                Some(format!("{}={}", axis.key.name, values.join(","))),
            );
        }
        flag("seed", Some(self.seed.to_string()));
        words_of.join(" ")
    }

    /// Gaps a year.
    #[must_use]
    pub fn gaps(&self) -> f64 {
        let default = f64::from(u8::from(self.process == ProcessKind::Gaps));
        self.gaps_per_year.unwrap_or(default)
    }

    /// Paths of each scenario.
    #[must_use]
    pub fn paths(&self) -> u64 {
        let default = match self.process {
            ProcessKind::Replay => 1,
            _ => 10_000,
        };
        self.paths.unwrap_or(default)
    }
}
