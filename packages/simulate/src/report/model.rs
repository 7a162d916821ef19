//! The report's figures, as they are in report.json.

use serde::Serialize;

use super::figures::{FigureKind, FIGURES};
use super::Estimate;
use crate::history::TokenStatistics;
use crate::outcome::Outcome;
use crate::rules::Rules;
use crate::sweep::{Point, Setup, Sweep};

/// Everything that a simulation found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Of the program.
    pub version: String,
    /// What was asked for, as flags that give the same report.
    pub command: String,
    /// Of all paths.
    pub seed: u64,
    /// Days of a path.
    pub days: u32,
    /// How often tokens of the history fell; empty without a history.
    pub history: Vec<TokenStatistics>,
    /// One for each token or process, and one with an attacker.
    pub runs: Vec<Run>,
    /// The sweep, if there was one.
    pub sweep: Option<SweepReport>,
}

/// The paths of one process.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    /// The token, or the process.
    pub name: String,
    /// Paths.
    pub paths: usize,
    /// The protocol's parameters.
    pub rules: Rules,
    /// What else was chosen.
    pub setup: Setup,
    /// Debt at the start, USD.
    pub debt: f64,
    /// Insurance at the start, USD.
    pub insurance: f64,
    /// One for each of [`FIGURES`], in their order.
    pub figures: Vec<FigureReport>,
    /// How the losses are spread: pairs of a share of the debt and the probability that more was lost.
    pub exceedance: Exceedance,
}

/// Probabilities that a loss exceeds a share of the debt.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Exceedance {
    /// Shares of the debt.
    pub shares: Vec<f64>,
    /// Written off more than that.
    pub written_off: Vec<f64>,
    /// The insurance paid more than that.
    pub insurance_used: Vec<f64>,
    /// Suppliers lost more than that.
    pub supplier_loss: Vec<f64>,
}

/// A figure over the paths of a run. Dollars of a share of the debt are divided by it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureReport {
    /// Of [`FIGURES`].
    pub key: &'static str,
    /// Its unit.
    pub kind: FigureKind,
    /// What was found.
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// A sweep.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SweepReport {
    /// Names of the parameters.
    pub keys: Vec<&'static str>,
    /// The same for people.
    pub titles: Vec<&'static str>,
    /// Paths of each point, all cases together.
    pub paths: usize,
    /// The debt that a dollar of insurance carries without the sweep.
    pub debt_per_insurance: f64,
    /// The points, the last parameter varying fastest.
    pub points: Vec<Point>,
}

impl Run {
    /// Of the outcomes of a setup.
    ///
    /// # Errors
    /// A number that makes no sense.
    pub fn new(
        name: &str,
        setup: &Setup,
        outcomes: &[Outcome],
    ) -> Result<Self, crate::SimulateError> {
        let (rules, book) = (setup.rules()?, setup.book()?);
        let debt = book.debt();
        let figures = FIGURES.iter().map(|figure| {
            let scale = match figure.kind {
                FigureKind::OfDebt => debt,
                _ => 1.0,
            };
            FigureReport {
                key: figure.key,
                kind: figure.kind,
                estimate: Estimate::of(outcomes, |o| (figure.of)(o) / scale),
            }
        });
        Ok(Run {
            name: name.to_owned(),
            paths: outcomes.len(),
            rules,
            setup: setup.clone(),
            debt,
            insurance: book.insurance,
            figures: figures.collect(),
            exceedance: Exceedance::of(outcomes, debt),
        })
    }

    /// A figure by its key.
    #[must_use]
    pub fn figure(&self, key: &str) -> Option<&Estimate> {
        let found = self.figures.iter().find(|figure| figure.key == key);
        found.map(|figure| &figure.estimate)
    }
}

impl Exceedance {
    /// At shares of half a percent, up to the largest loss.
    fn of(outcomes: &[Outcome], debt: f64) -> Self {
        const STEP: f64 = 0.005;
        let most = outcomes.iter().map(|o| o.written_off).fold(0.0, f64::max) / debt;
        let steps = (most / STEP).ceil().min(1_000.0) as usize + 1;
        let shares: Vec<f64> = (0..=steps).map(|at| at as f64 * STEP).collect();
        let beyond = |figure: fn(&Outcome) -> f64| -> Vec<f64> {
            let mut values: Vec<f64> = outcomes.iter().map(|o| figure(o) / debt).collect();
            values.sort_by(f64::total_cmp);
            let above = |share: &f64| {
                let below = values.partition_point(|value| value <= share);
                (values.len() - below) as f64 / values.len().max(1) as f64
            };
            shares.iter().map(above).collect()
        };
        Exceedance {
            written_off: beyond(|o| o.written_off),
            insurance_used: beyond(|o| o.insurance_used),
            supplier_loss: beyond(Outcome::borne_by_suppliers),
            shares,
        }
    }
}

impl SweepReport {
    /// Of the points of a sweep, and what a dollar of insurance carries without it.
    #[must_use]
    pub fn new(sweep: &Sweep, debt_per_insurance: f64, points: Vec<Point>) -> Self {
        let count = |point: &Point| point.supplier_loss.distribution.count;
        let keys = || sweep.axes().iter().map(|axis| axis.key);
        SweepReport {
            keys: keys().map(|key| key.name).collect(),
            titles: keys().map(|key| key.title).collect(),
            paths: points.first().map_or(0, count),
            debt_per_insurance,
            points,
        }
    }
}
