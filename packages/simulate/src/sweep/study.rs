//! Several setups on the same seed: one for each token, say.

use rayon::prelude::*;

use super::Setup;
use crate::error::SimulateError;
use crate::outcome::Outcome;
use crate::path::Worker;
use crate::run::{simulate, Paths};
use crate::scenario::ValidScenario;

/// The most paths of a study, whose outcomes are all kept: some two gigabytes.
pub const MOST_PATHS: u64 = 10_000_000;

/// A setup and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Of the token, or of the process.
    pub name: String,
    /// What is simulated.
    pub setup: Setup,
}

/// What is simulated, and how often.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// At least one.
    pub cases: Vec<Case>,
    /// Of all paths.
    pub seed: u64,
    /// Paths of each scenario.
    pub paths: u64,
}

impl Study {
    /// How many paths all cases have.
    ///
    /// # Errors
    /// A number that makes no sense; `TooManyPaths`.
    pub fn total(&self) -> Result<u64, SimulateError> {
        let mut total: u64 = 0;
        for case in &self.cases {
            let scenarios = case.setup.scenarios()?.len() as u64;
            total = total.saturating_add(scenarios.saturating_mul(self.paths));
        }
        let (paths, most) = (total, MOST_PATHS);
        if paths > most {
            return Err(SimulateError::TooManyPaths { paths, most });
        }
        Ok(total)
    }

    /// The outcomes of a setup, in an order that does not depend on threads. `progress` as in [`simulate`].
    ///
    /// # Errors
    /// A number that makes no sense.
    pub fn outcomes(
        &self,
        setup: &Setup,
        progress: &(impl Fn(u64) + Sync),
    ) -> Result<Vec<Outcome>, SimulateError> {
        let scenarios = setup.scenarios()?;
        if let [scenario] = &scenarios[..] {
            let paths = Paths {
                seed: self.seed,
                first: 0,
                count: self.paths,
            };
            return Ok(simulate(scenario, &paths, progress));
        }
        let each: Vec<Vec<Outcome>> = scenarios
            .par_iter()
            .enumerate()
            .map(|(at, scenario)| self.window(at as u64, scenario, progress))
            .collect();
        Ok(each.concat())
    }

    /// The paths of one stretch of history; their indexes are its own.
    fn window(
        &self,
        at: u64,
        scenario: &ValidScenario,
        progress: &(impl Fn(u64) + Sync),
    ) -> Vec<Outcome> {
        let mut worker = Worker::new(scenario);
        let first = at * self.paths;
        let outcomes = (first..first + self.paths).map(|index| worker.path(self.seed, index));
        let outcomes = outcomes.collect();
        progress(self.paths);
        outcomes
    }
}
