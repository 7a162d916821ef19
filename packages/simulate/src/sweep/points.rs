//! The points of a sweep, and what each led to.

use qerun_messages::market;
use serde::Serialize;

use super::{Axis, Case, Study, SweepError};
use crate::outcome::Outcome;
use crate::report::Estimate;

/// The most points that a sweep may have.
pub const MOST_POINTS: usize = 10_000;

/// All combinations of the values of several parameters; the last one varies fastest.
#[derive(Debug)]
pub struct Sweep {
    axes: Vec<Axis>,
}

/// One combination and what it led to. Losses as shares of the debt at the start.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// One for each parameter.
    pub values: Vec<f64>,
    /// Why the market would refuse the parameters, if it would.
    pub refused: Option<String>,
    /// The debt at the start, USD.
    pub debt: f64,
    /// The insurance at the start, USD.
    pub insurance: f64,
    /// Capital efficiency: the debt that a dollar of insurance carries.
    pub debt_per_insurance: f64,
    /// What the suppliers bear, what is certain and not written off yet among it.
    pub supplier_loss: Estimate,
    /// What was written off.
    pub written_off: Estimate,
    /// What the insurance paid.
    pub insurance_used: Estimate,
}

impl Sweep {
    /// Of these parameters.
    ///
    /// # Errors
    /// `Twice`, `TooMany`.
    pub fn new(axes: Vec<Axis>) -> Result<Self, SweepError> {
        for (at, axis) in axes.iter().enumerate() {
            let before = axes.iter().take(at);
            if before
                .into_iter()
                .any(|other| other.key.name == axis.key.name)
            {
                let key = axis.key.name.to_owned();
                return Err(SweepError::Twice { key });
            }
        }
        let many = |points: usize, axis: &Axis| points.saturating_mul(axis.values.len());
        let points = axes.iter().fold(1, many);
        if points > MOST_POINTS {
            let most = MOST_POINTS;
            return Err(SweepError::TooMany { points, most });
        }
        Ok(Sweep { axes })
    }

    /// The parameters.
    #[must_use]
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// All combinations.
    #[must_use]
    pub fn combinations(&self) -> Vec<Vec<f64>> {
        let mut all = vec![Vec::new()];
        for axis in &self.axes {
            let longer = all.iter().flat_map(|values: &Vec<f64>| {
                axis.values.iter().map(move |value| {
                    let mut values = values.clone();
                    values.push(*value);
                    values
                })
            });
            all = longer.collect();
        }
        all
    }

    /// The cases of a study at a combination, checked: what is wrong is known before anything has run.
    ///
    /// # Errors
    /// `Value`, `Scenario`.
    pub fn cases(&self, study: &Study, values: &[f64]) -> Result<Vec<Case>, SweepError> {
        let mut cases = study.cases.clone();
        for case in &mut cases {
            for (axis, value) in self.axes.iter().zip(values) {
                axis.key.set(&mut case.setup, *value)?;
            }
            case.setup.book()?;
            case.setup.scenarios()?;
        }
        Ok(cases)
    }

    /// Runs a combination on all cases of a study together. `admits` says why the market would refuse its parameters.
    ///
    /// # Errors
    /// As [`Sweep::cases`].
    pub fn point(
        &self,
        study: &Study,
        values: Vec<f64>,
        admits: &impl Fn(&market::Params) -> Result<(), String>,
        progress: &(impl Fn(u64) + Sync),
    ) -> Result<Point, SweepError> {
        let (mut debt, mut insurance, mut refused) = (0.0, 0.0, None);
        let mut outcomes: Vec<Outcome> = Vec::new();
        for case in self.cases(study, &values)? {
            let book = case.setup.book()?;
            (debt, insurance) = (book.debt(), book.insurance);
            refused = admits(&case.setup.market).err();
            outcomes.extend(study.outcomes(&case.setup, progress)?);
        }
        // Cases differ by their prices alone, so they have one debt.
        let of_debt =
            |figure: fn(&Outcome) -> f64| Estimate::of(&outcomes, |outcome| figure(outcome) / debt);
        Ok(Point {
            values,
            refused,
            debt,
            insurance,
            debt_per_insurance: debt / insurance,
            supplier_loss: of_debt(Outcome::borne_by_suppliers),
            written_off: of_debt(|o| o.written_off),
            insurance_used: of_debt(|o| o.insurance_used),
        })
    }
}
