//! Everything that a path depends on besides its seed.

use serde::Serialize;

use crate::attack::Attack;
use crate::book::Book;
use crate::error::{ensure_within, SimulateError};
use crate::liquidators::Liquidators;
use crate::pool::Pool;
use crate::process::Process;
use crate::rules::Rules;
use crate::STEPS_PER_DAY;

/// What is simulated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scenario {
    /// The protocol's parameters.
    pub rules: Rules,
    /// The market at the start.
    pub book: Book,
    /// How prices move.
    pub process: Process,
    /// The pool of QER.
    pub pool: Pool,
    /// Who liquidates.
    pub liquidators: Liquidators,
    /// By how many steps the oracle's mid is behind the market, at most a day.
    pub oracle_delay: u32,
    /// An attack, if there is one.
    pub attack: Option<Attack>,
    /// Length of a path in steps of ten minutes.
    pub steps: u32,
    /// When a path begins, Unix seconds: the oracle's hourly average is kept in quarters of an hour of the clock.
    pub start: u64,
}

/// A scenario whose numbers make sense.
#[derive(Clone, Debug)]
pub struct ValidScenario(Scenario);

impl Scenario {
    /// Ninety days without an attack, on the defaults.
    #[must_use]
    pub fn new(rules: Rules, book: Book, process: Process) -> Self {
        Scenario {
            rules,
            book,
            process,
            pool: Pool::default(),
            liquidators: Liquidators::default(),
            oracle_delay: 0,
            attack: None,
            steps: 90 * STEPS_PER_DAY as u32,
            start: 0,
        }
    }

    /// Refuses numbers that make no sense.
    ///
    /// # Errors
    /// Which one, and what it may be.
    pub fn check(self) -> Result<ValidScenario, SimulateError> {
        ensure_within("steps", self.steps.into(), 1.0, 5_256_000.0)?;
        ensure_within("oracle_delay", self.oracle_delay.into(), 0.0, 144.0)?;
        self.book.ensure_valid()?;
        self.process.ensure_valid(self.steps as usize)?;
        self.pool.ensure_valid()?;
        self.liquidators.ensure_valid()?;
        if let Some(attack) = &self.attack {
            attack.ensure_valid()?;
        }
        Ok(ValidScenario(self))
    }
}

impl std::ops::Deref for ValidScenario {
    type Target = Scenario;
    fn deref(&self) -> &Scenario {
        &self.0
    }
}
