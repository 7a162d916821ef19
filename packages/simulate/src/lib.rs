//! What the protocol's rules do in a crash: Monte Carlo and replay.
//!
//! A [`Scenario`] is the protocol's [`Rules`] (made from a deployment's parameters), the [`Book`] that the market begins
//! with, a [`Process`] that moves prices, the [`Pool`] in which QER trades and the [`Liquidators`]. [`simulate`] runs
//! many paths of it on all cores; each gives an [`Outcome`]. The engine does what the contracts do (a test in
//! `packages/testing` drives both along the same paths), in floating-point numbers: whole tokens and US dollars.
//!
//! # Conservative
//! The engine never reports less loss than the contracts on the same path. Where numbers are rounded it is against the
//! protocol: a debt that is written off counts [`EPSILON`] of itself and [`ROUNDING_UNITS`] smallest units of the
//! stablecoin more than it is.
//!
//! # Deterministic
//! A path depends on scenario, seed and index, not on threads. Its prices depend on process, seed and index alone, so two
//! scenarios can be compared on the same prices.

mod attack;
mod book;
mod error;
pub mod history;
mod liquidators;
mod losses;
mod market;
mod oracle;
mod outcome;
mod path;
mod plan;
mod pool;
mod process;
mod random;
pub mod report;
mod rules;
mod run;
mod scenario;
mod seizures;
mod summary;
pub mod sweep;

pub use attack::Attack;
pub use book::{Account, Accounts, Book, Drawn};
pub use error::SimulateError;
pub use liquidators::Liquidators;
pub use outcome::Outcome;
pub use path::{Step, Worker};
pub use pool::Pool;
pub use process::{Base, Bootstrap, Diffusion, Gaps, Intraday, Jumps, Moves, Process, Replay, Row};
pub use rules::{amount, number, Rates, Rules};
pub use run::{simulate, Paths};
pub use scenario::{Scenario, ValidScenario};
pub use summary::{Distribution, Histogram, QUANTILES};

/// Length of a step, seconds: prices change, and the oracle and liquidators act, every ten minutes.
pub const STEP: u64 = 600;
/// Steps of a day.
pub const STEPS_PER_DAY: usize = 144;
/// Steps of a year of 365 days.
pub(crate) const STEPS_PER_YEAR: f64 = 365.0 * STEPS_PER_DAY as f64;
/// By which part of itself a debt that is written off is counted larger than it is.
pub const EPSILON: f64 = 1e-9;
/// By how many smallest units of the stablecoin besides.
pub const ROUNDING_UNITS: f64 = 16.0;
